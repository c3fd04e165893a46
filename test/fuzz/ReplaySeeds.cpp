//===- ReplaySeeds.cpp - Runs a fuzzer's seeds as a test ------------------===//

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

TEST(Fuzzer, RunsItsSeeds) {
  unsigned count = 0;
  llvm::SmallVector<llvm::StringRef> folders;
  llvm::StringRef(KILN_SEEDS).split(folders, ':');
  for (llvm::StringRef folder : folders) {
    std::error_code error;
    for (llvm::sys::fs::directory_iterator at(folder, error), end;
         at != end && !error; at.increment(error)) {
      auto seed = llvm::MemoryBuffer::getFile(at->path());
      ASSERT_TRUE(bool(seed)) << at->path();
      llvm::StringRef bytes = (*seed)->getBuffer();
      LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.data()),
                             bytes.size());
      ++count;
    }
  }
  EXPECT_GT(count, 0u);
}
