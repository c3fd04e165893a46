//===- Memory.cpp - Memory and weights from the system ----------*- C++ -*-===//

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 // MADV_HUGEPAGE
#endif

#include "runtime/Error.h"
#include "runtime/Session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kiln::runtime;

static constexpr size_t hugePage = 2 << 20;

void Mapping::release() {
  if (data)
    munmap(data, bytes);
  data = nullptr;
}

Mapping kiln::runtime::mapZeroed(size_t bytes) {
  Mapping mapping;
  bool huge = bytes >= hugePage;
  if (huge)
    bytes = (bytes + hugePage - 1) / hugePage * hugePage;
  void *data = mmap(nullptr, bytes ? bytes : 1, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED)
    return mapping;
  if (huge)
    madvise(data, bytes, MADV_HUGEPAGE); // a hint; refusal does no harm
  mapping.data = data;
  mapping.bytes = bytes ? bytes : 1;
  return mapping;
}

/// `name` in the folder of the running program.
static bool pathBesideProgram(const char *name, char *path, size_t capacity) {
  ssize_t length = readlink("/proc/self/exe", path, capacity - 1);
  if (length <= 0)
    return false;
  path[length] = 0;
  char *slash = strrchr(path, '/');
  if (!slash || size_t(slash + 1 - path) + strlen(name) >= capacity)
    return false;
  strcpy(slash + 1, name);
  return true;
}

/// Says what is wrong with a mapped weights file; null: nothing.
static const char *defectOf(const KilnModuleDescriptor &model,
                            const Mapping &file) {
  if (file.bytes < KILN_WEIGHTS_ALIGNMENT)
    return "is too short for a weights file";
  auto &header = *static_cast<const KilnWeightsFileHeader *>(file.data);
  if (header.magic != KILN_WEIGHTS_FILE_MAGIC)
    return "is no weights file";
  if (header.bytes != model.weights_bytes ||
      strncmp(header.model_hash, model.model_hash, sizeof header.model_hash))
    return "holds the weights of another model";
  if (file.bytes - KILN_WEIGHTS_ALIGNMENT < model.weights_bytes)
    return "is cut short";
  return nullptr;
}

kiln_status kiln::runtime::mapWeightsFile(const KilnModuleDescriptor &model,
                                          const char *path, Mapping &mapping) {
  char beside[4096];
  if (!path) {
    if (!pathBesideProgram(model.weights_file, beside, sizeof beside))
      return fail(KILN_IO_ERROR, "cannot tell where the program's folder is");
    path = beside;
  }
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status)) {
    int error = errno;
    if (file >= 0)
      close(file);
    return fail(KILN_IO_ERROR, "cannot open the weights %s: %s", path,
                strerror(error));
  }
  void *data = MAP_FAILED;
  if (status.st_size > 0)
    data = mmap(nullptr, status.st_size, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (data == MAP_FAILED)
    return fail(KILN_IO_ERROR, "cannot map the weights %s", path);
  mapping.data = data;
  mapping.bytes = status.st_size;
  const char *defect = defectOf(model, mapping);
  if (!defect)
    return KILN_OK;
  mapping.release();
  return fail(KILN_IO_ERROR, "%s %s", path, defect);
}
