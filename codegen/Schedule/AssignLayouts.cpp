//===- AssignLayouts.cpp - Lay tensors out for the kernels that read them -===//

#include "codegen/Schedule/Passes.h"

#include "codegen/CPU/Kernel/ContractionKernel.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"

namespace kiln {
#define GEN_PASS_DEF_ASSIGNLAYOUTS
#include "codegen/Schedule/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

using contraction::Activation;
using contraction::ConvAlgorithm;
using contraction::ConvProblem;
using contraction::Halo;

RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// Planes of known extents, as many as there may be.
bool isPlanes(Value value) {
  RankedTensorType type = typeOf(value);
  return type.getRank() == 4 && type.getElementType().isF32() &&
         DimsRef(dimsOf(type).drop_front()).areKnown();
}

bool isOnePixel(Value value) {
  DimsRef shape = dimsOf(value);
  return shape[2] * shape[3] == 1;
}

RankedTensorType blockedType(RankedTensorType plain, const Halo &halo) {
  return withLayout(plain, contraction::kBlock,
                    {halo.top, halo.left, halo.bottom, halo.right});
}

/// Decides for the results of all kiln.fused of a graph, then rewrites them.
class LayoutAssignment {
public:
  LayoutAssignment(GraphOp graph, const contraction::VectorTarget &target,
                   contraction::ScheduleOptions options)
      : graph(graph), target(target), options(options) {
    graph.walk([&](FusedOp group) { groups.push_back(group); });
  }

  void run() {
    for (FusedOp group : llvm::reverse(groups))
      wanted[group] = isWanted(group);
    for (FusedOp group : groups)
      if (wanted[group] && canBlock(group))
        halos[group.getResult(0)] = Halo();
    for (FusedOp group : groups)
      askForHalo(group);
    for (FusedOp group : groups)
      rewrite(group);
  }

private:
  /// The convolution of a group, as the contraction library sees it; null if
  /// the group is no such kernel.
  static std::optional<ConvKernel> convOf(FusedOp group) {
    auto isConstant = [&](unsigned index) {
      return group.getInputs()[index].getDefiningOp<GetParameterOp>() !=
             nullptr;
    };
    return matchConvKernel(KernelBody{group.getBody().front(), isConstant});
  }

  template <typename... Ops> static bool has(FusedOp group) {
    return llvm::any_of(group.getBody().front(),
                        [](Operation &op) { return isa<Ops...>(op); });
  }

  //===--------------------------------------------------------------------===//
  // Which results are blocked
  //===--------------------------------------------------------------------===//

  /// Whether some reader gains from a blocked result.
  bool isWanted(FusedOp group) {
    if (group.getNumResults() != 1 || !isPlanes(group.getResult(0)))
      return false;
    return llvm::any_of(group.getResult(0).getUses(), [&](OpOperand &use) {
      auto reader = dyn_cast<FusedOp>(use.getOwner());
      return reader && gains(reader, use.getOperandNumber());
    });
  }

  bool gains(FusedOp reader, unsigned operand) {
    if (std::optional<ConvKernel> conv = convOf(reader))
      return conv->input != operand ? wanted.lookup(reader)
                                    : readsBlocks(*conv);
    // Averages of planes give one pixel for each channel, plain or not.
    bool reducesPlanes =
        has<AdaptiveAvgPoolOp, AdaptiveMaxPoolOp, ReduceMeanOp, ReduceSumOp>(
            reader);
    return reducesPlanes || (passesOn(reader) && wanted.lookup(reader));
  }

  /// Convolutions of few channels in plain layout run along the rows.
  bool readsBlocks(const ConvKernel &conv) const {
    ConvProblem plain = conv.problem;
    plain.input.blocked = plain.output.blocked = false;
    if (plain.outChannels < contraction::kBlock &&
        contraction::applies(ConvAlgorithm::Planar, plain))
      return false;
    return plain.input.channels >= contraction::kBlock / 2;
  }

  /// Groups that move or map elements by place, so that the layout of what
  /// they read is that of what they give.
  static bool passesOn(FusedOp group) {
    for (Operation &op : group.getBody().front().without_terminator()) {
      if (auto concat = dyn_cast<ConcatOp>(op)) {
        if (!joinsBlocks(concat))
          return false;
        continue;
      }
      bool byPlace = op.hasTrait<OpTrait::Elementwise>() ||
                     isa<BatchNormOp, MaxPoolOp, AvgPoolOp, BroadcastOp,
                         ReshapeOp, ConstantOp, PadOp>(op);
      if (!byPlace)
        return false;
    }
    return true;
  }

