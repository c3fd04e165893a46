//===- Hashes.cpp - What a program was made of ----------------------------===//

#include "compiler/Pipeline/Hashes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

using namespace kiln;

static std::string digest(llvm::StringRef bytes) {
  llvm::XXH128_hash_t hash =
      llvm::xxh3_128bits(llvm::ArrayRef(bytes.bytes_begin(), bytes.size()));
  return llvm::utohexstr(hash.high64, /*LowerCase=*/true, /*Width=*/16) +
         llvm::utohexstr(hash.low64, /*LowerCase=*/true, /*Width=*/16);
}

/// Files are mapped, so that large weights stay out of memory.
static llvm::Expected<std::string> digestFile(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::createStringError(buffer.getError(),
                                   "cannot read " + path + ": " +
                                       buffer.getError().message());
  return digest((*buffer)->getBuffer());
}

llvm::Expected<std::string> kiln::hashFiles(llvm::StringRef text,
                                            llvm::ArrayRef<std::string> paths) {
  std::string digests = digest(text);
  for (const std::string &path : paths) {
    auto file = digestFile(path);
    if (!file)
      return file.takeError();
    digests += *file;
  }
  return digest(digests);
}

std::string kiln::compilerHash() {
  static int anchor;
  auto file = digestFile(llvm::sys::fs::getMainExecutable("kiln", &anchor));
  if (file)
    return *file;
  llvm::consumeError(file.takeError());
  return "";
}
