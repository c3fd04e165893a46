//===- Promotion.h - PyTorch's type promotion -------------------*- C++ -*-===//
//
// Tensors with dimensions decide, then 0-dimensional tensors, then Python's
// numbers; a later group matters only if its category (boolean, integer, float)
// is higher than that of the earlier ones.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_PROMOTION_H
#define KILN_FRONTEND_ATEN_PROMOTION_H

#include "compiler/Frontend/Aten/Argument.h"

namespace kiln::aten {

class Emitter;

/// The type that two tensors of these types are computed in.
DType promote(DType a, DType b);

/// The type that the operands (tensors and numbers) are computed in.
DType resultType(llvm::ArrayRef<Argument> operands);

/// A float type: integers become f32.
DType floatType(DType type);

/// The operands in this type and in the shape that all broadcast to.
llvm::SmallVector<mlir::Value>
unify(Emitter &emit, llvm::ArrayRef<Argument> operands, DType type);

/// One operand as a value of this type, in its own shape.
mlir::Value materialize(Emitter &emit, const Argument &operand, DType type);

} // namespace kiln::aten

#endif