  /// Whether each input of a concatenation starts a block of channels.
  static bool joinsBlocks(ConcatOp concat) {
    if (concat.getDim() != 1 || !isPlanes(concat.getResult()))
      return false;
    return llvm::all_of(concat.getInputs().drop_back(), [](Value input) {
      return typeOf(input).getDimSize(1) % contraction::kBlock == 0;
    });
  }

  /// Whether the group can give blocks without loss.
  bool canBlock(FusedOp group) {
    if (std::optional<ConvKernel> conv = convOf(group)) {
      ConvProblem problem = withLayouts(group, *conv);
      problem.output.blocked = true;
      return problem.outChannels >= contraction::kBlock / 2 &&
             contraction::chooseConvSchedule(problem, target, options);
    }
    return passesOn(group) && llvm::any_of(group.getInputs(), [&](Value input) {
             return halos.contains(input) && !isOnePixel(input);
           });
  }

  //===--------------------------------------------------------------------===//
  // Halos
  //===--------------------------------------------------------------------===//

  /// The problem of a convolution with the layouts decided so far.
  ConvProblem withLayouts(FusedOp group, const ConvKernel &conv) {
    ConvProblem problem = conv.problem;
    auto apply = [&](Activation &activation, Value value) {
      auto layout = halos.find(value);
      activation.blocked = layout != halos.end();
      activation.halo = activation.blocked ? layout->second : Halo();
    };
    apply(problem.input, group.getInputs()[conv.input]);
    apply(problem.output, group.getResult(0));
    return problem;
  }

  /// Has the input of a convolution stored with the zeros around it that the
  /// kernel would otherwise have to add.
  void askForHalo(FusedOp group) {
    std::optional<ConvKernel> conv = convOf(group);
    if (!conv)
      return;
    auto input = halos.find(group.getInputs()[conv->input]);
    if (input == halos.end())
      return;
    ConvProblem problem = withLayouts(group, *conv);
    contraction::ScheduleOptions forGroup = options;
    forGroup.denseOperands = conv->denseOperands;
    auto schedule = contraction::chooseConvSchedule(problem, target, forGroup);
    if (!schedule)
      return;
    Halo want = contraction::wantedHalo(problem, *schedule);
    Halo &halo = input->second;
    halo = {std::max(halo.top, want.top), std::max(halo.left, want.left),
            std::max(halo.bottom, want.bottom),
            std::max(halo.right, want.right)};
  }

  //===--------------------------------------------------------------------===//
  // Rewriting
  //===--------------------------------------------------------------------===//

  /// Gives the result its layout. Inside, tensors stay plain between kiln.pack
  /// and kiln.unpack, which cost nothing there.
  void rewrite(FusedOp group) {
    auto layout = group.getNumResults() == 1 ? halos.find(group.getResult(0))
                                             : halos.end();
    if (layout == halos.end())
      return;
    Value result = group.getResult(0);
    RankedTensorType plain = typeOf(result);
    RankedTensorType blocked = blockedType(plain, layout->second);
    Operation *yield = group.getBody().front().getTerminator();
    OpBuilder builder(yield);
    yield->setOperand(0, PackOp::create(builder, yield->getLoc(), blocked,
                                        yield->getOperand(0)));
    result.setType(blocked);
    for (OpOperand &use : llvm::make_early_inc_range(result.getUses()))
      adaptReader(use, plain);
  }

  static void adaptReader(OpOperand &use, RankedTensorType plain) {
    OpBuilder builder(use.getOwner());
    Location loc = use.getOwner()->getLoc();
    auto reader = dyn_cast<FusedOp>(use.getOwner());
    if (!reader) {
      use.set(UnpackOp::create(builder, loc, plain, use.get()));
      return;
    }
    BlockArgument argument =
        reader.getBody().getArgument(use.getOperandNumber());
    argument.setType(use.get().getType());
    builder.setInsertionPointToStart(&reader.getBody().front());
    auto unpack = UnpackOp::create(builder, loc, plain, argument);
    argument.replaceAllUsesExcept(unpack, unpack);
  }

  GraphOp graph;
  contraction::VectorTarget target;
  contraction::ScheduleOptions options;
  SmallVector<FusedOp> groups;
  llvm::DenseMap<Operation *, bool> wanted;
  /// The halos of values that are blocked.
  llvm::DenseMap<Value, Halo> halos;
};

struct AssignLayoutsPass : impl::AssignLayoutsBase<AssignLayoutsPass> {
  using AssignLayoutsBase::AssignLayoutsBase;

  void runOnOperation() override {
    contraction::ScheduleOptions scheduling;
    scheduling.winograd = winograd;
    for (auto graph : getOperation().getOps<GraphOp>())
      LayoutAssignment(graph, {lanes, registers, fma}, scheduling).run();
  }
};

} // namespace
} // namespace kiln
