//===- PictureInput.cpp - From a picture file to an input -------*- C++ -*-===//

#include "runtime/Program/PictureInput.h"

#include "runtime/Error.h"
#include "runtime/Program/HalfFloat.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/StbImage.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

bool kiln::runtime::looksLikePicture(const uint8_t *data, size_t size) {
  return size >= 4 &&
         (!memcmp(data, "\x89PNG", 4) || !memcmp(data, "\xff\xd8\xff", 3));
}

//===----------------------------------------------------------------------===//
// Decoding
//===----------------------------------------------------------------------===//

/// Luminance as ITU-R 601-2 weighs it, in Pillow's fixed point.
static uint8_t luminance(const uint8_t *rgb) {
  return (rgb[0] * 19595 + rgb[1] * 38470 + rgb[2] * 7471 + 0x8000) >> 16;
}

static void convertPixel(const uint8_t *from, int fromChannels, uint8_t *to,
                         int toChannels) {
  bool grey = fromChannels <= 2;
  if (toChannels == 1)
    to[0] = grey ? from[0] : luminance(from);
  else
    for (int c = 0; c < 3; ++c)
      to[c] = from[grey ? 0 : c];
}

static bool convert(const uint8_t *pixels, int channels, Picture &picture) {
  if (!picture.pixels.allocate(picture.rowBytes() * picture.height))
    return false;
  size_t count = size_t(picture.width) * picture.height;
  for (size_t i = 0; i < count; ++i)
    convertPixel(pixels + i * channels, channels,
                 picture.pixels.as<uint8_t>() + i * picture.channels,
                 picture.channels);
  return true;
}

bool kiln::runtime::decodePicture(const char *path, const uint8_t *data,
                                  size_t size, int channels, Picture &picture) {
  int width, height, found;
  if (size > INT_MAX ||
      !kiln_picture_size(data, int(size), &width, &height, &found)) {
    fail(KILN_IO_ERROR, "%s is no PNG or JPEG picture that can be read", path);
    return false;
  }
  if (int64_t(width) * height > KILN_PICTURE_MAX_PIXELS) {
    fail(KILN_IO_ERROR,
         "%s has %dx%d pixels, more than the limit of %d million", path, width,
         height, KILN_PICTURE_MAX_PIXELS / 1000000);
    return false;
  }
  uint8_t *pixels =
      kiln_picture_decode(data, int(size), &width, &height, &found);
  if (!pixels) {
    fail(KILN_IO_ERROR, "%s is a broken picture", path);
    return false;
  }
  picture.width = width;
  picture.height = height;
  picture.channels = channels;
  bool converted = convert(pixels, found, picture);
  free(pixels);
  return converted;
}

//===----------------------------------------------------------------------===//
// Resizing and cropping
//===----------------------------------------------------------------------===//

namespace {
/// The picture part of an input's shape.
struct Extent {
  int channels, height, width;
};
} // namespace

static bool extentOf(const KilnTensor &input, Extent &extent) {
  if (input.rank != 3 && input.rank != 4)
    return false;
  const int64_t *dims = input.dims + input.rank - 3;
  bool fits = (dims[0] == 1 || dims[0] == 3) && dims[1] > 0 && dims[2] > 0 &&
              dims[1] <= KILN_PICTURE_MAX_SIDE &&
              dims[2] <= KILN_PICTURE_MAX_SIDE;
  extent = {int(dims[0]), int(dims[1]), int(dims[2])};
  bool isBatch = input.rank == 4 && input.dims[0] > 0;
  bool typeFits = input.dtype <= KILN_BF16 || input.dtype == KILN_U8;
  return fits && typeFits && (isBatch || input.rank == 3);
}

int64_t kiln::runtime::picturesPerRun(const KilnTensor &input) {
  Extent extent;
  if (!extentOf(input, extent))
    return 0;
  return input.rank == 4 ? input.dims[0] : 1;
}

