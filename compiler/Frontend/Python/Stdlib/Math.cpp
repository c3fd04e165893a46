//===- Math.cpp - The module math -----------------------------------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"

#include <cmath>
#include <numbers>

namespace kiln::python {

using namespace mlir;
using Unary = double (*)(double);

static Value domainError(Interpreter &interp) {
  return interp.raise(interp.types.valueError, "math domain error");
}
static Value rangeError(Interpreter &interp) {
  return interp.raise(interp.types.overflowError, "math range error");
}

/// Infinities and NaNs that do not come from an argument are errors.
static Value checked(Interpreter &interp, double result, bool isFinite) {
  if (isFinite && std::isnan(result))
    return domainError(interp);
  if (isFinite && std::isinf(result))
    return rangeError(interp);
  return Value::real(result);
}

/// `poles` tells where the function has none but an infinite value, which is
/// an error of the domain rather than of the range.
static void defineUnary(Interpreter &interp, ModuleObject *module,
                        llvm::StringRef name, Unary function,
                        bool (*poles)(double) = nullptr) {
  defineFunction(interp, module, name, "x",
                 [function, poles, name = name.str()](Interpreter &interp,
                                                      Arguments args) -> Value {
                   if (Value opaque =
                           opaqueResult(interp, "math." + name, args))
                     return opaque;
                   if (interp.isOpen(args[0]))
                     return interp.branches->callMath(name, args[0]);
                   auto x = interp.asDouble(args[0]);
                   if (failed(x))
                     return {};
                   if ((poles && poles(*x)) ||
                       (std::isinf(*x) && std::isnan(function(*x))))
                     return domainError(interp);
                   return checked(interp, function(*x), std::isfinite(*x));
                 });
}

static void defineBinary(Interpreter &interp, ModuleObject *module,
                         llvm::StringRef name,
                         double (*function)(double, double)) {
  defineFunction(interp, module, name, "x, y",
                 [function, name = name.str()](Interpreter &interp,
                                               Arguments args) -> Value {
                   if (Value opaque =
                           opaqueResult(interp, "math." + name, args))
                     return opaque;
                   if (interp.isOpen(args[0]) || interp.isOpen(args[1]))
                     return interp.branches->callMath(name, {args[0], args[1]});
                   auto x = interp.asDouble(args[0]);
                   if (failed(x))
                     return {};
                   auto y = interp.asDouble(args[1]);
                   if (failed(y))
                     return {};
                   return checked(interp, function(*x, *y),
                                  std::isfinite(*x) && std::isfinite(*y));
                 });
}

static bool notPositive(double x) { return x <= 0; }
static bool gammaPole(double x) { return x <= 0 && x == std::floor(x); }

static void addElementary(Interpreter &interp, ModuleObject *module) {
  for (auto [name, function] :
       std::initializer_list<std::pair<const char *, Unary>>{
           {"sqrt", std::sqrt},
           {"cbrt", std::cbrt},
           {"exp", std::exp},
           {"exp2", std::exp2},
           {"expm1", std::expm1},
           {"fabs", std::fabs},
           {"sin", std::sin},
           {"cos", std::cos},
           {"tan", std::tan},
           {"asin", std::asin},
           {"acos", std::acos},
           {"atan", std::atan},
           {"sinh", std::sinh},
           {"cosh", std::cosh},
           {"tanh", std::tanh},
           {"asinh", std::asinh},
           {"acosh", std::acosh},
           {"erf", std::erf},
           {"erfc", std::erfc}})
    defineUnary(interp, module, name, function);
  defineUnary(interp, module, "degrees",
              [](double x) { return x * (180 / std::numbers::pi); });
  defineUnary(interp, module, "radians",
              [](double x) { return x * (std::numbers::pi / 180); });
  defineUnary(interp, module, "log2", std::log2, notPositive);
  defineUnary(interp, module, "log10", std::log10, notPositive);
  defineUnary(interp, module, "log1p", std::log1p,
              [](double x) { return x <= -1; });
  defineUnary(interp, module, "atanh", std::atanh,
              [](double x) { return std::fabs(x) >= 1; });
  defineUnary(interp, module, "gamma", std::tgamma, gammaPole);
  defineUnary(interp, module, "lgamma", std::lgamma, gammaPole);
  defineUnary(interp, module, "ulp", [](double x) {
    x = std::fabs(x);
    double above = std::nextafter(x, HUGE_VAL);
    return std::isinf(above) ? x - std::nextafter(x, 0) : above - x;
  });
}

static void addBinary(Interpreter &interp, ModuleObject *module) {
  defineBinary(interp, module, "pow", [](double x, double y) {
    // 0 ** -1 is an error of the domain.
    return x == 0 && y < 0 ? std::nan("") : std::pow(x, y);
  });
  defineBinary(interp, module, "atan2", std::atan2);
  defineBinary(interp, module, "fmod", std::fmod);
  defineBinary(interp, module, "remainder", std::remainder);
  defineBinary(interp, module, "copysign", std::copysign);
  defineBinary(interp, module, "nextafter", std::nextafter);
  defineFunction(
      interp, module, "ldexp", "x, i",
      [](Interpreter &interp, Arguments args) -> Value {
        auto x = interp.asDouble(args[0]);
        if (failed(x))
          return {};
        auto exponent = interp.index(args[1]);
        if (failed(exponent))
          return {};
        int bounded = std::clamp<int64_t>(*exponent, -100000, 100000);
        return checked(interp, std::ldexp(*x, bounded), std::isfinite(*x));
      });
}

static void addLog(Interpreter &interp, ModuleObject *module) {
  defineFunction(interp, module, "log",
                 "x, base=", [](Interpreter &interp, Arguments args) -> Value {
                   if (Value opaque = opaqueResult(interp, "math.log", args))
                     return opaque;
                   auto x = interp.asDouble(args[0]);
                   if (failed(x))
                     return {};
                   if (*x <= 0)
                     return domainError(interp);
                   if (!args[1])
                     return Value::real(std::log(*x));
                   auto base = interp.asDouble(args[1]);
                   if (failed(base))
                     return {};
                   if (*base <= 0)
                     return domainError(interp);
                   if (*base == 1)
                     return interp.raise(interp.types.zeroDivisionError,
                                         "float division by zero");
                   return Value::real(std::log(*x) / std::log(*base));
                 });
}

static void addClassification(Interpreter &interp, ModuleObject *module) {
  auto define = [&](llvm::StringRef name, bool (*test)(double)) {
    defineFunction(interp, module, name, "x",
                   [test](Interpreter &interp, Arguments args) -> Value {
                     auto x = interp.asDouble(args[0]);
                     return failed(x) ? Value() : Value::boolean(test(*x));
                   });
  };
  define("isfinite", [](double x) { return std::isfinite(x); });
  define("isinf", [](double x) { return std::isinf(x); });
  define("isnan", [](double x) { return std::isnan(x); });
  defineFunction(interp, module, "isclose", "a, b, *, rel_tol=, abs_tol=",
                 [](Interpreter &interp, Arguments args) -> Value {
                   double numbers[] = {0, 0, 1e-9, 0};
                   for (auto [index, number] : llvm::enumerate(numbers)) {
                     if (!args[index])
                       continue;
                     auto value = interp.asDouble(args[index]);
                     if (failed(value))
                       return {};
                     number = *value;
                   }
                   auto [a, b, relative, absolute] = numbers;
                   if (a == b)
                     return Value::boolean(true);
                   if (std::isinf(a) || std::isinf(b))
                     return Value::boolean(false);
                   double scale = std::max(std::fabs(a), std::fabs(b));
                   return Value::boolean(std::fabs(a - b) <=
                                         std::max(relative * scale, absolute));
                 });
}

static void addParts(Interpreter &interp, ModuleObject *module) {
  defineFunction(interp, module, "frexp", "x",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto x = interp.asDouble(args[0]);
                   if (failed(x))
                     return {};
                   int exponent = 0;
                   double mantissa = std::frexp(*x, &exponent);
                   return interp.tuple(
                       {Value::real(mantissa), Value::integer(exponent)});
                 });
  defineFunction(interp, module, "modf", "x",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto x = interp.asDouble(args[0]);
                   if (failed(x))
                     return {};
                   double whole = 0;
                   double fraction = std::modf(*x, &whole);
                   return interp.tuple(
                       {Value::real(fraction), Value::real(whole)});
                 });
}

