//===- ProgramOp.cpp - What holds for planned programs --------------------===//

#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/DataDims.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

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

Value kiln::kernel::yieldedBy(Region &region, Value result) {
  return region.front().getTerminator()->getOperand(
      cast<OpResult>(result).getResultNumber());
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
  if (auto choice = value.getDefiningOp<IfOp>())
    return sliceOf(yieldedBy(choice.getThenBody(), value));
  if (auto loop = value.getDefiningOp<WhileOp>())
    return sliceOf(loop.getInits()[cast<OpResult>(value).getResultNumber()]);
  if (value.getDefiningOp<EmptyOp>())
    return SliceAttr();
  auto argument = cast<BlockArgument>(value);
  Operation *parent = argument.getOwner()->getParentOp();
  if (auto loop = dyn_cast<LoopOp>(parent))
    return sliceInStep(loop, argument);
  if (auto loop = dyn_cast<WhileOp>(parent))
    return sliceOf(loop.getInits()[argument.getArgNumber()]);
  Dim bytes = bytesOf(cast<RankedTensorType>(value.getType()));
  return SliceAttr::get(value.getContext(), Space::input,
                        argument.getArgNumber(), 0, bytes);
}

/// Whether the value is a state that a step of a loop leaves.
static bool isLeft(Value value) {
  auto loop = dyn_cast<LoopOp>(value.getParentBlock()->getParentOp());
  return loop && llvm::any_of(loop.getYielded(), [&](Value left) {
           return storageOf(left) == value;
         });
}

/// The value whose place that of `value` is, as far as regions say so.
static Value rootOf(Value value) {
  for (OpOperand &use : value.getUses()) {
    Operation *user = use.getOwner();
    if (auto view = dyn_cast<ViewOp>(user)) {
      Value root = rootOf(view.getResult());
      if (root != view.getResult())
        return root;
    }
    if (isa<WhileOp>(user))
      return rootOf(user->getResult(use.getOperandNumber()));
    if (!isa<YieldOp>(user))
      continue;
    auto loop = dyn_cast<WhileOp>(user->getParentOp());
    if (isa<IfOp>(user->getParentOp()) ||
        (loop && user->getParentRegion() == &loop.getBody()))
      return rootOf(user->getParentOp()->getResult(use.getOperandNumber()));
  }
  return value;
}

namespace {

/// Values of the arena that are alive, checked call by call.
class LiveSlices {
public:
  explicit LiveSlices(ProgramOp program) {
    number(program);
    program->walk([&](Operation *op) {
      for (Value operand : op->getOperands())
        use(operand, lastReadBy(op, operand));
      // All steps of a loop leave their states in its results.
      if (isa<LoopOp>(op))
        for (Value result : op->getResults())
          use(result, numbers[op].second);
    });
  }

  /// Fails if a result of a call, or of a loop before its steps, lies over a
  /// value that is still wanted.
  LogicalResult place(Operation *op) {
    if (isa<CallOp, LoopOp>(op))
      for (Value result : op->getResults())
        if (!isLeft(result) && failed(place(op, result)))
          return failure();
    dropUsedUp(op);
    return success();
  }

private:
  LogicalResult place(Operation *op, Value result) {
    SliceAttr slice = sliceOf(result);
    for (auto [value, other] : live)
      if (slice.overlaps(other) && rootOf(result) != rootOf(value))
        return op->emitOpError("writes ")
               << slice << ", which holds a value in use at " << other;
    live.try_emplace(result, slice);
    return success();
  }

  /// Counts ops in the order of the text; those that hold others before them.
  void number(Operation *op) {
    numbers[op].first = next++;
    for (Region &region : op->getRegions())
      for (Operation &inner : region.getOps())
        number(&inner);
    numbers[op].second = next - 1;
  }

  /// The number of the last op for whose sake the operand of `op` is kept: the
  /// end of the loops that it comes into from outside.
  int64_t lastReadBy(Operation *op, Value operand) {
    int64_t last = numbers[op].first;
    Region *home = operand.getParentRegion();
    for (Operation *around = op; !isa<ProgramOp>(around);
         around = around->getParentOp())
      if (isa<LoopOp, WhileOp>(around)) {
        bool isOutside =
            around == op || !around->isAncestor(home->getParentOp());
        bool isArgument =
            isa<BlockArgument>(operand) && home->getParentOp() == around;
        if (isOutside || isArgument)
          last = std::max(last, numbers[around].second);
      }
    return last;
  }

  /// Whoever reads a join or what regions give reads what it is made of.
  void use(Value value, int64_t last) {
    value = storageOf(value);
    int64_t &known = lastUse.try_emplace(value, last).first->second;
    known = std::max(known, last);
    if (auto join = value.getDefiningOp<JoinOp>())
      for (Value part : join.getParts())
        use(part, last);
    if (auto choice = value.getDefiningOp<IfOp>()) {
      use(yieldedBy(choice.getThenBody(), value), last);
      use(yieldedBy(choice.getElseBody(), value), last);
    }
    auto argument = dyn_cast<BlockArgument>(value);
    if (auto loop = value.getDefiningOp<WhileOp>()) {
      use(loop.getInits()[cast<OpResult>(value).getResultNumber()], last);
      use(yieldedBy(loop.getBody(), value), last);
    } else if (argument && isa<WhileOp>(argument.getOwner()->getParentOp())) {
      auto around = cast<WhileOp>(argument.getOwner()->getParentOp());
      use(around.getInits()[argument.getArgNumber()], last);
    }
  }

  /// What nothing reads behind `op`.
  void dropUsedUp(Operation *op) {
    int64_t now = numbers[op].first;
    live.remove_if([&](auto &entry) {
      auto use = lastUse.find(entry.first);
      return use == lastUse.end() || use->second <= now;
    });
  }

