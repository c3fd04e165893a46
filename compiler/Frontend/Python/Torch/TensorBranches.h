//===- TensorBranches.h - Conditions on elements of tensors -----*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_TENSORBRANCHES_H
#define KILN_FRONTEND_PYTHON_TORCH_TENSORBRANCHES_H

#include "compiler/Frontend/Python/Torch/World.h"

namespace kiln::python {

/// Both ways of a condition, as the regions of a kiln.if.
std::unique_ptr<Fork> forkOn(TorchState &state, mlir::Value condition,
                             LocalValues locals);

/// A kiln.while, see Branches::loop().
bool loopOn(TorchState &state, LocalValues locals,
            llvm::function_ref<mlir::Value()> condition,
            llvm::function_ref<bool()> round);

/// The type of a tensor that can stand for the value: tensors have their own,
/// truth values and integers become 0-dimensional ones. Null for other values.
mlir::RankedTensorType typeAsTensor(TorchState &state, Value value);
/// The value as a tensor of that type.
mlir::Value readAsTensor(TorchState &state, Value value);
/// "torch.float32[1, 3]", "None", "a 'list'"
std::string describe(TorchState &state, Value value);
/// What stands for a value that cannot be told: an error where it is used.
Value untold(TorchState &state, llvm::StringRef what,
             const llvm::Twine &reason);

} // namespace kiln::python

#endif
