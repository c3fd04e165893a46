//===- PlanMemory.cpp - Give every value its place in memory --------------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/Schedule/Arena.h"
#include "codegen/Schedule/Packing.h"
#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/MathExtras.h"

namespace kiln {
#define GEN_PASS_DEF_PLANMEMORY
#include "codegen/Schedule/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Places the weights of all programs of a module behind each other.
class WeightsPlan {
public:
  void place(kernel::ProgramOp program) {
    // Sessions read initial values when they begin: they lie together.
    for (BlockArgument argument : program.getArguments())
      if (auto state = stateOf(program, argument.getArgNumber()))
        program.setInitial(argument.getArgNumber(),
                           sliceFor(state, argument.getType(), nullptr));
    program.walk([&](kernel::WeightsOp weights) {
      weights.setSliceAttr(sliceFor(weights.getNameAttr(),
                                    weights.getValue().getType(),
                                    weights.getPackingAttr()));
    });
  }

  int64_t bytes() const { return end; }

private:
  kernel::SliceAttr sliceFor(FlatSymbolRefAttr name, Type type,
                             kernel::PackingAttr packing) {
    auto key = std::make_pair(Attribute(name), Attribute(packing));
    auto [found, isNew] = slices.try_emplace(key);
    if (isNew) {
      int64_t bytes = packedBytes(cast<RankedTensorType>(type), packing);
      int64_t offset = llvm::alignTo(end, kArenaAlignment);
      found->second = kernel::SliceAttr::get(
          name.getContext(), kernel::Space::weights, 0, offset, bytes);
      end = offset + bytes;
    }
    return found->second;
  }

  llvm::DenseMap<std::pair<Attribute, Attribute>, kernel::SliceAttr> slices;
  int64_t end = 0;
};

/// The first and the last call that a value lives through.
struct Lifetime {
  int64_t first, last;
};

/// Places the results of the calls of one program.
class ArenaPlan {
public:
  explicit ArenaPlan(kernel::ProgramOp program)
      : program(program), dataDims(program.getBody().front()) {}

  void run() {
    collectJoins();
    collectRegions();
    collectOutputs();
    collectLifetimes(program.getBody());
    Dim bytes = 0, bound = 0;
    for (auto &[unit, region] : regions()) {
      ArenaLayout layout = layOutArena(region.lives);
      for (auto [value, offset] : llvm::zip(region.values, layout.offsets))
        slices[value] =
            slice(kernel::Space::arena, 0, bytes + unit * offset, value);
      bytes = bytes + unit * layout.bytes;
      bound = bound + unit * peakBytes(region.lives);
    }
    setSlices();
    MLIRContext *context = program.getContext();
    program.setArenaBytesAttr(sizeAttr(context, bytes));
    program.setArenaBoundAttr(sizeAttr(context, bound));
  }

private:
  /// Values whose sizes are numbers times one expression of named dimensions,
  /// so that they share memory whatever these are. All static ones are one
  /// region.
  struct Region {
    SmallVector<Value> values;
    /// In units of the region.
    SmallVector<ArenaValue> lives;
  };

  SmallVector<std::pair<Dim, Region>> regions() {
    SmallVector<std::pair<Dim, Region>> regions{{Dim(1), {}}};
    for (auto &[value, lifetime] : lifetimes) {
      Dim bytes = bytesOf(value);
      Dim unit = bytes.isKnown() ? Dim(1) : floorDiv(bytes, contentOf(bytes));
      auto region = llvm::find_if(
          regions, [&](auto &entry) { return entry.first == unit; });
      if (region == regions.end())
        region = regions.insert(regions.end(), {unit, {}});
      region->second.values.push_back(value);
      region->second.lives.push_back(
          {contentOf(bytes), lifetime.first, lifetime.last});
    }
    return regions;
  }

  kernel::SliceAttr slice(kernel::Space space, int64_t index, Dim offset,
                          Value value) {
    return kernel::SliceAttr::get(program.getContext(), space, index, offset,
                                  bytesOf(value));
  }

  /// The most that the value may take, which is known before a run.
  Dim bytesOf(Value value) const {
    return dataDims.mostOf(
        kernel::bytesOf(cast<RankedTensorType>(value.getType())));
  }

  void collectJoins() {
    program.walk([&](kernel::JoinOp join) {
      Dim offset = 0;
      for (Value part : join.getParts()) {
        wholes[part] = {join.getResult(), offset};
        offset = offset + bytesOf(part);
      }
    });
  }

