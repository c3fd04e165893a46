//===- Sniff.h - What kind of model file some bytes are ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_SNIFF_H
#define KILN_FRONTEND_ARCHIVE_SNIFF_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"

namespace kiln {

/// The kind of a file that is no zip archive, by its first bytes.
llvm::Expected<FileKind> sniffFile(llvm::ArrayRef<char> bytes);

/// The kind of a zip archive, by its members.
llvm::Expected<FileKind> sniffArchive(const ZipArchive &archive,
                                      ByteBudget &budget);

} // namespace kiln

#endif
