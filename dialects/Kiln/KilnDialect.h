//===- KilnDialect.h - The graph dialect ------------------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_KILNDIALECT_H
#define KILN_DIALECTS_KILN_KILNDIALECT_H

#include "dialects/Kiln/Dims.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/TensorEncoding.h"
#include "mlir/IR/TypeRange.h"

#include "dialects/Kiln/KilnDialect.h.inc"

#include "dialects/Kiln/KilnEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Kiln/KilnAttrs.h.inc"

namespace kiln {

/// `64`, or `#kiln.dim<"64*N">`: parameters of attributes.
mlir::FailureOr<Dim> parseSize(mlir::AsmParser &parser);
mlir::AsmPrinter &operator<<(mlir::AsmPrinter &printer, Dim size);

/// The same shapes and element types; layouts may differ.
bool equalUpToLayout(mlir::TypeRange a, mlir::TypeRange b);

/// Whether the type is a tensor whose sizes are all known or named.
bool hasDims(mlir::Type type);

/// The sizes of such a tensor.
DimsRef dimsOf(mlir::RankedTensorType type);
inline DimsRef dimsOf(mlir::Value value) {
  return dimsOf(llvm::cast<mlir::RankedTensorType>(value.getType()));
}

/// Numbers that an attribute holds: array<i64: ...> or #kiln.dims.
DimsRef dimsOf(mlir::Attribute list);
/// The simpler of the two attributes that can hold the numbers.
mlir::Attribute dimArrayAttr(mlir::MLIRContext *context, DimsRef dims);

/// The number that an integer attribute or #kiln.dim is, and the attribute.
Dim dimOf(mlir::Attribute number);
mlir::Attribute sizeAttr(mlir::MLIRContext *context, Dim size);

/// A tensor type of the given sizes.
mlir::RankedTensorType tensorTypeOf(DimsRef dims, mlir::Type element);

/// The type in a layout of blocks.
mlir::RankedTensorType withLayout(mlir::RankedTensorType type, int64_t block,
                                  llvm::ArrayRef<int64_t> halo);

/// The type without its layout.
mlir::RankedTensorType withoutLayout(mlir::RankedTensorType type);

/// The layout, or null if the type has none.
BlockedAttr layoutOf(mlir::Type type);

} // namespace kiln

#endif
