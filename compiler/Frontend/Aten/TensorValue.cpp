//===- TensorValue.cpp - Storages and views of them -----------------------===//

#include "compiler/Frontend/Aten/TensorValue.h"

#include "dialects/Kiln/HostTensorAttr.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace kiln;
using namespace kiln::aten;
using llvm::ArrayRef;

View View::reshape(ArrayRef<int64_t> shape) {
  View view{Reshape, {}, {}, {}, {}, {}};
  view.shape.assign(shape.begin(), shape.end());
  return view;
}

View View::expand(ArrayRef<int64_t> shape) {
  View view = reshape(shape);
  view.kind = Expand;
  return view;
}

View View::transpose(ArrayRef<int64_t> from, ArrayRef<int64_t> permutation) {
  View view{Transpose, {}, {}, {}, {}, {}};
  view.permutation.assign(permutation.begin(), permutation.end());
  for (int64_t dim : permutation)
    view.shape.push_back(from[dim]);
  return view;
}

View View::slice(ArrayRef<int64_t> from, int64_t dim, int64_t start,
                 int64_t size, int64_t stride) {
  View view{Slice, {}, {}, {}, {}, {}};
  view.starts.assign(from.size(), 0);
  view.sizes.assign(from.begin(), from.end());
  view.strides.assign(from.size(), 1);
  view.starts[dim] = start;
  view.sizes[dim] = size;
  view.strides[dim] = stride;
  view.shape = view.sizes;
  return view;
}

Tensor Tensor::of(mlir::Value value) {
  auto impl = std::make_shared<TensorImpl>();
  impl->storage = std::make_shared<Storage>();
  impl->storage->value = value;
  impl->type = llvm::cast<mlir::RankedTensorType>(value.getType());
  impl->storage->type = impl->type;
  impl->cached = value;
  return Tensor(std::move(impl));
}

Tensor Tensor::poison() {
  auto impl = std::make_shared<TensorImpl>();
  impl->isPoison = true;
  return Tensor(std::move(impl));
}

Tensor Tensor::viewed(View view) const {
  auto next = std::make_shared<TensorImpl>(*impl);
  next->type = mlir::RankedTensorType::get(view.shape, elementType());
  next->views.push_back(std::move(view));
  next->cached = nullptr;
  return Tensor(std::move(next));
}

Tensor Tensor::alias() const {
  return Tensor(std::make_shared<TensorImpl>(*impl));
}

DType Tensor::dtype() const { return *dtypeOf(elementType()); }

std::string aten::describe(const Tensor &tensor) {
  if (tensor.isPoison())
    return "a tensor of unknown shape";
  std::string text = ("torch." + torchName(tensor.dtype()) + "[").str();
  llvm::raw_string_ostream os(text);
  llvm::interleave(tensor.shape(), os, ", ");
  os << "]";
  return text;
}
