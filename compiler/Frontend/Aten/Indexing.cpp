//===- Indexing.cpp - x[...] of tensors -----------------------------------===//
//
// First all integers, slices, None and ... are done as views. Then index
// tensors, if there are any, become one `take` along their flattened
// dimensions.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Aten/Indexing.h"

#include "compiler/Frontend/Aten/DataSizes.h"
#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Scatter.h"
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

/// The same for a mask that is known when the program runs.
static FailureOr<SmallVector<aten::Tensor>>
computedPositions(Emitter &emit, const aten::Tensor &mask, StringRef kind) {
  Value rest = indicesOf(
      emit, emit.reshape(emit.read(mask), {mask.numElements()}), kind);
  SmallVector<aten::Tensor> result(mask.rank());
  for (int64_t dim = mask.rank(); dim-- > 0;) {
    auto size = static_cast<double>(mask.dim(dim));
    Value position = dim ? emit.binary<RemainderOp>(rest, size) : rest;
    if (!position)
      return failure();
    result[dim] = aten::Tensor::of(position);
    rest = dim ? emit.binary<FloorDivOp>(rest, size) : Value();
  }
  return result;
}

FailureOr<SmallVector<aten::Tensor>>
aten::positionsOf(Emitter &emit, const aten::Tensor &mask, StringRef kind) {
  std::optional<HostTensor> host = emit.evaluate(mask);
  if (!host)
    return computedPositions(emit, mask, kind);
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

/// `x[True]` is x with one more dimension, `x[False]` is empty.
static LogicalResult addTruth(Emitter &emit, const aten::Tensor &truth,
                              int64_t &dim, Indexed &result) {
  std::optional<HostTensor> host = emit.evaluate(truth);
  if (!host)
    return emit.error() << "a boolean index makes the shape depend on data";
  result.view = narrowed(unsqueezed(result.view, dim), dim, 0,
                         hostInteger(*host, 0) ? 1 : 0);
  ++dim;
  return success();
}

static LogicalResult addIndexTensor(Emitter &emit, const IndexItem &item,
                                    int64_t &dim, Indexed &result) {
  if (item.tensor.dtype() != DType::Bool) {
    result.indices.push_back({dim++, item.tensor});
    return success();
  }
  if (item.tensor.rank() == 0)
    return addTruth(emit, item.tensor, dim, result);
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
      next = result.view;
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

LogicalResult aten::checkIndices(Emitter &emit, Value indices,
                                 ArrayRef<int64_t> shape, int64_t dim,
                                 bool countFromEnd) {
  if (!indices)
    return failure();
  std::optional<HostTensor> known = emit.evaluate(indices);
  int64_t count = known ? known->numElements() : 0;
  int64_t size = shape.empty() ? 1 : shape[dim];
  for (int64_t at = 0; at < count; ++at) {
    int64_t index = hostInteger(*known, at);
    if (index >= size || index < (countFromEnd ? -size : 0))
      return emit.error() << "index " << index
                          << " is out of bounds for dimension " << dim
                          << " with size " << size;
  }
  return success();
}

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
    if (failed(checkIndices(emit, one, shape, dim, /*countFromEnd=*/true)))
      return failure();
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

/// The one boolean tensor among the items, if there is no other index tensor.
static const IndexItem *findMask(ArrayRef<IndexItem> items) {
  const IndexItem *mask = nullptr;
  for (const IndexItem &item : items) {
    if (item.kind != IndexItem::Tensor)
      continue;
    if (mask || item.tensor.dtype() != DType::Bool)
      return nullptr;
    mask = &item;
  }
  return mask;
}

/// What each place of a mask takes of a value whose dimension `rows` has one
/// element for each place at which the mask holds, or one for all: the mask's
/// dimensions stand in the place of `rows`.
static Value spreadOverMask(Emitter &emit, const aten::Tensor &mask,
                            Value value, int64_t rows) {
  Type i64 = emit.elementType(DType::I64);
  Value flat =
      emit.cast(emit.reshape(emit.read(mask), {mask.numElements()}), i64);
  if (!flat || !value)
    return nullptr;
  Value number = emit.add(
      emit.create<CumSumOp>(flat, emit.named("dim", emit.integer(0))), -1.0);
  auto last = static_cast<double>(shapeOf(value)[rows] - 1);
  number = emit.clamp(emit.binary<MinimumOp>(number, last), 0, std::nullopt);
  Value taken = emit.take(value, number, rows);
  if (!taken)
    return nullptr;
  Shape shape(shapeOf(taken).take_front(rows));
  llvm::append_range(shape, mask.shape());
  llvm::append_range(shape, shapeOf(taken).drop_front(rows + 1));
  return emit.reshape(taken, shape);
}

/// `x[..., mask] = value` keeps shapes: a select.
static LogicalResult assignMasked(Emitter &emit, const aten::Tensor &tensor,
                                  ArrayRef<IndexItem> items,
                                  const IndexItem *mask,
                                  const aten::Tensor &value) {
  // For the views the mask is as many whole slices as it has dimensions.
  SmallVector<IndexItem> views;
  int64_t before = 0, others = 0;
  for (const IndexItem &item : items) {
    others += &item != mask ? consumedDims(item) : 0;
    if (&item == mask)
      views.append(mask->tensor.rank(),
                   IndexItem{IndexItem::Slice, 0, {}, {}, {}, {}});
    else
      views.push_back(item);
  }
  for (const IndexItem *item = items.begin(); item != mask; ++item) {
    before +=
        item->kind == IndexItem::Slice || item->kind == IndexItem::NewAxis;
    if (item->kind == IndexItem::Ellipsis)
      before += tensor.rank() - others - mask->tensor.rank();
  }
  FailureOr<Indexed> indexed = applyViews(emit, tensor, views);
  if (failed(indexed))
    return failure();
  ArrayRef<int64_t> whole = indexed->view.shape();
  Shape shape(whole.size(), 1);
  for (auto [at, size] : llvm::enumerate(mask->tensor.shape())) {
    if (whole[before + at] != size)
      return emit.error() << "the shape of the mask, "
                          << shapeText(mask->tensor.shape())
                          << ", does not match that of the indexed tensor, "
                          << shapeText(whole);
    shape[before + at] = size;
  }
  Value condition =
      emit.broadcast(emit.reshape(emit.read(mask->tensor), shape), whole);
  Value fill = emit.cast(emit.read(value), tensor.elementType());
  int64_t behind = indexed->view.rank() - before - mask->tensor.rank();
  // One element may be one for all or that of the one place that there is.
  if (value.rank() > behind && !emit.evaluate(mask->tensor))
    fill = spreadOverMask(emit, mask->tensor, fill, value.rank() - 1 - behind);
  fill = emit.broadcast(fill, whole);
  return emit.write(indexed->view,
                    emit.select(condition, fill, emit.read(indexed->view)));
}

/// Where each row of the result comes from when the indices are known: from
/// the old rows or from the new ones behind them.
static Shape rowSources(const HostTensor &indices, int64_t count) {
  Shape order = counting(0, count);
  for (int64_t row = 0; row < indices.numElements(); ++row) {
    int64_t target = hostInteger(indices, row);
    order[target < 0 ? target + count : target] = count + row;
  }
  return order;
}

/// The indexed dimensions come first and are one in `whole`.
static Value replaceRows(Emitter &emit, Value whole, Value indices,
                         Value rows) {
  if (!whole || !indices || !rows)
    return nullptr;
  int64_t count = shapeOf(whole)[0];
  std::optional<HostTensor> known = emit.evaluate(indices);
  if (!known)
    return scatterRows(emit, whole, normalizeIndices(emit, indices, count),
                       rows);
  if (failed(checkIndices(emit, indices, shapeOf(whole), 0, true)))
    return nullptr;
  return emit.take(emit.concat({whole, rows}, 0),
                   emit.indices(rowSources(*known, count)), 0);
}

/// `value` broadcast to the shape that reading there would have, with the
/// dimensions of the indices moved to the front.
static Value assignedPart(Emitter &emit, const Indexed &indexed,
                          const FlatIndex &flat, const aten::Tensor &value) {
  ArrayRef<int64_t> kept =
      ArrayRef(flat.permuted).drop_front(indexed.indices.size());
  int64_t width = flat.indexShape.size(), position = flat.position;
  Shape shape(kept.take_front(position)), toFront;
  llvm::append_range(shape, flat.indexShape);
  llvm::append_range(shape, kept.drop_front(position));
  llvm::append_range(toFront, counting(position, position + width));
  llvm::append_range(toFront, counting(0, position));
  llvm::append_range(toFront, counting(position + width, shape.size()));
  Value part = emit.cast(emit.read(value), indexed.view.elementType());
  return emit.transpose(emit.broadcast(part, shape), toFront);
}

static LogicalResult assignIndexed(Emitter &emit, const Indexed &indexed,
                                   const aten::Tensor &value) {
  FailureOr<FlatIndex> flat = flattenIndices(emit, indexed);
  if (failed(flat))
    return failure();
  ArrayRef<int64_t> kept =
      ArrayRef(flat->permuted).drop_front(indexed.indices.size());
  int64_t rowCount = 1;
  for (int64_t size : flat->indexShape)
    rowCount *= size;
  Shape flattened{flat->count}, rows{rowCount};
  llvm::append_range(flattened, kept);
  llvm::append_range(rows, kept);

  Value whole = emit.reshape(
      emit.transpose(emit.read(indexed.view), flat->permutation), flattened);
  Value part = emit.reshape(assignedPart(emit, indexed, *flat, value), rows);
  Value next =
      replaceRows(emit, whole, emit.reshape(flat->indices, {rowCount}), part);
  Shape inverse(flat->permutation.size());
  for (auto [index, dim] : llvm::enumerate(flat->permutation))
    inverse[dim] = index;
  next = emit.transpose(emit.reshape(next, flat->permuted), inverse);
  return emit.write(indexed.view, next);
}

LogicalResult aten::assignIndex(Emitter &emit, const aten::Tensor &tensor,
                                ArrayRef<IndexItem> items,
                                const aten::Tensor &value) {
  const IndexItem *mask = findMask(items);
  if (mask && (value.numElements() == 1 || !emit.evaluate(mask->tensor)))
    return assignMasked(emit, tensor, items, mask, value);
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
