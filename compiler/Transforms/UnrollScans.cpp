//===- UnrollScans.cpp - Write out steps of a known number ----------------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"

namespace kiln {
#define GEN_PASS_DEF_UNROLLSCANS
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Replaces one kiln.scan by its steps.
class Unroller {
public:
  explicit Unroller(ScanOp scan) : scan(scan), builder(scan) {}

  void run() {
    int64_t steps = scan.getSteps().known();
    SmallVector<Value> state(scan.getInitial());
    std::vector<SmallVector<Value>> left(state.size(),
                                         SmallVector<Value>(steps));
    for (int64_t step = 0; step < steps; ++step) {
      int64_t index = scan.getReverse() ? steps - 1 - step : step;
      state = writeStep(index, state);
      for (auto [all, each] : llvm::zip(left, state))
        all[index] = each;
    }
    for (auto [all, result] : llvm::zip(left, scan.getStates())) {
      forwardStates(all, result);
      if (!result.use_empty())
        result.replaceAllUsesWith(stack(all, result.getType()));
    }
    scan->erase();
  }

private:
  SmallVector<Value> writeStep(int64_t index, ValueRange state) {
    Block &body = scan.getBody().front();
    SmallVector<Value> arguments;
    for (Value sequence : scan.getSequences())
      arguments.push_back(elementAt(sequence, index));
    llvm::append_range(arguments, state);
    llvm::append_range(arguments, scan.getShared());
    IRMapping mapping;
    mapping.map(body.getArguments(), arguments);
    for (Operation &op : body.without_terminator())
      builder.clone(op, mapping);
    return llvm::map_to_vector(
        body.getTerminator()->getOperands(),
        [&](Value value) { return mapping.lookup(value); });
  }

  Value elementAt(Value sequence, int64_t index) {
    Dims sizes(dimsOf(sequence)), starts(sizes.size(), 0);
    Dims element(llvm::drop_begin(sizes));
    starts.front() = index;
    sizes.front() = 1;
    SmallVector<int64_t> strides(sizes.size(), 1);
    MLIRContext *context = scan.getContext();
    Type elementType = cast<ShapedType>(sequence.getType()).getElementType();
    Value row = SliceOp::create(
        builder, scan.getLoc(), tensorTypeOf(sizes, elementType), sequence,
        dimArrayAttr(context, starts), dimArrayAttr(context, sizes),
        builder.getDenseI64ArrayAttr(strides));
    return ReshapeOp::create(builder, scan.getLoc(), row, element);
  }

  /// Who wants the state of one step reads it where that step left it.
  void forwardStates(ArrayRef<Value> states, Value all) {
    for (Operation *user : llvm::make_early_inc_range(all.getUsers())) {
      auto slice = dyn_cast<SliceOp>(user);
      if (!slice || !slice.getStarts().front().isKnown() ||
          slice.getSizes().front() != 1 ||
          slice.getSizes().drop_front() != dimsOf(all).drop_front())
        continue;
      Value state = states[slice.getStarts().front().known()];
      OpBuilder atSlice(slice);
      slice.replaceAllUsesWith(
          ReshapeOp::create(atSlice, slice.getLoc(), state, slice.getSizes())
              .getResult());
      slice->erase();
    }
  }

  Value stack(ArrayRef<Value> values, Type type) {
    SmallVector<Value> rows;
    Dims row(dimsOf(cast<RankedTensorType>(type)));
    row.front() = 1;
    for (Value value : values)
      rows.push_back(ReshapeOp::create(builder, scan.getLoc(), value, row));
    return ConcatOp::create(builder, scan.getLoc(), type, rows, 0);
  }

  ScanOp scan;
  OpBuilder builder;
};

struct UnrollScansPass : impl::UnrollScansBase<UnrollScansPass> {
  void runOnOperation() override {
    for (auto graph : getOperation().getOps<GraphOp>())
      for (auto scan :
           llvm::make_early_inc_range(graph.getBody().getOps<ScanOp>()))
        if (Dim steps = scan.getSteps(); steps.isKnown() && steps.known() > 0)
          Unroller(scan).run();
  }
};

} // namespace
} // namespace kiln
