//===- FloatMethods.cpp - float -------------------------------------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

/// Removes the underscores that may separate digits; false where they stand
/// elsewhere.
static bool removeUnderscores(StringRef text, std::string &result) {
  for (size_t index = 0; index < text.size(); ++index) {
    if (text[index] != '_') {
      result += text[index];
      continue;
    }
    if (index == 0 || index + 1 == text.size() ||
        !llvm::isDigit(text[index - 1]) || !llvm::isDigit(text[index + 1]))
      return false;
  }
  return true;
}

static bool isDecimalNumber(StringRef text) {
  if (!text.consume_front("-"))
    text.consume_front("+");
  StringRef integral = text.take_while(llvm::isDigit);
  text = text.drop_front(integral.size());
  StringRef fraction;
  if (text.consume_front(".")) {
    fraction = text.take_while(llvm::isDigit);
    text = text.drop_front(fraction.size());
  }
  if (integral.empty() && fraction.empty())
    return false;
  if (text.consume_front_insensitive("e")) {
    if (!text.consume_front("-"))
      text.consume_front("+");
    return !text.empty() && llvm::all_of(text, llvm::isDigit);
  }
  return text.empty();
}

std::optional<double> parseReal(StringRef text) {
  std::string cleaned;
  if (!removeUnderscores(text.trim(" \t\n\r\f\v"), cleaned))
    return std::nullopt;
  if (isDecimalNumber(cleaned))
    return std::strtod(cleaned.c_str(), nullptr);
  StringRef word = cleaned;
  bool negative = word.consume_front("-");
  if (!negative)
    word.consume_front("+");
  double magnitude = 0;
  if (word.equals_insensitive("inf") || word.equals_insensitive("infinity"))
    magnitude = HUGE_VAL;
  else if (word.equals_insensitive("nan"))
    magnitude = std::nan("");
  else
    return std::nullopt;
  return negative ? -magnitude : magnitude;
}

Value toReal(Interpreter &interp, Value value) {
  value = unwrapNumber(value);
  if (value.isNumber())
    return Value::real(value.asDouble());
  StringRef text;
  if (auto *str = dyn_cast<StrObject>(value))
    text = str->str();
  else if (auto *bytes = dyn_cast<BytesObject>(value))
    text = bytes->bytes;
  if (text.data()) {
    if (std::optional<double> number = parseReal(text))
      return Value::real(*number);
    return valueError(interp,
                      "could not convert string to float: " + quoteText(text));
  }
  if (value.isObject())
    for (StrObject *name : {interp.names.floatMethod, interp.names.index}) {
      Value result = unwrapNumber(interp.callSpecial(value, name));
      if (interp.failed())
        return {};
      if (result.isNumber())
        return Value::real(result.asDouble());
    }
  if (auto *opaque = opaqueOf(interp, value))
    return opaqueFrom(interp, opaque, "");
  return typeError(interp, "float() argument must be a string or a real "
                           "number, not '" +
                               interp.typeName(value) + "'");
}

static bool selfReal(Interpreter &interp, Arguments args, double &number) {
  Value self = args.size() ? unwrapNumber(args[0]) : Value();
  if (!self || !self.isFloat()) {
    typeError(interp, "descriptor requires a 'float' object");
    return false;
  }
  number = self.asFloat();
  return true;
}

static std::string hexOf(double number) {
  if (!std::isfinite(number))
    return formatReal(number);
  if (number == 0)
    return std::signbit(number) ? "-0x0.0p+0" : "0x0.0p+0";
  int exponent = 0;
  double mantissa = std::frexp(std::fabs(number), &exponent) * 2;
  --exponent;
  if (exponent < -1022) { // subnormal numbers keep the least exponent
    mantissa = std::ldexp(mantissa, exponent + 1022);
    exponent = -1022;
  }
  uint64_t bits = static_cast<uint64_t>(std::ldexp(mantissa, 52));
  std::string digits = llvm::utohexstr(bits & ((uint64_t(1) << 52) - 1), true);
  digits.insert(0, 13 - digits.size(), '0');
  return std::string(number < 0 ? "-" : "") + "0x" +
         std::to_string(bits >> 52) + "." + digits + "p" +
         (exponent < 0 ? "" : "+") + std::to_string(exponent);
}

/// The number as a fraction in lowest terms.
static Value integerRatio(Interpreter &interp, double number) {
  if (!std::isfinite(number))
    return interp.raise(std::isnan(number) ? interp.types.valueError
                                           : interp.types.overflowError,
                        "cannot convert " + formatReal(number) +
                            " to integer ratio");
  int exponent = 0;
  double mantissa = std::frexp(number, &exponent);
  for (; mantissa != std::floor(mantissa); --exponent)
    mantissa *= 2;
  if (exponent > 9 || exponent < -62)
    return interp.raise(interp.types.overflowError,
                        "the ratio does not fit into 64 bits");
  int64_t numerator = static_cast<int64_t>(mantissa);
  return interp.tuple(
      {Value::integer(exponent > 0 ? numerator << exponent : numerator),
       Value::integer(exponent < 0 ? int64_t(1) << -exponent : 1)});
}

static Value fromHex(Interpreter &interp, Arguments args) {
  auto *text = dyn_cast<StrObject>(args[1]);
  if (!text)
    return typeError(interp, "fromhex() argument must be str, not " +
                                 interp.typeName(args[1]));
  std::string digits = text->str().trim().str();
  char *end = nullptr;
  StringRef magnitude = digits;
  if (!magnitude.consume_front("-"))
    magnitude.consume_front("+");
  // C reads numbers without the prefix as decimal ones.
  bool hasPrefix = magnitude.starts_with_insensitive("0x") ||
                   magnitude.contains_insensitive("n");
  if (!hasPrefix)
    digits.insert(digits.size() - magnitude.size(), "0x");
  double number = std::strtod(digits.c_str(), &end);
  if (digits.empty() || *end)
    return valueError(interp, "invalid hexadecimal floating-point string");
  return Value::real(number);
}

static Value newReal(Interpreter &interp, Arguments args) {
  if (args[1] && interp.isOpen(args[1]))
    return interp.branches->realOf(args[1]);
  Value number = args[1] ? toReal(interp, args[1]) : Value::real(0);
  if (!number || classOf(args) == interp.types.real)
    return number;
  auto *object = interp.create<PrimitiveObject>(classOf(args));
  object->primitive = number;
  return object;
}

void addFloatMethods(Interpreter &interp) {
  TypeObject *type = interp.types.real;
  defineNew(interp, type, "cls, x=", newReal);
  auto addQuestion = [&](StringRef name,
                         Value (*answer)(Interpreter &, double)) {
    defineMethod(interp, type, name, "self",
                 [answer](Interpreter &interp, Arguments args) -> Value {
                   double number = 0;
                   return selfReal(interp, args, number)
                              ? answer(interp, number)
                              : Value();
                 });
  };
  addQuestion("is_integer", [](Interpreter &, double number) {
    return Value::boolean(std::isfinite(number) &&
                          std::floor(number) == number);
  });
  addQuestion("hex", [](Interpreter &interp, double number) -> Value {
    return interp.str(hexOf(number));
  });
  addQuestion("as_integer_ratio", integerRatio);
  defineClassMethod(interp, type, "fromhex", "cls, string", fromHex);
}

} // namespace kiln::python
