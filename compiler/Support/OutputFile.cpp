//===- OutputFile.cpp - Files that appear complete or not at all ----------===//

#include "compiler/Support/OutputFile.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"

#include <sys/mman.h>
#include <unistd.h>

using namespace kiln;

llvm::Error kiln::writeError(llvm::StringRef path, std::error_code reason) {
  return llvm::createStringError(reason, "cannot write %s: %s",
                                 path.str().c_str(), reason.message().c_str());
}

/// Whether a name stands for something that a new file must not replace: a
/// device such as /dev/null, a pipe, or a symbolic link to what is meant.
static bool mustBeWrittenInPlace(llvm::StringRef path) {
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status, /*follow=*/false))
    return false;
  return status.type() != llvm::sys::fs::file_type::regular_file;
}

llvm::Expected<OutputFile> OutputFile::create(llvm::StringRef finalPath) {
  llvm::SmallString<128> temporary;
  int descriptor;
  std::error_code error =
      mustBeWrittenInPlace(finalPath)
          ? llvm::sys::fs::createTemporaryFile("kiln", "tmp", descriptor,
                                               temporary)
          : llvm::sys::fs::createUniqueFile(finalPath + ".%%%%%%%%.tmp",
                                            descriptor, temporary);
  if (error)
    return writeError(finalPath, error);
  ::close(descriptor);
  llvm::sys::RemoveFileOnSignal(temporary);
  return OutputFile(finalPath.str(), std::string(temporary));
}

OutputFile::OutputFile(OutputFile &&other)
    : finalPath(std::move(other.finalPath)),
      temporary(std::move(other.temporary)) {
  other.temporary.clear();
}

OutputFile::~OutputFile() {
  if (temporary.empty())
    return;
  llvm::sys::fs::remove(temporary);
  llvm::sys::DontRemoveFileOnSignal(temporary);
}

bool OutputFile::isCopied() const { return mustBeWrittenInPlace(finalPath); }

llvm::Error OutputFile::keep() {
  if (isCopied())
    return copyInPlace();
  if (std::error_code error = llvm::sys::fs::rename(temporary, finalPath))
    return writeError(finalPath, error);
  llvm::sys::DontRemoveFileOnSignal(temporary);
  temporary.clear();
  return llvm::Error::success();
}

/// The temporary file is left to the destructor.
llvm::Error OutputFile::copyInPlace() {
  llvm::sys::fs::file_status before, after;
  std::error_code error = llvm::sys::fs::status(temporary, before);
  if (!error)
    error = llvm::sys::fs::copy_file(temporary, finalPath);
  if (!error)
    error = llvm::sys::fs::status(finalPath, after);
  if (!error && after.type() == llvm::sys::fs::file_type::regular_file)
    error = llvm::sys::fs::setPermissions(
        finalPath,
        after.permissions() | (before.permissions() & llvm::sys::fs::all_exe));
  return error ? writeError(finalPath, error) : llvm::Error::success();
}

llvm::Expected<MemoryFile> MemoryFile::create(llvm::StringRef content) {
  int descriptor = ::memfd_create("kiln", MFD_CLOEXEC);
  if (descriptor < 0)
    return llvm::createStringError(
        std::error_code(errno, std::generic_category()),
        "cannot create a file in memory");
  MemoryFile file(descriptor);
  while (!content.empty()) {
    ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return llvm::createStringError(
          std::error_code(errno, std::generic_category()),
          "cannot write to a file in memory");
    content = content.drop_front(written);
  }
  return file;
}

MemoryFile::MemoryFile(MemoryFile &&other) : descriptor(other.descriptor) {
  other.descriptor = -1;
}

MemoryFile::~MemoryFile() {
  if (descriptor >= 0)
    ::close(descriptor);
}

std::string MemoryFile::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

/// Has `write` fill the file at `path`, which will have the name `finalPath`.
static llvm::Error
fill(llvm::StringRef path, llvm::StringRef finalPath,
     llvm::function_ref<llvm::Error(llvm::raw_pwrite_stream &)> write) {
  std::error_code problem;
  llvm::raw_fd_ostream stream(path, problem);
  if (problem)
    return writeError(finalPath, problem);
  llvm::Error error = write(stream);
  stream.close();
  problem = stream.error();
  // A stream with an error that nobody has looked at ends the process.
  stream.clear_error();
  if (error)
    return error;
  return problem ? writeError(finalPath, problem) : llvm::Error::success();
}

llvm::Error kiln::writeFile(
    llvm::StringRef path,
    llvm::function_ref<llvm::Error(llvm::raw_pwrite_stream &)> write) {
  auto file = OutputFile::create(path);
  if (!file)
    return file.takeError();
  if (llvm::Error error = fill(file->temporaryPath(), path, write))
    return error;
  return file->keep();
}

//===----------------------------------------------------------------------===//
// OutputFiles
//===----------------------------------------------------------------------===//

llvm::Expected<std::string> OutputFiles::add(llvm::StringRef finalPath) {
  auto file = OutputFile::create(finalPath);
  if (!file)
    return file.takeError();
  files.push_back(std::move(*file));
  return files.back().temporaryPath();
}

llvm::Error OutputFiles::add(llvm::StringRef finalPath,
                             llvm::StringRef content) {
  auto path = add(finalPath);
  if (!path)
    return path.takeError();
  return fill(*path, finalPath, [&](llvm::raw_pwrite_stream &stream) {
    stream << content;
    return llvm::Error::success();
  });
}

/// Renaming comes last, for it hardly ever fails.
llvm::Error OutputFiles::keep() {
  for (bool copied : {true, false})
    for (OutputFile &file : files)
      if (file.isCopied() == copied)
        if (llvm::Error error = file.keep())
          return error;
  files.clear();
  return llvm::Error::success();
}

llvm::Error kiln::writeWholeFile(llvm::StringRef path,
                                 llvm::StringRef content) {
  return writeFile(path, [&](llvm::raw_pwrite_stream &stream) {
    stream << content;
    return llvm::Error::success();
  });
}
