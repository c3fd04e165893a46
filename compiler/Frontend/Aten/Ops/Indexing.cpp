//===- Indexing.cpp - Operators with index tensors ------------------------===//

#include "compiler/Frontend/Aten/Indexing.h"

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

/// The indices of an argument into dimension `dim` of a tensor; `take` alone
/// lets negative ones count from the end.
static Value asIndices(const Call &call, StringRef name,
                       ArrayRef<int64_t> shape, int64_t dim,
                       bool countFromEnd = false) {
  if (isFloat(call.tensor(name).dtype())) {
    call.error() << "expected indices of integers, got "
                 << describe(call.tensor(name))
                 << "; give the input as --input i64:SHAPE";
    return nullptr;
  }
  Value value = call.value(name);
  if (value && !elementOf(value).isInteger(64) &&
      !elementOf(value).isInteger(32))
    value = call.emit.cast(value, call.emit.elementType(DType::I64));
  return succeeded(checkIndices(call.emit, value, shape, dim, countFromEnd))
             ? value
             : Value();
}

/// One index tensor for each dimension: torch.nonzero(x, as_tuple=True).
static Result positions(const Call &call, StringRef kind) {
  Value mask = call.value("condition");
  if (mask && !elementOf(mask).isInteger(1))
    mask = call.emit.compare(ComparePredicate::ne, mask, 0.0);
  if (!mask)
    return failure();
  auto found = positionsOf(call.emit, aten::Tensor::of(mask), kind);
  if (failed(found))
    return failure();
  return call.give(std::vector<aten::Tensor>(found->begin(), found->end()));
}

static Result buildPositions(const Call &call) {
  return positions(call, call.text("kind"));
}

static Result buildWhereTrue(const Call &call) {
  return positions(call, "nonzero");
}

/// Each index as often as its count says, for a known number of them.
static Result buildRepeatIndices(const Call &call) {
  Value counts = call.value("counts");
  if (!counts)
    return failure();
  Type i64 = call.emit.elementType(DType::I64);
  if (!elementOf(counts).isInteger(1))
    counts = call.emit.cast(counts, i64);
  auto type = call.emit.tensorType({call.integer("size")}, i64);
  return call.give(RepeatIndicesOp::create(call.emit.opBuilder(),
                                           call.emit.location(), type, counts));
}

static Result buildEmbedding(const Call &call) {
  ArrayRef<int64_t> shape = call.tensor("weight").shape();
  if (shape.size() != 2)
    return call.error() << "expected a weight of 2 dimensions, got "
                        << shapeText(shape);
  return call.give(call.emit.take(call.value("weight"),
                                  asIndices(call, "indices", shape, 0), 0));
}

static Result buildIndexSelect(const Call &call) {
  ArrayRef<int64_t> shape = call.tensor("self").shape();
  FailureOr<int64_t> dim = call.dim("dim", shape.size());
  if (failed(dim))
    return failure();
  return call.give(call.emit.take(call.value("self"),
                                  asIndices(call, "index", shape, *dim), *dim));
}

static Result buildGather(const Call &call) {
  ArrayRef<int64_t> shape = call.tensor("self").shape();
  FailureOr<int64_t> dim = call.dim("dim", shape.size());
  if (failed(dim))
    return failure();
  return call.give(call.emit.gather(
      call.value("self"), asIndices(call, "index", shape, *dim), *dim));
}

/// The elements at positions in the flattened tensor.
static Value takeFlat(const Call &call, StringRef indices, bool countFromEnd) {
  int64_t count = call.tensor("self").numElements();
  return call.emit.take(call.emit.reshape(call.value("self"), {count}),
                        asIndices(call, indices, {count}, 0, countFromEnd), 0);
}

/// A gather whose operands are broadcast outside of the dimension.
static Result buildTakeAlongDim(const Call &call) {
  Emitter &emit = call.emit;
  ArrayRef<int64_t> of = call.tensor("self").shape();
  ArrayRef<int64_t> at = call.tensor("indices").shape();
  if (!call.has("dim")) {
    Value taken = takeFlat(call, "indices", /*countFromEnd=*/false);
    return call.give(
        emit.reshape(taken, {call.tensor("indices").numElements()}));
  }
  FailureOr<int64_t> dim = call.dim("dim", of.size());
  if (failed(dim))
    return failure();
  if (at.size() != of.size())
    return call.error() << "expected indices of " << of.size()
                        << " dimensions, got " << shapeText(at);
  Value self = call.value("self");
  Value indices = asIndices(call, "indices", of, *dim);
  if (!indices)
    return failure();
  if (of.empty())
    return call.give(self);
  Shape from(of), to(at);
  from[*dim] = to[*dim] = 1;
  ShapeResult common = inferBroadcast(from, to, emit.location());
  if (failed(common))
    return failure();
  Shape selfShape(*common), indexShape(*common);
  selfShape[*dim] = of[*dim];
  indexShape[*dim] = at[*dim];
  return call.give(emit.gather(emit.broadcast(self, selfShape),
                               emit.broadcast(indices, indexShape), *dim));
}

static Result buildTake(const Call &call) {
  return call.give(takeFlat(call, "index", /*countFromEnd=*/true));
}

