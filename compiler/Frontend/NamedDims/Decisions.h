//===- Decisions.h - Where a model may take another path --------*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_DECISIONS_H
#define KILN_FRONTEND_NAMEDDIMS_DECISIONS_H

#include "compiler/Frontend/NamedDims/Samples.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"

namespace kiln {

/// From the comparisons and steps that a definition made at each of the
/// fitter's samples: values of the dimensions, not among the samples, at which
/// one of them may come out differently from what the samples tell. Fails with
/// an error at one of which that cannot be told. The quotients and remainders
/// of sizes become candidates of the fitter.
mlir::FailureOr<std::vector<DimSample>>
findOtherPaths(llvm::ArrayRef<std::vector<python::Decision>> decisions,
               const DimSymbols &symbols, DimFitter &fitter);

} // namespace kiln

#endif
