//===- ProgramOp.cpp - What holds for planned programs --------------------===//

#include "dialects/Kernel/KernelOps.h"

#include "llvm/ADT/DenseMap.h"

using kiln::Dim;
using namespace kiln::kernel;
using namespace mlir;

Value kiln::kernel::storageOf(Value value) {
  while (auto view = value.getDefiningOp<ViewOp>())
    value = view.getInput();
  return value;
}

/// The bytes of `part` at an index of a value that lies in `whole`.
static SliceAttr sliceAt(SliceAttr whole, Dim index, Value part) {
  if (!whole)
    return whole;
  Dim bytes = bytesOf(cast<RankedTensorType>(part.getType()));
  return SliceAttr::get(whole.getContext(), whole.getSpace(), whole.getIndex(),
                        whole.getOffset() + index * bytes, bytes);
}

/// Where a step, but the first one, finds an argument.
static SliceAttr sliceInStep(LoopOp loop, BlockArgument argument) {
  unsigned index = argument.getArgNumber();
  unsigned sequences = loop.getSequences().size();
  if (index < sequences)
    return sliceAt(sliceOf(loop.getSequences()[index]), loop.getIndex(),
                   argument);
  return sliceAt(sliceOf(loop.getStates()[index - sequences]),
                 loop.getIndexBefore(), argument);
}

SliceAttr kiln::kernel::sliceOf(Value value) {
  value = storageOf(value);
  if (auto weights = value.getDefiningOp<WeightsOp>())
    return weights.getSliceAttr();
  if (auto call = value.getDefiningOp<CallOp>()) {
    unsigned index = cast<OpResult>(value).getResultNumber();
    return call.getSlices() ? cast<SliceAttr>((*call.getSlices())[index])
                            : SliceAttr();
  }
  if (auto join = value.getDefiningOp<JoinOp>()) {
    SliceAttr first = sliceOf(join.getParts().front());
    return first ? SliceAttr::get(
                       value.getContext(), first.getSpace(), first.getIndex(),
                       first.getOffset(),
                       bytesOf(cast<RankedTensorType>(value.getType())))
                 : first;
  }
  if (auto loop = value.getDefiningOp<LoopOp>()) {
    unsigned index = cast<OpResult>(value).getResultNumber();
    return loop.getSlices() ? cast<SliceAttr>((*loop.getSlices())[index])
                            : SliceAttr();
  }
  auto argument = cast<BlockArgument>(value);
  if (auto loop = dyn_cast<LoopOp>(argument.getOwner()->getParentOp()))
    return sliceInStep(loop, argument);
  Dim bytes = bytesOf(cast<RankedTensorType>(value.getType()));
  return SliceAttr::get(value.getContext(), Space::input,
                        argument.getArgNumber(), 0, bytes);
}

namespace {

/// Values of the arena that are alive, checked call by call.
class LiveSlices {
public:
  explicit LiveSlices(Block &body) {
    for (Operation &op : body)
      op.walk<WalkOrder::PreOrder>([&](Operation *inner) {
        // What one step of a loop reads, all of them read.
        for (Value operand : inner->getOperands())
          use(operand, operand.getParentBlock() == &body ? &op : inner);
      });
  }

  /// Fails if a result of a call, or of a loop before its steps, lies over a
  /// value that is still wanted.
  LogicalResult place(Operation *op) {
    for (Value result : op->getResults()) {
      SliceAttr slice = sliceOf(result);
      for (auto [value, other] : live)
        if (slice.overlaps(other))
          return op->emitOpError("writes ")
                 << slice << ", which holds a value in use at " << other;
      live.try_emplace(result, slice);
    }
    return success();
  }

  /// Places what calls write: in loops all but the states, which lie in those
  /// of all steps.
  LogicalResult place(Block &body, ValueRange placed) {
    SmallVector<Value> storages = llvm::map_to_vector(placed, storageOf);
    for (Operation &op : body) {
      auto loop = dyn_cast<LoopOp>(op);
      if (!loop && !isa<CallOp>(op))
        continue;
      if (llvm::none_of(op.getResults(), [&](Value result) {
            return llvm::is_contained(storages, result);
          }))
        if (failed(place(&op)))
          return failure();
      if (loop &&
          failed(place(loop.getBody().front(), ValueRange(loop.getYielded()))))
        return failure();
      dropUsedUp(&op);
    }
    return success();
  }

private:
  /// Whoever reads a join reads its parts.
  void use(Value value, Operation *user) {
    value = storageOf(value);
    lastUse[value] = user;
    if (auto join = value.getDefiningOp<JoinOp>())
      for (Value part : join.getParts())
        use(part, user);
  }

