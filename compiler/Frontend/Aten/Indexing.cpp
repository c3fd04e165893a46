//===- Indexing.cpp - x[...] of tensors -----------------------------------===//
//
// First all integers, slices, None and ... are done as views. Then index
// tensors, if there are any, become one `take` along their flattened
// dimensions.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Aten/Indexing.h"

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

namespace {
/// What is left after the views: index tensors by dimension of `view`.
struct Indexed {
  aten::Tensor view;
  SmallVector<std::pair<int64_t, aten::Tensor>> indices;
};
} // namespace

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

static FailureOr<aten::Tensor> sliceDim(Emitter &emit,
                                        const aten::Tensor &tensor, int64_t dim,
                                        const IndexItem &item) {
  int64_t size = tensor.dim(dim), step = item.step.value_or(1);
  if (step <= 0)
    return emit.error() << "slice step must be positive, got " << step;
  auto clampIndex = [&](std::optional<int64_t> index, int64_t fallback) {
    int64_t value = index.value_or(fallback);
    if (value < 0)
      value += size;
    return std::clamp<int64_t>(value, 0, size);
  };
  int64_t start = clampIndex(item.start, 0), stop = clampIndex(item.stop, size);
  int64_t count = stop > start ? (stop - start + step - 1) / step : 0;
  return narrowed(tensor, dim, start, count, step);
}

static FailureOr<aten::Tensor> selectIndex(Emitter &emit,
                                           const aten::Tensor &tensor,
                                           int64_t dim, int64_t index) {
  int64_t size = tensor.dim(dim);
  if (index < -size || index >= size)
    return emit.error() << "index " << index
                        << " is out of bounds for dimension " << dim
                        << " with size " << size;
  return selected(tensor, dim, index < 0 ? index + size : index);
}

/// The number of the tensor's dimensions that an item is about.
static int64_t consumedDims(const IndexItem &item) {
  switch (item.kind) {
  case IndexItem::Integer:
  case IndexItem::Slice:
    return 1;
  case IndexItem::NewAxis:
  case IndexItem::Ellipsis:
    return 0;
  case IndexItem::Tensor:
    return item.tensor.dtype() == DType::Bool ? item.tensor.rank() : 1;
  }
  llvm_unreachable("unknown item");
}

/// The positions where a boolean tensor holds, one index tensor for each of
/// its dimensions.
static FailureOr<SmallVector<aten::Tensor>>
positionsOf(Emitter &emit, const aten::Tensor &mask) {
  std::optional<HostTensor> host = emit.evaluate(mask);
  if (!host)
    return emit.error() << "a boolean index makes the shape depend on data; "
                           "torch.where(mask, a, b) keeps it";
  SmallVector<SmallVector<int64_t>> positions(mask.rank());
  for (int64_t flat = 0; flat < host->numElements(); ++flat) {
    if (!hostInteger(*host, flat))
      continue;
    int64_t rest = flat;
    for (int64_t dim = mask.rank(); dim-- > 0; rest /= mask.dim(dim))
      positions[dim].push_back(rest % mask.dim(dim));
  }
  SmallVector<aten::Tensor> result;
  for (ArrayRef<int64_t> list : positions)
    result.push_back(aten::Tensor::of(emit.indices(list)));
  return result;
}

static LogicalResult addIndexTensor(Emitter &emit, const IndexItem &item,
                                    int64_t &dim, Indexed &result) {
  if (item.tensor.dtype() != DType::Bool) {
    result.indices.push_back({dim++, item.tensor});
    return success();
  }
  ArrayRef<int64_t> expected =
      result.view.shape().slice(dim, item.tensor.rank());
  if (item.tensor.shape() != expected)
    return emit.error() << "the shape of the mask, "
                        << shapeText(item.tensor.shape())
                        << ", does not match that of the indexed tensor, "
                        << shapeText(expected);
  auto positions = positionsOf(emit, item.tensor);
  if (failed(positions))
    return failure();
  for (aten::Tensor &position : *positions)
    result.indices.push_back({dim++, position});
  return success();
}

