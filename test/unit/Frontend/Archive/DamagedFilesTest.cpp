//===- DamagedFilesTest.cpp - Files cut short and with flipped bits -------===//
//
// Whatever happens to a model file, it is read or refused in one sentence. What
// goes wrong in memory is for the sanitizers to see.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/StateDict.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>
#include <random>

using namespace kiln;

namespace {

struct Counts {
  unsigned read = 0, refused = 0;
};

class DamagedFiles : public testing::Test {
protected:
  void SetUp() override {
    std::error_code error;
    for (llvm::sys::fs::recursive_directory_iterator
             at(KILN_TEST_DATA_DIR "/archive", error),
         end;
         at != end && !error; at.increment(error)) {
      auto buffer = llvm::MemoryBuffer::getFile(at->path());
      llvm::StringRef name = at->path();
      if (buffer && (*buffer)->getBufferSize() < 20'000 &&
          !name.ends_with(".md") && !name.ends_with(".json"))
        files.push_back({at->path(), (*buffer)->getBuffer().str()});
    }
    // Folders list their files in any order.
    llvm::sort(files);
    ASSERT_GT(files.size(), 30u);
  }

  /// Reads a copy of exactly these bytes, so that a read past them is seen.
  void read(llvm::StringRef bytes, bool verifyChecksums) {
    std::vector<char> copy(bytes.begin(), bytes.end());
    ReadOptions options;
    options.maxCopiedBytes = options.maxParsedBytes = 16 << 20;
    options.verifyChecksums = verifyChecksums;
    auto model = readModelBytes(
        "damaged", Blob::borrow({copy.data(), copy.size()}), options);
    if (!model) {
      expectSentence(llvm::toString(model.takeError()));
      return;
    }
    ++counts.read;
    printModel(llvm::nulls(), *model);
    auto weights = findStateDict(*model);
    if (!weights)
      EXPECT_FALSE(llvm::toString(weights.takeError()).empty());
  }

  void expectSentence(const std::string &message) {
    ++counts.refused;
    EXPECT_TRUE(llvm::StringRef(message).starts_with("damaged: ") &&
                message.size() > 20 && message.find('\n') == std::string::npos)
        << message;
  }

  std::vector<std::pair<std::string, std::string>> files;
  Counts counts;
};

TEST_F(DamagedFiles, AreRefusedWhereverTheyEnd) {
  for (const auto &[path, bytes] : files) {
    SCOPED_TRACE(path);
    size_t stride = 1 + bytes.size() / 5000;
    for (size_t size = 0; size < bytes.size(); size += stride)
      read(llvm::StringRef(bytes).take_front(size), true);
  }
  EXPECT_GT(counts.refused, 50'000u);
  // The first part of some tar and legacy files is one by itself.
  EXPECT_LT(counts.read, counts.refused / 10);
}

TEST_F(DamagedFiles, AreReadOrRefusedWithFlippedBits) {
  std::mt19937 random(1);
  for (const auto &[path, bytes] : files) {
    SCOPED_TRACE(path);
    for (unsigned round = 0; round < 400; ++round) {
      std::string damaged = bytes;
      for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
        damaged[random() % damaged.size()] ^= char(1 << random() % 8);
      read(damaged, false);
    }
  }
  EXPECT_GT(counts.read, 100u);
  EXPECT_GT(counts.refused, 1000u);
}

} // namespace