  /// What nothing reads behind `op`, in its block.
  void dropUsedUp(Operation *op) {
    live.remove_if([&](auto &entry) {
      if (entry.first.getParentBlock() != op->getBlock())
        return false;
      auto use = lastUse.find(entry.first);
      return use == lastUse.end() || use->second == op ||
             use->second->isBeforeInBlock(op);
    });
  }

  llvm::DenseMap<Value, Operation *> lastUse;
  llvm::MapVector<Value, SliceAttr> live;
};

} // namespace

/// The states of a step must lie at its index in those of all steps.
static LogicalResult verifyStates(LoopOp loop) {
  for (auto [states, left] : llvm::zip(loop.getStates(), loop.getYielded()))
    if (SliceAttr expected = sliceAt(sliceOf(states), loop.getIndex(), left);
        sliceOf(left) != expected)
      return loop.emitOpError("has a step that leaves a state at ")
             << sliceOf(left) << ", expected " << expected;
  return success();
}

/// Whether the value is a state that a step of a loop leaves.
static bool isLeft(Value value) {
  auto loop = dyn_cast<LoopOp>(value.getParentBlock()->getParentOp());
  return loop && llvm::any_of(loop.getYielded(), [&](Value left) {
           return storageOf(left) == value;
         });
}

static LogicalResult verifyExtent(ProgramOp program, Operation *op) {
  Dim arena = program.getArenaBytes().value_or(0);
  for (Value result : op->getResults()) {
    if (isLeft(result))
      continue;
    SliceAttr slice = sliceOf(result);
    if (!isProvedAtMost(bytesOf(cast<RankedTensorType>(result.getType())),
                        slice.getBytes()))
      return op->emitOpError("has a result larger than ") << slice;
    if (slice.getSpace() == Space::arena &&
        (!isProvedAtMost(0, slice.getOffset()) ||
         !isProvedAtMost(slice.getEnd(), arena)))
      return op->emitOpError("writes ") << slice << ", outside of the arena of "
                                        << arena.text() << " bytes";
  }
  return success();
}

/// The parts of a join must lie one behind the other.
static LogicalResult verifyAdjacent(JoinOp join) {
  SliceAttr whole = sliceOf(join.getResult());
  Dim offset = whole.getOffset();
  for (Value part : join.getParts()) {
    SliceAttr slice = sliceOf(part);
    if (slice.getSpace() != whole.getSpace() ||
        slice.getIndex() != whole.getIndex() || slice.getOffset() != offset)
      return join.emitOpError("has a part at ")
             << slice << ", expected offset " << offset.text();
    offset = offset + bytesOf(cast<RankedTensorType>(part.getType()));
  }
  return success();
}

static LogicalResult verifyPlaces(ProgramOp program, Operation *op) {
  if (isa<CallOp, LoopOp>(op)) {
    if (!op->hasAttr("slices"))
      return op->emitOpError("has no slices in a planned program");
    if (failed(verifyExtent(program, op)))
      return failure();
  }
  if (auto loop = dyn_cast<LoopOp>(op))
    return verifyStates(loop);
  if (auto join = dyn_cast<JoinOp>(op))
    return verifyAdjacent(join);
  return success();
}

static LogicalResult verifyPlan(ProgramOp program) {
  // Loops after what they hold would ask for slices that are not there.
  WalkResult all = program.getBody().walk<WalkOrder::PreOrder>(
      [&](Operation *op) -> WalkResult { return verifyPlaces(program, op); });
  if (all.wasInterrupted())
    return failure();
  Block &body = program.getBody().front();
  return LiveSlices(body).place(body, ValueRange());
}

LogicalResult ProgramOp::verifyRegions() {
  WalkResult all = getBody().walk([](Operation *op) {
    if (isa<KernelDialect>(op->getDialect()))
      return WalkResult::advance();
    op->emitError("is no op of the kernel dialect");
    return WalkResult::interrupt();
  });
  if (all.wasInterrupted() || failed(verifyReturn(*this)))
    return failure();
  return getArenaBytes() ? verifyPlan(*this) : success();
}
