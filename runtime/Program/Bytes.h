//===- Bytes.h - Owned memory, and files read into it -----------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_BYTES_H
#define KILN_RUNTIME_PROGRAM_BYTES_H

#include <stddef.h>
#include <stdint.h>

namespace kiln::runtime {

/// A block of memory, freed at the end of its scope.
class Bytes {
public:
  Bytes() = default;
  ~Bytes();
  Bytes(const Bytes &) = delete;
  Bytes &operator=(const Bytes &) = delete;

  /// Gives up the old content for `size` zeroed bytes; false if memory lacks.
  bool allocate(size_t size);
  /// Keeps the content.
  bool resize(size_t size);

  template <typename T> T *as() { return static_cast<T *>(memory); }
  template <typename T> const T *as() const {
    return static_cast<const T *>(memory);
  }
  size_t size() const { return length; }

private:
  void *memory = nullptr;
  size_t length = 0;
};

/// Reads a file, or standard input where `path` is "-".
bool readFile(const char *path, Bytes &content);
/// Reads as much of it as tells the format: 8 bytes if there are, or more.
bool readStart(const char *path, Bytes &content);

} // namespace kiln::runtime

#endif
