//===- Aggregates.cpp - Functions over all items of something -------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Sort.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

/// any() stops at the first true item, all() at the first false one.
template <bool Stop>
static Value anyOrAll(Interpreter &interp, Arguments args) {
  Value iterator = interp.iterate(args[0]);
  if (!iterator)
    return {};
  Value open;
  while (Value item = interp.next(iterator)) {
    if (open || interp.isOpen(item)) {
      open = open ? interp.branches->combine(open, item, !Stop)
                  : interp.branches->truthOf(item);
      if (!open)
        return {};
      continue;
    }
    auto truth = interp.truth(item);
    if (failed(truth))
      return {};
    if (*truth == Stop)
      return Value::boolean(Stop);
  }
  if (interp.failed())
    return {};
  return open ? open : Value::boolean(!Stop);
}

//===----------------------------------------------------------------------===//
// sum
//===----------------------------------------------------------------------===//

namespace {
/// Adds as Python 3.12 does: floats with Neumaier's compensation, so that
/// sum([0.1] * 10) is 1.
class Summation {
public:
  Summation(Interpreter &interp, Value start) : interp(interp), total(start) {
    if (total.isFloat())
      enterReal();
  }

  bool add(Value item) {
    if (isReal && item.isFloat()) {
      addReal(item.asFloat());
      return true;
    }
    if (isReal && item.isIntegral()) {
      sum += static_cast<double>(item.asInt());
      return true;
    }
    leaveReal();
    total = interp.binary(BinaryOp::Add, total, item);
    if (total && total.isFloat())
      enterReal();
    return static_cast<bool>(total);
  }

  Value result() {
    leaveReal();
    return total;
  }

private:
  void enterReal() {
    isReal = true;
    sum = total.asFloat();
    rest = 0;
  }

  void leaveReal() {
    if (!isReal)
      return;
    isReal = false;
    total = Value::real(rest != 0 && std::isfinite(rest) ? sum + rest : sum);
  }

  void addReal(double number) {
    double next = sum + number;
    rest += std::fabs(sum) >= std::fabs(number) ? (sum - next) + number
                                                : (number - next) + sum;
    sum = next;
  }

  Interpreter &interp;
  Value total;
  bool isReal = false;
  double sum = 0, rest = 0;
};
} // namespace

static Value sum(Interpreter &interp, Arguments args) {
  Value start = args[1] ? args[1] : Value::integer(0);
  if (isa<StrObject>(start))
    return typeError(interp,
                     "sum() can't sum strings [use ''.join(seq) instead]");
  Summation summation(interp, start);
  if (failed(interp.forEach(
          args[0], [&](Value item) { return success(summation.add(item)); })))
    return {};
  return summation.result();
}

//===----------------------------------------------------------------------===//
// min, max, sorted
//===----------------------------------------------------------------------===//

/// The options of min() and max().
static bool parseExtremeOptions(Interpreter &interp, Arguments args,
                                StringRef name, Value &key, Value &fallback) {
  for (const Keyword &keyword : args.keywords) {
    if (keyword.name->str() == "key") {
      key = keyword.value;
    } else if (keyword.name->str() == "default") {
      fallback = keyword.value;
    } else {
      typeError(interp, "'" + keyword.name->str() +
                            "' is an invalid keyword argument for " + name +
                            "()");
      return false;
    }
  }
  if (args.size() == 0) {
    typeError(interp, name + " expected at least 1 argument, got 0");
    return false;
  }
  if (args.size() > 1 && fallback) {
    typeError(interp, "Cannot specify a default for " + name +
                          "() with multiple positional arguments");
    return false;
  }
  return true;
}

template <bool Greatest>
static Value extreme(Interpreter &interp, Arguments args) {
  StringRef name = Greatest ? "max" : "min";
  Value key, fallback;
  if (!parseExtremeOptions(interp, args, name, key, fallback))
    return {};
  Value best, bestKey;
  auto consider = [&](Value item) -> LogicalResult {
    Value by = isGiven(key) ? interp.call(key, item) : item;
    if (!by)
      return failure();
    if (best) {
      Value better =
          interp.compare(Greatest ? CompareOp::Gt : CompareOp::Lt, by, bestKey);
      if (!better)
        return failure();
      // Numbers that only the program can compare.
      if (interp.isOpen(better) && !isGiven(key)) {
        Value chosen = interp.branches->choose(better, item, best);
        if (chosen)
          best = bestKey = chosen;
        if (chosen || interp.failed())
          return success(bool(chosen));
      }
      FailureOr<bool> holds = interp.truth(better);
      if (failed(holds) || !*holds)
        return success(succeeded(holds));
    }
    best = item;
    bestKey = by;
    return success();
  };
  if (args.size() == 1) {
    if (failed(interp.forEach(args[0], consider)))
      return {};
  } else {
    for (Value item : args.positional)
      if (failed(consider(item)))
        return {};
  }
  if (best)
    return best;
  return fallback ? fallback
                  : valueError(interp, name + "() iterable argument is empty");
}

static Value sorted(Interpreter &interp, Arguments args) {
  bool reverse = false;
  if (!flagArgument(interp, args[2], false, reverse))
    return {};
  ListObject *list = interp.list();
  if (!appendAll(interp, args[0], list->items) ||
      !sortItems(interp, list->items, args[1], reverse))
    return {};
  return list;
}

void addAggregates(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  defineFunction(interp, module, "any", "iterable", anyOrAll<true>);
  defineFunction(interp, module, "all", "iterable", anyOrAll<false>);
  defineFunction(interp, module, "sum", "iterable, start=", sum);
  defineFunction(interp, module, "min", "", extreme<false>);
  defineFunction(interp, module, "max", "", extreme<true>);
  defineFunction(interp, module, "sorted",
                 "iterable, *, key=, reverse=", sorted);
  defineFunction(interp, module, "len", "object",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto length = interp.length(args[0]);
                   return failed(length) ? Value() : Value::integer(*length);
                 });
}

} // namespace kiln::python
