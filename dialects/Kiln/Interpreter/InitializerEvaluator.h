//===- InitializerEvaluator.h - Values of a module's symbols ----*- C++ -*-===//
//
// What linking asks for the bytes of weights. Values are computed on demand,
// one at a time, and not kept, so that memory holds one weight and not the
// model.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_INITIALIZEREVALUATOR_H
#define KILN_DIALECTS_KILN_INTERPRETER_INITIALIZEREVALUATOR_H

#include "compiler/Support/HostTensor.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/Support/Error.h"

namespace kiln {

class InitializerEvaluator {
public:
  /// Symbols must not be added or removed while this lives.
  explicit InitializerEvaluator(mlir::ModuleOp module) : symbols(module) {}

  /// The value of a kiln.parameter, sharing its bytes, or of a
  /// kiln.initializer, evaluated now.
  llvm::Expected<HostTensor> get(llvm::StringRef symbol) const;

private:
  mlir::SymbolTable symbols;
};

} // namespace kiln

#endif
