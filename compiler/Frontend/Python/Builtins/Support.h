//===- Support.h - Small helpers of the builtins ----------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_SUPPORT_H
#define KILN_FRONTEND_PYTHON_BUILTINS_SUPPORT_H

#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {

/// Raises an exception where the result is no value.
inline llvm::LogicalResult fail(Interpreter &interp, TypeObject *type,
                                const llvm::Twine &message) {
  interp.raise(type, message);
  return mlir::failure();
}

inline Value typeError(Interpreter &interp, const llvm::Twine &message) {
  return interp.raise(interp.types.typeError, message);
}
inline Value valueError(Interpreter &interp, const llvm::Twine &message) {
  return interp.raise(interp.types.valueError, message);
}

/// Makes sure that a callback without a signature got from `least` to `most`
/// arguments, the object itself included, and no keywords.
bool checkCount(Interpreter &interp, llvm::StringRef name, Arguments args,
                size_t least, size_t most);

/// The number inside objects of classes that derive from int or float; other
/// values as they are.
inline Value unwrapNumber(Value value) {
  if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(value))
    return primitive->primitive;
  return value;
}

/// The first argument as the C++ class `T`, or null with a TypeError: methods
/// can be called with any object through their class.
template <typename T>
T *selfOf(Interpreter &interp, Arguments args, llvm::StringRef typeName) {
  if (args.size() != 0)
    if (T *self = llvm::dyn_cast<T>(args[0]))
      return self;
  interp.raise(interp.types.typeError,
               "descriptor requires a '" + typeName + "' object" +
                   (args.size() != 0 && args[0]
                        ? " but received a '" + interp.typeName(args[0]) + "'"
                        : llvm::Twine("")));
  return nullptr;
}

/// The class called, which is the first argument of `__new__`.
inline TypeObject *classOf(Arguments args) {
  return llvm::cast<TypeObject>(args[0]);
}

inline bool isGiven(Value argument) { return argument && !argument.isNone(); }

/// Whether two items count as the same in containers: identical or equal.
mlir::FailureOr<bool> isSame(Interpreter &interp, Value a, Value b);

/// Compares as tuples and lists do: by the first items that differ.
Value compareItems(Interpreter &interp, CompareOp op, llvm::ArrayRef<Value> a,
                   llvm::ArrayRef<Value> b);

/// Appends all items to a vector that some object holds.
bool appendAll(Interpreter &interp, Value iterable, std::vector<Value> &items);

/// The truth of an optional argument; `fallback` where it was left out. False
/// with an exception pending for values without a truth.
bool flagArgument(Interpreter &interp, Value argument, bool fallback,
                  bool &flag);

/// Registers `__eq__`, `__ne__`, `__lt__`, ... that call `compare`, which gives
/// null on failure and NotImplemented for operands it does not know.
using CompareFunction = Value (*)(Interpreter &, CompareOp, Value, Value);
void defineComparisons(Interpreter &interp, TypeObject *type,
                       CompareFunction comparison);
/// The result of a three-way comparison.
Value comparisonResult(CompareOp op, int order);

} // namespace kiln::python

#endif
