//===- FuzzPicture.cpp - Pictures given to a program -----------*- C++ -*-===//

#include "runtime/Program/PictureInput.h"
#include "runtime/Program/StbImage.h"
#include "runtime/include/kiln.h"

#include <vector>

using namespace kiln::runtime;

/// The first byte picks how the picture becomes an input.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size)
    return 0;
  std::vector<uint8_t> file(data + 1, data + size);
  // Large pictures are slow, not interesting.
  int width, height, channels;
  if (kiln_picture_size(file.data(), int(file.size()), &width, &height,
                        &channels) &&
      int64_t(width) * height > 256 * 256)
    return 0;
  const int64_t dims[] = {1, data[0] & 1 ? 3 : 1, 5, 7};
  KilnTensor input = {"x", dims, 4, KILN_F32,
                      uint64_t(dims[1] * 5 * 7) * sizeof(float)};
  KilnPreprocessing how = {};
  how.crop = data[0] >> 1 & 1;
  how.resize_shorter = data[0] & 4 ? 9 : 0;
  std::vector<float> elements(input.bytes / sizeof(float));
  readPicture("x.png", file.data(), file.size(), input, how, elements.data());
  return 0;
}