  /// Of each op, its number and that of the last op in it.
  llvm::DenseMap<Operation *, std::pair<int64_t, int64_t>> numbers;
  int64_t next = 0;
  llvm::DenseMap<Value, int64_t> lastUse;
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

static LogicalResult
verifyExtent(ProgramOp program, const kiln::DataDims &dataDims, Operation *op) {
  Dim arena = program.getArenaBytes().value_or(0);
  for (Value result : op->getResults()) {
    if (isLeft(result))
      continue;
    SliceAttr slice = sliceOf(result);
    Dim bytes = bytesOf(cast<RankedTensorType>(result.getType()));
    if (!isProvedAtMost(dataDims.mostOf(bytes), slice.getBytes()))
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

static LogicalResult
verifyPlaces(ProgramOp program, const kiln::DataDims &dataDims, Operation *op) {
  if (isa<CallOp, LoopOp>(op)) {
    if (!op->hasAttr("slices"))
      return op->emitOpError("has no slices in a planned program");
    if (failed(verifyExtent(program, dataDims, op)))
      return failure();
  }
  if (auto loop = dyn_cast<LoopOp>(op))
    return verifyStates(loop);
  if (auto join = dyn_cast<JoinOp>(op))
    return verifyAdjacent(join);
  return success();
}

static LogicalResult verifyPlan(ProgramOp program) {
  kiln::DataDims dataDims(program.getBody().front());
  // Loops after what they hold would ask for slices that are not there.
  auto walkAll = [&](llvm::function_ref<LogicalResult(Operation *)> check) {
    return failure(program.getBody()
                       .walk<WalkOrder::PreOrder>(
                           [&](Operation *op) { return WalkResult(check(op)); })
                       .wasInterrupted());
  };
  if (failed(walkAll(
          [&](Operation *op) { return verifyPlaces(program, dataDims, op); })))
    return failure();
  LiveSlices live(program);
  return walkAll([&](Operation *op) { return live.place(op); });
}

/// Nothing may depend on a dimension before its value is there.
static LogicalResult verifyDefinitions(ProgramOp program) {
  Block &body = program.getBody().front();
  kiln::DataDims all(body);
  llvm::StringSet<> defined;
  for (Operation &op : body) {
    if (auto define = dyn_cast<kiln::DefineDimOp>(op))
      defined.insert(define.getDim());
    for (Type type : op.getResultTypes()) {
      kiln::DimSymbols symbols;
      for (Dim dim : kiln::dimsOf(cast<RankedTensorType>(type)))
        collectSymbols(dim.expression(), symbols);
      for (const auto &[name, range] : symbols)
        if (all.contains(name) && !defined.contains(name))
          return op.emitOpError("has a size that depends on ")
                 << name << ", which is defined behind it";
    }
  }
  return success();
}

LogicalResult ProgramOp::verifyRegions() {
  WalkResult all = getBody().walk([](Operation *op) {
    if (isa<KernelDialect>(op->getDialect()) || isa<kiln::DefineDimOp>(op))
      return WalkResult::advance();
    op->emitError("is no op of the kernel dialect");
    return WalkResult::interrupt();
  });
  if (all.wasInterrupted() || failed(verifyReturn(*this)) ||
      failed(verifyDefinitions(*this)))
    return failure();
  return getArenaBytes() ? verifyPlan(*this) : success();
}

//===----------------------------------------------------------------------===//
// IfOp, WhileOp
//===----------------------------------------------------------------------===//

/// Fails unless the region takes and yields values of the given types.
static LogicalResult verifyRegion(Operation *op, Region &region,
                                  TypeRange arguments, TypeRange yielded) {
  Operation *yield = region.front().getTerminator();
  if (region.getArgumentTypes() == arguments && isa<YieldOp>(yield) &&
      yield->getOperandTypes() == yielded)
    return success();
  return op->emitOpError("needs a region from ")
         << arguments << " to " << yielded << " that ends with kernel.yield";
}

/// A yielded value needs a place of its own: it is written in the region.
static LogicalResult verifyWritten(Region &region) {
  Operation *yield = region.front().getTerminator();
  llvm::SmallPtrSet<void *, 4> seen;
  for (Value value : yield->getOperands()) {
    Value storage = storageOf(value);
    Operation *owner = storage.getDefiningOp();
    if (isa_and_present<EmptyOp>(owner))
      continue;
    if (!isa_and_present<CallOp, IfOp, WhileOp>(owner) ||
        owner->getParentRegion() != &region)
      return yield->emitOpError("yields what no call of its region gives");
    if (!seen.insert(storage.getAsOpaquePointer()).second)
      return yield->emitOpError("yields a value twice");
  }
  return success();
}

LogicalResult IfOp::verifyRegions() {
  for (Region *region : {&getThenBody(), &getElseBody()})
    if (failed(verifyRegion(*this, *region, {}, getResultTypes())) ||
        failed(verifyWritten(*region)))
      return failure();
  return success();
}

LogicalResult WhileOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                        ValueRange operands, DictionaryAttr,
                                        OpaqueProperties, RegionRange,
                                        SmallVectorImpl<Type> &types) {
  llvm::append_range(types, operands.getTypes());
  return success();
}

LogicalResult WhileOp::verifyRegions() {
  TypeRange carried = getInits().getTypes();
  Type condition = RankedTensorType::get({}, IntegerType::get(getContext(), 1));
  if (failed(verifyRegion(*this, getCondition(), carried, condition)) ||
      failed(verifyRegion(*this, getBody(), carried, carried)))
    return failure();
  return verifyWritten(getBody());
}