/// Neumaier's compensated summation: exact enough to round as fsum does for
/// sums without extreme cancellation.
static Value compensatedSum(Interpreter &interp, Value iterable) {
  long double sum = 0, lost = 0;
  LogicalResult result = interp.forEach(iterable, [&](Value item) {
    auto x = interp.asDouble(item);
    if (failed(x))
      return failure();
    long double next = sum + *x;
    if (std::isfinite(next))
      lost += std::fabs(sum) >= std::fabs(*x) ? (sum - next) + *x
                                              : (*x - next) + sum;
    sum = next;
    return success();
  });
  if (failed(result))
    return {};
  return Value::real(static_cast<double>(sum + lost));
}

static FailureOr<llvm::SmallVector<double>> numbersOf(Interpreter &interp,
                                                      Value iterable) {
  llvm::SmallVector<double> numbers;
  LogicalResult result = interp.forEach(iterable, [&](Value item) {
    auto x = interp.asDouble(item);
    if (failed(x))
      return failure();
    numbers.push_back(*x);
    return success();
  });
  if (failed(result))
    return failure();
  return numbers;
}

static double norm(llvm::ArrayRef<double> numbers) {
  double largest = 0;
  for (double x : numbers)
    largest = std::isnan(x) ? x : std::max(largest, std::fabs(x));
  if (largest == 0 || !std::isfinite(largest))
    return largest;
  long double sum = 0;
  for (long double x : numbers)
    sum += (x / largest) * (x / largest);
  return static_cast<double>(largest * std::sqrt(sum));
}