static FailureOr<Indexed> applyViews(Emitter &emit, const aten::Tensor &tensor,
                                     ArrayRef<IndexItem> items) {
  int64_t consumed = 0;
  for (const IndexItem &item : items)
    consumed += consumedDims(item);
  if (consumed > tensor.rank())
    return emit.error() << "too many indices for a tensor of dimension "
                        << tensor.rank();
  Indexed result{tensor, {}};
  int64_t dim = 0;
  for (const IndexItem &item : items) {
    FailureOr<aten::Tensor> next = result.view;
    switch (item.kind) {
    case IndexItem::Integer:
      next = selectIndex(emit, result.view, dim, item.integer);
      break;
    case IndexItem::Slice:
      next = sliceDim(emit, result.view, dim++, item);
      break;
    case IndexItem::NewAxis:
      next = unsqueezed(result.view, dim++);
      break;
    case IndexItem::Ellipsis:
      dim += tensor.rank() - consumed;
      break;
    case IndexItem::Tensor:
      if (failed(addIndexTensor(emit, item, dim, result)))
        return failure();
      break;
    }
    if (failed(next))
      return failure();
    result.view = *next;
  }
  if (items.empty())
    result.view = tensor.alias();
  return result;
}

//===----------------------------------------------------------------------===//
// Index tensors
//===----------------------------------------------------------------------===//

namespace {
/// The indexed dimensions moved to the front and flattened to one.
struct FlatIndex {
  SmallVector<int64_t> permutation; // of the view's dimensions
  SmallVector<int64_t> permuted;    // the view's shape after it
  int64_t count = 1;                // elements of the flattened dimensions
  Shape indexShape;
  Value indices; // positions in the flattened dimension
  /// Where the index shape stands in the result.
  int64_t position = 0;
};
} // namespace

/// Makes negative indices count from the end.
static Value normalizeIndices(Emitter &emit, Value indices, int64_t size) {
  Value isNegative = emit.compare(ComparePredicate::lt, indices, 0.0);
  return emit.select(isNegative, emit.add(indices, double(size)), indices);
}

static FailureOr<FlatIndex> flattenIndices(Emitter &emit,
                                           const Indexed &indexed) {
  FlatIndex flat;
  ArrayRef<int64_t> shape = indexed.view.shape();
  SmallVector<int64_t> dims;
  for (auto &[dim, tensor] : indexed.indices) {
    dims.push_back(dim);
    ShapeResult next =
        inferBroadcast(flat.indexShape, tensor.shape(), emit.location());
    if (failed(next))
      return failure();
    flat.indexShape = *next;
  }
  bool areAdjacent =
      dims.back() - dims.front() + 1 == static_cast<int64_t>(dims.size());
  flat.position = areAdjacent ? dims.front() : 0;
  flat.permutation = dims;
  for (int64_t dim = 0; dim < indexed.view.rank(); ++dim)
    if (!llvm::is_contained(dims, dim))
      flat.permutation.push_back(dim);
  for (int64_t dim : flat.permutation)
    flat.permuted.push_back(shape[dim]);

  for (auto &[dim, tensor] : indexed.indices) {
    Value one = emit.cast(emit.read(tensor), emit.elementType(DType::I64));
    if (indexed.indices.size() > 1)
      one = normalizeIndices(emit, one, shape[dim]);
    one = emit.broadcast(one, flat.indexShape);
    flat.indices =
        flat.indices ? emit.add(emit.mul(flat.indices, double(shape[dim])), one)
                     : one;
    flat.count *= shape[dim];
  }
  if (!flat.indices)
    return failure();
  return flat;
}

static FailureOr<aten::Tensor> takeIndexed(Emitter &emit,
                                           const Indexed &indexed) {
  FailureOr<FlatIndex> flat = flattenIndices(emit, indexed);
  if (failed(flat))
    return failure();
  size_t indexedDims = indexed.indices.size();
  ArrayRef<int64_t> kept = ArrayRef(flat->permuted).drop_front(indexedDims);
  Shape flattened{flat->count};
  llvm::append_range(flattened, kept);
  Value x = emit.transpose(emit.read(indexed.view), flat->permutation);
  Value taken = emit.take(emit.reshape(x, flattened), flat->indices, 0);
  if (!taken)
    return failure();
  // Move the index dimensions to where the indexed ones were.
  int64_t width = flat->indexShape.size(), rank = shapeOf(taken).size();
  Shape order;
  for (int64_t dim = 0; dim < flat->position; ++dim)
    order.push_back(width + dim);
  for (int64_t dim = 0; dim < width; ++dim)
    order.push_back(dim);
  for (int64_t dim = width + flat->position; dim < rank; ++dim)
    order.push_back(dim);
  Value result = emit.transpose(taken, order);
  if (!result)
    return failure();
  return aten::Tensor::of(result);
}

