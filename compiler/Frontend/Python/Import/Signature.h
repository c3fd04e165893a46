//===- Signature.h - The inputs of a model by position and name -*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_SIGNATURE_H
#define KILN_FRONTEND_PYTHON_IMPORT_SIGNATURE_H

#include "compiler/Frontend/Python/Import/Definition.h"

namespace kiln::python {

/// A tensor, a value that is no tensor, or a tuple or dict of them: `--input
/// state.0=2x8 --input state.1=2x8` gives one parameter a pair.
struct InputTree {
  const ArgumentSpec *spec = nullptr;
  /// Of what is no tensor; what the user called it.
  std::optional<Value> constant;
  std::string constantText;
  /// Of the parts, one each.
  std::vector<std::string> names;
  std::vector<InputTree> parts;

  InputTree() = default;
  explicit InputTree(const ArgumentSpec *spec) : spec(spec) {}
  bool isLeaf() const { return spec || constant; }
  /// The part of this name, made if there is none.
  InputTree &operator[](llvm::StringRef name);

  /// Whether the parts are named 0, 1, 2, ...
  bool isTuple() const;
  /// Calls `visit` with every tensor in order.
  void forEach(llvm::function_ref<void(const ArgumentSpec &)> visit) const;
  /// The nesting as a Python literal with `*` for tensors.
  std::string text() const;
};

/// One argument of the call, in the order of forward()'s parameters.
struct BoundInput {
  InputTree tree;
  std::string name;
  /// Passed by keyword: what comes before it was left out.
  bool isKeyword = false;
};

/// Gives every input its parameter of forward(). Reports inputs that are too
/// many, have unknown names or are of dtypes that kiln does not compute in, and
/// parameters without one, at the line of forward().
mlir::FailureOr<std::vector<BoundInput>>
bindInputs(Definition &definition, llvm::ArrayRef<ArgumentSpec> inputs);

} // namespace kiln::python

#endif
