//===- ContractionKernel.cpp - Kernels around a contraction ---------------===//

#include "codegen/CPU/Kernel/ContractionKernel.h"

#include "codegen/CPU/Generic/ValueEmitter.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace kiln {

using contraction::ConvAlgorithm;
using contraction::ConvSchedule;
using contraction::Epilogue;
using contraction::Offset;
using contraction::Tiling;
using generic::Coord;
using generic::Coords;
using generic::GenericTarget;
using generic::Lanes;
using generic::ValueEmitter;

// The attribute's cases and those of the library are in the same order.
static_assert(static_cast<int>(kernel::ConvAlgorithm::winograd4) ==
              static_cast<int>(ConvAlgorithm::Winograd4));
static_assert(static_cast<int>(kernel::ConvAlgorithm::planar) ==
              static_cast<int>(ConvAlgorithm::Planar));
static_assert(static_cast<int>(kernel::Tiling::whole_map) ==
              static_cast<int>(Tiling::WholeMap));

ConvSchedule scheduleOf(kernel::ConvAttr attribute) {
  ConvSchedule schedule;
  schedule.algorithm = static_cast<ConvAlgorithm>(attribute.getKind());
  schedule.panel = attribute.getPanel();
  schedule.bandRows = attribute.getBandRows();
  schedule.joinedRows = attribute.getJoinedRows();
  schedule.tiling = static_cast<Tiling>(attribute.getTiling());
  return schedule;
}

kernel::ConvAttr toAttribute(MLIRContext *context,
                             const ConvSchedule &schedule) {
  return kernel::ConvAttr::get(
      context, static_cast<kernel::ConvAlgorithm>(schedule.algorithm),
      schedule.panel, schedule.bandRows, schedule.joinedRows,
      static_cast<kernel::Tiling>(schedule.tiling));
}

namespace {

/// Applies ops of a kernel's body to vectors of sums, at the insertion point.
class TailEmitter {
public:
  TailEmitter(kernel::FuncOp kernel, const GenericTarget &target,
              ValueRange pointers, const generic::SymbolValues &symbols)
      : kernel(kernel), target(target), pointers(pointers), symbols(symbols) {}

  /// The elements of `result` where those of `root` are `sums`; `bias`, if
  /// any, is first added to them at the coordinate `biasDim`.
  Value emit(OpBuilder &builder, Location loc, Value root, Value sums,
             Value bias, int64_t biasDim, Value result, const Coords &coords,
             Lanes lanes) const {
    ValueEmitter v(builder, loc, target);
    v.bindSymbols(&symbols);
    bindArguments(v);
    if (bias)
      sums = v.n.add(sums, v.emit(bias, {coords[biasDim]}, lanes));
    v.provide(root, [&](const Coords &, Lanes) { return sums; });
    return v.emit(result, coords, lanes);
  }

private:
  void bindArguments(ValueEmitter &v) const {
    for (auto [index, argument] : llvm::enumerate(kernel.getArguments())) {
      auto type = cast<RankedTensorType>(argument.getType());
      kernel::FuncOp function = kernel;
      kernel::PackingAttr packing = function.getPacking(index);
      bool padded =
          layoutOf(type) ||
          (packing && packing.getKind() == kernel::PackingKind::channels);
      v.bind(argument, {pointers[index], type, padded});
    }
  }

  mutable kernel::FuncOp kernel;
  const GenericTarget &target;
  ValueRange pointers;
  const generic::SymbolValues &symbols;
};

/// Coordinates of convolution kernels as the body has them.
struct ConvCoords {
  const ConvSchedule &schedule;

  bool lanesAreColumns() const {
    return schedule.algorithm == ConvAlgorithm::Planar;
  }

  Coords at(contraction::Emitter &e, ArrayRef<Value> at) const {
    int64_t lanes = e.target.lanes;
    Coord channel{Offset(at[1])};
    Coord column{Offset(at[3])};
    if (lanesAreColumns())
      column.step = 1;
    else
      channel = {Offset(at[1]), 1, lanes};
    // Joined rows: the first one's number, and columns that run on.
    Offset row = e.scale(Offset(at[2]), schedule.joinedRows);
    return {Coord{Offset(at[0])}, channel, Coord{row}, column};
  }
};

} // namespace

/// Zeroes lanes of channels that do not exist.
static Value maskChannels(contraction::Emitter &e, Value value, Value channel,
                          int64_t channels) {
  OpBuilder &b = e.builder;
  int64_t lanes = e.target.lanes;
  Value remaining = e.materialize(e.sub(channels, Offset(channel)));
  Value mask = vector::CreateMaskOp::create(
      b, e.loc, VectorType::get({lanes}, b.getI1Type()), ValueRange{remaining});
  return arith::SelectOp::create(b, e.loc, mask, value, e.zero());
}

