//===- Command.h - Running programs in a folder of their own ----*- C++ -*-===//

#ifndef KILN_TEST_LINK_COMMAND_H
#define KILN_TEST_LINK_COMMAND_H

#include "compiler/Support/OutputFile.h"

#include <string>
#include <vector>

namespace kiln::test {

/// A folder that goes away with the test.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;

  std::string path(llvm::StringRef name) const;
  size_t fileCount() const;

  /// Writes an array of floats as .npy and returns its path.
  std::string writeArray(llvm::StringRef name, std::vector<int64_t> dims,
                         const std::vector<float> &values) const;

private:
  std::string root;
};

struct CommandResult {
  int status;
  std::string output; ///< of stdout and stderr
};

/// Runs a program by path and waits for its end.
CommandResult run(std::vector<std::string> arguments,
                  const std::string &standardInput = "");

} // namespace kiln::test

#endif
