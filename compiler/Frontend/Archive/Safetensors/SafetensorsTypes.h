//===- SafetensorsTypes.h - What reader and writer share --------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_SAFETENSORS_SAFETENSORSTYPES_H
#define KILN_FRONTEND_ARCHIVE_SAFETENSORS_SAFETENSORSTYPES_H

#include "compiler/Support/DType.h"
#include "llvm/ADT/ArrayRef.h"

namespace kiln {

constexpr uint64_t maxSafetensorsHeader = 100'000'000;

struct SafetensorsType {
  llvm::StringLiteral name;
  unsigned bits;
  /// Without a value for types that kiln does not have.
  std::optional<DType> dtype;
};

/// All types in the format's own order, by which files are sorted.
llvm::ArrayRef<SafetensorsType> safetensorsTypes();

} // namespace kiln

#endif
