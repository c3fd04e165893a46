//===- Slices.h - What slices select ----------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_SLICES_H
#define KILN_FRONTEND_PYTHON_BUILTINS_SLICES_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// The items `start + i * step` for i below length.
struct SliceRange {
  int64_t start, stop, step, length;
};

/// Clips the slice to a sequence of `size` items.
mlir::FailureOr<SliceRange>
resolveSlice(Interpreter &interp, const SliceObject *slice, int64_t size);

/// The index from 0 for a key that may be negative; `what` ("list index")
/// begins the IndexError.
mlir::FailureOr<int64_t> resolveIndex(Interpreter &interp, Value key,
                                      int64_t size, llvm::StringRef what);

/// `sequence[key]` for str, where key is an int or a slice.
Value strItem(Interpreter &interp, const StrObject *text, Value key);
Value bytesItem(Interpreter &interp, const BytesObject *bytes, Value key);
Value listItem(Interpreter &interp, const ListObject *list, Value key);
Value tupleItem(Interpreter &interp, const TupleObject *tuple, Value key);
Value rangeItem(Interpreter &interp, const RangeObject *range, Value key);
/// `list[key] = value` and `del list[key]`
bool setListItem(Interpreter &interp, ListObject *list, Value key, Value value);
bool deleteListItem(Interpreter &interp, ListObject *list, Value key);

/// The methods of range and slice.
void addRangeMethods(Interpreter &interp);
void addSliceMethods(Interpreter &interp);

} // namespace kiln::python

#endif
