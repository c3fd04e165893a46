//===- Pooling.h - Windows to one element -----------------------*- C++ -*-===//
//
// Inputs are [N, C, spatial...] with 1 to 3 spatial dimensions. The output's
// shape comes with the call: it is what rounding up (ceil_mode) decides.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_POOLING_H
#define KILN_DIALECTS_KILN_INTERPRETER_POOLING_H

#include "dialects/Kiln/Interpreter/Window.h"

namespace kiln::reference {

/// NaN if the window holds one.
HostTensor maxPool(const HostTensor &x, const WindowParams &params,
                   llvm::ArrayRef<int64_t> outputShape);

/// The sum divided by `divisor`, or by the number of elements; with
/// `countIncludePad` padding counts as elements, but not what rounding up adds.
HostTensor averagePool(const HostTensor &x, const WindowParams &params,
                       bool countIncludePad, std::optional<int64_t> divisor,
                       llvm::ArrayRef<int64_t> outputShape);

/// Windows that part the input as evenly as they can; they may overlap.
HostTensor adaptiveMaxPool(const HostTensor &x,
                           llvm::ArrayRef<int64_t> outputShape);
HostTensor adaptiveAveragePool(const HostTensor &x,
                               llvm::ArrayRef<int64_t> outputShape);

} // namespace kiln::reference

#endif
