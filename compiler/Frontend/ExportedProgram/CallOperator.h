//===- CallOperator.h - Operators by their names in programs ----*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_CALLOPERATOR_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_CALLOPERATOR_H

#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::exported {

/// One argument, under the name that the operator's schema gives it.
struct OperatorArgument {
  llvm::StringRef name;
  python::Value value;
  bool isKeyword = false;
};

/// Finds `torch.ops.aten.add.Tensor`, `_operator.mul` and their like in the
/// operator table and in the prelude, and calls them.
class OperatorCaller {
public:
  explicit OperatorCaller(python::TorchState &torch) : torch(torch) {}

  /// Null with an exception pending. An operator that kiln does not have is
  /// noted and gives a poison tensor, and so does one that gets such a tensor.
  python::Value call(llvm::StringRef target,
                     llvm::ArrayRef<OperatorArgument> arguments);

private:
  struct Callee {
    python::Value function;
    /// The name in the operator table, or "".
    std::string tableName;
    /// The result goes into the first argument.
    bool isInPlace = false;
    /// Whose parameters may be named, of functions of the prelude.
    const python::FunctionObject *signature = nullptr;
  };
  const Callee &find(llvm::StringRef target);
  Callee resolve(llvm::StringRef target);
  Callee resolveAten(llvm::StringRef name, llvm::StringRef overload);
  python::FunctionObject *preludeFunction(llvm::StringRef name);
  python::Value attributeOf(llvm::StringRef module, llvm::StringRef name);
  bool accepts(const Callee &callee,
               llvm::ArrayRef<OperatorArgument> arguments) const;

  python::TorchState &torch;
  llvm::StringMap<Callee> callees;
};

} // namespace kiln::exported

#endif
