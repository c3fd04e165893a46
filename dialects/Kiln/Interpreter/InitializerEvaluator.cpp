//===- InitializerEvaluator.cpp - Values of a module's symbols ------------===//

#include "dialects/Kiln/Interpreter/InitializerEvaluator.h"

#include "dialects/Kiln/Interpreter/Interpreter.h"

using namespace kiln;

llvm::Expected<HostTensor>
InitializerEvaluator::get(llvm::StringRef symbol) const {
  if (mlir::Operation *op = symbols.lookup(symbol))
    return evaluateSymbol(op);
  return llvm::createStringError("the model has no parameter '" + symbol + "'");
}
