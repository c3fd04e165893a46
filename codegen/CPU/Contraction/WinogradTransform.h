//===- WinogradTransform.h - F(m, 3) on the host ----------------*- C++ -*-===//
//
// Winograd's minimal filtering computes m x m outputs of a 3x3 convolution of
// stride 1 from t x t inputs, t = m + 2, as
//
//     Y = A^T [ (G g G^T) . (B^T d B) ] A
//
// with (m+2)^2 instead of 9 m^2 multiplications. The transform of the weights,
// U = G g G^T, does not depend on the input and is evaluated when packing, in
// double precision.
//
// The price is rounding: against a sum in double precision the relative RMS
// error of random layers is 2e-7 to 6e-7 for F(2,3), as for the direct sum,
// and 1.4e-6 to 3.8e-6 for F(4,3). Larger tiles lose more and gain nothing.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_WINOGRADTRANSFORM_H
#define KILN_CODEGEN_CPU_CONTRACTION_WINOGRADTRANSFORM_H

#include "compiler/Support/HostTensor.h"

namespace kiln::contraction {

/// Transforms [O, C, 3, 3] for F(outputs, 3), outputs being 2 or 4, and writes
/// it as [O/panel][t*t][C][panel], O padded to whole blocks.
void packWinograd(const HostTensor &weights, int64_t outputs, int64_t panel,
                  float *out);

} // namespace kiln::contraction

#endif
