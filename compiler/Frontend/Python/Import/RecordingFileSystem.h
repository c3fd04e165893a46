//===- RecordingFileSystem.h - Which files were read ------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_RECORDINGFILESYSTEM_H
#define KILN_FRONTEND_PYTHON_IMPORT_RECORDINGFILESYSTEM_H

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <string>
#include <vector>

namespace kiln::python {

/// The machine's files; notes the path of each that is opened, for depfiles.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  RecordingFileSystem() : ProxyFileSystem(llvm::vfs::getRealFileSystem()) {}

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &path) override {
    auto file = ProxyFileSystem::openFileForRead(path);
    if (file && known.insert(path.str()).second)
      opened.push_back(path.str());
    return file;
  }

  /// In the order of their first opening.
  const std::vector<std::string> &paths() const { return opened; }

private:
  std::vector<std::string> opened;
  llvm::StringSet<> known;
};

} // namespace kiln::python

#endif
