//===- OutputFile.h - Files that appear complete or not at all --*- C++ -*-===//

#ifndef KILN_SUPPORT_OUTPUTFILE_H
#define KILN_SUPPORT_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace kiln {

/// A temporary name in the folder of the final one, removed when the process
/// is interrupted or the object dies before keep(). Devices, pipes and
/// symbolic links stay what they are: they receive a copy.
class OutputFile {
public:
  static llvm::Expected<OutputFile> create(llvm::StringRef finalPath);
  OutputFile(OutputFile &&other);
  OutputFile &operator=(OutputFile &&) = delete;
  ~OutputFile();

  const std::string &temporaryPath() const { return temporary; }
  /// Renames to the final name.
  llvm::Error keep();
  /// Whether keep() writes the bytes once more, which may fail half-way.
  bool isCopied() const;

private:
  llvm::Error copyInPlace();

  OutputFile(std::string finalPath, std::string temporary)
      : finalPath(std::move(finalPath)), temporary(std::move(temporary)) {}

  std::string finalPath, temporary;
};

/// The files of one command: they get their names when all are complete.
class OutputFiles {
public:
  /// The temporary path of a file that will have this name.
  llvm::Expected<std::string> add(llvm::StringRef finalPath);
  /// A file that is written here.
  llvm::Error add(llvm::StringRef finalPath, llvm::StringRef content);
  llvm::Error keep();

private:
  std::vector<OutputFile> files;
};

/// Bytes in memory under a path that a library can open.
class MemoryFile {
public:
  static llvm::Expected<MemoryFile> create(llvm::StringRef content);
  MemoryFile(MemoryFile &&other);
  MemoryFile &operator=(MemoryFile &&) = delete;
  ~MemoryFile();

  std::string path() const;

private:
  explicit MemoryFile(int descriptor) : descriptor(descriptor) {}
  int descriptor;
};

/// Lets `write` fill an OutputFile of this path, which is kept if all went
/// well.
llvm::Error
writeFile(llvm::StringRef path,
          llvm::function_ref<llvm::Error(llvm::raw_pwrite_stream &)> write);

/// Writes `content` to `path` in the same way.
llvm::Error writeWholeFile(llvm::StringRef path, llvm::StringRef content);

/// "cannot write <path>: <reason>".
llvm::Error writeError(llvm::StringRef path, std::error_code reason);

} // namespace kiln

#endif
