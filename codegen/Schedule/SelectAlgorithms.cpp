//===- SelectAlgorithms.cpp - Decide how kernels compute ------------------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/CPU/Contraction/Linear.h"
#include "codegen/CPU/Generic/GenericKernel.h"
#include "codegen/CPU/Kernel/ContractionKernel.h"
#include "codegen/Schedule/Packing.h"
#include "dialects/Kernel/KernelOps.h"

#include "mlir/IR/BuiltinOps.h"

namespace kiln {
#define GEN_PASS_DEF_SELECTALGORITHMS
#include "codegen/Schedule/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Chooses for one kernel.
class AlgorithmSelector {
public:
  AlgorithmSelector(const contraction::VectorTarget &target,
                    contraction::ScheduleOptions options)
      : target(target), options(options) {}

  LogicalResult select(kernel::FuncOp kernel) const {
    if (selectConv(kernel) || selectLinear(kernel)) {
      packChannelVectors(kernel);
      return success();
    }
    kernel.setAlgorithmAttr(kernel::GenericAttr::get(kernel.getContext()));
    setWorkItems(kernel, generic::genericWorkItems(kernel));
    return checkPlanes(kernel);
  }

private:
  static void setWorkItems(kernel::FuncOp kernel, Dim items) {
    kernel.setWorkItemsAttr(sizeAttr(kernel.getContext(), items));
  }

  /// Generic loops over windows know how many channels, rows and columns there
  /// are.
  static LogicalResult checkPlanes(kernel::FuncOp kernel) {
    for (Operation &op : kernel.getBody().front()) {
      if (!isa<ConvOp, ConvTransposeOp, MaxPoolOp, AvgPoolOp, AdaptiveAvgPoolOp,
               AdaptiveMaxPoolOp, GroupNormOp>(op))
        continue;
      for (Value value : {op.getOperand(0), Value(op.getResult(0))})
        if (!DimsRef(dimsOf(value).drop_front()).areKnown())
          return op.emitError()
                 << op.getName().stripDialect()
                 << ": only the first dimension may be named yet, got "
                 << dimsText(dimsOf(value));
    }
    return success();
  }

  static void setPacking(kernel::FuncOp kernel, unsigned argument,
                         const contraction::Packing &packing) {
    kernel.setPacking(argument, toAttribute(kernel.getContext(), packing));
  }

  bool selectConv(kernel::FuncOp kernel) const {
    std::optional<ConvKernel> match = matchConvKernel(kernel);
    if (!match)
      return false;
    contraction::ScheduleOptions forKernel = options;
    forKernel.denseOperands = match->denseOperands;
    auto schedule =
        contraction::chooseConvSchedule(match->problem, target, forKernel);
    if (!schedule)
      return false;
    kernel.setAlgorithmAttr(toAttribute(kernel.getContext(), *schedule));
    // Of one image where their number is not known yet.
    Dim items = contraction::workItems(match->problem, *schedule, target);
    setWorkItems(kernel, match->batch.isKnown() ? items : items * match->batch);
    setPacking(kernel, match->weight,
               contraction::packingFor(match->problem, *schedule));
    int64_t scratch =
        contraction::scratchElements(match->problem, *schedule, target);
    if (scratch > 0)
      kernel.setScratchAttr(
          OpBuilder(kernel).getI64IntegerAttr(scratch * sizeof(float)));
    return true;
  }

  bool selectLinear(kernel::FuncOp kernel) const {
    std::optional<LinearKernel> match = matchLinearKernel(kernel);
    if (!match)
      return false;
    contraction::LinearSchedule schedule =
        contraction::chooseLinearSchedule(match->problem, target);
    kernel.setAlgorithmAttr(kernel::LinearAttr::get(
        kernel.getContext(), schedule.panel, /*descending=*/false));
    Dim items = contraction::workItems(match->problem, schedule, target);
    if (match->problem.openRows)
      items = items *
              ceilDiv(match->rows, contraction::openBandRows(match->problem,
                                                             schedule, target));
    setWorkItems(kernel, items);
    setPacking(kernel, match->weight,
               contraction::packingFor(match->problem, schedule));
    return true;
  }

  /// Epilogues read whole vectors of biases and the like.
  static void packChannelVectors(kernel::FuncOp kernel) {
    for (auto [index, type] : llvm::enumerate(kernel.getArgumentTypes())) {
      auto tensor = cast<RankedTensorType>(type);
      bool isVector = tensor.getRank() == 1 && tensor.getElementType().isF32();
      if (isVector && kernel.isConstant(index) && !kernel.getPacking(index) &&
          tensor.getDimSize(0) % contraction::kBlock != 0)
        setPacking(kernel, index, {contraction::Packing::Channels});
    }
  }

  contraction::VectorTarget target;
  contraction::ScheduleOptions options;
};

/// Tells the weights of all calls how their kernel reads them.
void packWeights(ModuleOp module) {
  SymbolTable symbols(module);
  module.walk([&](kernel::CallOp call) {
    auto callee = symbols.lookup<kernel::FuncOp>(call.getCallee());
    for (auto [index, operand] : llvm::enumerate(call.getInputs()))
      if (kernel::PackingAttr packing = callee.getPacking(index))
        operand.getDefiningOp<kernel::WeightsOp>().setPackingAttr(packing);
  });
}

struct SelectAlgorithmsPass : impl::SelectAlgorithmsBase<SelectAlgorithmsPass> {
  using SelectAlgorithmsBase::SelectAlgorithmsBase;

  void runOnOperation() override {
    contraction::ScheduleOptions scheduling;
    scheduling.winograd = winograd;
    AlgorithmSelector selector({lanes, registers, fma}, scheduling);
    for (auto kernel : getOperation().getOps<kernel::FuncOp>())
      if (failed(selector.select(kernel)))
        return signalPassFailure();
    packWeights(getOperation());
  }
};

} // namespace
} // namespace kiln
