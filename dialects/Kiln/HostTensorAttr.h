//===- HostTensorAttr.h - Host tensors as attributes ------------*- C++ -*-===//
//
// Weights are bytes, not IR: all but a few elements become a resource that
// keeps the tensor's bytes alive where they lie.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_HOSTTENSORATTR_H
#define KILN_DIALECTS_KILN_HOSTTENSORATTR_H

#include "compiler/Support/HostTensor.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

namespace kiln {

/// The type of the dialect's elements, if the dialect has one.
std::optional<DType> dtypeOf(mlir::Type element);

/// The other way; the dtype must be one that kiln computes in.
mlir::Type elementTypeOf(mlir::MLIRContext *context, DType type);

mlir::RankedTensorType tensorTypeOf(mlir::MLIRContext *context,
                                    const HostTensor &tensor);

/// Tensors of up to 16 elements become dense attributes, others resources whose
/// key begins with `name` and which share the tensor's bytes.
mlir::ElementsAttr toAttr(mlir::MLIRContext *context, llvm::StringRef name,
                          const HostTensor &tensor);

/// The tensor of a dense attribute (copied, splats expanded) or of a resource
/// (sharing its bytes, which live as long as the context). Nothing for
/// attributes of other kinds and element types.
std::optional<HostTensor> toHostTensor(mlir::ElementsAttr attribute);

} // namespace kiln

#endif
