//===- Arrange.cpp - Operators that repeat, join and reorder elements -----===//

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Repetition
//===----------------------------------------------------------------------===//

static Result buildExpand(const Call &call) {
  Tensor self = call.tensor("self");
  Shape shape = call.ints("size");
  int64_t added = static_cast<int64_t>(shape.size()) - self.rank();
  for (auto [dim, size] : llvm::enumerate(shape))
    if (size == -1 && static_cast<int64_t>(dim) >= added)
      size = self.dim(static_cast<int64_t>(dim) - added);
  if (added < 0 || !canBroadcast(self.shape(), shape)) {
    InFlightDiagnostic diagnostic = call.error();
    diagnostic << "shape " << shapeText(self.shape())
               << " does not expand to [";
    llvm::interleaveComma(shape, diagnostic);
    return diagnostic << "]";
  }
  if (failed(call.emit.checkSize(shape)))
    return failure();
  return call.give(expanded(self, shape));
}

static Result buildExpandAs(const Call &call) {
  Tensor self = call.tensor("self"), other = call.tensor("other");
  if (!canBroadcast(self.shape(), other.shape()))
    return call.error() << "shape " << shapeText(self.shape())
                        << " does not expand to " << shapeText(other.shape());
  return call.give(expanded(self, other.shape()));
}

static Result buildBroadcastTensors(const Call &call) {
  std::vector<Tensor> tensors = call.tensors("tensors");
  Shape shape;
  for (const Tensor &tensor : tensors) {
    ShapeResult common =
        inferBroadcast(shape, tensor.shape(), call.emit.location());
    if (failed(common) || failed(call.emit.checkSize(*common)))
      return failure();
    shape = *common;
  }
  for (Tensor &tensor : tensors)
    tensor = expanded(tensor, shape);
  return call.give(std::move(tensors));
}

/// Each dimension becomes a pair of which the first is repeated.
static Value repeatValue(Emitter &emit, Value x, Shape repeats) {
  if (!x)
    return nullptr;
  Shape shape(shapeOf(x));
  if (repeats.size() < shape.size())
    repeats.insert(repeats.begin(), shape.size() - repeats.size(), 1);
  shape.insert(shape.begin(), repeats.size() - shape.size(), 1);
  Shape paired, wide, merged;
  for (auto [size, count] : llvm::zip(shape, repeats)) {
    llvm::append_values(paired, 1, size);
    llvm::append_values(wide, count, size);
  }
  if (failed(emit.checkSize(wide)))
    return nullptr;
  for (auto [size, count] : llvm::zip(shape, repeats))
    merged.push_back(count * size);
  return emit.reshape(emit.broadcast(emit.reshape(x, paired), wide), merged);
}

static Result buildRepeat(const Call &call) {
  Shape repeats = call.ints("repeats");
  if (static_cast<int64_t>(repeats.size()) < call.tensor("self").rank())
    return call.error() << "expected at least " << call.tensor("self").rank()
                        << " numbers of repeats, got " << repeats.size();
  return call.give(repeatValue(call.emit, call.value("self"), repeats));
}

static Result buildTile(const Call &call) {
  return call.give(
      repeatValue(call.emit, call.value("self"), call.ints("dims")));
}

static Result buildRepeatInterleave(const Call &call) {
  Tensor self = call.tensor("self");
  Value x = call.value("self");
  if (!x)
    return failure();
  int64_t dim = 0, count = call.integer("repeats");
  if (call.has("dim")) {
    FailureOr<int64_t> wrapped = call.existingDim("dim", self.rank());
    if (failed(wrapped))
      return failure();
    dim = *wrapped;
  } else {
    x = call.emit.reshape(x, {self.numElements()});
  }
  Shape paired(shapeOf(x)), merged(shapeOf(x));
  paired.insert(paired.begin() + dim + 1, 1);
  Shape wide = paired;
  wide[dim + 1] = count;
  if (failed(call.emit.checkSize(wide)))
    return failure();
  merged[dim] *= count;
  x = call.emit.broadcast(call.emit.reshape(x, paired), wide);
  return call.give(call.emit.reshape(x, merged));
}

static FailureOr<int64_t> sumOfRepeats(const Call &call,
                                       const HostTensor &counts) {
  int64_t sum = 0;
  for (int64_t i = 0; i < counts.numElements(); ++i) {
    int64_t count = hostInteger(counts, i);
    if (count < 0)
      return call.error() << "expected repeats of at least 0, got " << count;
    if (llvm::AddOverflow(sum, count, sum))
      return call.error() << "the sum of the repeats is beyond the size of any "
                             "tensor";
  }
  return sum;
}

