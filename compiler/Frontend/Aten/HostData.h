//===- HostData.h - Host tensors from and to numbers ------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ATEN_HOSTDATA_H
#define KILN_FRONTEND_ATEN_HOSTDATA_H

#include "compiler/Support/HostTensor.h"

#include <functional>

namespace kiln::aten {

/// A tensor of numbers given by position, converted to the type. Integers
/// beyond 2^53 need `integersToHost`.
HostTensor numbersToHost(DType type, llvm::ArrayRef<int64_t> shape,
                         llvm::function_ref<double(int64_t)> number);
HostTensor integersToHost(DType type, llvm::ArrayRef<int64_t> shape,
                          llvm::function_ref<int64_t(int64_t)> integer);

/// One element as a number.
double hostNumber(const HostTensor &tensor, int64_t index);
int64_t hostInteger(const HostTensor &tensor, int64_t index);

} // namespace kiln::aten

#endif
