//===- FuseKernels.cpp - Group the ops of a graph into kernels ------------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

namespace kiln {
#define GEN_PASS_DEF_FUSEKERNELS
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Groups do not grow beyond this many ops, so that code stays small.
constexpr size_t kMaxOps = 48;
/// Poolings with larger windows stay on their own.
constexpr int64_t kMaxPoolTaps = 9;

RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

//===----------------------------------------------------------------------===//
// Kinds of ops
//===----------------------------------------------------------------------===//

bool isElementwise(Operation *op) {
  return op->hasTrait<OpTrait::Elementwise>() || isa<BatchNormOp>(op);
}

bool isSmallConstant(Operation *op) {
  auto constant = dyn_cast<ConstantOp>(op);
  auto dense = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                        : DenseElementsAttr();
  return dense && (dense.isSplat() || dense.getNumElements() <= 16);
}

bool isParameter(Value value) {
  return value.getDefiningOp<GetParameterOp>() != nullptr;
}

/// Ops whose elements follow from where they are: each group repeats those it
/// reads.
bool isRepeated(Operation *op) {
  if (isa<BroadcastOp, IotaOp>(op) || isSmallConstant(op))
    return true;
  return isa<ReshapeOp>(op) && isParameter(op->getOperand(0));
}

/// Ops that are no kernel by themselves.
bool isNoKernel(Operation *op) {
  return isa<GetParameterOp, ConstantOp, ReshapeOp, FusedOp, ScanOp, IfOp,
             WhileOp, DefineDimOp>(op) ||
         op->hasTrait<OpTrait::IsTerminator>();
}

/// Convolutions that compute windows of their result at once, so that pooling
/// them costs no repetition: those of planes of f32 with weights.
bool computesTiles(Operation *op) {
  auto conv = dyn_cast<ConvOp>(op);
  return conv && typeOf(conv.getResult()).getRank() == 4 &&
         typeOf(conv.getResult()).getElementType().isF32() &&
         isParameter(conv.getWeight());
}

int64_t product(ArrayRef<int64_t> sizes) {
  int64_t result = 1;
  for (int64_t size : sizes)
    result *= size;
  return result;
}

/// Poolings that a convolution's kernel can do: maxima, and averages over
/// whole windows that do not overlap.
bool isPoolTail(Operation *op) {
  if (auto pool = dyn_cast<MaxPoolOp>(op))
    return product(pool.getKernel()) <= kMaxPoolTaps &&
           product(pool.getDilation()) == 1;
  auto pool = dyn_cast<AvgPoolOp>(op);
  if (!pool || pool.getKernel() != pool.getStride() || pool.getDivisor() ||
      product(pool.getKernel()) > kMaxPoolTaps)
    return false;
  return !pool.getCeilMode() &&
         llvm::all_of(pool.getPadding(), [](int64_t p) { return p == 0; });
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

/// The ops of one kernel, in order; the result of the last one leaves it.
class Group {
public:
  explicit Group(Operation *anchor) : anchor(anchor) {
    add(anchor);
    committed = ops.size();
  }

  /// Lets ops behind the anchor join, as far as one value leaves.
  void grow(const llvm::DenseSet<Operation *> &taken) {
    // Where its elements go depends on all before them.
    if (isa<CumSumOp, RepeatIndicesOp>(anchor))
      return;
    for (Operation *op = anchor->getNextNode(); op && ops.size() < kMaxOps;
         op = op->getNextNode()) {
      if (op->hasTrait<OpTrait::IsTerminator>())
        continue;
      if (!readsGroup(op))
        noteDependence(op);
      else if (!taken.contains(op) && joins(op))
        add(op);
      else
        depends.insert(op);
      if (onlyLastLeaves())
        committed = ops.size();
    }
    ops.truncate(committed);
  }

  ArrayRef<Operation *> members() const { return ops; }

private:
  void add(Operation *op) {
    ops.push_back(op);
    inside.insert(op);
  }

  bool readsGroup(Operation *op) const {
    return llvm::any_of(op->getOperands(), [&](Value v) {
      return inside.contains(v.getDefiningOp());
    });
  }

  void noteDependence(Operation *op) {
    if (llvm::any_of(op->getOperands(), [&](Value v) {
          return depends.contains(v.getDefiningOp());
        }))
      depends.insert(op);
  }

  bool joins(Operation *op) {
    // What waits for a value of the group cannot be read by it.
    for (Value operand : op->getOperands())
      if (depends.contains(operand.getDefiningOp()))
        return false;
    if (isElementwise(op))
      return dimsOf(op->getResult(0)) == shape() && !crossesPool(op);
    if (pool || !computesTiles(anchor) || !isPoolTail(op) ||
        op->getOperand(0) != ops.back()->getResult(0) ||
        !llvm::hasSingleElement(ops.back()->getUses()))
      return false;
    pool = op;
    return true;
  }

  DimsRef shape() const { return dimsOf((pool ? pool : anchor)->getResult(0)); }

  /// Whether the op reads what was there before the pooling.
  bool crossesPool(Operation *op) const {
    if (!pool)
      return false;
    auto position = llvm::find(ops, pool);
    return llvm::any_of(op->getOperands(), [&](Value v) {
      Operation *def = v.getDefiningOp();
      return inside.contains(def) && llvm::find(ops, def) < position;
    });
  }

  bool onlyLastLeaves() const {
    for (Operation *op : ArrayRef<Operation *>(ops).drop_back())
      for (Operation *user : op->getUsers())
        if (!inside.contains(user))
          return false;
    return true;
  }

  Operation *anchor;
  Operation *pool = nullptr;
  SmallVector<Operation *> ops;
  llvm::DenseSet<Operation *> inside, depends;
  size_t committed = 0;
};

/// Moves a group into a kiln.fused at the place of its last op.
class GroupBuilder {
public:
  explicit GroupBuilder(ArrayRef<Operation *> ops)
      : ops(ops), members(ops.begin(), ops.end()), builder(ops.back()) {}

  void build() {
    for (Operation *op : ops)
      collect(op);
    Operation *last = ops.back();
    auto fused = FusedOp::create(builder, location(), last->getResultTypes(),
                                 inputs.getArrayRef());
    Block &body = fused.getBody().emplaceBlock();
    IRMapping mapping;
    for (Value input : inputs)
      mapping.map(input, body.addArgument(input.getType(), input.getLoc()));
    OpBuilder inside = OpBuilder::atBlockEnd(&body);
    for (Operation *op : body_)
      inside.clone(*op, mapping);
    SmallVector<Value> results;
    for (Value result : last->getResults())
      results.push_back(mapping.lookup(result));
    YieldOp::create(inside, last->getLoc(), results);
    last->replaceAllUsesWith(fused);
    for (Operation *op : llvm::reverse(ops))
      op->erase();
  }

private:
  /// Notes an op of the group, the repeated ops it reads before it, and what
  /// comes from outside.
  void collect(Operation *op) {
    for (Value operand : op->getOperands()) {
      Operation *def = operand.getDefiningOp();
      if (def && members.contains(def))
        continue;
      if (def && isRepeated(def))
        collect(def);
      else
        inputs.insert(operand);
    }
    body_.insert(op);
  }

  Location location() {
    SmallVector<Location> locations;
    for (Operation *op : ops)
      locations.push_back(op->getLoc());
    return FusedLoc::get(builder.getContext(), locations);
  }

  ArrayRef<Operation *> ops;
  llvm::DenseSet<Operation *> members;
  llvm::SetVector<Operation *> body_;
  llvm::SetVector<Value> inputs;
  OpBuilder builder;
};

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

/// Whether the results are read by an op that cannot repeat the op.
bool isNeeded(Operation *op) {
  return llvm::any_of(op->getUsers(), [](Operation *user) {
    return isNoKernel(user) && !isa<FusedOp>(user);
  });
}

/// Contractions first, so that what could belong to two groups goes where its
/// tail costs nothing; then the others in order.
SmallVector<Operation *> anchorsOf(Block &block) {
  SmallVector<Operation *> contractions, others;
  for (Operation &op : block) {
    if (isNoKernel(&op) || isRepeated(&op))
      continue;
    bool contraction = isa<ConvOp, ConvTransposeOp, LinearOp, MatmulOp>(op);
    (contraction ? contractions : others).push_back(&op);
  }
  contractions.append(others);
  return contractions;
}

/// Has the steps read parameters and constants themselves: what is shared by
/// them is then known to be a weight.
void sinkSources(ScanOp scan) {
  Block &body = scan.getBody().front();
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  unsigned first = body.getNumArguments() - scan.getShared().size();
  for (unsigned index = scan.getShared().size(); index-- > 0;) {
    Operation *def = scan.getShared()[index].getDefiningOp();
    if (!isa_and_present<GetParameterOp, ConstantOp>(def))
      continue;
    BlockArgument argument = body.getArgument(first + index);
    argument.replaceAllUsesWith(builder.clone(*def)->getResult(0));
    body.eraseArgument(first + index);
    scan.getSharedMutable().erase(index);
  }
}

void fuse(Block &block) {
  // Regions first: their groups repeat ops of this block.
  for (Operation &op : block) {
    auto scan = dyn_cast<ScanOp>(op);
    if (scan)
      sinkSources(scan);
    if (scan || isa<IfOp, WhileOp>(op))
      for (Region &region : op.getRegions())
        fuse(region.front());
  }
  llvm::DenseSet<Operation *> taken;
  SmallVector<Group> groups;
  for (Operation *anchor : anchorsOf(block)) {
    if (taken.contains(anchor))
      continue;
    Group &group = groups.emplace_back(anchor);
    group.grow(taken);
    taken.insert(group.members().begin(), group.members().end());
  }
  for (Group &group : groups)
    GroupBuilder(group.members()).build();
  // Repeated ops whose elements something else needs become kernels too.
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
    if (isRepeated(&op) && op.use_empty())
      op.erase();
    else if (isa<BroadcastOp, IotaOp>(op) && isNeeded(&op))
      GroupBuilder(ArrayRef<Operation *>{&op}).build();
  }
}

struct FuseKernelsPass : impl::FuseKernelsBase<FuseKernelsPass> {
  void runOnOperation() override {
    for (auto graph : getOperation().getOps<GraphOp>())
      fuse(graph.getBody().front());
  }
};

} // namespace
} // namespace kiln
