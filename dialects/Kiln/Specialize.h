//===- Specialize.h - Modules at given named dimensions ---------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_SPECIALIZE_H
#define KILN_DIALECTS_KILN_SPECIALIZE_H

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace kiln {

/// The attribute of graphs and programs with their named dimensions, in the
/// order in which programs know them.
constexpr llvm::StringLiteral kDimsAttr = "kiln.dims";

/// The named dimensions of a graph or program; empty where all is static.
DimsRef namedDimsOf(mlir::Operation *function);

/// Gives named dimensions their values, in all types and attributes; one that
/// `values` lacks stays. The values must lie in the dimensions' ranges. Fails
/// if a size does not exist at them; the module is then of no use.
llvm::Error specialize(mlir::Operation *module,
                       const llvm::StringMap<int64_t> &values);

} // namespace kiln

#endif
