//===- Command.cpp - Running programs in a folder of their own --*- C++ -*-===//

#include "test/unit/Link/Command.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace kiln;
using namespace kiln::test;

TemporaryFolder::TemporaryFolder() {
  llvm::SmallString<128> path;
  llvm::sys::fs::createUniqueDirectory("kiln-test", path);
  root = std::string(path);
}

TemporaryFolder::~TemporaryFolder() { llvm::sys::fs::remove_directories(root); }

std::string TemporaryFolder::path(llvm::StringRef name) const {
  llvm::SmallString<128> path(root);
  llvm::sys::path::append(path, name);
  return std::string(path);
}

size_t TemporaryFolder::fileCount() const {
  std::error_code error;
  size_t count = 0;
  for (llvm::sys::fs::directory_iterator it(root, error), end;
       it != end && !error; it.increment(error))
    ++count;
  return count;
}

std::string
TemporaryFolder::writeArray(llvm::StringRef name, std::vector<int64_t> dims,
                            const std::vector<float> &values) const {
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
  for (int64_t dim : dims)
    header += std::to_string(dim) + ",";
  header += "), }\n";
  std::string content = std::string("\x93NUMPY\x01", 7) + '\0' +
                        char(header.size()) + '\0' + header;
  content.append(reinterpret_cast<const char *>(values.data()),
                 values.size() * sizeof(float));
  std::string file = path(name);
  llvm::cantFail(writeWholeFile(file, content));
  return file;
}

CommandResult kiln::test::run(std::vector<std::string> arguments,
                              const std::string &standardInput) {
  TemporaryFolder folder;
  std::string outputPath = folder.path("output");
  std::vector<llvm::StringRef> argv(arguments.begin(), arguments.end());
  std::optional<llvm::StringRef> redirects[] = {standardInput, outputPath,
                                                outputPath};
  std::string message;
  CommandResult result;
  result.status = llvm::sys::ExecuteAndWait(argv[0], argv, std::nullopt,
                                            redirects, 60, 0, &message);
  if (auto buffer = llvm::MemoryBuffer::getFile(outputPath))
    result.output = (*buffer)->getBuffer().str();
  result.output += message;
  return result;
}
