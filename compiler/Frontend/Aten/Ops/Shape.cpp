//===- Shape.cpp - Operators that move elements ---------------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"

#include "llvm/Support/MathExtras.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static Result give(FailureOr<Tensor> tensor) {
  if (failed(tensor))
    return failure();
  return Argument(*tensor);
}

//===----------------------------------------------------------------------===//
// Reshapes
//===----------------------------------------------------------------------===//

static Result buildView(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape = inferReshape(call.emit, self, call.ints("size"));
  if (failed(shape))
    return failure();
  return call.give(viewAs(self, *shape));
}

static Result buildReshape(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape = inferReshape(call.emit, self, call.ints("shape"));
  if (failed(shape))
    return failure();
  return give(reshapeTo(call.emit, self, *shape));
}

static Result buildViewAs(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape =
      inferReshape(call.emit, self, call.tensor("other").shape());
  if (failed(shape))
    return failure();
  return give(reshapeTo(call.emit, self, *shape));
}

static Result buildFlatten(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> start = call.dim("start_dim", self.rank());
  FailureOr<int64_t> end = call.dim("end_dim", self.rank());
  if (failed(start) || failed(end))
    return failure();
  if (self.rank() == 0)
    return call.give(viewAs(self, {1}));
  if (*start > *end)
    return call.error() << "start_dim is after end_dim";
  ArrayRef<int64_t> sizes = self.shape();
  Shape shape(sizes.take_front(*start));
  shape.push_back(1);
  for (int64_t size : sizes.slice(*start, *end - *start + 1))
    shape.back() *= size;
  llvm::append_range(shape, sizes.drop_front(*end + 1));
  return give(reshapeTo(call.emit, self, shape));
}

static Result buildUnflatten(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  ArrayRef<int64_t> sizes = self.shape();
  Shape shape(sizes.take_front(*dim));
  Shape parts = call.ints("sizes");
  int64_t known = 1;
  for (int64_t part : parts)
    known *= part == -1 ? 1 : part;
  for (int64_t &part : parts)
    if (part == -1 && known != 0)
      part = sizes[*dim] / known;
  llvm::append_range(shape, parts);
  llvm::append_range(shape, sizes.drop_front(*dim + 1));
  FailureOr<Shape> checked = inferReshape(call.emit, self, shape);
  if (failed(checked))
    return failure();
  return give(reshapeTo(call.emit, self, *checked));
}

static Result buildUnsqueeze(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank() + 1);
  if (failed(dim))
    return failure();
  return call.give(unsqueezed(self, *dim));
}

static Result buildSqueeze(const Call &call) {
  Tensor self = call.tensor("self");
  auto dims = call.dims("dim", self.rank());
  if (failed(dims))
    return failure();
  return call.give(squeezed(self, *dims));
}

//===----------------------------------------------------------------------===//
// Permutations
//===----------------------------------------------------------------------===//

static Result buildPermute(const Call &call) {
  Tensor self = call.tensor("self");
  Shape dims = call.ints("dims");
  for (int64_t &dim : dims) {
    FailureOr<int64_t> wrapped = wrapDim(call.emit, dim, self.rank());
    if (failed(wrapped))
      return failure();
    dim = *wrapped;
  }
  Shape sorted = dims;
  llvm::sort(sorted);
  if (!llvm::equal(sorted, llvm::seq<int64_t>(0, self.rank())))
    return call.error() << "expected every one of the " << self.rank()
                        << " dimensions once";
  return call.give(permuted(self, dims));
}

static Result buildTranspose(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> a = call.dim("dim0", self.rank());
  FailureOr<int64_t> b = call.dim("dim1", self.rank());
  if (failed(a) || failed(b))
    return failure();
  return call.give(transposed(self, *a, *b));
}

static Result buildT(const Call &call) {
  Tensor self = call.tensor("self");
  if (self.rank() > 2)
    return call.error() << "expected at most 2 dimensions, got " << self.rank();
  return call.give(self.rank() < 2 ? self.alias() : transposed(self, 0, 1));
}

