//===- PictureTest.cpp - Pictures become inputs as in training --*- C++ -*-===//

#include "runtime/Program/HalfFloat.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/PictureInput.h"
#include "runtime/include/kiln.h"
#include "gtest/gtest.h"

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

using namespace kiln::runtime;

namespace {

void load(const std::string &name, Bytes &file) {
  std::string path = KILN_TEST_DATA_DIR "/pictures/" + name;
  ASSERT_TRUE(readFile(path.c_str(), file)) << kiln_last_error();
}

void decode(const std::string &name, int channels, Picture &picture) {
  Bytes file;
  load(name, file);
  ASSERT_TRUE(decodePicture(name.c_str(), file.as<uint8_t>(), file.size(),
                            channels, picture))
      << kiln_last_error();
}

/// The bytes of a stored array, without its header.
std::vector<uint8_t> expectedBytes(const std::string &name) {
  Bytes file;
  load("resized/" + name, file);
  NpyHeader header;
  EXPECT_TRUE(
      parseNpyHeader(name.c_str(), file.as<uint8_t>(), file.size(), header));
  const uint8_t *data = file.as<uint8_t>();
  return {data + header.dataOffset, data + file.size()};
}

std::vector<uint8_t> bytesOf(const Picture &picture) {
  const uint8_t *data = picture.pixels.as<uint8_t>();
  return {data, data + picture.pixels.size()};
}

struct ResizeCase {
  const char *file;
  int channels, width, height;
  const char *expected;
};

const int64_t cifarDims[] = {1, 3, 32, 32};
const KilnTensor cifarInput = {"x", cifarDims, 4, KILN_F32,
                               3 * 32 * 32 * sizeof(float)};

std::vector<float> readInput(const std::string &name,
                             const KilnPreprocessing &how) {
  Bytes file;
  load(name, file);
  std::vector<float> values(3 * 32 * 32);
  EXPECT_TRUE(readPicture(name.c_str(), file.as<uint8_t>(), file.size(),
                          cifarInput, how, values.data()))
      << kiln_last_error();
  return values;
}

} // namespace

TEST(ResizeTest, BytesArePillows) {
  for (const ResizeCase &c : {
           ResizeCase{"chelsea.png", 3, 32, 32, "chelsea_RGB_32x32.npy"},
           ResizeCase{"chelsea.png", 1, 45, 20, "chelsea_L_45x20.npy"},
           ResizeCase{"chelsea.png", 3, 451, 7, "chelsea_RGB_451x7.npy"},
           ResizeCase{"chelsea.png", 3, 7, 300, "chelsea_RGB_7x300.npy"},
           ResizeCase{"horse.png", 3, 32, 32, "horse_RGB_32x32.npy"},
           ResizeCase{"horse.png", 3, 31, 17, "horse_RGB_31x17.npy"},
       }) {
    Picture picture, resized;
    decode(c.file, c.channels, picture);
    ASSERT_TRUE(resize(picture, c.width, c.height, resized));
    EXPECT_EQ(bytesOf(resized), expectedBytes(c.expected)) << c.expected;
  }
}

TEST(ResizeTest, EnlargesAsPillowDoes) {
  std::vector<uint8_t> corner = expectedBytes("corner_9x5.npy");
  Picture picture, resized;
  picture.width = 9;
  picture.height = 5;
  picture.channels = 3;
  ASSERT_TRUE(picture.pixels.allocate(corner.size()));
  std::memcpy(picture.pixels.as<uint8_t>(), corner.data(), corner.size());
  ASSERT_TRUE(resize(picture, 20, 13, resized));
  EXPECT_EQ(bytesOf(resized), expectedBytes("corner_20x13.npy"));
  ASSERT_TRUE(resize(picture, 9, 5, resized));
  EXPECT_EQ(bytesOf(resized), corner);
}

TEST(ResizeTest, JpegIsCloseToPillows) {
  Picture picture, resized;
  decode("rocket.jpg", 3, picture);
  ASSERT_TRUE(resize(picture, 48, 32, resized));
  std::vector<uint8_t> found = bytesOf(resized),
                       expected = expectedBytes("rocket_RGB_48x32.npy");
  ASSERT_EQ(found.size(), expected.size());
  // Decoders may differ in the inverse transform and in chroma upsampling.
  for (size_t i = 0; i < found.size(); ++i)
    EXPECT_NEAR(found[i], expected[i], 2) << i;
}

