//===- Blob.cpp - Bytes and what keeps them alive -------------------------===//

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Failure.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kiln;

namespace {

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0)
      ::close(number);
  }
};

} // namespace

llvm::Expected<Blob> Blob::mapFile(llvm::StringRef path) {
  // O_NONBLOCK: a name that turns out to be a pipe must not hang us.
  Descriptor file{
      ::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status;
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    return failure("cannot open: {0}", std::strerror(errno));
  if (S_ISDIR(status.st_mode))
    return failure("is a folder, expected a file");
  if (!S_ISREG(status.st_mode))
    return failure("is not a regular file");
  size_t size = static_cast<size_t>(status.st_size);
  if (size == 0)
    return borrow({});
  void *memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (memory == MAP_FAILED)
    return failure("cannot map {0} bytes: {1}", size, std::strerror(errno));
  std::shared_ptr<const void> owner(memory, [size](const void *pointer) {
    ::munmap(const_cast<void *>(pointer), size);
  });
  return Blob{{static_cast<const char *>(memory), size}, std::move(owner)};
}

Blob Blob::allocate(uint64_t size, char *&memory) {
  constexpr std::align_val_t alignment{64};
  memory = static_cast<char *>(
      ::operator new(std::max<uint64_t>(size, 1), alignment));
  std::shared_ptr<const void> owner(memory, [](const void *pointer) {
    ::operator delete(const_cast<void *>(pointer), alignment);
  });
  return Blob{{memory, size}, std::move(owner)};
}

Blob Blob::borrow(llvm::ArrayRef<char> bytes) {
  // Not null even for no bytes: a tensor without owner is no tensor.
  static const char none = 0;
  const void *anchor = bytes.empty() ? &none : bytes.data();
  return {bytes, std::shared_ptr<const void>(anchor, [](const void *) {})};
}
