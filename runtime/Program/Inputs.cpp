//===- Inputs.cpp - From files to the buffers of a run ----------*- C++ -*-===//

#include "runtime/Program/Inputs.h"

#include "runtime/Error.h"
#include "runtime/Program/HalfFloat.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/PictureInput.h"

#include <string.h>

using namespace kiln::runtime;

static size_t aligned(size_t bytes) { return (bytes + 63) & ~size_t(63); }

bool Buffers::allocate(const KilnModuleDescriptor &description) {
  model = &description;
  size_t count = model->input_count + model->output_count;
  if (!all.allocate(sizeof(kiln_buffer) * count))
    return false;
  auto tensor = [&](size_t i) -> const KilnTensor & {
    return i < model->input_count ? model->inputs[i]
                                  : model->outputs[i - model->input_count];
  };
  size_t total = 64;
  for (size_t i = 0; i < count; ++i)
    total += aligned(tensor(i).bytes);
  if (!memory.allocate(total))
    return false;
  char *next = reinterpret_cast<char *>(
      aligned(reinterpret_cast<size_t>(memory.as<char>())));
  for (size_t i = 0; i < count; ++i) {
    all.as<kiln_buffer>()[i] = {next, size_t(tensor(i).bytes)};
    next += aligned(tensor(i).bytes);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Noise
//===----------------------------------------------------------------------===//

/// Uniform in [-1, 1) for floats; 0 or 1 for integers, which may be indices.
static void fillRandom(const KilnTensor &tensor, void *data, uint64_t &state) {
  size_t size = kiln_dtype_size(kiln_dtype(tensor.dtype));
  for (size_t i = 0; i < tensor.bytes / size; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    float value = float(int32_t(state >> 32)) * 0x1p-31f;
    int64_t bit = int64_t(state >> 63);
    auto *place = static_cast<char *>(data) + i * size;
    double wide = value;
    uint16_t half =
        tensor.dtype == KILN_F16 ? floatToHalf(value) : floatToBfloat(value);
    const void *from = &bit; // little-endian: the low bytes come first
    if (tensor.dtype == KILN_F64)
      from = &wide;
    else if (tensor.dtype == KILN_F32)
      from = &value;
    else if (tensor.dtype == KILN_F16 || tensor.dtype == KILN_BF16)
      from = &half;
    memcpy(place, from, size);
  }
}

void Buffers::randomise() {
  uint64_t state = 1;
  for (uint32_t i = 0; i < model->input_count; ++i)
    fillRandom(model->inputs[i], inputs()[i].data, state);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

static bool isStandardInput(const char *path) { return !strcmp(path, "-"); }

/// How messages call a file.
static const char *nameOf(const char *path) {
  return isStandardInput(path) ? "standard input" : path;
}

static bool unknownFormat(const char *path) {
  fail(KILN_INVALID_ARGUMENT, "%s is neither a .npy file nor a PNG or JPEG",
       path);
  return false;
}

/// Loads a file that is the whole of one input.
static bool loadWhole(const char *path, const Bytes &file,
                      const KilnTensor &input, const KilnPreprocessing &how,
                      void *elements) {
  const uint8_t *data = file.as<uint8_t>();
  if (looksLikeNpy(data, file.size()))
    return readNpy(path, data, file.size(), input, elements);
  if (!looksLikePicture(data, file.size()))
    return unknownFormat(path);
  if (picturesPerRun(input) > 1) {
    fail(KILN_INVALID_ARGUMENT,
         "%s: input '%s' takes a batch, give it as a .npy file", path,
         input.name);
    return false;
  }
  return readPicture(path, data, file.size(), input, how, elements);
}

/// One file for each input.
int Buffers::loadSeveral(const Options &options, int first) {
  int count = int(model->input_count);
  if (options.inputCount - first < count) {
    fail(KILN_INVALID_ARGUMENT, "the network takes %d inputs, got %d", count,
         options.inputCount - first);
    return 0;
  }
  for (int i = 0; i < count; ++i) {
    const char *path = options.inputs[first + i];
    Bytes file;
    if (!readFile(path, file) ||
        !loadWhole(nameOf(path), file, model->inputs[i], options.preprocessing,
                   inputs()[i].data))
      return 0;
  }
  return count;
}

/// Pictures as long as the batch has room, or one array.
int Buffers::loadBatch(const Options &options, int first) {
  const KilnTensor &input = model->inputs[0];
  int64_t capacity = picturesPerRun(input);
  auto *elements = static_cast<char *>(inputs()[0].data);
  int count = 0;
  for (; first + count < options.inputCount; ++count) {
    const char *path = options.inputs[first + count];
    // Standard input cannot be read again, which an array may need.
    if (count && (count == capacity || isStandardInput(path)))
      break;
    Bytes file;
    if (!readFile(path, file))
      return 0;
    path = nameOf(path);
    const uint8_t *data = file.as<uint8_t>();
    if (looksLikeNpy(data, file.size())) {
      if (count)
        break; // its own run, which will read it again
      return readNpy(path, data, file.size(), input, elements);
    }
    if (!looksLikePicture(data, file.size()))
      return unknownFormat(path), 0;
    pictures = true;
    size_t place = capacity ? input.bytes / capacity * count : 0;
    if (!readPicture(path, data, file.size(), input, options.preprocessing,
                     elements + place))
      return 0;
  }
  return count;
}

int Buffers::load(const Options &options, int first) {
  pictures = false;
  if (model->input_count != 1)
    return loadSeveral(options, first);
  memset(inputs()[0].data, 0, inputs()[0].bytes);
  return loadBatch(options, first);
}
