//===- InputDims.cpp - Named dimensions from files --------------*- C++ -*-===//

#include "runtime/Error.h"
#include "runtime/Instance.h"
#include "runtime/Program/Bytes.h"
#include "runtime/Program/Inputs.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/PictureInput.h"

#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

/// Reads `--dim NAME=VALUE`.
static bool readOption(const KilnModuleDescriptor &model, const char *text,
                       int64_t *values) {
  const char *equals = strchr(text, '=');
  size_t length = equals ? equals - text : strlen(text);
  for (uint32_t i = 0; i < model.dim_count; ++i) {
    const char *name = model.dims[i].name;
    if (strlen(name) != length || strncmp(name, text, length))
      continue;
    char *end = nullptr;
    values[i] = equals ? strtoll(equals + 1, &end, 10) : 0;
    if (equals && end != equals + 1 && !*end && values[i] > 0)
      return true;
    fail(KILN_INVALID_ARGUMENT, "--dim takes %s=VALUE, got %s", name, text);
    return false;
  }
  fail(KILN_INVALID_ARGUMENT, "--dim %s: %s has no such named dimension", text,
       model.name);
  return false;
}

static bool readShape(const KilnModuleDescriptor &model,
                      const KilnTensor &input, const char *path,
                      int64_t *values) {
  Bytes file;
  NpyHeader header;
  if (!readFile(path, file) ||
      !parseNpyHeader(path, file.as<uint8_t>(), file.size(), header))
    return false;
  if (header.rank == input.rank)
    return bindDims(model, input, path, header.dims, header.rank, values) ==
           KILN_OK;
  char wanted[300], found[300];
  fail(KILN_INVALID_ARGUMENT,
       "%s: input '%s' takes an array of shape %s, the file holds one of %s",
       path, input.name, sizesText(model, input, wanted, sizeof wanted),
       shapeText(header.dims, header.rank, found, sizeof found));
  return false;
}

/// How many pictures follow each other, up to `most`.
static int64_t countPictures(const Options &options, int first, int64_t most) {
  int64_t count = 0;
  for (; first + count < options.inputCount && count < most; ++count) {
    Bytes start;
    if (!readStart(options.inputs[first + count], start) ||
        !looksLikePicture(start.as<uint8_t>(), start.size()))
      break;
  }
  return count;
}

/// A batch of pictures is as large as it may be.
static void readBatch(const KilnModuleDescriptor &model,
                      const KilnTensor &input, const Options &options,
                      int first, int64_t *values) {
  int dim = input.rank == 4 ? dimOfSize(model, input.dims[0]) : -1;
  if (dim < 0)
    return;
  int64_t count = countPictures(options, first, model.dims[dim].most);
  if (count > values[dim])
    values[dim] = count;
}

static bool readInput(const KilnModuleDescriptor &model, const Options &options,
                      int first, uint32_t index, int64_t *values) {
  const KilnTensor &input = model.inputs[index];
  const char *path = options.inputs[first + int(index)];
  Bytes start;
  if (!readStart(path, start))
    return false;
  if (looksLikeNpy(start.as<uint8_t>(), start.size()))
    return readShape(model, input, path, values);
  if (model.input_count == 1)
    readBatch(model, input, options, first, values);
  return true;
}

bool kiln::runtime::readDims(const KilnModuleDescriptor &model,
                             const Options &options, int first,
                             int64_t *values) {
  for (int i = 0; i < options.dimCount; ++i)
    if (!readOption(model, options.dims[i], values))
      return false;
  for (uint32_t i = 0; i < model.input_count; ++i)
    if (first + int(i) < options.inputCount &&
        !readInput(model, options, first, i, values))
      return false;
  for (uint32_t i = 0; i < model.dim_count; ++i)
    if (!values[i])
      values[i] = model.dims[i].least;
  return true;
}