/// How many elements there are when each is repeated as often as `counts` say.
static FailureOr<int64_t> repeatedSize(const Call &call, Value counts) {
  std::optional<int64_t> given;
  if (call.has("output_size"))
    given = call.integer("output_size");
  if (given && *given < 0)
    return call.error() << "expected an output_size of at least 0, got "
                        << *given;
  std::optional<HostTensor> known = call.emit.evaluate(counts);
  if (!known && !given)
    return call.error() << "the size of the result is the sum of the repeats, "
                           "which has no bound; give it as output_size";
  if (!known)
    return *given;
  FailureOr<int64_t> sum = sumOfRepeats(call, *known);
  if (succeeded(sum) && given && *given != *sum)
    return call.error() << "expected the sum of the repeats, " << *sum
                        << ", as output_size, got " << *given;
  return sum;
}

/// The indices that are repeated.
static Result buildRepeatedIndices(const Call &call) {
  Value counts = call.value("repeats");
  if (!counts)
    return failure();
  Type i64 = call.emit.elementType(DType::I64);
  counts = call.emit.cast(counts, i64);
  if (shapeOf(counts).size() != 1)
    return call.error() << "expected repeats of one dimension, got "
                        << shapeOf(counts).size();
  FailureOr<int64_t> size = repeatedSize(call, counts);
  if (failed(size) || failed(call.emit.checkSize({*size})))
    return failure();
  return call.give(
      RepeatIndicesOp::create(call.emit.opBuilder(), call.emit.location(),
                              call.emit.tensorType({*size}, i64), counts));
}

static Result buildRepeatEach(const Call &call) {
  Tensor self = call.tensor("self");
  Value x = call.value("self"), counts = call.value("repeats");
  FailureOr<int64_t> dim = 0;
  if (call.has("dim"))
    dim = call.existingDim("dim", self.rank());
  else if (x)
    x = call.emit.reshape(x, {self.numElements()});
  if (failed(dim) || !x || !counts)
    return failure();
  if (shapeOf(counts).size() > 1)
    return call.error() << "expected repeats of at most one dimension, got "
                        << shapeOf(counts).size();
  Type i64 = call.emit.elementType(DType::I64);
  counts = call.emit.broadcast(call.emit.cast(counts, i64), {shapeOf(x)[*dim]});
  if (!counts)
    return failure();
  FailureOr<int64_t> size = repeatedSize(call, counts);
  if (failed(size))
    return failure();
  Shape repeated(shapeOf(x));
  repeated[*dim] = *size;
  if (failed(call.emit.checkSize({*size})) ||
      failed(call.emit.checkSize(repeated)))
    return failure();
  Value indices =
      RepeatIndicesOp::create(call.emit.opBuilder(), call.emit.location(),
                              call.emit.tensorType({*size}, i64), counts);
  return call.give(call.emit.take(x, indices, *dim));
}

//===----------------------------------------------------------------------===//
// Joining and reordering
//===----------------------------------------------------------------------===//

static SmallVector<Value> commonType(const Call &call, StringRef name) {
  std::vector<Tensor> tensors = call.tensors(name);
  std::vector<Argument> arguments(tensors.begin(), tensors.end());
  DType type = resultType(arguments);
  SmallVector<Value> values;
  for (const Argument &argument : arguments)
    values.push_back(materialize(call.emit, argument, type));
  return values;
}

static Result buildCat(const Call &call) {
  SmallVector<Value> parts = commonType(call, "tensors");
  // Empty 1-d tensors may be joined with anything.
  bool areRows = llvm::all_of(
      parts, [](Value part) { return part && shapeOf(part).size() == 1; });
  if (!areRows)
    llvm::erase_if(parts, [&](Value part) {
      return part && parts.size() > 1 && shapeOf(part).equals({0});
    });
  if (parts.empty())
    return call.error() << "expected at least one tensor";
  if (!parts[0])
    return failure();
  FailureOr<int64_t> dim = call.dim("dim", shapeOf(parts[0]).size());
  if (failed(dim))
    return failure();
  return call.give(call.emit.concat(parts, *dim));
}

static Result buildStack(const Call &call) {
  SmallVector<Value> parts = commonType(call, "tensors");
  if (parts.empty())
    return call.error() << "expected at least one tensor";
  if (!parts[0])
    return failure();
  FailureOr<int64_t> dim = call.dim("dim", shapeOf(parts[0]).size() + 1);
  if (failed(dim))
    return failure();
  Shape common(shapeOf(parts[0]));
  for (auto [index, part] : llvm::enumerate(parts)) {
    if (!part)
      return failure();
    Shape shape(shapeOf(part));
    if (shape != common)
      return call.error() << "expected tensors of one shape, got "
                          << shapeText(common) << " and, as number " << index
                          << ", " << shapeText(shape);
    shape.insert(shape.begin() + *dim, 1);
    part = call.emit.reshape(part, shape);
  }
  return call.give(call.emit.concat(parts, *dim));
}

