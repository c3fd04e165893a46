//===- KilnDialect.h - The graph dialect ------------------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_KILNDIALECT_H
#define KILN_DIALECTS_KILN_KILNDIALECT_H

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

/// The same shapes and element types; layouts may differ.
bool equalUpToLayout(mlir::TypeRange a, mlir::TypeRange b);

/// The type without its layout.
mlir::RankedTensorType withoutLayout(mlir::RankedTensorType type);

/// The layout, or null if the type has none.
BlockedAttr layoutOf(mlir::Type type);

} // namespace kiln

#endif
