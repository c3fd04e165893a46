//===- Containers.h - What dicts, sets and views share ----------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_CONTAINERS_H
#define KILN_FRONTEND_PYTHON_BUILTINS_CONTAINERS_H

#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {

/// The index of the key's entry, -1 if there is none; failure for keys that
/// cannot be hashed or compared.
mlir::FailureOr<int64_t> findEntry(Interpreter &interp, const HashTable &table,
                                   Value key);

/// `dict.update(source)`, where source is a mapping or holds pairs.
bool updateDict(Interpreter &interp, DictObject *dict, Value source);
/// Adds all items of something iterable.
bool updateSet(Interpreter &interp, SetObject *set, Value source);

/// The operators of sets.
enum class SetOp { Union, Intersection, Difference, SymmetricDifference };
/// The result in a new set or frozenset; null with an exception on failure.
SetObject *combineSets(Interpreter &interp, SetOp op, const SetObject *a,
                       const SetObject *b, bool frozen);
mlir::FailureOr<bool> isSubsetOf(Interpreter &interp, const SetObject *a,
                                 const SetObject *b);

/// `dict.keys()`, `dict.values()` and `dict.items()`
struct DictViewObject : NativeBase<DictViewObject> {
  enum class Part { Keys, Values, Items };
  using NativeBase::NativeBase;
  DictObject *dict = nullptr;
  Part part = Part::Keys;
};

void addSetMethods(Interpreter &interp);
void addDictViews(Interpreter &interp);

} // namespace kiln::python

#endif
