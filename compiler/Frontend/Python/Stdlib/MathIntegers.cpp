//===- MathIntegers.cpp - Functions of math that give integers ------------===//

#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"

#include <cmath>
#include <numeric>

namespace kiln::python {

using namespace mlir;

static Value tooLarge(Interpreter &interp, llvm::StringRef what) {
  return interp.raise(interp.types.overflowError,
                      what + " exceeds 64 bits, the most kiln computes with");
}

using Rounding = Value (*)(Interpreter &, double);

/// `math.floor(x)` and the like: of numbers, else what a method of `x` says.
static void defineRounding(Interpreter &interp, ModuleObject *module,
                           llvm::StringRef name, StrObject *method,
                           Rounding round) {
  defineFunction(interp, module, name, "x",
                 [method, round, name = name.str()](Interpreter &interp,
                                                    Arguments args) -> Value {
                   if (Value opaque =
                           opaqueResult(interp, "math." + name, args))
                     return opaque;
                   if (args[0].isIntegral())
                     return Value::integer(args[0].asInt());
                   if (args[0].isFloat())
                     return round(interp, args[0].asFloat());
                   Value result = interp.callSpecial(args[0], method);
                   if (result || interp.failed())
                     return result;
                   auto x = interp.asDouble(args[0]);
                   return failed(x) ? Value() : round(interp, *x);
                 });
}

/// Calls `combine(a, b)` over all arguments; it returns false on overflow.
static Value reduceIntegers(Interpreter &interp, Arguments args, int64_t start,
                            bool (*combine)(int64_t &, int64_t)) {
  int64_t result = start;
  for (Value value : args.positional) {
    auto number = interp.index(value);
    if (failed(number))
      return {};
    int64_t before = result;
    if (!combine(result, *number))
      return tooLarge(interp, "the result");
    DecisionLog::noteStep(interp, Decision::Step, Value::integer(before),
                          Value::integer(*number), Value::integer(result));
  }
  return Value::integer(result);
}

/// n * (n - 1) * ... * (n - k + 1), each step divided as binomials are.
static Value fallingProduct(Interpreter &interp, int64_t n, int64_t k,
                            bool divided) {
  if (n < 0 || k < 0)
    return interp.raise(interp.types.valueError,
                        "arguments must be non-negative integers");
  if (k > n)
    return Value::integer(0);
  if (divided)
    k = std::min(k, n - k);
  __int128 result = 1;
  for (int64_t i = 0; i < k; ++i) {
    result *= n - i;
    if (divided)
      result /= i + 1;
    if (result > INT64_MAX)
      return tooLarge(interp, "the result");
  }
  return Value::integer(static_cast<int64_t>(result));
}

static void addCombinatorics(Interpreter &interp, ModuleObject *module) {
  defineFunction(interp, module, "factorial", "x",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto n = interp.index(args[0]);
                   if (failed(n))
                     return {};
                   if (*n < 0)
                     return interp.raise(
                         interp.types.valueError,
                         "factorial() not defined for negative values");
                   return fallingProduct(interp, *n, *n, false);
                 });
  for (bool divided : {false, true})
    defineFunction(interp, module, divided ? "comb" : "perm", "n, k=",
                   [divided](Interpreter &interp, Arguments args) -> Value {
                     auto n = interp.index(args[0]);
                     if (failed(n))
                       return {};
                     int64_t k = *n;
                     if (args[1] && !args[1].isNone()) {
                       auto chosen = interp.index(args[1]);
                       if (failed(chosen))
                         return {};
                       k = *chosen;
                     }
                     return fallingProduct(interp, *n, k, divided);
                   });
}

static void addDivisors(Interpreter &interp, ModuleObject *module) {
  defineFunction(
      interp, module, "gcd", "", [](Interpreter &interp, Arguments args) {
        return reduceIntegers(interp, args, 0, [](int64_t &a, int64_t b) {
          a = std::gcd(a, b);
          return true;
        });
      });
  defineFunction(
      interp, module, "lcm", "", [](Interpreter &interp, Arguments args) {
        return reduceIntegers(interp, args, 1, [](int64_t &a, int64_t b) {
          if (a == 0 || b == 0) {
            a = 0;
            return true;
          }
          return !__builtin_mul_overflow(a / std::gcd(a, b), b < 0 ? -b : b,
                                         &a);
        });
      });
  defineFunction(
      interp, module, "isqrt", "n",
      [](Interpreter &interp, Arguments args) -> Value {
        auto n = interp.index(args[0]);
        if (failed(n))
          return {};
        if (*n < 0)
          return interp.raise(interp.types.valueError,
                              "isqrt() argument must be nonnegative");
        auto root =
            static_cast<int64_t>(std::sqrt(static_cast<long double>(*n)));
        while (static_cast<__int128>(root) * root > *n)
          --root;
        while (static_cast<__int128>(root + 1) * (root + 1) <= *n)
          ++root;
        DecisionLog::noteStep(interp, Decision::Step, Value::integer(*n),
                              Value::integer(0), Value::integer(root));
        return Value::integer(root);
      });
}

static void addProducts(Interpreter &interp, ModuleObject *module) {
  defineFunction(
      interp, module, "prod",
      "iterable, *, start=", [](Interpreter &interp, Arguments args) -> Value {
        Value result = args[1] ? args[1] : Value::integer(1);
        LogicalResult walked = interp.forEach(args[0], [&](Value item) {
          result = interp.binary(BinaryOp::Mul, result, item);
          return success(static_cast<bool>(result));
        });
        return failed(walked) ? Value() : result;
      });
}

void addMathIntegers(Interpreter &interp, ModuleObject *module) {
  defineRounding(interp, module, "floor", interp.names.floor, floorReal);
  defineRounding(interp, module, "ceil", interp.names.ceil, ceilReal);
  defineRounding(interp, module, "trunc", interp.names.trunc, truncateReal);
  addCombinatorics(interp, module);
  addDivisors(interp, module);
  addProducts(interp, module);
}

} // namespace kiln::python
