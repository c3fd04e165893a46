//===- Views.cpp - The views that torch operators make --------------------===//

#include "compiler/Frontend/Aten/Views.h"

#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Strides
//===----------------------------------------------------------------------===//

static Shape contiguousStrides(ArrayRef<int64_t> shape) {
  Shape strides(shape.size());
  int64_t step = 1;
  for (size_t dim = shape.size(); dim-- > 0;) {
    strides[dim] = step;
    step *= std::max<int64_t>(shape[dim], 1);
  }
  return strides;
}

/// The strides of a reshape without a copy, if there are any: each group of
/// old dimensions that lie in memory as one must be a group of new ones.
static std::optional<Shape> reshapeStrides(ArrayRef<int64_t> from,
                                           ArrayRef<int64_t> strides,
                                           ArrayRef<int64_t> to) {
  if (llvm::is_contained(from, 0))
    return contiguousStrides(to);
  Shape result(to.size(), 1);
  if (from.empty())
    return result;
  int64_t next = static_cast<int64_t>(to.size()) - 1;
  int64_t groupStride = strides.back(), oldCount = 1, newCount = 1;
  for (size_t dim = from.size(); dim-- > 0;) {
    oldCount *= from[dim];
    bool endsGroup = dim == 0 || (from[dim - 1] != 1 &&
                                  strides[dim - 1] != oldCount * groupStride);
    if (!endsGroup)
      continue;
    while (next >= 0 && (newCount < oldCount || to[next] == 1)) {
      result[next] = newCount * groupStride;
      newCount *= to[next--];
    }
    if (newCount != oldCount)
      return std::nullopt;
    if (dim > 0) {
      groupStride = strides[dim - 1];
      oldCount = newCount = 1;
    }
  }
  if (next != -1)
    return std::nullopt;
  return result;
}

std::optional<Shape> aten::stridesOf(const Tensor &tensor) {
  Shape shape(tensor.storage().type.getShape());
  Shape strides = contiguousStrides(shape);
  for (const View &view : tensor.get()->views) {
    switch (view.kind) {
    case View::Reshape: {
      auto next = reshapeStrides(shape, strides, view.shape);
      if (!next)
        return std::nullopt;
      strides = *next;
      break;
    }
    case View::Transpose: {
      Shape next;
      for (int64_t dim : view.permutation)
        next.push_back(strides[dim]);
      strides = next;
      break;
    }
    case View::Slice:
      for (auto [stride, step] : llvm::zip(strides, view.strides))
        stride *= step;
      break;
    case View::Expand: {
      Shape next(view.shape.size(), 0);
      size_t added = view.shape.size() - shape.size();
      for (size_t dim = 0; dim < shape.size(); ++dim)
        if (shape[dim] == view.shape[dim + added])
          next[dim + added] = strides[dim];
      strides = next;
      break;
    }
    }
    shape.assign(view.shape.begin(), view.shape.end());
  }
  return strides;
}

bool aten::isContiguous(const Tensor &tensor) {
  std::optional<Shape> strides = stridesOf(tensor);
  if (!strides)
    return false;
  int64_t expected = 1;
  for (size_t dim = strides->size(); dim-- > 0;) {
    if (tensor.dim(dim) != 1 && (*strides)[dim] != expected)
      return false;
    expected *= tensor.dim(dim);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

FailureOr<Shape> aten::inferReshape(Emitter &emit, const Tensor &tensor,
                                    ArrayRef<int64_t> shape) {
  Shape result(shape), sizes;
  int64_t open = -1;
  for (auto [dim, size] : llvm::enumerate(shape)) {
    if (size == -1 && open == -1)
      open = dim;
    else if (size < 0)
      return emit.error() << "only one dimension can be inferred, and none can "
                             "be negative";
    else
      sizes.push_back(size);
  }
  int64_t count = tensor.numElements();
  // What does not fit in 64 bits is not the number of elements of a tensor.
  int64_t known = checkedNumElements(sizes).value_or(-1);
  if (open != -1 && known > 0 && count % known == 0) {
    result[open] = count / known;
    known = count;
  }
  if (known != count || (open != -1 && result[open] == -1)) {
    InFlightDiagnostic diagnostic = emit.error();
    diagnostic << "shape [";
    llvm::interleaveComma(shape, diagnostic);
    return diagnostic << "] is invalid for an input of " << count
                      << " elements (" << shapeText(tensor.shape()) << ")";
  }
  return result;
}

Tensor aten::viewAs(const Tensor &tensor, ArrayRef<int64_t> shape) {
  if (tensor.shape() == shape)
    return tensor.alias();
  return tensor.viewed(View::reshape(shape));
}

FailureOr<Tensor> aten::copied(Emitter &emit, const Tensor &tensor) {
  Value value = emit.read(tensor);
  if (!value)
    return failure();
  return Tensor::of(value);
}

FailureOr<Tensor> aten::reshapeTo(Emitter &emit, const Tensor &tensor,
                                  ArrayRef<int64_t> shape) {
  std::optional<Shape> strides = stridesOf(tensor);
  if (strides && reshapeStrides(tensor.shape(), *strides, shape))
    return viewAs(tensor, shape);
  Value value = emit.reshape(emit.read(tensor), shape);
  if (!value)
    return failure();
  return Tensor::of(value);
}

Tensor aten::permuted(const Tensor &tensor, ArrayRef<int64_t> permutation) {
  return tensor.viewed(View::transpose(tensor.shape(), permutation));
}

Tensor aten::transposed(const Tensor &tensor, int64_t a, int64_t b) {
  if (tensor.rank() == 0)
    return tensor.alias();
  Shape permutation = counting(0, tensor.rank());
  std::swap(permutation[a], permutation[b]);
  return permuted(tensor, permutation);
}

Tensor aten::narrowed(const Tensor &tensor, int64_t dim, int64_t start,
                      int64_t size, int64_t stride) {
  if (start == 0 && size == tensor.dim(dim) && stride == 1)
    return tensor.alias();
  return tensor.viewed(View::slice(tensor.shape(), dim, start, size, stride));
}

Tensor aten::selected(const Tensor &tensor, int64_t dim, int64_t index) {
  Shape shape(tensor.shape());
  shape.erase(shape.begin() + dim);
  return viewAs(narrowed(tensor, dim, index, 1), shape);
}

Tensor aten::unsqueezed(const Tensor &tensor, int64_t dim) {
  Shape shape(tensor.shape());
  shape.insert(shape.begin() + dim, 1);
  return viewAs(tensor, shape);
}

Tensor aten::squeezed(const Tensor &tensor, ArrayRef<int64_t> dims) {
  Shape shape;
  for (int64_t dim = 0; dim < tensor.rank(); ++dim)
    if (tensor.dim(dim) != 1 || !llvm::is_contained(dims, dim))
      shape.push_back(tensor.dim(dim));
  return viewAs(tensor, shape);
}

Tensor aten::expanded(const Tensor &tensor, ArrayRef<int64_t> shape) {
  if (tensor.shape() == shape)
    return tensor.alias();
  return tensor.viewed(View::expand(shape));
}
