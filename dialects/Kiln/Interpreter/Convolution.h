//===- Convolution.h - Convolutions in 1 to 3 dimensions --------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_CONVOLUTION_H
#define KILN_DIALECTS_KILN_INTERPRETER_CONVOLUTION_H

#include "dialects/Kiln/Interpreter/Window.h"

namespace kiln::reference {

/// `x` is [N, C, spatial...], `weight` [O, C / groups, kernel...], `bias` [O]
/// or absent (null). Floating-point elements accumulate in double and are
/// rounded once.
HostTensor convolution(const HostTensor &x, const HostTensor &weight,
                       const HostTensor &bias, const WindowParams &params,
                       int64_t groups);

/// The transposed convolution; `weight` is [C, O / groups, kernel...]. The
/// output's spatial dimensions say what output padding makes of them.
HostTensor transposedConvolution(const HostTensor &x, const HostTensor &weight,
                                 const HostTensor &bias,
                                 const WindowParams &params, int64_t groups,
                                 llvm::ArrayRef<int64_t> outputShape);

} // namespace kiln::reference

#endif
