//===- Decisions.h - Where a model may take another path --------*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_DECISIONS_H
#define KILN_FRONTEND_NAMEDDIMS_DECISIONS_H

#include "compiler/Frontend/NamedDims/Samples.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"

namespace kiln {

/// From the comparisons that a definition made at each of the fitter's samples:
/// values of the dimensions, not among the samples, at which one of them may
/// come out differently. Fails with an error at a comparison of which that
/// cannot be told.
mlir::FailureOr<std::vector<DimSample>>
findOtherPaths(llvm::ArrayRef<std::vector<python::Decision>> decisions,
               const DimSymbols &symbols, const DimFitter &fitter);

} // namespace kiln

#endif
