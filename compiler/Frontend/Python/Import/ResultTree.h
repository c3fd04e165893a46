//===- ResultTree.h - The nesting of what a model returns -------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_RESULTTREE_H
#define KILN_FRONTEND_PYTHON_IMPORT_RESULTTREE_H

#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

/// A result of nested tuples, lists, dicts and named fields, made flat.
struct ResultTree {
  /// The nesting as a Python literal with `*` for tensors: `{'out': *}`.
  std::string text;
  std::vector<TensorObject *> tensors;
  /// The way to each, joined by dots; empty for a result that is a tensor.
  std::vector<std::string> names;
  /// Numbers and text beside the tensors, the same in every run: `result 1
  /// is 3`.
  std::vector<std::string> literals;
};

/// Fails with a message for results that have parts other than tensors,
/// numbers, text and None, and for those without any tensor. `place` becomes
/// that of the part at fault, where it has one.
mlir::FailureOr<ResultTree> flattenResult(Interpreter &interp, Value result,
                                          std::string &message,
                                          mlir::LocationAttr &place);

} // namespace kiln::python

#endif
