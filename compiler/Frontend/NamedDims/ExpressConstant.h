//===- ExpressConstant.h - Constants made of named dimensions ---*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_EXPRESSCONSTANT_H
#define KILN_FRONTEND_NAMEDDIMS_EXPRESSCONSTANT_H

#include "compiler/Frontend/NamedDims/Samples.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

namespace kiln {

/// Ops before a constant that give its elements at all values of the named
/// dimensions, from its elements at the samples: what counts from a size in
/// equal steps, and a few numbers that are sizes. Null where it is neither.
mlir::Value expressConstant(ConstantOp constant,
                            llvm::ArrayRef<HostTensor> tensors,
                            DimFitter &fitter);

} // namespace kiln

#endif
