//===- OpenNumbers.h - Numbers that the program computes --------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_OPENNUMBERS_H
#define KILN_FRONTEND_PYTHON_TORCH_OPENNUMBERS_H

#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

/// Whether a value is a number of Python that only the program knows.
bool isOpenNumber(Value value);
/// What a number, known or not, is: float64, int64 or bool. None for other
/// values.
std::optional<DType> typeOfNumber(Value value);
/// The same of the number that an element of such a type becomes.
DType numberTypeOf(DType elements);
/// A number, or the element of a tensor, as a 0-dimensional value of this type.
mlir::Value readNumber(TorchState &state, Value value, DType type);
/// The number that a 0-dimensional value of float64, int64 or bool is.
Value makeNumber(TorchState &state, mlir::Value value);
/// The element of a tensor, or another number, as a number: of its own type or
/// converted.
Value numberOf(TorchState &state, Value value,
               std::optional<DType> type = std::nullopt);
/// A function of module math.
Value callMathOpen(TorchState &state, llvm::StringRef name,
                   llvm::ArrayRef<Value> numbers);

void addOpenNumbers(TorchState &state);

} // namespace kiln::python

#endif
