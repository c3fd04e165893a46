//===- Bindings.h - From ops to reference routines --------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_BINDINGS_H
#define KILN_DIALECTS_KILN_INTERPRETER_BINDINGS_H

#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/OpSupport.h"

#include "llvm/ADT/StringMap.h"

namespace kiln::reference {

using Operands = llvm::ArrayRef<HostTensor>;

/// How ops with one result are evaluated, by name.
class Bindings {
public:
  using Function =
      std::function<llvm::Expected<HostTensor>(mlir::Operation *, Operands)>;

  /// Binds `OpT` to `function(op, operands)`.
  template <typename OpT, typename F> void add(F function) {
    functions[OpT::getOperationName()] =
        [function](mlir::Operation *op,
                   Operands operands) -> llvm::Expected<HostTensor> {
      return function(llvm::cast<OpT>(op), operands);
    };
  }

  /// The op's function, or null.
  const Function *find(mlir::Operation *op) const {
    auto found = functions.find(op->getName().getStringRef());
    return found == functions.end() ? nullptr : &found->second;
  }

private:
  llvm::StringMap<Function> functions;
};

/// The tensor of an operand; null for an optional one that is absent.
inline HostTensor operandOf(mlir::Operation *op, Operands operands,
                            mlir::Value operand) {
  if (!operand)
    return {};
  return operands[llvm::find(op->getOperands(), operand) -
                  op->getOperands().begin()];
}

void bindElementwise(Bindings &bindings);
void bindShape(Bindings &bindings);
void bindWindows(Bindings &bindings);
void bindReductions(Bindings &bindings);

} // namespace kiln::reference

#endif
