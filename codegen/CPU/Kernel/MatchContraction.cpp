//===- MatchContraction.cpp - Which kernels are contractions --------------===//

#include "codegen/CPU/Kernel/ContractionKernel.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace kiln {

using contraction::Activation;
using contraction::ConvProblem;
using contraction::PoolTail;
using contraction::Window;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// The only op of a kind in the body, or null.
template <typename OpT> static OpT onlyOp(const KernelBody &body) {
  auto ops = body.block.getOps<OpT>();
  return llvm::hasSingleElement(ops) ? *ops.begin() : OpT();
}

/// The number of the f32 argument that a value is, whatever its layout.
static std::optional<unsigned> argumentNumber(Value value) {
  while (isa_and_present<PackOp, UnpackOp>(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || !typeOf(value).getElementType().isF32())
    return std::nullopt;
  return argument.getArgNumber();
}

//===----------------------------------------------------------------------===//
// What happens to the sums
//===----------------------------------------------------------------------===//

/// The pooling of a window over rows and columns, if the library has it.
static std::optional<PoolTail> poolTailOf(Operation *op) {
  PoolTail tail;
  RankedTensorType result = typeOf(op->getResult(0));
  tail.height = result.getDimSize(2);
  tail.width = result.getDimSize(3);
  auto setWindow = [&](ArrayRef<int64_t> kernel, ArrayRef<int64_t> stride,
                       ArrayRef<int64_t> padding) {
    tail.window = {kernel[0], kernel[1], stride[0],  stride[1],
                   1,         1,         padding[0], padding[1]};
  };
  if (auto pool = dyn_cast<MaxPoolOp>(op)) {
    if (!llvm::all_of(pool.getDilation(), [](int64_t d) { return d == 1; }))
      return std::nullopt;
    setWindow(pool.getKernel(), pool.getStride(), pool.getPadding());
    return tail;
  }
  auto pool = dyn_cast<AvgPoolOp>(op);
  if (!pool || pool.getDivisor())
    return std::nullopt;
  tail.kind = PoolTail::Average;
  setWindow(pool.getKernel(), pool.getStride(), pool.getPadding());
  return tail;
}

/// Whether the op gives an element from those of its operands at the same
/// coordinates.
static bool keepsPlace(Operation *op) {
  return op->hasTrait<OpTrait::Elementwise>() ||
         isa<BatchNormOp, PackOp, UnpackOp>(op);
}

namespace {

/// Ops behind a contraction: they must form a chain of elementwise ops with at
/// most one pooling in it, whose end is the kernel's only result.
struct Tail {
  llvm::SetVector<Value> dependent;
  Operation *pool = nullptr;
  bool usable = true;

  Tail(const KernelBody &body, Operation *root) {
    dependent.insert(root->getResult(0));
    for (Operation &op : body.block.without_terminator())
      if (&op != root && dependsOnRoot(op))
        add(op);
    usable &=
        body.results().size() == 1 && dependent.contains(body.results()[0]);
  }

private:
  bool dependsOnRoot(Operation &op) {
    return llvm::any_of(op.getOperands(),
                        [&](Value v) { return dependent.contains(v); });
  }

  void add(Operation &op) {
    dependent.insert(op.getResult(0));
    if (keepsPlace(&op)) {
      // Channel vectors must not come from the sums, and what was pooled does
      // not meet what was not.
      usable &= typeOf(op.getOperand(0)).getRank() ==
                typeOf(op.getResult(0)).getRank();
      usable &= !isa<BatchNormOp>(op) || onlyFirstDepends(op);
      usable &= !pool || !mixesPooled(op);
      return;
    }
    usable &= !pool && isa<MaxPoolOp, AvgPoolOp>(op);
    pool = &op;
  }

  bool onlyFirstDepends(Operation &op) {
    return llvm::none_of(op.getOperands().drop_front(),
                         [&](Value v) { return dependent.contains(v); });
  }

  /// Whether an op behind the pooling reads what lies before it.
  bool mixesPooled(Operation &op) {
    ArrayRef<Value> order = dependent.getArrayRef();
    auto position = [&](Value v) { return llvm::find(order, v); };
    auto pooled = position(pool->getResult(0));
    return llvm::any_of(op.getOperands(), [&](Value v) {
      return dependent.contains(v) && position(v) < pooled;
    });
  }
};

} // namespace

/// Whether everything the epilogue reads can be addressed with rows joined.
static bool readsDense(const KernelBody &body, const ConvKernel &match) {
  ConvOp conv = match.conv;
  DimsRef plane = dimsOf(conv.getResult()).take_back(2);
  auto isDense = [&](Value value) {
    RankedTensorType type = typeOf(value);
    if (BlockedAttr layout = layoutOf(type))
      if (llvm::any_of(layout.getHalo(), [](int64_t size) { return size; }))
        return false;
    if (type.getRank() < 3) // Channel vectors.
      return type.getRank() <= 1;
    DimsRef own = dimsOf(type).take_back(2);
    return own == plane || (own[0] == 1 && own[1] == 1);
  };
  for (BlockArgument argument : body.block.getArguments())
    if (argument.getArgNumber() != match.input &&
        argument.getArgNumber() != match.weight && !isDense(argument))
      return false;
  return llvm::all_of(body.block.without_terminator(), [&](Operation &op) {
    return &op == conv || keepsPlace(&op) ||
           isa<ConstantOp, BroadcastOp, ReshapeOp>(op);
  });
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

static std::optional<Activation> activationOf(RankedTensorType type) {
  if (type.getRank() != 4 || !type.getElementType().isF32())
    return std::nullopt;
  DimsRef dims = dimsOf(type);
  if (!DimsRef(dims.drop_front()).areKnown())
    return std::nullopt;
  ArrayRef<int64_t> shape = DimsRef(dims.drop_front()).known();
  int64_t batch = dims[0].isKnown() ? dims[0].known() : 1;
  Activation activation{batch, shape[0], shape[1], shape[2], false, {}};
  if (BlockedAttr layout = layoutOf(type)) {
    if (layout.getBlock() != contraction::kBlock)
      return std::nullopt;
    ArrayRef<int64_t> halo = layout.getHalo();
    activation.blocked = true;
    activation.halo = {halo[0], halo[1], halo[2], halo[3]};
  }
  return activation;
}

static Window windowOf(ConvOp conv) {
  ArrayRef<int64_t> weight = typeOf(conv.getWeight()).getShape();
  ArrayRef<int64_t> stride = conv.getStride(), dilation = conv.getDilation();
  ArrayRef<int64_t> padding = conv.getPadding();
  return {weight[2],   weight[3],   stride[0],  stride[1],
          dilation[0], dilation[1], padding[0], padding[1]};
}

static std::optional<ConvProblem> problemOf(const KernelBody &body,
                                            const ConvKernel &match) {
  ConvOp conv = match.conv;
  auto input = activationOf(typeOf(body.block.getArgument(match.input)));
  auto output = activationOf(typeOf(body.results()[0]));
  RankedTensorType sums = typeOf(conv.getResult());
  if (!input || !output || sums.getRank() != 4 ||
      !DimsRef(dimsOf(sums).drop_front()).areKnown())
    return std::nullopt;
  ConvProblem problem;
  problem.input = *input;
  problem.output = *output;
  problem.outChannels = sums.getDimSize(1);
  problem.outHeight = sums.getDimSize(2);
  problem.outWidth = sums.getDimSize(3);
  problem.groups = conv.getGroups();
  problem.window = windowOf(conv);
  if (!match.pool)
    return problem;
  problem.pool = poolTailOf(match.pool);
  if (!problem.pool)
    return std::nullopt;
  return problem;
}

std::optional<ConvKernel> matchConvKernel(const KernelBody &body) {
  ConvOp conv = onlyOp<ConvOp>(body);
  if (!conv)
    return std::nullopt;
  std::optional<unsigned> input = argumentNumber(conv.getInput());
  std::optional<unsigned> weight = argumentNumber(conv.getWeight());
  if (!input || !weight || !body.isConstant(*weight))
    return std::nullopt;
  Tail tail(body, conv);
  if (!tail.usable)
    return std::nullopt;
  ConvKernel match{conv, tail.pool, *input, *weight, {}, false};
  std::optional<ConvProblem> problem = problemOf(body, match);
  if (!problem)
    return std::nullopt;
  match.problem = *problem;
  match.batch = dimsOf(conv.getResult())[0];
  match.denseOperands = readsDense(body, match);
  return match;
}

std::optional<ConvKernel> matchConvKernel(kernel::FuncOp kernel) {
  auto isConstant = [&](unsigned index) { return kernel.isConstant(index); };
  return matchConvKernel(KernelBody{kernel.getBody().front(), isConstant});
}

//===----------------------------------------------------------------------===//
// Linear layers
//===----------------------------------------------------------------------===//

std::optional<LinearKernel> matchLinearKernel(kernel::FuncOp kernel) {
  auto isConstant = [&](unsigned index) { return kernel.isConstant(index); };
  KernelBody body{kernel.getBody().front(), isConstant};
  LinearOp linear = onlyOp<LinearOp>(body);
  if (!linear)
    return std::nullopt;
  std::optional<unsigned> input = argumentNumber(linear.getInput());
  std::optional<unsigned> weight = argumentNumber(linear.getWeight());
  if (!input || !weight || !kernel.isConstant(*weight))
    return std::nullopt;
  Tail tail(body, linear);
  RankedTensorType result = typeOf(linear.getResult());
  bool sameShape = kernel.getNumResults() == 1 &&
                   kernel.getResultTypes()[0] == linear.getResult().getType();
  if (!tail.usable || tail.pool || !sameShape || result.getRank() < 1)
    return std::nullopt;
  LinearKernel match{linear, *input, *weight, {}};
  match.problem.outputs = dimsOf(result).back().known();
  match.problem.depth = typeOf(linear.getWeight()).getDimSize(1);
  match.rows = productOf(dimsOf(result).drop_back());
  match.problem.openRows = !match.rows.isKnown();
  match.problem.rows = match.problem.openRows ? 1 : match.rows.known();
  if (match.problem.rows == 0 || match.problem.outputs == 0 ||
      match.problem.depth == 0)
    return std::nullopt;
  return match;
}

} // namespace kiln