/// A size when the kernel runs.
static Offset extentOf(contraction::Emitter &e, const GenericTarget &target,
                       const generic::SymbolValues &symbols, Dim size) {
  generic::Loops loops(e.builder, e.loc, target);
  loops.bindSymbols(&symbols);
  return loops.extent(size);
}

void emitConvKernel(OpBuilder &builder, Location loc, kernel::FuncOp kernel,
                    const GenericTarget &target, ValueRange pointers,
                    const generic::SymbolValues &symbols, Value begin,
                    Value end) {
  ConvKernel match = *matchConvKernel(kernel);
  ConvSchedule schedule =
      scheduleOf(cast<kernel::ConvAttr>(*kernel.getAlgorithm()));
  contraction::Emitter e(builder, loc, target.vectors);
  TailEmitter tail(kernel, target, pointers, symbols);
  ConvCoords coords{schedule};
  ConvOp conv = match.conv;
  Value result = kernel.getReturned()[0];
  Value beforePool = match.pool ? match.pool->getOperand(0) : result;
  int64_t channels = match.problem.outChannels;
  bool masks = match.problem.output.blocked && channels % contraction::kBlock;
  bool lacksChannels =
      !coords.lanesAreColumns() && channels % target.vectors.lanes != 0;

  auto applyTo = [&](Value root, Value bias, Value wanted, bool isLast) {
    return [&, root, bias, wanted, isLast](OpBuilder &b, Location at,
                                           Value sums, ArrayRef<Value> position,
                                           int64_t active) -> Value {
      Lanes lanes(target.vectors.lanes, active);
      if (lacksChannels)
        lanes.existing =
            e.min(e.sub(channels, Offset(position[1])), lanes.width);
      Value value = tail.emit(b, at, root, sums, bias, 1, wanted,
                              coords.at(e, position), lanes);
      return isLast && masks ? maskChannels(e, value, position[1], channels)
                             : value;
    };
  };
  contraction::ConvEpilogues epilogues;
  epilogues.sums = applyTo(conv.getResult(), conv.getBias(), beforePool,
                           /*isLast=*/!match.pool);
  if (match.pool)
    epilogues.pooled =
        applyTo(match.pool->getResult(0), Value(), result, /*isLast=*/true);
  unsigned results = kernel.getNumArguments();
  contraction::ConvOperands operands{
      pointers[match.input], pointers[match.weight], pointers[results],
      kernel.getScratch().value_or(0) ? pointers[results + 1] : Value(),
      extentOf(e, target, symbols, match.batch)};
  contraction::emitConv(e, match.problem, schedule, operands, epilogues, begin,
                        end);
}

/// The coordinates of row `m` and column `n` of a linear layer's result.
static Coords linearCoords(contraction::Emitter &e, ArrayRef<Offset> shape,
                           ArrayRef<Value> at) {
  Coords coords(shape.size());
  Offset row(at[0]);
  for (size_t d = shape.size() - 1; d-- > 0;) {
    coords[d] = Coord(d == 0 ? row : e.remainder(row, shape[d]));
    row = e.divide(row, shape[d]);
  }
  coords.back() = {Offset(at[1]), 1, e.target.lanes};
  return coords;
}

void emitLinearKernel(OpBuilder &builder, Location loc, kernel::FuncOp kernel,
                      const GenericTarget &target, ValueRange pointers,
                      const generic::SymbolValues &symbols, Value begin,
                      Value end) {
  LinearKernel match = *matchLinearKernel(kernel);
  LinearOp linear = match.linear;
  contraction::LinearSchedule schedule;
  auto algorithm = cast<kernel::LinearAttr>(*kernel.getAlgorithm());
  schedule.panel = algorithm.getPanel();
  schedule.descending = algorithm.getDescending();
  contraction::Emitter e(builder, loc, target.vectors);
  TailEmitter tail(kernel, target, pointers, symbols);
  SmallVector<Offset> shape;
  for (Dim size : dimsOf(linear.getResult()))
    shape.push_back(extentOf(e, target, symbols, size));
  Epilogue epilogue = [&](OpBuilder &b, Location at, Value sums,
                          ArrayRef<Value> position, int64_t active) {
    Coords coords = linearCoords(e, shape, position);
    return tail.emit(b, at, linear.getResult(), sums, linear.getBias(),
                     shape.size() - 1, kernel.getReturned()[0], coords,
                     Lanes(target.vectors.lanes, active));
  };
  contraction::emitLinear(e, match.problem, schedule,
                          {pointers[match.input], pointers[match.weight],
                           pointers[kernel.getNumArguments()],
                           extentOf(e, target, symbols, match.rows)},
                          epilogue, begin, end);
}

} // namespace kiln
