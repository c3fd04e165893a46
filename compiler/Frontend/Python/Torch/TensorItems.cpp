//===- TensorItems.cpp - x[...] and iteration -----------------------------===//

#include "compiler/Frontend/Aten/Indexing.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

using namespace mlir;
using aten::IndexItem;

static LogicalResult sliceBound(TorchState &state, Value value,
                                std::optional<int64_t> &bound) {
  if (value.isNull() || value.isNone())
    return success();
  FailureOr<int64_t> index = state.interp.index(value, "a slice index");
  if (failed(index))
    return failure();
  bound = *index;
  return success();
}

static FailureOr<IndexItem> toItem(TorchState &state, Value value) {
  IndexItem item{IndexItem::Integer, 0, {}, {}, {}, {}};
  if (value.isInt()) {
    item.integer = value.asInt();
  } else if (value.isNone()) {
    item.kind = IndexItem::NewAxis;
  } else if (value.isEllipsis()) {
    item.kind = IndexItem::Ellipsis;
  } else if (auto *slice = llvm::dyn_cast<SliceObject>(value)) {
    item.kind = IndexItem::Slice;
    if (failed(sliceBound(state, slice->start, item.start)) ||
        failed(sliceBound(state, slice->stop, item.stop)) ||
        failed(sliceBound(state, slice->step, item.step)))
      return failure();
  } else if (auto *tensor = native<TensorObject>(value)) {
    item.kind = IndexItem::Tensor;
    item.tensor = tensor->tensor;
  } else if (llvm::isa<ListObject>(value) || value.isBool() ||
             llvm::isa<TupleObject>(value) || llvm::isa<RangeObject>(value)) {
    Value made = constructTensor(state, value, std::nullopt);
    if (!made)
      return failure();
    item.kind = IndexItem::Tensor;
    item.tensor = native<TensorObject>(made)->tensor;
  } else {
    FailureOr<int64_t> index = state.interp.index(value, "an index");
    if (failed(index))
      return failure();
    item.integer = *index;
  }
  return item;
}

static FailureOr<SmallVector<IndexItem>> toItems(TorchState &state, Value key) {
  SmallVector<IndexItem> items;
  auto *tuple = llvm::dyn_cast<TupleObject>(key);
  for (Value value : tuple ? ArrayRef<Value>(tuple->items) : ArrayRef(key)) {
    FailureOr<IndexItem> item = toItem(state, value);
    if (failed(item))
      return failure();
    items.push_back(std::move(*item));
  }
  return items;
}

static bool touchesPoison(const aten::Tensor &tensor,
                          ArrayRef<IndexItem> items) {
  return tensor.isPoison() || llvm::any_of(items, [](const IndexItem &item) {
           return item.tensor && item.tensor.isPoison();
         });
}

/// Of an index that is not known: neither are the elements.
static Value unknownItem(TorchState &state) {
  if (!state.interp.isUndecided())
    return {};
  state.interp.takeException();
  return state.make(aten::Tensor::poison());
}

static Value getItem(TorchState &state, Arguments args) {
  auto items = toItems(state, args[1]);
  if (failed(items))
    return unknownItem(state);
  const aten::Tensor &tensor = native<TensorObject>(args[0])->tensor;
  if (touchesPoison(tensor, *items))
    return state.make(aten::Tensor::poison());
  if (items->size() == 1 && items->front().kind == IndexItem::Integer &&
      tensor.rank() > 0) {
    // The end of iteration by index.
    int64_t index = items->front().integer, size = tensor.dim(0);
    if (index < -size || index >= size)
      return state.interp.raise(state.interp.types.indexError,
                                "index " + Twine(index) +
                                    " is out of bounds for dimension 0 with "
                                    "size " +
                                    Twine(size));
  }
  return state.guarded([&]() -> Value {
    FailureOr<aten::Tensor> result =
        aten::indexTensor(state.emit, tensor, *items);
    return failed(result) ? Value() : state.make(*result);
  });
}

static Value setItem(TorchState &state, Arguments args) {
  auto items = toItems(state, args[1]);
  if (failed(items))
    return {};
  const aten::Tensor &tensor = native<TensorObject>(args[0])->tensor;
  if (touchesPoison(tensor, *items))
    return Value::none();
  Value source = args[2];
  if (!native<TensorObject>(source)) {
    source = constructTensor(state, source, std::nullopt);
    if (!source)
      return {};
  }
  // Casting to a real type keeps the real part.
  if (native<TensorObject>(source)->isComplex) {
    source = state.interp.getAttribute(source, "real");
    if (!source)
      return {};
  }
  const aten::Tensor &value = native<TensorObject>(source)->tensor;
  if (value.isPoison())
    return Value::none();
  return state.guarded([&]() -> Value {
    if (failed(aten::assignIndex(state.emit, tensor, *items, value)))
      return {};
    return Value::none();
  });
}

/// `for row in x`
static Value iterate(TorchState &state, Arguments args) {
  const aten::Tensor &tensor = native<TensorObject>(args[0])->tensor;
  if (tensor.isPoison()) {
    Value answer = state.askedOfPoison();
    return answer ? state.interp.iterate(answer) : Value();
  }
  if (tensor.rank() == 0)
    return state.interp.raise(state.interp.types.typeError,
                              "iteration over a 0-d tensor");
  SmallVector<Value> rows;
  for (int64_t row = 0; row < tensor.dim(0); ++row)
    rows.push_back(state.make(aten::selected(tensor, 0, row)));
  return state.interp.iterate(state.interp.tuple(rows));
}

void addTensorItems(TorchState &state) {
  TypeObject *type = state.tensorType;
  defineMethod(
      state.interp, type, "__getitem__",
      [&state](Interpreter &, Arguments args) { return getItem(state, args); });
  defineMethod(
      state.interp, type, "__setitem__",
      [&state](Interpreter &, Arguments args) { return setItem(state, args); });
  defineMethod(
      state.interp, type, "__iter__",
      [&state](Interpreter &, Arguments args) { return iterate(state, args); });
}

} // namespace kiln::python
