//===- DataFiles.h - Files that a definition may read -----------*- C++ -*-===//
//
// Definitions come from strangers: they read what the user has named, and what
// lies in the folders of packages that the user has named, and nothing else.
// They write nothing.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_DATAFILES_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_DATAFILES_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

class DataFiles {
public:
  enum class Kind : uint8_t { None, File, Folder };

  DataFiles(const PythonOptions &options,
            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

  /// What lies there; None as well if the definition may not know.
  Kind kindOf(llvm::StringRef path);

  /// The content of a file, or the names in a folder in their order; the error
  /// says what is wrong or, where the path is nobody's business, which option
  /// allows it.
  llvm::Expected<std::string> read(llvm::StringRef path);
  llvm::Expected<std::vector<std::string>> list(llvm::StringRef path);

private:
  /// The path without links and dots, if it is one of `allowed` or below.
  std::optional<std::string> resolve(llvm::StringRef path);
  Kind kindOfReal(llvm::StringRef real);
  /// The path without links and dots, if that kind lies there.
  llvm::Expected<std::string> check(llvm::StringRef path, Kind wanted);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  /// Without links, dots and a slash at the end; the root is empty.
  std::vector<std::string> allowed;
};

} // namespace kiln::python

#endif
