//===- Sort.h - Stable sorting by Python's comparison -----------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_SORT_H
#define KILN_FRONTEND_PYTHON_BUILTINS_SORT_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// Sorts by `key(item)`, which may be null or None; equal items keep their
/// order, also when reversed. False with an exception pending on failure.
bool sortItems(Interpreter &interp, std::vector<Value> &items, Value key,
               bool reverse);

/// `a < b` and the like as a bool
mlir::FailureOr<bool> isOrdered(Interpreter &interp, CompareOp op, Value a,
                                Value b);

} // namespace kiln::python

#endif
