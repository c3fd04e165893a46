//===- CheckTypes.h - What operators take no elements of --------*- C++ -*-===//
//
// PyTorch refuses tensors of some types; a model that it refuses would be one
// of other results here.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_CHECKTYPES_H
#define KILN_FRONTEND_ATEN_CHECKTYPES_H

#include "compiler/Frontend/Aten/Table.h"

namespace kiln::aten {

/// Fails unless the tensors of these names, as far as they are given, have the
/// type of `model`, another argument. Says how to give an input of the model
/// that is at fault.
mlir::LogicalResult expectTypeOf(const Call &call, llvm::StringRef model,
                                 llvm::ArrayRef<llvm::StringRef> names);

/// Fails unless a condition is of booleans, or of u8 where that may be one.
mlir::LogicalResult expectCondition(const Call &call, llvm::StringRef name,
                                    bool takesBytes);

/// Checks the ops that follow `last` (null: all) in the emitter's block: what
/// an operator makes of elements that it is not defined for is taken back, and
/// reported by the operator's name.
mlir::LogicalResult checkOpsBehind(mlir::Operation *last, const Schema &schema,
                                   llvm::ArrayRef<Argument> arguments,
                                   Emitter &emit);

} // namespace kiln::aten

#endif
