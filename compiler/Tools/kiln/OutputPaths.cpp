//===- OutputPaths.cpp - What a command may write to ----------------------===//

#include "compiler/Tools/kiln/OutputPaths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
using namespace kiln;
using llvm::StringRef;

/// A device, such as /dev/null, takes any number of outputs.
static bool isDevice(StringRef path) {
  fs::file_status status;
  return !fs::status(path, status) &&
         status.type() != fs::file_type::regular_file;
}

/// The path that a file of this name has or would have.
static std::string realPathOf(StringRef path) {
  llvm::SmallString<256> real;
  if (!fs::real_path(path, real))
    return std::string(real);
  StringRef folder = llvm::sys::path::parent_path(path);
  if (fs::real_path(folder.empty() ? "." : folder, real))
    return path.str();
  llvm::sys::path::append(real, llvm::sys::path::filename(path));
  return std::string(real);
}

llvm::Error OutputPaths::add(StringRef what, StringRef path) {
  if (fs::is_directory(path))
    return llvm::createStringError(llvm::formatv(
        "cannot write {0} to {1}: it is a folder, expected a file", what,
        path));
  for (const std::string &file : dependencies)
    if (fs::equivalent(file, path))
      return llvm::createStringError(llvm::formatv(
          "cannot write {0} to {1}: it is one of the files that the model is "
          "read from",
          what, path));
  std::string real = realPathOf(path);
  for (const auto &[other, taken] : paths)
    if (real == taken && !isDevice(path))
      return llvm::createStringError(llvm::formatv(
          "cannot write {0} to {1}: {2} goes there", what, path, other));
  paths.push_back({what.str(), real});
  return llvm::Error::success();
}
