//===- TensorBranches.h - Conditions on elements of tensors -----*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_TENSORBRANCHES_H
#define KILN_FRONTEND_PYTHON_TORCH_TENSORBRANCHES_H

#include "compiler/Frontend/Python/Torch/OpenNumbers.h"
#include "compiler/Frontend/Python/Torch/World.h"
#include "dialects/Kiln/HostTensorAttr.h"

namespace kiln::python {

/// Both ways of a condition, as the regions of a kiln.if.
std::unique_ptr<Fork> forkOn(TorchState &state, mlir::Value condition,
                             LocalValues locals);

/// A kiln.while, see Branches::loop().
bool loopOn(TorchState &state, LocalValues locals,
            llvm::function_ref<mlir::Value()> condition,
            llvm::function_ref<bool()> round);

/// The type of a tensor that can stand for the value: tensors have their own,
/// numbers become 0-dimensional ones. Null for other values.
mlir::RankedTensorType typeAsTensor(TorchState &state, Value value);
/// The value as a tensor of that type or, a number, of another one.
mlir::Value readAsTensor(TorchState &state, Value value,
                         mlir::RankedTensorType type);
/// Another tensor, or a number, behind an object like `value`.
Value makeAs(TorchState &state, Value value, mlir::Value contents);
/// Whether two values that are no tensors are one, as far as that is decided.
bool areOne(Value a, Value b);
/// Stands in TorchScript where any value would do, since nobody reads it.
struct UnsetObject : NativeBase<UnsetObject> {
  using NativeBase::NativeBase;
};
/// Whether there is no value, or one that nobody reads.
bool isUnset(Value value);
/// "torch.float32[1, 3]", "None", "a 'list'"
std::string describe(TorchState &state, Value value);
/// What stands for a value that cannot be told: an error where it is used.
Value untold(TorchState &state, llvm::StringRef what,
             const llvm::Twine &reason);

} // namespace kiln::python

#endif
