//===- Construct.h - Tensors from Python's data -----------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_CONSTRUCT_H
#define KILN_FRONTEND_PYTHON_TORCH_CONSTRUCT_H

#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

/// `torch.tensor(data, dtype)`: numbers, nested sequences of them, tensors.
Value constructTensor(TorchState &state, Value data,
                      std::optional<DType> dtype);

/// `torch.FloatTensor(2, 3)` and `torch.FloatTensor([1, 2])`.
Value constructLegacy(TorchState &state, Arguments arguments, DType dtype);

/// The tensor in an array of the numpy prelude; other values as they are.
Value tensorOfArray(Interpreter &interp, Value value);

/// The dtype that `FloatTensor`, `torch.FloatTensor` and the like stand for.
std::optional<DType> legacyDType(llvm::StringRef name);

} // namespace kiln::python

#endif
