//===- SelectAlgorithms.cpp - Decide how kernels compute ------------------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/CPU/Generic/GenericKernel.h"
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

void setGeneric(kernel::FuncOp kernel) {
  OpBuilder builder(kernel);
  kernel.setAlgorithmAttr(kernel::GenericAttr::get(kernel.getContext()));
  kernel.setWorkItemsAttr(
      builder.getI64IntegerAttr(generic::genericWorkItems(kernel)));
}

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
    for (auto kernel : getOperation().getOps<kernel::FuncOp>())
      setGeneric(kernel);
    packWeights(getOperation());
  }
};

} // namespace
} // namespace kiln
