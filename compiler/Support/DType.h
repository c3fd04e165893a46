//===- DType.h - Element types of tensors -----------------------*- C++ -*-===//
//
// The element types that model files can hold. The compiler computes in those
// for which `isComputeType` is true; the rest can be listed and converted.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_SUPPORT_DTYPE_H
#define KILN_SUPPORT_DTYPE_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace kiln {

enum class DType : uint8_t {
  F64,
  F32,
  F16,
  BF16,
  I64,
  I32,
  I16,
  I8,
  U8,
  Bool,
  C32,  // complex of two f16
  C64,  // complex of two f32
  C128, // complex of two f64
  U16,
  U32,
  U64,
  F8E4M3FN,
  F8E5M2,
  F8E4M3FNUZ,
  F8E5M2FNUZ,
  F8E8M0FNU,
};

/// Bytes of one element as stored in memory; bool takes one byte.
unsigned byteWidth(DType type);

/// The name used on kiln's command line and in its messages: "f32", "u8", ...
llvm::StringRef shortName(DType type);

/// PyTorch's name without the `torch.` prefix: "float32", "uint8", ...
llvm::StringRef torchName(DType type);

/// Accepts both spellings.
std::optional<DType> parseDType(llvm::StringRef name);

bool isFloat(DType type);
bool isComplex(DType type);

/// True for the types the kiln dialect computes in: f64 f32 f16 bf16 i64 i32
/// i16 i8 u8 and bool.
bool isComputeType(DType type);

} // namespace kiln

#endif
