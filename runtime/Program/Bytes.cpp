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

/// Reads up to `most` bytes; -1 (with an error) on failure, 0 at the end.
static ssize_t readSome(int file, const char *path, char *place, size_t most) {
  ssize_t count;
  do
    count = read(file, place, most);
  while (count < 0 && errno == EINTR);
  if (count < 0)
    fail(KILN_IO_ERROR, "cannot read %s: %s", path, strerror(errno));
  return count;
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
        readSome(file, path, content.as<char>() + used, content.size() - used);
    if (count < 0)
      return false;
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

static int openFile(const char *path, struct stat &status) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file >= 0 && !fstat(file, &status))
    return file;
  fail(KILN_IO_ERROR, "cannot open %s: %s", path, strerror(errno));
  if (file >= 0)
    close(file);
  return -1;
}

bool kiln::runtime::readFile(const char *path, Bytes &content) {
  if (!strcmp(path, "-"))
    return readStandardInput(content);
  struct stat status;
  int file = openFile(path, status);
  if (file < 0)
    return false;
  size_t guess = S_ISREG(status.st_mode) ? size_t(status.st_size) : 1 << 16;
  bool read = readAll(file, path, guess, content);
  close(file);
  return read;
}

bool kiln::runtime::readStart(const char *path, Bytes &content) {
  constexpr size_t wanted = 8;
  if (!strcmp(path, "-"))
    return readStandardInput(content);
  struct stat status;
  int file = openFile(path, status);
  if (file < 0)
    return false;
  size_t used = 0;
  ssize_t count = content.resize(wanted) ? 1 : -1;
  while (count > 0 && used < wanted) {
    count = readSome(file, path, content.as<char>() + used, wanted - used);
    used += count > 0 ? count : 0;
  }
  close(file);
  return count >= 0 && content.resize(used);
}
