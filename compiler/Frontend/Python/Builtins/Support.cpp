//===- Support.cpp - Small helpers of the builtins ------------------------===//

#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

bool checkCount(Interpreter &interp, StringRef name, Arguments args,
                size_t least, size_t most) {
  if (!args.keywords.empty()) {
    typeError(interp, name + "() takes no keyword arguments");
    return false;
  }
  if (args.size() >= least && args.size() <= most)
    return true;
  size_t bound = args.size() < least ? least : most;
  typeError(interp, name + " expected " +
                        (least == most         ? ""
                         : args.size() < least ? "at least "
                                               : "at most ") +
                        Twine(bound) +
                        (bound == 1 ? " argument" : " arguments") + ", got " +
                        Twine(args.size()));
  return false;
}

FailureOr<bool> isSame(Interpreter &interp, Value a, Value b) {
  if (a.is(b))
    return true;
  return interp.equal(a, b);
}

Value compareItems(Interpreter &interp, CompareOp op, ArrayRef<Value> a,
                   ArrayRef<Value> b) {
  bool isEquality = op == CompareOp::Eq || op == CompareOp::Ne;
  if (isEquality && a.size() != b.size())
    return Value::boolean(op == CompareOp::Ne);
  // Comparing may run code that changes the sequences.
  SmallVector<Value> left(a), right(b);
  for (auto [x, y] : llvm::zip(left, right)) {
    auto same = isSame(interp, x, y);
    if (failed(same) || !interp.step())
      return {};
    if (*same)
      continue;
    return isEquality ? Value::boolean(op == CompareOp::Ne)
                      : interp.compare(op, x, y);
  }
  int order = (left.size() > right.size()) - (left.size() < right.size());
  return comparisonResult(op, order);
}

bool appendAll(Interpreter &interp, Value iterable, std::vector<Value> &items) {
  const std::vector<Value> *source = nullptr;
  if (auto *list = dyn_cast<ListObject>(iterable);
      list && (list->type == interp.types.list || &list->items == &items))
    source = &list->items;
  if (auto *tuple = dyn_cast<TupleObject>(iterable);
      tuple && tuple->type == interp.types.tuple)
    source = &tuple->items;
  if (source) {
    if (!interp.step(source->size()) ||
        !interp.allocate(source->size() * sizeof(Value)))
      return false;
    // The source may be the very vector.
    std::vector<Value> copy = *source;
    items.insert(items.end(), copy.begin(), copy.end());
    return true;
  }
  return succeeded(interp.forEach(iterable, [&](Value item) {
    items.push_back(item);
    return success(interp.allocate(sizeof(Value)));
  }));
}

bool flagArgument(Interpreter &interp, Value argument, bool fallback,
                  bool &flag) {
  flag = fallback;
  if (!argument)
    return true;
  auto truth = interp.truth(argument);
  if (failed(truth))
    return false;
  flag = *truth;
  return true;
}

Value comparisonResult(CompareOp op, int order) {
  switch (op) {
  case CompareOp::Eq:
    return Value::boolean(order == 0);
  case CompareOp::Ne:
    return Value::boolean(order != 0);
  case CompareOp::Lt:
    return Value::boolean(order < 0);
  case CompareOp::Le:
    return Value::boolean(order <= 0);
  case CompareOp::Gt:
    return Value::boolean(order > 0);
  case CompareOp::Ge:
    return Value::boolean(order >= 0);
  }
  return Value::notImplemented();
}

void defineComparisons(Interpreter &interp, TypeObject *type,
                       CompareFunction comparison) {
  static constexpr std::pair<const char *, CompareOp> methods[] = {
      {"__eq__", CompareOp::Eq}, {"__ne__", CompareOp::Ne},
      {"__lt__", CompareOp::Lt}, {"__le__", CompareOp::Le},
      {"__gt__", CompareOp::Gt}, {"__ge__", CompareOp::Ge}};
  for (auto [name, op] : methods)
    defineMethod(interp, type, name, "self, other",
                 [comparison, op = op](Interpreter &interp, Arguments args) {
                   return comparison(interp, op, args[0], args[1]);
                 });
}

} // namespace kiln::python
