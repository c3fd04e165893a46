//===- Cost.cpp - What the interpreter needs for an op --------------------===//

#include "dialects/Kiln/Interpreter/Cost.h"

#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using namespace mlir;

static uint64_t product(ArrayRef<int64_t> factors) {
  return checkedNumElements(factors).value_or(INT64_MAX);
}

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

static uint64_t elementsIn(Value value) {
  return product(typeOf(value).getShape());
}

/// How many elements each element of the results is made of, where operands are
/// read more than once.
static uint64_t readsPerResult(Operation *op) {
  return llvm::TypeSwitch<Operation *, uint64_t>(op)
      .Case<LinearOp, MatmulOp>(
          [](auto op) { return typeOf(op->getOperand(0)).getShape().back(); })
      .Case<ConvOp, ConvTransposeOp>(
          [](auto op) { return elementsIn(op->getOperand(1)); })
      .Case<MaxPoolOp, AvgPoolOp>(
          [](auto op) { return product(op.getKernel()); })
      .Default([](Operation *) { return 1; });
}

EvaluationCost kiln::evaluationCost(Operation *op) {
  EvaluationCost cost;
  uint64_t results = 0;
  for (Value result : op->getResults()) {
    uint64_t count = elementsIn(result);
    results = llvm::SaturatingAdd(results, count);
    cost.bytes = llvm::SaturatingMultiplyAdd<uint64_t>(
        count, byteWidth(*dtypeOf(typeOf(result).getElementType())),
        cost.bytes);
  }
  cost.work = llvm::SaturatingMultiply(results, readsPerResult(op));
  for (Value operand : op->getOperands())
    cost.work = llvm::SaturatingAdd(cost.work, elementsIn(operand));
  return cost;
}
