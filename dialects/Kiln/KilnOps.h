//===- KilnOps.h - The ops of the graph dialect -----------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_KILNOPS_H
#define KILN_DIALECTS_KILN_KILNOPS_H

#include "dialects/Kiln/KilnDialect.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/Kiln/KilnOps.h.inc"

namespace kiln {

/// The attribute of the arguments and results that are state.
constexpr llvm::StringLiteral kStateAttr = "kiln.state";

/// The parameter with the initial value of the state that an argument of a
/// graph or program is; null for inputs.
mlir::FlatSymbolRefAttr stateOf(mlir::FunctionOpInterface function,
                                unsigned argument);

/// How many arguments, and results, are state: always the last ones.
unsigned countStates(mlir::FunctionOpInterface function);

/// Fails unless state comes last, in one order, each once, and of the type of a
/// mutable parameter.
mlir::LogicalResult verifyState(mlir::FunctionOpInterface function,
                                mlir::SymbolTableCollection &symbols);

/// Builds an op whose result types follow from operands and attributes. If
/// they do not fit, emits an error at `location` and gives a null op; the
/// ordinary builders of such ops end the program.
template <typename OpT>
OpT createChecked(mlir::OpBuilder &builder, mlir::Location location,
                  mlir::ValueRange operands,
                  llvm::ArrayRef<mlir::NamedAttribute> attributes = {}) {
  mlir::MLIRContext *context = builder.getContext();
  mlir::OperationState state(location, OpT::getOperationName());
  state.addOperands(operands);
  auto dictionary = mlir::DictionaryAttr::get(context, attributes);
  auto &properties = state.getOrAddProperties<typename OpT::Properties>();
  auto emitError = [&] { return mlir::emitError(location); };
  llvm::SmallVector<mlir::Type> types;
  if (failed(OpT::setPropertiesFromAttr(properties, dictionary, emitError)) ||
      failed(OpT::inferReturnTypes(context, location, operands, dictionary,
                                   &properties, {}, types)))
    return nullptr;
  state.addTypes(types);
  return llvm::cast<OpT>(builder.create(state));
}

} // namespace kiln

#endif
