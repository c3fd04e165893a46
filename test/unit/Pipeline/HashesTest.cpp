//===- HashesTest.cpp -----------------------------------------------------===//

#include "compiler/Pipeline/Hashes.h"

#include "compiler/Support/OutputFile.h"

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

using namespace kiln;

namespace {

/// A file in a folder of its own, gone at the end.
class TemporaryFile {
public:
  explicit TemporaryFile(llvm::StringRef content) {
    llvm::SmallString<128> name;
    EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("hashes", "txt", name));
    path = name.str().str();
    llvm::cantFail(writeWholeFile(path, content));
  }
  ~TemporaryFile() { llvm::sys::fs::remove(path); }

  std::string path;
};

std::string hashOf(llvm::StringRef text, std::vector<std::string> paths) {
  return llvm::cantFail(hashFiles(text, paths));
}

TEST(Hashes, DependOnContentsAndNotOnPaths) {
  TemporaryFile a("weights"), same("weights"), other("Weights");
  EXPECT_EQ(hashOf("net", {a.path}), hashOf("net", {same.path}));
  EXPECT_NE(hashOf("net", {a.path}), hashOf("net", {other.path}));
}

TEST(Hashes, DependOnTextOrderAndNumberOfFiles) {
  TemporaryFile a("a"), b("b");
  EXPECT_NE(hashOf("net", {a.path}), hashOf("Net", {a.path}));
  EXPECT_NE(hashOf("net", {a.path, b.path}), hashOf("net", {b.path, a.path}));
  EXPECT_NE(hashOf("net", {a.path}), hashOf("net", {a.path, a.path}));
}

TEST(Hashes, Are32HexDigits) {
  std::string hash = hashOf("net", {});
  EXPECT_EQ(hash.size(), 32u);
  EXPECT_EQ(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(compilerHash().size(), 32u);
}

TEST(Hashes, SayWhichFileIsMissing) {
  auto hash = hashFiles("net", {"/nowhere/net.pt"});
  ASSERT_FALSE(hash);
  EXPECT_EQ(llvm::toString(hash.takeError()),
            "cannot read /nowhere/net.pt: No such file or directory");
}

} // namespace
