//===- Operators.h - Python's binary and comparison operators ---*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_OPERATORS_H
#define KILN_FRONTEND_PYTHON_SYNTAX_OPERATORS_H

#include <cstdint>

namespace kiln::python {

enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  FloorDiv,
  Mod,
  Pow,
  MatMul,
  LeftShift,
  RightShift,
  And,
  Or,
  Xor,
};

/// Comparisons that call a method of their operands.
enum class CompareOp : uint8_t { Eq, Ne, Lt, Le, Gt, Ge };

} // namespace kiln::python

#endif
