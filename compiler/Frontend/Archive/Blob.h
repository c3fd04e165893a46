//===- Blob.h - Bytes and what keeps them alive -----------------*- C++ -*-===//
//
// Model files are mapped read-only and everything that is read from them is a
// slice of that map, or of a buffer that a compressed member was unpacked to.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_BLOB_H
#define KILN_FRONTEND_ARCHIVE_BLOB_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace kiln {

/// A slice of bytes, shared by all who hold it.
struct Blob {
  llvm::ArrayRef<char> bytes;
  std::shared_ptr<const void> owner;

  uint64_t size() const { return bytes.size(); }
  llvm::StringRef text() const { return {bytes.data(), bytes.size()}; }
  Blob slice(uint64_t offset, uint64_t length) const {
    return {bytes.slice(offset, length), owner};
  }

  /// Maps a regular file into memory, read-only.
  static llvm::Expected<Blob> mapFile(llvm::StringRef path);

  /// An uninitialised buffer of `size` bytes, whose start `memory` is set to.
  static Blob allocate(uint64_t size, char *&memory);

  /// Bytes that the caller keeps alive.
  static Blob borrow(llvm::ArrayRef<char> bytes);
};

} // namespace kiln

#endif
