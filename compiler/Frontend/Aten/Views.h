//===- Views.h - The views that torch operators make ------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ATEN_VIEWS_H
#define KILN_FRONTEND_ATEN_VIEWS_H

#include "compiler/Frontend/Aten/Emitter.h"

namespace kiln::aten {

/// Where PyTorch would have the elements in the storage. Only used to tell
/// whether a reshape shares memory.
std::optional<Shape> stridesOf(const Tensor &tensor);
bool isContiguous(const Tensor &tensor);

/// Replaces the one -1 of `shape`, or reports that the sizes do not fit.
mlir::FailureOr<Shape> inferReshape(Emitter &emit, const Tensor &tensor,
                                    llvm::ArrayRef<int64_t> shape);

/// `x.view(shape)`
Tensor viewAs(const Tensor &tensor, llvm::ArrayRef<int64_t> shape);
/// `x.reshape(shape)`: a view where PyTorch makes one, else a copy.
mlir::FailureOr<Tensor> reshapeTo(Emitter &emit, const Tensor &tensor,
                                  llvm::ArrayRef<int64_t> shape);
Tensor permuted(const Tensor &tensor, llvm::ArrayRef<int64_t> permutation);
Tensor transposed(const Tensor &tensor, int64_t a, int64_t b);
Tensor narrowed(const Tensor &tensor, int64_t dim, int64_t start, int64_t size,
                int64_t stride = 1);
/// One position of a dimension, which goes away.
Tensor selected(const Tensor &tensor, int64_t dim, int64_t index);
Tensor unsqueezed(const Tensor &tensor, int64_t dim);
Tensor squeezed(const Tensor &tensor, llvm::ArrayRef<int64_t> dims);
Tensor expanded(const Tensor &tensor, llvm::ArrayRef<int64_t> shape);
/// A tensor with a storage of its own.
mlir::FailureOr<Tensor> copied(Emitter &emit, const Tensor &tensor);

} // namespace kiln::aten

#endif