FailureOr<aten::Tensor> aten::indexTensor(Emitter &emit,
                                          const aten::Tensor &tensor,
                                          ArrayRef<IndexItem> items) {
  FailureOr<Indexed> indexed = applyViews(emit, tensor, items);
  if (failed(indexed))
    return failure();
  if (indexed->indices.empty())
    return indexed->view;
  return takeIndexed(emit, *indexed);
}

//===----------------------------------------------------------------------===//
// Assignment
//===----------------------------------------------------------------------===//

/// `x[mask] = number` keeps shapes: a select.
static LogicalResult assignMasked(Emitter &emit, const aten::Tensor &tensor,
                                  const aten::Tensor &mask,
                                  const aten::Tensor &value) {
  Shape shape(mask.shape());
  shape.append(tensor.rank() - mask.rank(), 1);
  Value condition =
      emit.broadcast(emit.reshape(emit.read(mask), shape), tensor.shape());
  Value fill = emit.broadcast(emit.cast(emit.read(value), tensor.elementType()),
                              tensor.shape());
  return emit.write(tensor, emit.select(condition, fill, emit.read(tensor)));
}

/// Index tensors that are known: the new elements are taken from the value put
/// behind the old ones.
static LogicalResult assignIndexed(Emitter &emit, const Indexed &indexed,
                                   const aten::Tensor &value) {
  FailureOr<FlatIndex> flat = flattenIndices(emit, indexed);
  if (failed(flat))
    return failure();
  std::optional<HostTensor> host = emit.evaluate(flat->indices);
  if (!host)
    return emit.error() << "assignment through an index tensor that depends "
                           "on data is not supported yet";
  if (flat->position != 0)
    return emit.error() << "assignment through an index tensor behind other "
                           "dimensions is not supported yet";
  size_t indexedDims = indexed.indices.size();
  Shape kept(ArrayRef(flat->permuted).drop_front(indexedDims));
  Shape flattened{flat->count}, source = flat->indexShape;
  llvm::append_range(flattened, kept);
  llvm::append_range(source, kept);
  Shape rows{host->numElements()};
  llvm::append_range(rows, kept);

  Value whole = emit.reshape(
      emit.transpose(emit.read(indexed.view), flat->permutation), flattened);
  Value part = emit.broadcast(
      emit.cast(emit.read(value), indexed.view.elementType()), source);
  Shape order = counting(0, flat->count);
  for (int64_t row = 0; row < host->numElements(); ++row) {
    int64_t target = hostInteger(*host, row);
    if (target < 0)
      target += flat->count;
    if (target < 0 || target >= flat->count)
      return emit.error() << "index out of bounds";
    order[target] = flat->count + row;
  }
  Value joined = emit.concat({whole, emit.reshape(part, rows)}, 0);
  Value next = emit.take(joined, emit.indices(order), 0);
  Shape inverse(flat->permutation.size());
  for (auto [index, dim] : llvm::enumerate(flat->permutation))
    inverse[dim] = index;
  next = emit.transpose(emit.reshape(next, flat->permuted), inverse);
  return emit.write(indexed.view, next);
}

LogicalResult aten::assignIndex(Emitter &emit, const aten::Tensor &tensor,
                                ArrayRef<IndexItem> items,
                                const aten::Tensor &value) {
  if (items.size() == 1 && items[0].kind == IndexItem::Tensor &&
      items[0].tensor.dtype() == DType::Bool && value.rank() == 0)
    return assignMasked(emit, tensor, items[0].tensor, value);
  FailureOr<Indexed> indexed = applyViews(emit, tensor, items);
  if (failed(indexed))
    return failure();
  if (!indexed->indices.empty())
    return assignIndexed(emit, *indexed, value);
  // Leading dimensions of size 1 of the value do not matter.
  Value part = emit.cast(emit.read(value), tensor.elementType());
  while (part &&
         static_cast<int64_t>(shapeOf(part).size()) > indexed->view.rank() &&
         shapeOf(part).front() == 1)
    part = emit.reshape(part, Shape(shapeOf(part).drop_front()));
  return emit.write(indexed->view, emit.broadcast(part, indexed->view.shape()));
}
