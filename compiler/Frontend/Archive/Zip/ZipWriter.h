//===- ZipWriter.h - Writing zip archives -----------------------*- C++ -*-===//
//
// Stored members only, each with its content at a multiple of 64 bytes, so that
// it can be used where it lies in a mapped file. Sizes are always those of
// zip64, as NumPy writes them: an archive of any size takes the same way. The
// bytes depend on nothing but names and contents.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_ZIP_ZIPWRITER_H
#define KILN_FRONTEND_ARCHIVE_ZIP_ZIPWRITER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace kiln {

class ZipWriter {
public:
  /// Begins at the stream's start. Errors of writing are left in the stream.
  explicit ZipWriter(llvm::raw_pwrite_stream &os) : os(os) {}

  /// Adds a member whose content is the pieces, one behind the other. Names
  /// are different from each other and such as problemOfMemberName() allows.
  void add(llvm::StringRef name, llvm::ArrayRef<llvm::ArrayRef<char>> pieces);
  void add(llvm::StringRef name, llvm::StringRef content) {
    add(name, llvm::ArrayRef<char>(content.data(), content.size()));
  }

  /// Writes the directory.
  void finish();

private:
  struct Member {
    std::string name;
    uint64_t headerOffset, size;
    uint32_t crc;
  };

  void writeLocalHeader(const Member &member);
  void writeCentralHeader(const Member &member);
  void writeEnd(uint64_t directoryOffset);

  llvm::raw_pwrite_stream &os;
  std::vector<Member> members;
};

} // namespace kiln

#endif
