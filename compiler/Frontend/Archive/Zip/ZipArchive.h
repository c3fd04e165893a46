//===- ZipArchive.h - Reading zip archives ----------------------*- C++ -*-===//
//
// Zip archives as PyTorch and NumPy write them and as people repack them:
// stored and deflated members, zip64. An archive whose parts disagree (two
// names, two sizes, members that overlap) is refused as a whole, because then
// two readers see two different contents.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_ZIP_ZIPARCHIVE_H
#define KILN_FRONTEND_ARCHIVE_ZIP_ZIPARCHIVE_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Budget.h"
#include "llvm/ADT/StringMap.h"

#include <vector>

namespace kiln {

/// Why a member must not have this name ("is absolute"), or null.
const char *problemOfMemberName(llvm::StringRef name);

class ZipArchive {
public:
  struct Entry {
    llvm::StringRef name;
    uint64_t compressedSize = 0;
    uint64_t size = 0;
    uint64_t headerOffset = 0;
    uint64_t payloadOffset = 0;
    uint32_t crc = 0;
    uint16_t flags = 0;
    uint16_t method = 0;
  };

  /// True when the bytes begin like a zip archive with members.
  static bool isZip(llvm::ArrayRef<char> bytes);

  /// Reads and checks the directory and every member's own header.
  static llvm::Expected<ZipArchive> open(Blob file, const ReadOptions &options);

  /// Files only, in the directory's order.
  const std::vector<Entry> &entries() const { return entries_; }
  const Entry *find(llvm::StringRef name) const;

  /// The member's content: a slice of the file where it is stored, else
  /// unpacked on `budget`. Sizes and checksum are verified.
  llvm::Expected<Blob> read(const Entry &entry, ByteBudget &budget) const;

private:
  friend class ZipDirectoryReader;

  Blob file;
  std::vector<Entry> entries_;
  llvm::StringMap<size_t> index;
  bool verifyChecksums = true;
};

} // namespace kiln

#endif