/// Whether each index is each of the classes.
static Result buildOneHot(const Call &call) {
  Emitter &emit = call.emit;
  Tensor self = call.tensor("self");
  int64_t classes = call.integer("num_classes");
  if (classes < 0)
    return call.error() << "needs num_classes; the largest index depends on "
                           "data";
  Shape shape(self.shape());
  shape.push_back(1);
  Value indices =
      emit.reshape(asIndices(call, "self", {classes}, /*dim=*/0), shape);
  if (!indices)
    return failure();
  shape.back() = classes;
  auto type = emit.tensorType(shape, elementOf(indices));
  Value equal =
      emit.compare(ComparePredicate::eq, emit.broadcast(indices, shape),
                   emit.iota(type, shape.size() - 1));
  return call.give(emit.cast(equal, emit.elementType(DType::I64)));
}

/// The diagonal of two dimensions, which moves to the end. It is a view: of the
/// rows that it crosses, flattened, every (columns + 1)-th element.
static FailureOr<Tensor> diagonalOf(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> a = call.existingDim("dim1", self.rank());
  FailureOr<int64_t> b = call.existingDim("dim2", self.rank());
  if (failed(a) || failed(b))
    return failure();
  if (*a == *b)
    return call.error() << "the dimensions of a diagonal cannot be the same, "
                        << *a;
  Shape order;
  for (int64_t dim = 0; dim < self.rank(); ++dim)
    if (dim != *a && dim != *b)
      order.push_back(dim);
  llvm::append_values(order, *a, *b);
  int64_t rows = self.dim(*a), columns = self.dim(*b), last = self.rank() - 1;
  int64_t offset = std::clamp(call.integer("offset"), -rows, columns);
  int64_t row = std::max<int64_t>(-offset, 0);
  int64_t column = std::max<int64_t>(offset, 0);
  int64_t size = std::max<int64_t>(std::min(rows - row, columns - column), 0);
  Tensor crossed = narrowed(permuted(self, order), last - 1, row, size);
  Shape flat(crossed.shape().drop_back(2));
  flat.push_back(size * columns);
  return narrowed(viewAs(crossed, flat), last - 1, size ? column : 0, size,
                  columns + 1);
}

static Result buildDiagonal(const Call &call) {
  return call.give(diagonalOf(call));
}

static constexpr int64_t mostDiagonal = int64_t(1) << 14;

/// A matrix with a vector on its diagonal.
static Result buildDiag(const Call &call) {
  Emitter &emit = call.emit;
  Tensor self = call.tensor("self");
  if (self.rank() == 2) {
    // Unlike diagonal(), a copy.
    Result view = Table::get().call(emit, "diagonal", call["self"],
                                    {{"offset", call["diagonal"]}});
    if (failed(view))
      return failure();
    return call.give(copied(emit, view->get<Tensor>()));
  }
  if (self.rank() != 1)
    return call.error() << "expected 1 or 2 dimensions";
  int64_t size = self.dim(0), offset = call.integer("diagonal");
  // Positions are computed one by one.
  if (size > mostDiagonal || offset > mostDiagonal || offset < -mostDiagonal)
    return call.error() << "a diagonal of " << size << " elements at offset "
                        << offset << " is too large";
  int64_t width = size + std::abs(offset);
  // Position `size` holds the zero for all other places.
  SmallVector<int64_t> source(width * width, size);
  for (int64_t step = 0; step < size; ++step)
    source[(step + std::max<int64_t>(-offset, 0)) * width + step +
           std::max<int64_t>(offset, 0)] = step;
  Value x = call.value("self");
  Value zero = emit.full(0, emit.tensorType({1}, self.elementType()));
  Value taken = emit.take(emit.concat({x, zero}, 0), emit.indices(source), 0);
  return call.give(emit.reshape(taken, {width, width}));
}

void aten::addIndexingOps(Table &table) {
  table.add("embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool "
            "scale_grad_by_freq=False, bool sparse=False) -> Tensor",
            buildEmbedding);
  table.add("_positions(Tensor condition, str kind='nonzero') -> Tensor[]",
            buildPositions);
  table.add("_repeat_indices(Tensor counts, int size) -> Tensor",
            buildRepeatIndices);
  table.add("where(Tensor condition) -> Tensor[]", buildWhereTrue);
  table.add("index_select(Tensor self, int dim, Tensor index) -> Tensor",
            buildIndexSelect);
  table.add("gather(Tensor self, int dim, Tensor index, *, bool "
            "sparse_grad=False) -> Tensor",
            buildGather);
  table.add("take_along_dim(Tensor self, Tensor indices, int? dim=None) -> "
            "Tensor",
            buildTakeAlongDim);
  table.add("take(Tensor self, Tensor index) -> Tensor", buildTake);
  table.add("one_hot(Tensor self, int num_classes=-1) -> Tensor", buildOneHot);
  table.add("diagonal(Tensor self, int offset=0, int dim1=0, int dim2=1) -> "
            "Tensor",
            buildDiagonal);
  table.add("diag(Tensor self, int diagonal=0) -> Tensor", buildDiag);
}
