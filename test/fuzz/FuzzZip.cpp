//===- FuzzZip.cpp - Any bytes as a zip archive ---------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ReadOptions options = fuzzOptions();
  llvm::Expected<ZipArchive> archive =
      ZipArchive::open(fuzzBlob(data, size), options);
  if (!archive) {
    llvm::consumeError(archive.takeError());
    return 0;
  }
  ByteBudget budget(options.maxCopiedBytes);
  for (const ZipArchive::Entry &entry : archive->entries()) {
    llvm::Expected<Blob> content = archive->read(entry, budget);
    if (!content)
      llvm::consumeError(content.takeError());
    else if (content->size() != entry.size)
      __builtin_trap();
  }
  return 0;
}
