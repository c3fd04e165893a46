//===- Normalization.h - Statistics taken out of tensors --------*- C++ -*-===//
//
// All of it in double, rounded once. Weights and biases may be absent (null).
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_NORMALIZATION_H
#define KILN_DIALECTS_KILN_INTERPRETER_NORMALIZATION_H

#include "compiler/Support/HostTensor.h"

namespace kiln::reference {

/// Channels are dimension 1; mean, variance, weight and bias have one entry
/// for each.
HostTensor batchNorm(const HostTensor &x, const HostTensor &mean,
                     const HostTensor &variance, const HostTensor &weight,
                     const HostTensor &bias, double epsilon);

/// Over the last `rank` dimensions, which are those of weight and bias.
HostTensor layerNorm(const HostTensor &x, const HostTensor &weight,
                     const HostTensor &bias, int64_t rank, double epsilon);

/// Over each of `groups` equal parts of the channels and all that follow.
HostTensor groupNorm(const HostTensor &x, const HostTensor &weight,
                     const HostTensor &bias, int64_t groups, double epsilon);

HostTensor softmax(const HostTensor &x, int64_t dim);
HostTensor logSoftmax(const HostTensor &x, int64_t dim);

} // namespace kiln::reference

#endif
