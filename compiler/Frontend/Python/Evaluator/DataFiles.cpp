//===- DataFiles.cpp - Files that a definition may read -------------------===//

#include "compiler/Frontend/Python/Evaluator/DataFiles.h"

#include "llvm/Support/Path.h"

namespace kiln::python {

namespace path = llvm::sys::path;

/// Configurations and tables; weights are read elsewhere.
static constexpr uint64_t mostBytes = uint64_t(64) << 20;

static std::optional<std::string> realPath(llvm::vfs::FileSystem &files,
                                           llvm::StringRef name) {
  llvm::SmallString<128> result(name);
  files.makeAbsolute(result);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  llvm::SmallString<128> real;
  if (files.getRealPath(result, real))
    return std::nullopt;
  return real.str().str();
}

DataFiles::DataFiles(const PythonOptions &options,
                     llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files)
    : files(std::move(files)) {
  for (const auto *names : {&options.searchPaths, &options.dataPaths})
    for (const std::string &name : *names)
      if (std::optional<std::string> real = realPath(*this->files, name))
        allowed.push_back(llvm::StringRef(*real).rtrim('/').str());
}

std::optional<std::string> DataFiles::resolve(llvm::StringRef name) {
  // To definitions the working directory is the root; see os.getcwd().
  for (llvm::StringRef meant : {name, name.ltrim('/')}) {
    std::optional<std::string> real = realPath(*files, meant);
    if (!real)
      continue;
    for (llvm::StringRef root : allowed)
      if (llvm::StringRef rest = *real;
          rest.consume_front(root) && (rest.empty() || rest.front() == '/'))
        return real;
  }
  return std::nullopt;
}

DataFiles::Kind DataFiles::kindOf(llvm::StringRef name) {
  std::optional<std::string> real = resolve(name);
  return real ? kindOfReal(*real) : Kind::None;
}

DataFiles::Kind DataFiles::kindOfReal(llvm::StringRef real) {
  llvm::ErrorOr<llvm::vfs::Status> status = files->status(real);
  if (!status)
    return Kind::None;
  if (status->isRegularFile())
    return Kind::File;
  return status->isDirectory() ? Kind::Folder : Kind::None;
}

llvm::Expected<std::string> DataFiles::check(llvm::StringRef name,
                                             Kind wanted) {
  std::optional<std::string> real = resolve(name);
  Kind kind = real ? kindOfReal(*real) : Kind::None;
  if (kind == wanted)
    return std::move(*real);
  if (kind == Kind::None)
    return llvm::createStringError(
        "'" + name +
        "' is no file that kiln may read for the definition; if it should, "
        "give --data " +
        name);
  return llvm::createStringError("'" + name + "' is a " +
                                 (kind == Kind::File ? "file" : "folder"));
}

llvm::Expected<std::string> DataFiles::read(llvm::StringRef name) {
  llvm::Expected<std::string> real = check(name, Kind::File);
  if (!real)
    return real.takeError();
  llvm::ErrorOr<llvm::vfs::Status> status = files->status(*real);
  if (status && status->getSize() > mostBytes)
    return llvm::createStringError(
        "'" + name + "' has " + llvm::Twine(status->getSize()) +
        " bytes, definitions may read files of " + llvm::Twine(mostBytes));
  auto buffer = files->getBufferForFile(*real);
  if (!buffer)
    return llvm::createStringError("cannot read '" + name +
                                   "': " + buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

llvm::Expected<std::vector<std::string>> DataFiles::list(llvm::StringRef name) {
  llvm::Expected<std::string> real = check(name, Kind::Folder);
  if (!real)
    return real.takeError();
  std::vector<std::string> names;
  std::error_code failure;
  for (llvm::vfs::directory_iterator entry = files->dir_begin(*real, failure),
                                     end;
       !failure && entry != end; entry.increment(failure))
    names.push_back(path::filename(entry->path()).str());
  // The order of folders differs from one machine to the next.
  llvm::sort(names);
  return names;
}

} // namespace kiln::python