  /// What regions yield lies where the results of their op do, and so do the
  /// values that a loop begins a round with.
  void collectRegions() {
    auto liesIn = [&](ValueRange values, ValueRange results) {
      for (auto [value, result] : llvm::zip(values, results))
        wholes[kernel::storageOf(value)] = {result, 0};
    };
    program.walk([&](kernel::IfOp choice) {
      for (mlir::Region *region :
           {&choice.getThenBody(), &choice.getElseBody()})
        liesIn(region->front().getTerminator()->getOperands(),
               choice.getResults());
    });
    program.walk([&](kernel::WhileOp loop) {
      liesIn(loop.getInits(), loop.getResults());
      liesIn(loop.getCondition().getArguments(), loop.getResults());
      liesIn(loop.getBody().getArguments(), loop.getResults());
      liesIn(loop.getBody().front().getTerminator()->getOperands(),
             loop.getResults());
    });
    program.walk([&](kernel::LoopOp loop) {
      for (auto [left, states] : llvm::zip(loop.getYielded(), loop.getStates()))
        wholes[kernel::storageOf(left)] = {states,
                                           loop.getIndex() * bytesOf(left)};
    });
  }

  /// The value that gets memory for `value`, and where in it that lies.
  std::pair<Value, Dim> wholeOf(Value value) {
    std::pair<Value, Dim> whole{kernel::storageOf(value), 0};
    for (auto found = wholes.find(whole.first); found != wholes.end();
         found = wholes.find(whole.first))
      whole = {found->second.first, whole.second + found->second.second};
    return whole;
  }

  void collectOutputs() {
    for (auto [index, value] : llvm::enumerate(program.getReturned())) {
      Value storage = kernel::storageOf(value);
      slices[storage] = slice(kernel::Space::output, index, 0, storage);
    }
  }

  /// Time passes with the calls, in the order of the text.
  void collectLifetimes(mlir::Region &region) {
    for (Operation &op : region.front()) {
      if (!isa<kernel::ViewOp, kernel::JoinOp>(op))
        keep(op.getOperands(), time);
      if (isa<kernel::CallOp, kernel::LoopOp>(op)) {
        keepResults(op);
        ++time;
      }
      for (mlir::Region &inner : op.getRegions())
        collectLifetimes(inner);
      if (isa<kernel::LoopOp, kernel::WhileOp>(op))
        keepThroughout(op);
    }
  }

  /// What is read is wanted until then.
  void keep(ValueRange values, int64_t until) {
    for (Value value : values)
      if (auto found = lifetimes.find(wholeOf(value).first);
          found != lifetimes.end())
        found->second.last = std::max(found->second.last, until);
  }

  void keepResults(Operation &op) {
    for (Value result : op.getResults()) {
      Value whole = wholeOf(result).first;
      if (!slices.contains(whole))
        lifetimes.insert({whole, {time, time}}).first->second.last = time;
    }
  }

  /// What some round of a loop reads from outside, or leaves, is wanted until
  /// the last one.
  void keepThroughout(Operation &loop) {
    keep(loop.getResults(), time - 1);
    loop.walk([&](Operation *op) {
      for (Value operand : op->getOperands()) {
        Operation *owner = wholeOf(operand).first.getDefiningOp();
        if (owner && !loop.isProperAncestor(owner))
          keep(operand, time - 1);
      }
    });
  }

  void setSlices() {
    program.walk([&](Operation *op) {
      if (!isa<kernel::CallOp, kernel::LoopOp>(op))
        return;
      SmallVector<Attribute> places;
      for (Value result : op->getResults()) {
        auto [whole, offset] = wholeOf(result);
        kernel::SliceAttr place = slices.lookup(whole);
        places.push_back(slice(place.getSpace(), place.getIndex(),
                               place.getOffset() + offset, result));
      }
      op->setAttr("slices", ArrayAttr::get(program.getContext(), places));
    });
  }

  kernel::ProgramOp program;
  DataDims dataDims;
  int64_t time = 0;
  /// Of the parts of a kernel.join, its result and their offset in it; of what
  /// regions pass on, the result of their op and where it lies in that.
  llvm::DenseMap<Value, std::pair<Value, Dim>> wholes;
  llvm::DenseMap<Value, kernel::SliceAttr> slices;
  /// Of what lies in the arena.
  llvm::MapVector<Value, Lifetime> lifetimes;
};

struct PlanMemoryPass : impl::PlanMemoryBase<PlanMemoryPass> {
  void runOnOperation() override {
    WeightsPlan weights;
    for (auto program : getOperation().getOps<kernel::ProgramOp>()) {
      weights.place(program);
      ArenaPlan(program).run();
    }
    OpBuilder builder(&getContext());
    for (auto program : getOperation().getOps<kernel::ProgramOp>())
      program.setWeightsBytesAttr(builder.getI64IntegerAttr(weights.bytes()));
  }
};

} // namespace
} // namespace kiln