static Result buildMovedim(const Call &call) {
  Tensor self = call.tensor("self");
  Shape sources = call.ints("source"), targets = call.ints("destination");
  Shape permutation(self.rank(), -1);
  SmallVector<bool> isMoved(self.rank(), false);
  if (sources.size() != targets.size())
    return call.error() << "expected as many sources as destinations";
  for (auto [source, target] : llvm::zip(sources, targets)) {
    FailureOr<int64_t> from = wrapDim(call.emit, source, self.rank());
    FailureOr<int64_t> to = wrapDim(call.emit, target, self.rank());
    if (failed(from) || failed(to))
      return failure();
    if (self.rank() == 0)
      continue;
    if (isMoved[*from] || permutation[*to] != -1)
      return call.error() << "a dimension appears twice";
    permutation[*to] = *from;
    isMoved[*from] = true;
  }
  int64_t next = 0;
  for (int64_t &dim : permutation) {
    if (dim != -1)
      continue;
    while (isMoved[next])
      ++next;
    dim = next++;
  }
  return call.give(permuted(self, permutation));
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

static Result buildSelect(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t index = call.integer("index"), size = self.dim(*dim);
  if (index < -size || index >= size)
    return call.error() << "index " << index
                        << " is out of range for dimension " << *dim
                        << " of size " << size;
  return call.give(selected(self, *dim, index < 0 ? index + size : index));
}

static Result buildNarrow(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = self.dim(*dim), start = call.integer("start");
  int64_t length = call.integer("length");
  if (start < 0)
    start += size;
  if (start < 0 || length < 0 || start + length > size)
    return call.error() << "start " << start << " and length " << length
                        << " exceed dimension " << *dim << " of size " << size;
  return call.give(narrowed(self, *dim, start, length));
}

static std::vector<Tensor> splitInto(const Tensor &self, int64_t dim,
                                     ArrayRef<int64_t> sizes) {
  std::vector<Tensor> parts;
  int64_t start = 0;
  for (int64_t size : sizes) {
    parts.push_back(narrowed(self, dim, start, size));
    start += size;
  }
  return parts;
}

static std::vector<Tensor> splitEvenly(const Tensor &self, int64_t dim,
                                       int64_t size) {
  SmallVector<int64_t> sizes;
  for (int64_t rest = self.dim(dim); rest > 0; rest -= size)
    sizes.push_back(std::min(rest, size));
  if (sizes.empty())
    sizes.push_back(0);
  return splitInto(self, dim, sizes);
}

static Result buildSplit(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = call.integer("split_size");
  if (size <= 0)
    return call.error() << "expected a positive size, got " << size;
  return call.give(splitEvenly(self, *dim, size));
}

static Result buildSplitWithSizes(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  Shape sizes = call.ints("split_sizes");
  int64_t sum = 0;
  for (int64_t size : sizes)
    sum += size;
  if (sum != self.dim(*dim))
    return call.error() << "the sizes add up to " << sum << ", not to the "
                        << self.dim(*dim) << " of dimension " << *dim;
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildChunk(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t chunks = call.integer("chunks");
  if (chunks <= 0)
    return call.error() << "expected a positive number of chunks";
  int64_t size = (self.dim(*dim) + chunks - 1) / chunks;
  return call.give(splitEvenly(self, *dim, std::max<int64_t>(size, 1)));
}

static Result buildTensorSplit(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t sections = call.integer("sections"), size = self.dim(*dim);
  if (sections <= 0)
    return call.error() << "expected a positive number of sections";
  Shape sizes(sections, size / sections);
  for (int64_t index = 0; index < size % sections; ++index)
    ++sizes[index];
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildTensorSplitAt(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = self.dim(*dim), start = 0;
  Shape sizes;
  for (int64_t index : call.ints("indices")) {
    int64_t end =
        std::clamp(index < 0 ? index + size : index, int64_t(0), size);
    if (end < start)
      return call.error() << "expected indices in ascending order";
    sizes.push_back(end - start);
    start = end;
  }
  sizes.push_back(size - start);
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildUnbind(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  if (self.rank() == 0)
    return call.error() << "a tensor without dimensions has no parts";
  std::vector<Tensor> parts;
  for (int64_t index = 0; index < self.dim(*dim); ++index)
    parts.push_back(selected(self, *dim, index));
  return call.give(std::move(parts));
}

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
  bool isNegative = llvm::any_of(shape, [](int64_t size) { return size < 0; });
  if (added < 0 || isNegative || !canBroadcast(self.shape(), shape)) {
    InFlightDiagnostic diagnostic = call.error();
    diagnostic << "shape " << dimsText(self.shape()) << " does not expand to [";
    llvm::interleaveComma(shape, diagnostic);
    return diagnostic << "]";
  }
  if (!checkedNumElements(shape))
    return call.error() << "a tensor of this shape is too large";
  return call.give(expanded(self, shape));
}

static Result buildExpandAs(const Call &call) {
  Tensor self = call.tensor("self"), other = call.tensor("other");
  if (!canBroadcast(self.shape(), other.shape()))
    return call.error() << "shape " << dimsText(self.shape())
                        << " does not expand to " << dimsText(other.shape());
  return call.give(expanded(self, other.shape()));
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
    if (llvm::MulOverflow(count, size, merged.emplace_back())) {
      emit.error() << "a tensor of this shape is too large";
      return nullptr;
    }
  }
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
    FailureOr<int64_t> wrapped = call.dim("dim", self.rank());
    if (failed(wrapped))
      return failure();
    dim = *wrapped;
  } else {
    x = call.emit.reshape(x, {self.numElements()});
  }
  Shape paired(shapeOf(x)), merged(shapeOf(x));
  paired.insert(paired.begin() + dim + 1, 1);
  merged[dim] *= count;
  Shape wide = paired;
  wide[dim + 1] = count;
  x = call.emit.broadcast(call.emit.reshape(x, paired), wide);
  return call.give(call.emit.reshape(x, merged));
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
  for (Value &part : parts) {
    if (!part)
      return failure();
    Shape shape(shapeOf(part));
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
// Copies and casts
//===----------------------------------------------------------------------===//

static Result buildContiguous(const Call &call) {
  Tensor self = call.tensor("self");
  if (isContiguous(self))
    return call.give(self);
  return give(copied(call.emit, self));
}

static Result buildClone(const Call &call) {
  return give(copied(call.emit, call.tensor("self")));
}

static Result buildDetach(const Call &call) {
  return call.give(call.tensor("self").alias());
}

static Result castTensor(const Call &call, DType type) {
  Tensor self = call.tensor("self");
  if (!isComputeType(type))
    return call.error() << "kiln does not compute in torch." << torchName(type);
  if (self.dtype() == type)
    return call.give(self);
  return call.give(
      call.emit.cast(call.value("self"), call.emit.elementType(type)));
}

static void addCast(Table &table, StringRef name, DType type) {
  table.add((name + "(Tensor self, *, MemoryFormat? memory_format=None) -> "
                    "Tensor")
                .str(),
            [type](const Call &call) { return castTensor(call, type); });
}

static Result buildTypeAs(const Call &call) {
  return castTensor(call, call.tensor("other").dtype());
}

static Result buildCopy(const Call &call) {
  Tensor self = call.tensor("self"), source = call.tensor("src");
  Value value = call.emit.broadcast(
      call.emit.cast(call.value("src"), self.elementType()), self.shape());
  (void)source;
  if (failed(call.emit.write(self, value)))
    return failure();
  return call.give(self);
}

static Result buildFillInPlace(const Call &call) {
  Tensor self = call.tensor("self");
  Value value = materialize(call.emit, call["value"], self.dtype());
  if (failed(call.emit.write(self, call.emit.broadcast(value, self.shape()))))
    return failure();
  return call.give(self);
}

static Result buildZeroInPlace(const Call &call) {
  Tensor self = call.tensor("self");
  if (failed(call.emit.write(self, call.emit.full(0, self.type()))))
    return failure();
  return call.give(self);
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

static void addReshapes(Table &table) {
  table.add("view(Tensor self, int[] size) -> Tensor", buildView);
  table.add("reshape(Tensor self, int[] shape) -> Tensor", buildReshape);
  table.add("view_as(Tensor self, Tensor other) -> Tensor", buildViewAs);
  table.alias("reshape_as", "view_as");
  table.add("flatten(Tensor self, int start_dim=0, int end_dim=-1) -> Tensor",
            buildFlatten);
  table.add("ravel(Tensor self) -> Tensor", [](const Call &call) {
    return give(reshapeTo(call.emit, call.tensor("self"),
                          {call.tensor("self").numElements()}));
  });
  table.add("unflatten(Tensor self, int dim, int[] sizes) -> Tensor",
            buildUnflatten);
  table.add("unsqueeze(Tensor self, int dim) -> Tensor", buildUnsqueeze);
  table.add("squeeze(Tensor self, int[1]? dim=None) -> Tensor", buildSqueeze);
}

static void addPermutations(Table &table) {
  table.add("permute(Tensor self, int[] dims) -> Tensor", buildPermute);
  table.add("transpose(Tensor self, int dim0, int dim1) -> Tensor",
            buildTranspose);
  table.alias("swapaxes", "transpose");
  table.alias("swapdims", "transpose");
  table.add("t(Tensor self) -> Tensor", buildT);
  table.add("movedim(Tensor self, int[1] source, int[1] destination) -> Tensor",
            buildMovedim);
  table.alias("moveaxis", "movedim");
}

static void addParts(Table &table) {
  table.add("select(Tensor self, int dim, int index) -> Tensor", buildSelect);
  table.add("narrow(Tensor self, int dim, int start, int length) -> Tensor",
            buildNarrow);
  table.add("split(Tensor self, int split_size, int dim=0) -> Tensor[]",
            buildSplit);
  table.add("split(Tensor self, int[] split_sizes, int dim=0) -> Tensor[]",
            buildSplitWithSizes);
  table.alias("split_with_sizes", "split");
  table.alias("unsafe_split", "split");
  table.add("chunk(Tensor self, int chunks, int dim=0) -> Tensor[]",
            buildChunk);
  table.alias("unsafe_chunk", "chunk");
  table.add("tensor_split(Tensor self, int sections, int dim=0) -> Tensor[]",
            buildTensorSplit);
  table.add("tensor_split(Tensor self, int[] indices, int dim=0) -> Tensor[]",
            buildTensorSplitAt);
  table.add("unbind(Tensor self, int dim=0) -> Tensor[]", buildUnbind);
}

static void addRepetitions(Table &table) {
  table.add("expand(Tensor self, int[] size, *, bool implicit=False) -> Tensor",
            buildExpand);
  table.add("broadcast_to(Tensor self, int[] size) -> Tensor", buildExpand);
  table.add("expand_as(Tensor self, Tensor other) -> Tensor", buildExpandAs);
  table.add("repeat(Tensor self, int[] repeats) -> Tensor", buildRepeat);
  table.add("tile(Tensor self, int[] dims) -> Tensor", buildTile);
  table.add("repeat_interleave(Tensor self, int repeats, int? dim=None, *, "
            "int? output_size=None) -> Tensor",
            buildRepeatInterleave);
}

static void addCopies(Table &table) {
  table.add("contiguous(Tensor self, *, MemoryFormat? memory_format=None) -> "
            "Tensor",
            buildContiguous);
  table.add("clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor",
            buildClone);
  table.add("detach(Tensor self) -> Tensor", buildDetach);
  table.alias("detach_", "detach");
  table.alias("alias", "detach");
  addCast(table, "float", DType::F32);
  addCast(table, "double", DType::F64);
  addCast(table, "half", DType::F16);
  addCast(table, "bfloat16", DType::BF16);
  addCast(table, "long", DType::I64);
  addCast(table, "int", DType::I32);
  addCast(table, "short", DType::I16);
  addCast(table, "char", DType::I8);
  addCast(table, "byte", DType::U8);
  addCast(table, "bool", DType::Bool);
  table.add("type_as(Tensor self, Tensor other) -> Tensor", buildTypeAs);
  table.add("copy_(Tensor self, Tensor src, bool non_blocking=False) -> Tensor",
            buildCopy);
  table.add("fill_(Tensor self, Operand value) -> Tensor", buildFillInPlace);
  table.add("zero_(Tensor self) -> Tensor", buildZeroInPlace);
}

void aten::addShapeOps(Table &table) {
  addReshapes(table);
  addPermutations(table);
  addParts(table);
  addRepetitions(table);
  addCopies(table);
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
