//===- Bytes.cpp - Owned memory, and files read into it ---------*- C++ -*-===//

#include "runtime/Program/Bytes.h"

#include "runtime/Error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kiln::runtime;

Bytes::~Bytes() { free(memory); }

bool Bytes::allocate(size_t size) {
  free(memory);
  memory = calloc(size ? size : 1, 1);
  length = memory ? size : 0;
  if (!memory)
    fail(KILN_OUT_OF_MEMORY, "no memory for %zu bytes", size);
  return memory;
}

bool Bytes::resize(size_t size) {
  void *moved = realloc(memory, size ? size : 1);
  if (!moved) {
    fail(KILN_OUT_OF_MEMORY, "no memory for %zu bytes", size);
    return false;
  }
  memory = moved;
  length = size;
  return true;
}

/// Reads to the end, growing as needed.
static bool readAll(int file, const char *path, size_t guess, Bytes &content) {
  constexpr size_t limit = size_t(16) << 30;
  size_t used = 0;
  if (!content.resize(guess + 1))
    return false;
  for (;;) {
    if (used == content.size() && !content.resize(content.size() * 2))
      return false;
    ssize_t count =
        read(file, content.as<char>() + used, content.size() - used);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      fail(KILN_IO_ERROR, "cannot read %s: %s", path, strerror(errno));
      return false;
    }
    used += count;
    if (used > limit) {
      fail(KILN_IO_ERROR, "%s is larger than 16 GiB", path);
      return false;
    }
    if (!count)
      return content.resize(used);
  }
}

/// What standard input held, kept because it can be read only once: named
/// dimensions are read off an input before its elements are.
static char *standardInput;
static size_t standardInputSize;

static bool readStandardInput(Bytes &content) {
  if (standardInput) {
    if (!content.allocate(standardInputSize))
      return false;
    memcpy(content.as<char>(), standardInput, standardInputSize);
    return true;
  }
  if (!readAll(STDIN_FILENO, "standard input", 1 << 16, content))
    return false;
  standardInputSize = content.size();
  standardInput = static_cast<char *>(malloc(standardInputSize + 1));
  if (standardInput)
    memcpy(standardInput, content.as<char>(), standardInputSize);
  return true;
}

bool kiln::runtime::readFile(const char *path, Bytes &content) {
  if (!strcmp(path, "-"))
    return readStandardInput(content);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status)) {
    fail(KILN_IO_ERROR, "cannot open %s: %s", path, strerror(errno));
    return false;
  }
  size_t guess = S_ISREG(status.st_mode) ? size_t(status.st_size) : 1 << 16;
  bool read = readAll(file, path, guess, content);
  close(file);
  return read;
}
