//===- ByteReader.h - Bounded reading of little-endian bytes ----*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_BYTEREADER_H
#define KILN_FRONTEND_ARCHIVE_BYTEREADER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"

namespace kiln {

/// A position in a run of bytes. Reading past the end fails, moves nothing
/// and leaves the output as it was.
class ByteReader {
public:
  explicit ByteReader(llvm::ArrayRef<char> bytes, uint64_t position = 0)
      : bytes(bytes), position_(position) {
    assert(position <= bytes.size());
  }

  uint64_t position() const { return position_; }
  uint64_t remaining() const { return bytes.size() - position_; }
  bool atEnd() const { return remaining() == 0; }

  /// Takes the next `size` bytes.
  [[nodiscard]] bool take(uint64_t size, llvm::StringRef &out) {
    if (size > remaining())
      return false;
    out = llvm::StringRef(bytes.data() + position_, size);
    position_ += size;
    return true;
  }

  [[nodiscard]] bool skip(uint64_t size) {
    llvm::StringRef ignored;
    return take(size, ignored);
  }

  template <typename T> [[nodiscard]] bool read(T &out) {
    return readAs<T, llvm::endianness::little>(out);
  }
  template <typename T> [[nodiscard]] bool readBigEndian(T &out) {
    return readAs<T, llvm::endianness::big>(out);
  }

  /// Takes the bytes up to the next newline, which is skipped.
  [[nodiscard]] bool takeLine(llvm::StringRef &out) {
    llvm::StringRef rest(bytes.data() + position_, remaining());
    size_t length = rest.find('\n');
    if (length == llvm::StringRef::npos)
      return false;
    out = rest.take_front(length);
    position_ += length + 1;
    return true;
  }

private:
  template <typename T, llvm::endianness Endian> bool readAs(T &out) {
    if (sizeof(T) > remaining())
      return false;
    out = llvm::support::endian::read<T, Endian>(bytes.data() + position_);
    position_ += sizeof(T);
    return true;
  }

  llvm::ArrayRef<char> bytes;
  uint64_t position_;
};

} // namespace kiln

#endif
