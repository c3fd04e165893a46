//===- ArgumentSpec.h - The inputs a model is compiled for ------*- C++ -*-===//
//
// What `--input [NAME=][DTYPE:]SHAPE` and `--example x.npy` say about one
// argument of the model's forward().
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARGUMENTSPEC_H
#define KILN_FRONTEND_ARGUMENTSPEC_H

#include "compiler/Support/DType.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace kiln {

/// The types of inputs, for messages.
inline constexpr const char *computeTypeNames =
    "f64 f32 f16 bf16 i64 i32 i16 i8 u8 bool";

struct ArgumentSpec {
  std::string name; ///< empty: by position
  DType dtype = DType::F32;
  llvm::SmallVector<int64_t, 4> shape; ///< empty: a 0-dimensional tensor
  /// The names of dimensions, empty for those with a size; no entries where all
  /// have sizes. The size of a named one is 1.
  std::vector<std::string> symbols;
};

/// Parses `[NAME=][DTYPE:]SHAPE`, where SHAPE is sizes joined by `x`
/// (`1x3x32x32`), of which some may be names (`Nx3x32x32`), or `scalar` for a
/// 0-dimensional tensor.
llvm::Expected<ArgumentSpec> parseArgumentSpec(llvm::StringRef text);

/// The inverse of parseArgumentSpec, in canonical form.
std::string formatArgumentSpec(const ArgumentSpec &spec);

} // namespace kiln

#endif
