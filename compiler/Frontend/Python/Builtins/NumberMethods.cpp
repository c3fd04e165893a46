//===- NumberMethods.cpp - What int, float and bool share -----------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"

#include <cmath>
#include <cstring>

namespace kiln::python {

using namespace mlir;

/// The number that a method of int or float was called for; null with an
/// exception for anything else.
static Value selfNumber(Interpreter &interp, Arguments args, TypeObject *type) {
  Value self = args.size() ? unwrapNumber(args[0]) : Value();
  bool fits =
      self && (type == interp.types.real ? self.isFloat() : self.isIntegral());
  if (fits)
    return self;
  return typeError(interp, "descriptor requires a '" + type->name + "' object");
}

namespace {
struct NamedOperator {
  const char *name;
  BinaryOp op;
  bool onlyIntegers;
};
} // namespace

static const NamedOperator operators[] = {
    {"add", BinaryOp::Add, false},
    {"sub", BinaryOp::Sub, false},
    {"mul", BinaryOp::Mul, false},
    {"truediv", BinaryOp::Div, false},
    {"floordiv", BinaryOp::FloorDiv, false},
    {"mod", BinaryOp::Mod, false},
    {"pow", BinaryOp::Pow, false},
    {"lshift", BinaryOp::LeftShift, true},
    {"rshift", BinaryOp::RightShift, true},
    {"and", BinaryOp::And, true},
    {"or", BinaryOp::Or, true},
    {"xor", BinaryOp::Xor, true},
};

static void addOperator(Interpreter &interp, TypeObject *type,
                        const NamedOperator &entry, bool reflected) {
  std::string name =
      std::string("__") + (reflected ? "r" : "") + entry.name + "__";
  auto apply = [type, op = entry.op, reflected, name,
                onlyIntegers = entry.onlyIntegers](Interpreter &interp,
                                                   Arguments args) -> Value {
    // pow() may pass a modulus.
    if (!checkCount(interp, name, args, 2, op == BinaryOp::Pow ? 3 : 2))
      return {};
    Value self = selfNumber(interp, args, type);
    if (!self)
      return {};
    Value other = unwrapNumber(args[1]);
    if (!other.isNumber() || (onlyIntegers && !other.isIntegral()))
      return Value::notImplemented();
    if (isGiven(args[2]) && self.isIntegral() && other.isIntegral() &&
        args[2].isIntegral())
      return powerModulo(interp, self.asInt(), other.asInt(), args[2].asInt());
    return reflected ? interp.binary(op, other, self)
                     : interp.binary(op, self, other);
  };
  defineMethod(interp, type, name, apply);
}

static void addDivmod(Interpreter &interp, TypeObject *type, bool reflected) {
  defineMethod(interp, type, reflected ? "__rdivmod__" : "__divmod__",
               "self, other",
               [type, reflected](Interpreter &interp, Arguments args) -> Value {
                 Value a = selfNumber(interp, args, type);
                 if (!a)
                   return {};
                 Value b = unwrapNumber(args[1]);
                 if (!b.isNumber())
                   return Value::notImplemented();
                 if (reflected)
                   std::swap(a, b);
                 Value quotient = interp.binary(BinaryOp::FloorDiv, a, b);
                 if (!quotient)
                   return {};
                 Value rest = interp.binary(BinaryOp::Mod, a, b);
                 return rest ? interp.tuple({quotient, rest}) : Value();
               });
}

static Value compareNumbers(Interpreter &interp, CompareOp op, Value a,
                            Value b) {
  a = unwrapNumber(a);
  b = unwrapNumber(b);
  if (!a.isNumber() || !b.isNumber())
    return Value::notImplemented();
  return interp.compare(op, a, b);
}

/// A method without arguments beside the number.
static void addUnary(Interpreter &interp, TypeObject *type, StringRef name,
                     Value (*function)(Interpreter &, Value)) {
  defineMethod(interp, type, name, "self",
               [type, function](Interpreter &interp, Arguments args) {
                 Value self = selfNumber(interp, args, type);
                 return self ? function(interp, self) : Value();
               });
}

static void addUnaries(Interpreter &interp, TypeObject *type) {
  addUnary(interp, type, "__neg__", [](Interpreter &interp, Value self) {
    return interp.negative(self);
  });
  addUnary(interp, type, "__pos__", [](Interpreter &interp, Value self) {
    return interp.positive(self);
  });
  addUnary(interp, type, "__abs__", [](Interpreter &interp, Value self) {
    DecisionLog::noteSign(interp, self);
    if (self.isFloat())
      return Value::real(std::fabs(self.asFloat()));
    return self.asInt() < 0 ? interp.negative(self)
                            : Value::integer(self.asInt());
  });
  addUnary(interp, type, "__bool__", [](Interpreter &, Value self) {
    return Value::boolean(self.asDouble() != 0);
  });
  for (const char *name : {"__int__", "__trunc__"})
    addUnary(interp, type, name, toInteger);
  addUnary(interp, type, "__float__", toReal);
  addUnary(interp, type, "__floor__", [](Interpreter &interp, Value self) {
    return self.isFloat() ? floorReal(interp, self.asFloat())
                          : Value::integer(self.asInt());
  });
  addUnary(interp, type, "__ceil__", [](Interpreter &interp, Value self) {
    return self.isFloat() ? ceilReal(interp, self.asFloat())
                          : Value::integer(self.asInt());
  });
  addUnary(interp, type, "__hash__",
           [](Interpreter &interp, Value self) -> Value {
             auto hash = interp.hash(self);
             return failed(hash) ? Value()
                                 : Value::integer(static_cast<int64_t>(*hash));
           });
  addUnary(interp, type, "__repr__",
           [](Interpreter &interp, Value self) -> Value {
             auto text = interp.repr(self);
             return failed(text) ? Value() : interp.str(*text);
           });
  addUnary(interp, type, "conjugate", [](Interpreter &interp, Value self) {
    return interp.positive(self);
  });
}

static void addPlain(Interpreter &interp, TypeObject *type) {
  defineMethod(interp, type, "__format__", "self, spec",
               [type](Interpreter &interp, Arguments args) -> Value {
                 Value self = selfNumber(interp, args, type);
                 auto *spec = dyn_cast<StrObject>(args[1]);
                 if (!self || !spec)
                   return self ? typeError(interp, "__format__() argument must "
                                                   "be str")
                               : Value();
                 auto text = formatNumber(interp, self, spec->str());
                 return failed(text) ? Value() : interp.str(*text);
               });
  defineMethod(interp, type, "__round__",
               "self, digits=", [type](Interpreter &interp, Arguments args) {
                 Value self = selfNumber(interp, args, type);
                 return self ? roundNumber(interp, self, args[1]) : Value();
               });
  defineProperty(interp, type, "real",
                 [type](Interpreter &interp, Arguments args) {
                   Value self = selfNumber(interp, args, type);
                   return self ? interp.positive(self) : Value();
                 });
  defineProperty(interp, type, "imag",
                 [type](Interpreter &interp, Arguments args) {
                   Value self = selfNumber(interp, args, type);
                   return !self            ? Value()
                          : self.isFloat() ? Value::real(0)
                                           : Value::integer(0);
                 });
}

//===----------------------------------------------------------------------===//
// Rounding and powers
//===----------------------------------------------------------------------===//

static Value roundInteger(Interpreter &interp, int64_t number, int64_t digits) {
  if (digits >= 0)
    return Value::integer(number);
  if (digits < -18)
    return Value::integer(0);
  int64_t unit = 1;
  for (; digits < 0; ++digits)
    unit *= 10;
  int64_t rest = number % unit;
  if (rest < 0)
    rest += unit;
  int64_t below = 0;
  if (__builtin_sub_overflow(number, rest, &below))
    return interp.raise(interp.types.overflowError,
                        "the rounded number does not fit into 64 bits");
  bool isOdd = (below / unit) % 2 != 0;
  bool up = rest > unit - rest || (rest == unit - rest && isOdd);
  int64_t result = 0;
  if (__builtin_add_overflow(below, up ? unit : 0, &result))
    return interp.raise(interp.types.overflowError,
                        "the rounded number does not fit into 64 bits");
  return Value::integer(result);
}

static double roundReal(double number, int64_t digits) {
  if (!std::isfinite(number) || digits > 330)
    return number;
  if (digits < -308)
    return std::copysign(0.0, number);
  // printf rounds the exact binary number, ties to even, as Python does.
  char buffer[700];
  if (digits >= 0) {
    snprintf(buffer, sizeof(buffer), "%.*f", static_cast<int>(digits), number);
    return std::strtod(buffer, nullptr);
  }
  snprintf(buffer, sizeof(buffer), "%.17e", number);
  int64_t exponent = std::strtol(strchr(buffer, 'e') + 1, nullptr, 10);
  int64_t kept = exponent + 1 + digits; // significant digits that stay
  if (kept > 0) {
    snprintf(buffer, sizeof(buffer), "%.*e", static_cast<int>(kept - 1),
             number);
    return std::strtod(buffer, nullptr);
  }
  double unit = std::pow(10.0, static_cast<double>(-digits));
  return std::copysign(std::fabs(number) > unit / 2 ? unit : 0.0, number);
}

Value roundNumber(Interpreter &interp, Value number, Value digits) {
  number = unwrapNumber(number);
  bool hasDigits = isGiven(digits);
  int64_t count = 0;
  if (hasDigits) {
    auto index = interp.index(digits);
    if (failed(index))
      return {};
    count = *index;
  }
  if (number.isIntegral())
    return roundInteger(interp, number.asInt(), count);
  if (!hasDigits)
    return nearestToReal(interp, number.asFloat());
  double rounded = roundReal(number.asFloat(), count);
  DecisionLog::noteRounding(interp, Decision::Step, number.asFloat(), rounded);
  return Value::real(rounded);
}

static bool invertModulo(int64_t number, int64_t modulus, int64_t &inverse) {
  __int128 a = number % modulus, b = modulus, x = 1, y = 0;
  if (a < 0)
    a += modulus;
  while (b != 0) {
    __int128 quotient = a / b;
    std::swap(a, b);
    b -= quotient * a;
    std::swap(x, y);
    y -= quotient * x;
  }
  inverse = static_cast<int64_t>(((x % modulus) + modulus) % modulus);
  return a == 1;
}

Value powerModulo(Interpreter &interp, int64_t base, int64_t exponent,
                  int64_t modulus) {
  if (modulus == 0)
    return valueError(interp, "pow() 3rd argument cannot be 0");
  __int128 size = modulus < 0 ? -static_cast<__int128>(modulus) : modulus;
  if (size > std::numeric_limits<int64_t>::max() ||
      exponent == std::numeric_limits<int64_t>::min())
    return interp.raise(interp.types.overflowError,
                        "pow() of ints beyond 63 bits");
  if (exponent < 0) {
    int64_t inverse = 0;
    if (!invertModulo(base, static_cast<int64_t>(size), inverse))
      return valueError(interp, "base is not invertible for the given modulus");
    base = inverse;
    exponent = -exponent;
  }
  __int128 factor = base % size;
  __int128 result = 1 % size;
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1)
      result = result * factor % size;
    factor = factor * factor % size;
  }
  // The result has the sign of the modulus.
  if (result < 0)
    result += size;
  if (modulus < 0 && result != 0)
    result -= size;
  return Value::integer(static_cast<int64_t>(result));
}

void addNumberMethods(Interpreter &interp) {
  for (TypeObject *type : {interp.types.integer, interp.types.real}) {
    for (const NamedOperator &entry : operators)
      if (!entry.onlyIntegers || type == interp.types.integer)
        for (bool reflected : {false, true})
          addOperator(interp, type, entry, reflected);
    addDivmod(interp, type, false);
    addDivmod(interp, type, true);
    defineComparisons(interp, type, compareNumbers);
    addUnaries(interp, type);
    addPlain(interp, type);
  }
  addUnary(interp, interp.types.integer, "__invert__",
           [](Interpreter &interp, Value self) { return interp.invert(self); });
  addUnary(interp, interp.types.integer, "__index__", toInteger);
  addIntMethods(interp);
  addFloatMethods(interp);
  addComplexMethods(interp);
}

} // namespace kiln::python
