//===- AlternateOrder.cpp - Read weights to and fro -----------------------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/CPU/Kernel/ContractionKernel.h"
#include "dialects/Kernel/KernelOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

namespace kiln {
#define GEN_PASS_DEF_ALTERNATEORDER
#include "codegen/Schedule/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// What the second-level cache of a core holds at least where it is worth it:
/// smaller weights are found there whatever the order.
constexpr int64_t kLeastBytes = 512 << 10;

/// Chooses a direction for each call of a program.
class OrderAlternator {
public:
  explicit OrderAlternator(SymbolTable &symbols) : symbols(symbols) {}

  void visit(kernel::ProgramOp program) {
    isReadDownNext.clear();
    for (auto call : program.getOps<kernel::CallOp>())
      visit(call);
  }

private:
  void visit(kernel::CallOp call) {
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    auto algorithm = dyn_cast_or_null<kernel::LinearAttr>(
        kernel.getAlgorithm().value_or(Attribute()));
    auto match = algorithm ? matchLinearKernel(kernel) : std::nullopt;
    if (!match)
      return;
    unsigned weight = match->weight;
    if (bytesOf(kernel.getArgumentTypes()[weight]) < kLeastBytes)
      return;
    auto weights = call.getInputs()[weight].getDefiningOp<kernel::WeightsOp>();
    if (!weights)
      return;
    bool &readsDown = isReadDownNext[weights.getNameAttr().getAttr()];
    if (readsDown)
      call.setCallee(descendingForm(kernel, algorithm).getName());
    readsDown = !readsDown;
  }

  static int64_t bytesOf(Type type) {
    auto tensor = cast<RankedTensorType>(type);
    return tensor.getNumElements() * tensor.getElementTypeBitWidth() / 8;
  }

  kernel::FuncOp descendingForm(kernel::FuncOp kernel,
                                kernel::LinearAttr algorithm) {
    kernel::FuncOp &form = descendingForms[kernel];
    if (form)
      return form;
    form = kernel.clone();
    form.setAlgorithmAttr(kernel::LinearAttr::get(
        kernel.getContext(), algorithm.getPanel(), /*descending=*/true));
    // The symbol table gives it a name of its own.
    symbols.insert(form, std::next(Block::iterator(kernel)));
    return form;
  }

  SymbolTable &symbols;
  /// Of the program at hand, by the weight's name.
  llvm::DenseMap<StringAttr, bool> isReadDownNext;
  llvm::DenseMap<Operation *, kernel::FuncOp> descendingForms;
};

struct AlternateOrderPass : impl::AlternateOrderBase<AlternateOrderPass> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    OrderAlternator alternator(symbols);
    for (auto program : getOperation().getOps<kernel::ProgramOp>())
      alternator.visit(program);
  }
};

} // namespace
} // namespace kiln
