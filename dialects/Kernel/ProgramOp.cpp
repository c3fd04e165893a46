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
  auto argument = cast<BlockArgument>(value);
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
      for (Value operand : op.getOperands())
        use(operand, &op);
  }

  /// Fails if a result of the call lies over a value that is still wanted.
  LogicalResult place(CallOp call) {
    for (Value result : call.getOutputs()) {
      SliceAttr slice = sliceOf(result);
      for (auto [value, other] : live)
        if (slice.overlaps(other))
          return call.emitOpError("writes ")
                 << slice << ", which holds a value in use at " << other;
      live.try_emplace(result, slice);
    }
    dropUsedUp(call);
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

  void dropUsedUp(CallOp call) {
    live.remove_if([&](auto &entry) {
      auto use = lastUse.find(entry.first);
      return use == lastUse.end() || use->second == call ||
             use->second->isBeforeInBlock(call);
    });
  }

  llvm::DenseMap<Value, Operation *> lastUse;
  llvm::MapVector<Value, SliceAttr> live;
};

} // namespace

static LogicalResult verifyExtent(ProgramOp program, CallOp call) {
  Dim arena = program.getArenaBytes().value_or(0);
  for (Value result : call.getOutputs()) {
    SliceAttr slice = sliceOf(result);
    if (!isProvedAtMost(bytesOf(cast<RankedTensorType>(result.getType())),
                        slice.getBytes()))
      return call.emitOpError("has a result larger than ") << slice;
    if (slice.getSpace() == Space::arena &&
        (!isProvedAtMost(0, slice.getOffset()) ||
         !isProvedAtMost(slice.getEnd(), arena)))
      return call.emitOpError("writes ")
             << slice << ", outside of the arena of " << arena.text()
             << " bytes";
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

LogicalResult ProgramOp::verifyRegions() {
  Block &body = getBody().front();
  for (Operation &op : body)
    if (!isa<KernelDialect>(op.getDialect()))
      return op.emitError("is no op of the kernel dialect");
  if (failed(verifyReturn(*this)))
    return failure();
  if (!getArenaBytes())
    return success();
  LiveSlices live(body);
  for (CallOp call : body.getOps<CallOp>()) {
    if (!call.getSlices())
      return call.emitOpError("has no slices in a planned program");
    if (failed(verifyExtent(*this, call)) || failed(live.place(call)))
      return failure();
  }
  for (JoinOp join : body.getOps<JoinOp>())
    if (failed(verifyAdjacent(join)))
      return failure();
  return success();
}