static void addSums(Interpreter &interp, ModuleObject *module) {
  defineFunction(interp, module, "fsum", "seq",
                 [](Interpreter &interp, Arguments args) {
                   return compensatedSum(interp, args[0]);
                 });
  defineFunction(
      interp, module, "hypot", "",
      [](Interpreter &interp, Arguments args) -> Value {
        auto numbers = numbersOf(interp, interp.tuple(args.positional));
        return failed(numbers) ? Value() : Value::real(norm(*numbers));
      });
  defineFunction(interp, module, "dist", "p, q",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto p = numbersOf(interp, args[0]);
                   if (failed(p))
                     return {};
                   auto q = numbersOf(interp, args[1]);
                   if (failed(q))
                     return {};
                   if (p->size() != q->size())
                     return interp.raise(interp.types.valueError,
                                         "both points must have the same "
                                         "number of dimensions");
                   for (auto [to, from] : llvm::zip(*p, *q))
                     to -= from;
                   return Value::real(norm(*p));
                 });
}

void addMath(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("math");
  setGlobal(interp, module, "pi", Value::real(std::numbers::pi));
  setGlobal(interp, module, "e", Value::real(std::numbers::e));
  setGlobal(interp, module, "tau", Value::real(2 * std::numbers::pi));
  setGlobal(interp, module, "inf", Value::real(HUGE_VAL));
  setGlobal(interp, module, "nan", Value::real(std::nan("")));
  addElementary(interp, module);
  addBinary(interp, module);
  addLog(interp, module);
  addClassification(interp, module);
  addParts(interp, module);
  addSums(interp, module);
  addMathIntegers(interp, module);
}

} // namespace kiln::python
