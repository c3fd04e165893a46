//===- ComplexTypes.h - Complex types and those of their parts --*- C++ -*-===//
//
// A complex tensor is a real one whose last dimension holds the parts; see
// torch._complex of the prelude.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_COMPLEXTYPES_H
#define KILN_FRONTEND_PYTHON_TORCH_COMPLEXTYPES_H

#include "compiler/Support/DType.h"

namespace kiln::python {

/// Of the parts of complex numbers; other types are what they are.
inline DType realType(DType type) {
  switch (type) {
  case DType::C32:
    return DType::F16;
  case DType::C64:
    return DType::F32;
  case DType::C128:
    return DType::F64;
  default:
    return type;
  }
}

/// Of numbers whose parts are of this floating-point type.
inline DType complexType(DType type) {
  return type == DType::F64   ? DType::C128
         : type == DType::F16 ? DType::C32
                              : DType::C64;
}

} // namespace kiln::python

#endif // KILN_FRONTEND_PYTHON_TORCH_COMPLEXTYPES_H
