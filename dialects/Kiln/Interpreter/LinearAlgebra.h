//===- LinearAlgebra.h - Products of matrices -------------------*- C++ -*-===//
//
// Floating-point elements accumulate in double and are rounded once.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_LINEARALGEBRA_H
#define KILN_DIALECTS_KILN_INTERPRETER_LINEARALGEBRA_H

#include "compiler/Support/HostTensor.h"

namespace kiln::reference {

/// [..., K] by [N, K] to [..., N]; `bias` is [N] or absent (null).
HostTensor linear(const HostTensor &x, const HostTensor &weight,
                  const HostTensor &bias);

/// [B..., M, K] by [B..., K, N] to [B..., M, N].
HostTensor matmul(const HostTensor &a, const HostTensor &b);

} // namespace kiln::reference

#endif
