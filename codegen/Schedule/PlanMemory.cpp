//===- PlanMemory.cpp - Give every value its place in memory --------------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/Schedule/Arena.h"
#include "codegen/Schedule/Packing.h"
#include "dialects/Kernel/KernelOps.h"
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
    for (auto weights : program.getBody().getOps<kernel::WeightsOp>())
      weights.setSliceAttr(sliceFor(weights.getNameAttr(),
                                    weights.getValue().getType(),
                                    weights.getPackingAttr()));
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

/// Places the results of the calls of one program.
class ArenaPlan {
public:
  explicit ArenaPlan(kernel::ProgramOp program) : program(program) {}

  void run() {
    collectJoins();
    collectOutputs();
    collectLifetimes();
    SmallVector<ArenaValue> values;
    for (auto &[value, lifetime] : lifetimes)
      values.push_back(lifetime);
    ArenaLayout layout = layOutArena(values);
    for (auto [entry, offset] : llvm::zip(lifetimes, layout.offsets))
      slices[entry.first] = slice(kernel::Space::arena, 0, offset, entry.first);
    setSlices();
    OpBuilder builder(program);
    program.setArenaBytesAttr(builder.getI64IntegerAttr(layout.bytes));
    program.setArenaBoundAttr(builder.getI64IntegerAttr(peakBytes(values)));
  }

private:
  kernel::SliceAttr slice(kernel::Space space, int64_t index, int64_t offset,
                          Value value) {
    int64_t bytes = kernel::bytesOf(cast<RankedTensorType>(value.getType()));
    return kernel::SliceAttr::get(program.getContext(), space, index, offset,
                                  bytes);
  }

  void collectJoins() {
    for (auto join : program.getBody().getOps<kernel::JoinOp>()) {
      int64_t offset = 0;
      for (Value part : join.getParts()) {
        wholes[part] = {join.getResult(), offset};
        offset += kernel::bytesOf(cast<RankedTensorType>(part.getType()));
      }
    }
  }

  /// The value that gets memory for `value`, and where in it that lies.
  std::pair<Value, int64_t> wholeOf(Value value) {
    std::pair<Value, int64_t> whole{kernel::storageOf(value), 0};
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

  void collectLifetimes() {
    int64_t time = 0;
    for (Operation &op : program.getBody().front()) {
      for (Value operand : op.getOperands())
        if (auto found = lifetimes.find(wholeOf(operand).first);
            found != lifetimes.end() &&
            !isa<kernel::ViewOp, kernel::JoinOp>(op))
          found->second.last = time;
      auto call = dyn_cast<kernel::CallOp>(op);
      if (!call)
        continue;
      for (Value result : call.getOutputs()) {
        Value whole = wholeOf(result).first;
        int64_t bytes =
            kernel::bytesOf(cast<RankedTensorType>(whole.getType()));
        if (!slices.contains(whole))
          lifetimes.insert({whole, {bytes, time, time}}).first->second.last =
              time;
      }
      ++time;
    }
  }

  void setSlices() {
    for (auto call : program.getBody().getOps<kernel::CallOp>()) {
      SmallVector<Attribute> places;
      for (Value result : call.getOutputs()) {
        auto [whole, offset] = wholeOf(result);
        kernel::SliceAttr place = slices.lookup(whole);
        places.push_back(slice(place.getSpace(), place.getIndex(),
                               place.getOffset() + offset, result));
      }
      call.setSlicesAttr(ArrayAttr::get(program.getContext(), places));
    }
  }

  kernel::ProgramOp program;
  /// Of the parts of a kernel.join, its result and their offset in it.
  llvm::DenseMap<Value, std::pair<Value, int64_t>> wholes;
  llvm::DenseMap<Value, kernel::SliceAttr> slices;
  llvm::MapVector<Value, ArenaValue> lifetimes;
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
