//===- ComplexMethods.cpp - complex ---------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

using Complex = std::complex<double>;

static Value complexOf(Interpreter &interp, TypeObject *type, Complex number) {
  auto *object = interp.create<ComplexObject>(type);
  object->number = number;
  return object;
}

Value makeComplex(Interpreter &interp, Complex number) {
  return complexOf(interp, interp.types.complex, number);
}

static std::optional<Complex> asComplex(Value value) {
  value = unwrapNumber(value);
  if (value.isNumber())
    return Complex(value.asDouble(), 0);
  if (auto *object = native<ComplexObject>(value))
    return object->number;
  return std::nullopt;
}

/// A part of repr: whole numbers have no point.
static std::string partText(double part) {
  std::string text = formatReal(part);
  StringRef ref = text;
  ref.consume_back(".0");
  return ref.str();
}

static std::string reprOf(Complex number) {
  std::string imaginary = partText(number.imag()) + "j";
  if (number.real() == 0 && !std::signbit(number.real()))
    return imaginary;
  bool hasSign = imaginary[0] == '-';
  return "(" + partText(number.real()) + (hasSign ? "" : "+") + imaginary + ")";
}

/// "1", "2j", "1+2j", with or without parentheses.
static std::optional<Complex> parseComplex(StringRef text) {
  text = text.trim();
  if (text.consume_front("(") && !text.consume_back(")"))
    return std::nullopt;
  text = text.trim();
  if (!text.ends_with_insensitive("j")) {
    std::optional<double> real = parseReal(text);
    return real ? std::optional<Complex>(Complex(*real, 0)) : std::nullopt;
  }
  text = text.drop_back();
  // The imaginary part begins at the last sign that belongs to no exponent.
  size_t split = text.size();
  while (split > 0 &&
         !(StringRef("+-").contains(text[split - 1]) &&
           (split == 1 || !StringRef("eE").contains(text[split - 2]))))
    --split;
  size_t begin = split == 0 ? 0 : split - 1;
  StringRef imaginary = text.drop_front(begin);
  bool isUnit = imaginary.empty() || imaginary == "+" || imaginary == "-";
  std::optional<double> imag =
      isUnit ? std::optional<double>(imaginary == "-" ? -1 : 1)
             : parseReal(imaginary);
  std::optional<double> real =
      begin == 0 ? std::optional<double>(0) : parseReal(text.take_front(begin));
  if (!imag || !real)
    return std::nullopt;
  return Complex(*real, *imag);
}

static Value newComplex(Interpreter &interp, Arguments args) {
  if (auto *text = dyn_cast_if_present<StrObject>(args[1])) {
    std::optional<Complex> number = parseComplex(text->str());
    if (!number)
      return valueError(interp, "complex() arg is a malformed string");
    return complexOf(interp, classOf(args), *number);
  }
  Complex parts[2];
  for (unsigned index : {0, 1}) {
    if (!args[index + 1])
      continue;
    std::optional<Complex> part = asComplex(args[index + 1]);
    if (!part) {
      auto number = interp.asDouble(args[index + 1]);
      if (failed(number))
        return {};
      part = Complex(*number, 0);
    }
    parts[index] = *part;
  }
  return complexOf(interp, classOf(args),
                   Complex(parts[0].real() - parts[1].imag(),
                           parts[0].imag() + parts[1].real()));
}

static Value applyBinary(Interpreter &interp, BinaryOp op, Complex a,
                         Complex b) {
  switch (op) {
  case BinaryOp::Add:
    return makeComplex(interp, a + b);
  case BinaryOp::Sub:
    return makeComplex(interp, a - b);
  case BinaryOp::Mul:
    return makeComplex(interp, a * b);
  case BinaryOp::Div:
    if (b == Complex())
      return interp.raise(interp.types.zeroDivisionError,
                          "complex division by zero");
    return makeComplex(interp, a / b);
  case BinaryOp::Pow: {
    double exponent = b.real();
    bool isSmall = b.imag() == 0 && exponent == std::floor(exponent) &&
                   std::fabs(exponent) <= 100;
    if (!isSmall)
      return makeComplex(interp, std::pow(a, b));
    Complex result = 1;
    for (int count = 0; count < std::fabs(exponent); ++count)
      result *= a;
    return makeComplex(interp, exponent < 0 ? 1.0 / result : result);
  }
  default:
    return Value::notImplemented();
  }
}

static void addOperators(Interpreter &interp, TypeObject *type) {
  struct {
    const char *name;
    BinaryOp op;
  } entries[] = {{"add", BinaryOp::Add},
                 {"sub", BinaryOp::Sub},
                 {"mul", BinaryOp::Mul},
                 {"truediv", BinaryOp::Div},
                 {"pow", BinaryOp::Pow}};
  for (auto &entry : entries)
    for (bool reflected : {false, true}) {
      std::string name =
          std::string("__") + (reflected ? "r" : "") + entry.name + "__";
      defineMethod(interp, type, name, "self, other",
                   [op = entry.op, reflected](Interpreter &interp,
                                              Arguments args) -> Value {
                     auto a = asComplex(args[0]), b = asComplex(args[1]);
                     if (!a || !b)
                       return Value::notImplemented();
                     return reflected ? applyBinary(interp, op, *b, *a)
                                      : applyBinary(interp, op, *a, *b);
                   });
    }
  for (bool wanted : {true, false})
    defineMethod(interp, type, wanted ? "__eq__" : "__ne__", "self, other",
                 [wanted](Interpreter &, Arguments args) -> Value {
                   auto a = asComplex(args[0]), b = asComplex(args[1]);
                   if (!a || !b)
                     return Value::notImplemented();
                   return Value::boolean((*a == *b) == wanted);
                 });
}

void addComplexMethods(Interpreter &interp) {
  TypeObject *type = interp.types.complex;
  defineNew(interp, type, "cls, real=, imag=", newComplex);
  addOperators(interp, type);
  auto add = [&](StringRef name, Value (*answer)(Interpreter &, Complex)) {
    defineMethod(interp, type, name, "self",
                 [answer](Interpreter &interp, Arguments args) -> Value {
                   auto *self = selfOf<ComplexObject>(interp, args, "complex");
                   return self ? answer(interp, self->number) : Value();
                 });
  };
  add("__neg__", [](Interpreter &interp, Complex number) {
    return makeComplex(interp, -number);
  });
  for (const char *name : {"__pos__", "__complex__"})
    add(name, makeComplex);
  add("__abs__", [](Interpreter &, Complex number) {
    return Value::real(std::abs(number));
  });
  add("__bool__", [](Interpreter &, Complex number) {
    return Value::boolean(number != Complex());
  });
  add("conjugate", [](Interpreter &interp, Complex number) {
    return makeComplex(interp, std::conj(number));
  });
  add("__hash__", [](Interpreter &interp, Complex number) -> Value {
    auto real = interp.hash(Value::real(number.real()));
    auto imag = interp.hash(Value::real(number.imag()));
    if (failed(real) || failed(imag))
      return {};
    return Value::integer(static_cast<int64_t>(*real + 1000003 * *imag));
  });
  add("__repr__", [](Interpreter &interp, Complex number) -> Value {
    return interp.str(reprOf(number));
  });
  defineProperty(interp, type, "real", [](Interpreter &, Arguments args) {
    return Value::real(native<ComplexObject>(args[0])->number.real());
  });
  defineProperty(interp, type, "imag", [](Interpreter &, Arguments args) {
    return Value::real(native<ComplexObject>(args[0])->number.imag());
  });
}

} // namespace kiln::python
