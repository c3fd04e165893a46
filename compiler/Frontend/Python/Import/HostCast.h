//===- HostCast.h - Host tensors of another dtype ---------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_HOSTCAST_H
#define KILN_FRONTEND_PYTHON_IMPORT_HOSTCAST_H

#include "compiler/Support/HostTensor.h"

namespace kiln::python {

/// The elements converted as `parameter.copy_(tensor)` does; the tensor itself
/// if it has the dtype. Both dtypes must be ones that kiln computes in.
HostTensor castHost(const HostTensor &tensor, DType type);

} // namespace kiln::python

#endif