TEST(PictureInputTest, NormalisesAsPyTorchDoes) {
  KilnPreprocessing how = {};
  how.channels = 3;
  const float mean[] = {0.485f, 0.456f, 0.406f},
              std[] = {0.229f, 0.224f, 0.225f};
  std::memcpy(how.mean, mean, sizeof mean);
  std::memcpy(how.std, std, sizeof std);
  std::vector<float> values = readInput("chelsea.png", how);
  std::vector<uint8_t> pixels = expectedBytes("chelsea_RGB_32x32.npy");
  for (int c = 0; c < 3; ++c)
    for (int i = 0; i < 32 * 32; ++i)
      ASSERT_EQ(values[c * 32 * 32 + i],
                (pixels[i * 3 + c] / 255.0f - mean[c]) / std[c]);
}

/// The stored inputs were made with Pillow and PyTorch.
TEST(PictureInputTest, InputsAreThoseOfTheDemonstration) {
  KilnPreprocessing how = {};
  how.channels = 1;
  how.mean[0] = how.std[0] = 0.5f;
  for (const char *name : {"chelsea", "horse", "rocket"}) {
    Bytes file;
    load(std::string("../demo/net/") + name + ".input.npy", file);
    std::vector<float> expected(3 * 32 * 32);
    ASSERT_TRUE(readNpy(name, file.as<uint8_t>(), file.size(), cifarInput,
                        expected.data()))
        << kiln_last_error();
    bool jpeg = std::string(name) == "rocket";
    how.crop = jpeg;
    std::vector<float> found =
        readInput(std::string(name) + (jpeg ? ".jpg" : ".png"), how);
    for (size_t i = 0; i < found.size(); ++i)
      EXPECT_NEAR(found[i], expected[i], jpeg ? 4.01f / 255 : 0) << name << i;
  }
}

TEST(PictureInputTest, CropsTheCentre) {
  KilnPreprocessing how = {};
  how.crop = 1;
  std::vector<float> values = readInput("rocket.jpg", how);
  // 640x427 becomes 47x32 (torchvision rounds down); 7.5 rounds to 8.
  Picture picture, resized;
  decode("rocket.jpg", 3, picture);
  ASSERT_TRUE(resize(picture, 47, 32, resized));
  for (int y = 0; y < 32; ++y)
    for (int x = 0; x < 32; ++x)
      ASSERT_EQ(values[y * 32 + x],
                resized.pixels.as<uint8_t>()[(y * 47 + x + 8) * 3] / 255.0f);
}

TEST(PictureInputTest, RefusesWhatDoesNotFit) {
  Bytes file;
  load("horse.png", file);
  std::vector<float> values(3 * 32 * 32);
  auto read = [&](const KilnTensor &input, const KilnPreprocessing &how,
                  size_t size) -> std::string {
    return readPicture("horse.png", file.as<uint8_t>(), size, input, how,
                       values.data())
               ? ""
               : kiln_last_error();
  };
  KilnPreprocessing how = {};
  how.resize_shorter = 8;
  EXPECT_EQ(read(cifarInput, how, file.size()),
            "horse.png: resized to 8x9 it cannot be cropped to the input's "
            "32x32");
  EXPECT_EQ(read(cifarInput, {}, 10),
            "horse.png is no PNG or JPEG picture that can be read");
  EXPECT_EQ(read(cifarInput, {}, file.size() / 2),
            "horse.png is a broken picture");
  const int64_t flatDims[] = {1, 400};
  KilnTensor flat = {"x", flatDims, 2, KILN_F32, 1600};
  EXPECT_EQ(picturesPerRun(flat), 0);
  EXPECT_EQ(read(flat, {}, file.size()),
            "horse.png: input 'x' takes no picture but f32 [1, 400]: give a "
            ".npy file");
  how = {};
  how.channels = 2;
  EXPECT_EQ(read(cifarInput, how, file.size()),
            "mean and std have 2 entries, input 'x' has 3 channels");
}

TEST(HalfFloatTest, RoundsToNearestEven) {
  EXPECT_EQ(floatToHalf(1.0f), 0x3c00);
  EXPECT_EQ(floatToHalf(65504.0f), 0x7bff);
  EXPECT_EQ(floatToHalf(65520.0f), 0x7c00);
  EXPECT_EQ(floatToHalf(0x1p-24f), 1);
  EXPECT_EQ(floatToHalf(0x1p-25f), 0); // a tie, to even
  EXPECT_EQ(floatToHalf(-0.0f), 0x8000);
  EXPECT_EQ(floatToBfloat(1.00390625f), 0x3f80); // a tie, to even
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    float value = halfToFloat(uint16_t(bits));
    if (std::isnan(value)) {
      EXPECT_EQ(bits & 0x7c00, 0x7c00u);
      continue;
    }
    EXPECT_EQ(value, float(__builtin_bit_cast(_Float16, uint16_t(bits))));
    EXPECT_EQ(floatToHalf(value), bits);
  }
}