/// Sides of the picture before its centre is cut out. The longer side is
/// rounded as torchvision does.
static void sidesBeforeCrop(const Picture &picture, const Extent &extent,
                            const KilnPreprocessing &how, int &width,
                            int &height) {
  width = extent.width;
  height = extent.height;
  if (how.resize_height) {
    width = how.resize_width;
    height = how.resize_height;
    return;
  }
  if (!how.crop && !how.resize_shorter)
    return;
  int64_t w = picture.width, h = picture.height;
  int64_t shorter = how.resize_shorter;
  if (!shorter) {
    // The smallest size that still covers the input.
    if (w * extent.height >= h * extent.width) {
      width = int(w * extent.height / h);
      height = extent.height;
    } else {
      height = int(h * extent.width / w);
    }
    return;
  }
  width = int(w <= h ? shorter : shorter * w / h);
  height = int(w <= h ? shorter * h / w : shorter);
}

/// Half of what is cut off, rounded to even as torchvision does.
static int cropOffset(int whole, int part) {
  return int(nearbyint((whole - part) / 2.0));
}

//===----------------------------------------------------------------------===//
// Normalising
//===----------------------------------------------------------------------===//

static void store(void *elements, size_t index, uint32_t dtype, float value) {
  switch (dtype) {
  case KILN_F64:
    static_cast<double *>(elements)[index] = value;
    break;
  case KILN_F32:
    static_cast<float *>(elements)[index] = value;
    break;
  case KILN_F16:
    static_cast<uint16_t *>(elements)[index] = floatToHalf(value);
    break;
  case KILN_BF16:
    static_cast<uint16_t *>(elements)[index] = floatToBfloat(value);
    break;
  }
}

/// Writes one channel after the other, as PyTorch's ToTensor and Normalize do
/// it; u8 inputs get the pixels as they are.
static void normalise(const Picture &picture, const Extent &extent, int left,
                      int top, const KilnTensor &input,
                      const KilnPreprocessing &how, void *elements) {
  size_t index = 0;
  for (int c = 0; c < extent.channels; ++c) {
    uint32_t entry = how.channels > 1 ? uint32_t(c) : 0;
    float mean = how.channels ? how.mean[entry] : 0;
    float deviation = how.channels ? how.std[entry] : 1;
    for (int y = 0; y < extent.height; ++y) {
      const uint8_t *row = picture.pixels.as<uint8_t>() +
                           (y + top) * picture.rowBytes() +
                           size_t(left) * picture.channels + c;
      for (int x = 0; x < extent.width; ++x, ++index) {
        uint8_t pixel = row[size_t(x) * picture.channels];
        if (input.dtype == KILN_U8)
          static_cast<uint8_t *>(elements)[index] = pixel;
        else
          store(elements, index, input.dtype,
                (pixel / 255.0f - mean) / deviation);
      }
    }
  }
}

bool kiln::runtime::readPicture(const char *path, const uint8_t *data,
                                size_t size, const KilnTensor &input,
                                const KilnPreprocessing &how, void *elements) {
  Extent extent;
  Picture picture, resized;
  if (!extentOf(input, extent)) {
    char shape[200];
    fail(KILN_INVALID_ARGUMENT,
         "%s: input '%s' takes no picture but %s %s: give a .npy file", path,
         input.name, kiln_dtype_name(kiln_dtype(input.dtype)),
         shapeText(input.dims, input.rank, shape, sizeof shape));
    return false;
  }
  if (how.channels > 1 && int(how.channels) != extent.channels) {
    fail(KILN_INVALID_ARGUMENT,
         "mean and std have %u entries, input '%s' has %d channels",
         how.channels, input.name, extent.channels);
    return false;
  }
  if (!decodePicture(path, data, size, extent.channels, picture))
    return false;
  int width, height;
  sidesBeforeCrop(picture, extent, how, width, height);
  if (width > KILN_PICTURE_MAX_SIDE || height > KILN_PICTURE_MAX_SIDE) {
    fail(KILN_INVALID_ARGUMENT,
         "%s, %dx%d pixels, would be resized to %dx%d, of which no side may be "
         "longer than %d",
         path, picture.height, picture.width, height, width,
         KILN_PICTURE_MAX_SIDE);
    return false;
  }
  if (width < extent.width || height < extent.height) {
    fail(KILN_INVALID_ARGUMENT,
         "%s: resized to %dx%d it cannot be cropped to the input's %dx%d", path,
         height, width, extent.height, extent.width);
    return false;
  }
  if (!resize(picture, width, height, resized))
    return false;
  normalise(resized, extent, cropOffset(width, extent.width),
            cropOffset(height, extent.height), input, how, elements);
  return true;
}
