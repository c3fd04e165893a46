//===- Generalize.h - One module from modules at samples --------*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_GENERALIZE_H
#define KILN_FRONTEND_NAMEDDIMS_GENERALIZE_H

#include "compiler/Frontend/NamedDims/Samples.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"

namespace kiln {

/// Where the values and operations of the first sample's module are in that of
/// another one. Operations that change nothing at the other sample, such as a
/// broadcast of one element to one, are not there: what they give is what they
/// are given.
struct SamePath {
  llvm::DenseMap<mlir::Value, mlir::Value> values;
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> ops;
};

/// Fails with an error where the two modules do not do the same operations on
/// the same values: the model's path depends on the dimensions.
mlir::FailureOr<SamePath> findSamePath(mlir::ModuleOp first,
                                       mlir::ModuleOp other,
                                       const DimFitter &fitter,
                                       size_t sampleOfOther);

/// Turns the module of the first sample into one whose types and attributes are
/// expressions, verified for all values. `paths` lead to the other samples'.
mlir::LogicalResult generalize(mlir::ModuleOp first,
                               llvm::ArrayRef<SamePath> paths,
                               DimFitter &fitter);

} // namespace kiln

#endif