static Result buildFlip(const Call &call) {
  Value x = call.value("self");
  auto dims = call.dims("dims", call.tensor("self").rank());
  if (failed(dims))
    return failure();
  return call.give(call.emit.create<ReverseOp>(
      x, call.emit.named("dims", call.emit.ints(*dims))));
}

static Value rollDim(Emitter &emit, Value x, int64_t dim, int64_t shift) {
  if (!x || shapeOf(x)[dim] == 0)
    return x;
  int64_t size = shapeOf(x)[dim], split = (size - shift % size) % size;
  if (split == 0)
    return x;
  Value back = emit.slice(x, dim, 0, split);
  return emit.concat({emit.slice(x, dim, split, size - split), back}, dim);
}

static Result buildRoll(const Call &call) {
  Tensor self = call.tensor("self");
  Shape shifts = call.ints("shifts"), dims = call.ints("dims");
  Value x = call.value("self");
  if (dims.empty()) {
    x = call.emit.reshape(x, {self.numElements()});
    x = rollDim(call.emit, x, 0, shifts.empty() ? 0 : shifts[0]);
    return call.give(call.emit.reshape(x, self.shape()));
  }
  if (dims.size() != shifts.size())
    return call.error() << "expected as many shifts as dimensions";
  if (self.rank() == 0)
    return call.error() << "dimension " << dims[0]
                        << " of a tensor that has no dimensions";
  for (auto [dim, shift] : llvm::zip(dims, shifts)) {
    FailureOr<int64_t> wrapped = wrapDim(call.emit, dim, self.rank());
    if (failed(wrapped))
      return failure();
    x = rollDim(call.emit, x, *wrapped, shift);
  }
  return call.give(x);
}

//===----------------------------------------------------------------------===//
// Padding
//===----------------------------------------------------------------------===//

static std::optional<PadMode> parsePadMode(StringRef mode) {
  return llvm::StringSwitch<std::optional<PadMode>>(mode)
      .Case("constant", PadMode::constant)
      .Case("reflect", PadMode::reflect)
      .Case("replicate", PadMode::replicate)
      .Case("circular", PadMode::circular)
      .Default(std::nullopt);
}

/// Amounts come in pairs, for the last dimension first.
static Result buildPad(const Call &call) {
  Tensor self = call.tensor("self");
  Shape pad = call.ints("pad");
  auto mode = parsePadMode(call.text("mode"));
  if (!mode)
    return call.error() << "mode is 'constant', 'reflect', 'replicate' or "
                           "'circular', not '"
                        << call.text("mode") << "'";
  if (pad.size() % 2 != 0 || static_cast<int64_t>(pad.size()) > 2 * self.rank())
    return call.error() << "expected pairs of amounts for at most "
                        << self.rank() << " dimensions, got " << pad.size()
                        << " numbers";
  Shape low(self.rank(), 0), high(self.rank(), 0);
  for (size_t pair = 0; pair < pad.size() / 2; ++pair) {
    low[self.rank() - 1 - pair] = pad[2 * pair];
    high[self.rank() - 1 - pair] = pad[2 * pair + 1];
  }
  return call.give(call.emit.pad(call.value("self"), low, high, *mode,
                                 call.optionalNumber("value").value_or(0)));
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

void aten::addArrangeOps(Table &table) {
  table.add("expand(Tensor self, int[] size, *, bool implicit=False) -> Tensor",
            buildExpand);
  table.add("broadcast_to(Tensor self, int[] size) -> Tensor", buildExpand);
  table.add("expand_as(Tensor self, Tensor other) -> Tensor", buildExpandAs);
  table.add("broadcast_tensors(Tensor[] tensors) -> Tensor[]",
            buildBroadcastTensors);
  table.add("repeat(Tensor self, int[] repeats) -> Tensor", buildRepeat);
  table.add("tile(Tensor self, int[] dims) -> Tensor", buildTile);
  table.add("repeat_interleave(Tensor self, int repeats, int? dim=None, *, "
            "int? output_size=None) -> Tensor",
            buildRepeatInterleave);
  table.add("repeat_interleave(Tensor self, Tensor repeats, int? dim=None, *, "
            "int? output_size=None) -> Tensor",
            buildRepeatEach);
  table.add("repeat_interleave(Tensor repeats, *, int? output_size=None) -> "
            "Tensor",
            buildRepeatedIndices);
  table.add("cat(Tensor[] tensors, int dim=0) -> Tensor", buildCat);
  table.alias("concat", "cat");
  table.alias("concatenate", "cat");
  table.add("stack(Tensor[] tensors, int dim=0) -> Tensor", buildStack);
  table.add("flip(Tensor self, int[] dims) -> Tensor", buildFlip);
  table.add("roll(Tensor self, int[1] shifts, int[1] dims=[]) -> Tensor",
            buildRoll);
  table.add("pad(Tensor self, int[] pad, str mode='constant', float? "
            "value=None) -> Tensor",
            buildPad);
}
