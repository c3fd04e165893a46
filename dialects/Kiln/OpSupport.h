//===- OpSupport.h - Helpers of the ops' implementations --------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_OPSUPPORT_H
#define KILN_DIALECTS_KILN_OPSUPPORT_H

#include "dialects/Kiln/KilnDialect.h"
#include "dialects/Kiln/ShapeInference.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"

namespace kiln {

using InferredTypes = llvm::SmallVectorImpl<mlir::Type>;

inline mlir::RankedTensorType tensorOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType());
}

inline DimsRef shapeOf(mlir::Value value) { return dimsOf(tensorOf(value)); }

inline std::optional<DimsRef> optionalShapeOf(mlir::Value value) {
  return value ? std::optional<DimsRef>(shapeOf(value)) : std::nullopt;
}

inline mlir::Type elementOf(mlir::Value value) {
  return tensorOf(value).getElementType();
}

/// Adds a tensor of the shape unless its inference failed.
inline mlir::LogicalResult addType(const DimsResult &shape, mlir::Type element,
                                   InferredTypes &types) {
  if (failed(shape))
    return mlir::failure();
  types.push_back(tensorTypeOf(*shape, element));
  return mlir::success();
}

/// Fails unless all values there are have the first one's element type.
inline mlir::LogicalResult checkElements(mlir::ValueRange values,
                                         ErrorLocation location) {
  for (mlir::Value value : values)
    if (elementOf(value) != elementOf(values.front()))
      return mlir::emitOptionalError(
          location,
          "operands have different element types: ", elementOf(values.front()),
          " and ", elementOf(value));
  return mlir::success();
}

/// Prints "(%a = %x, %b = %y)", block arguments and what they begin with, and
/// takes these arguments off the front.
inline void printAssignments(mlir::OpAsmPrinter &printer,
                             mlir::ValueRange &arguments,
                             mlir::ValueRange operands) {
  printer << "(";
  llvm::interleaveComma(
      llvm::zip(arguments.take_front(operands.size()), operands), printer,
      [&](auto pair) {
        printer << std::get<0>(pair) << " = " << std::get<1>(pair);
      });
  printer << ")";
  arguments = arguments.drop_front(operands.size());
}

} // namespace kiln

#endif
