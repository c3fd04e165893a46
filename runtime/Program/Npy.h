//===- Npy.h - NumPy's file format for one array ----------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_NPY_H
#define KILN_RUNTIME_PROGRAM_NPY_H

#include "runtime/ModuleDescriptor.h"

#include <stddef.h>
#include <stdint.h>

namespace kiln::runtime {

struct NpyHeader {
  static constexpr uint32_t maxRank = 32;
  char descr[16];    ///< the element's type in NumPy's words: "<f4"
  char type;         ///< its kind: f i u b c V
  uint32_t itemSize; ///< bytes of an element
  bool bigEndian;
  bool columnMajor;
  uint32_t rank;
  int64_t dims[maxRank];
  size_t dataOffset;
};

bool looksLikeNpy(const uint8_t *data, size_t size);

/// False (with an error that names `path`) where the header is malformed, the
/// elements are no numbers, or the file is not as long as it says.
bool parseNpyHeader(const char *path, const uint8_t *data, size_t size,
                    NpyHeader &header);

/// Reads an array that must have the shape and element type of `expected`.
bool readNpy(const char *path, const uint8_t *data, size_t size,
             const KilnTensor &expected, void *elements);

bool writeNpy(const char *path, const KilnTensor &tensor, const void *elements);

/// "[1, 3, 32, 32]"; returns `text`.
char *shapeText(const int64_t *dims, uint32_t rank, char *text,
                size_t capacity);

} // namespace kiln::runtime

#endif
