//===- NpyTest.cpp - Arrays that programs read and write --------*- C++ -*-===//

#include "runtime/Program/Npy.h"
#include "runtime/include/kiln.h"
#include "gtest/gtest.h"

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

using namespace kiln::runtime;

namespace {

std::string npy(const std::string &header, const std::string &data,
                char version = 1) {
  std::string text = std::string("\x93NUMPY") + version + '\0';
  text += char(header.size());
  text += '\0';
  if (version > 1)
    text += std::string(2, '\0');
  return text + header + data;
}

template <typename T> std::string bytes(const std::vector<T> &values) {
  return std::string(reinterpret_cast<const char *>(values.data()),
                     values.size() * sizeof(T));
}

KilnTensor tensor(const std::vector<int64_t> &dims, kiln_dtype dtype) {
  uint64_t size = kiln_dtype_size(dtype);
  for (int64_t dim : dims)
    size *= dim;
  return {"x", dims.data(), uint32_t(dims.size()), uint32_t(dtype), size};
}

/// What reading says: the error, or nothing.
std::string read(const std::string &file, const KilnTensor &expected,
                 void *elements) {
  return readNpy("x.npy", reinterpret_cast<const uint8_t *>(file.data()),
                 file.size(), expected, elements)
             ? ""
             : kiln_last_error();
}

const std::string floats23 =
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
const std::vector<int64_t> dims23 = {2, 3};

} // namespace

TEST(NpyTest, ReadsRowMajor) {
  std::vector<float> values = {1, 2, 3, 4, 5, 6}, found(6);
  EXPECT_EQ(read(npy(floats23, bytes(values)), tensor(dims23, KILN_F32),
                 found.data()),
            "");
  EXPECT_EQ(found, values);
  EXPECT_EQ(read(npy(floats23, bytes(values), 2), tensor(dims23, KILN_F32),
                 found.data()),
            "");
}

TEST(NpyTest, ReadsColumnMajorAndBigEndian) {
  std::string header = "{'fortran_order':True,'shape':(2,3),'descr':\">i2\"}";
  std::string data;
  for (char value : {1, 4, 2, 5, 3, 6})
    data += std::string(1, '\0') + value;
  std::vector<int16_t> found(6);
  EXPECT_EQ(read(npy(header, data), tensor(dims23, KILN_I16), found.data()),
            "");
  EXPECT_EQ(found, (std::vector<int16_t>{1, 2, 3, 4, 5, 6}));
}

TEST(NpyTest, ReadsScalarsAndBooleans) {
  uint8_t found[4];
  std::vector<int64_t> scalar = {}, four = {4};
  EXPECT_EQ(read(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (), }",
                     "\x05"),
                 tensor(scalar, KILN_U8), found),
            "");
  EXPECT_EQ(found[0], 5);
  std::string flags("\x00\x01\x07\x00", 4);
  EXPECT_EQ(
      read(npy("{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }",
               flags),
           tensor(four, KILN_BOOL), found),
      "");
  EXPECT_EQ(found[2], 1);
}

TEST(NpyTest, SaysWhatDoesNotMatch) {
  std::vector<float> found(6);
  std::vector<int64_t> dims32 = {3, 2};
  std::string file = npy(floats23, std::string(24, '\0'));
  EXPECT_EQ(read(file, tensor(dims32, KILN_F32), found.data()),
            "x.npy: input 'x' takes f32 [3, 2], the file holds f32 [2, 3]");
  std::string doubles = floats23;
  doubles.replace(doubles.find("<f4"), 3, "<f8");
  EXPECT_EQ(read(npy(doubles, std::string(48, '\0')), tensor(dims23, KILN_F32),
                 found.data()),
            "x.npy: input 'x' takes f32 [2, 3], the file holds f64 [2, 3]");
  doubles.replace(doubles.find("<f8"), 3, "<c8");
  EXPECT_EQ(read(npy(doubles, std::string(48, '\0')), tensor(dims23, KILN_F32),
                 found.data()),
            "x.npy: input 'x' takes f32 [2, 3], the file holds NumPy's '<c8' "
            "[2, 3]");
}

TEST(NpyTest, RefusesBrokenFiles) {
  std::vector<float> found(6);
  KilnTensor expected = tensor(dims23, KILN_F32);
  EXPECT_EQ(read("PK", expected, found.data()),
            "x.npy is no .npy file of version 1 to 3");
  EXPECT_EQ(read(npy(floats23, "abc"), expected, found.data()),
            "x.npy is broken: 3 bytes follow its header, which promises 24");
  for (const char *header :
       {"", "{", "{}", "{'descr': '<f4'}", "{'shape': (2, 3}",
        "{'descr': '<f4', 'fortran_order': 1, 'shape': (2, 3)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
        "{'descr': '<f4', 'fortran_order': False, "
        "'shape': (99999999999999999999, 3)}"})
    EXPECT_EQ(read(npy(header, std::string(24, '\0')), expected, found.data()),
              "x.npy has a malformed .npy header")
        << header;
  // The product of the dims overflows to the right size.
  EXPECT_EQ(read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': "
                     "(4611686018427387904, 4)}",
                     ""),
                 expected, found.data()),
            "x.npy is broken: its shape [4611686018427387904, 4] has too many "
            "elements");
}

TEST(NpyTest, RefusesWhatIsNoNumber) {
  std::vector<float> found(6);
  for (auto [type, name] :
       {std::pair("'<U5'", "<U5"), std::pair("'|S3'", "|S3"),
        std::pair("'|O'", "|O"), std::pair("'<M8[s]'", "<M8[s]"),
        std::pair("''", ""), std::pair("'<f'", "<f"),
        std::pair("[('a', '<f4'), ('b', '<i4', (2,))]", "a record")}) {
    std::string header = std::string("{'descr': ") + type +
                         ", 'fortran_order': False, 'shape': (2, 3)}";
    EXPECT_EQ(read(npy(header, "abc"), tensor(dims23, KILN_F32), found.data()),
              std::string("x.npy holds elements of NumPy's type '") + name +
                  "', expected a number type such as f4 or i8");
  }
}

TEST(NpyTest, WritesWhatItReads) {
  std::string path = testing::TempDir() + "kiln_written.npy";
  for (kiln_dtype dtype : {KILN_F64, KILN_F32, KILN_F16, KILN_BF16, KILN_I64,
                           KILN_I8, KILN_U8, KILN_BOOL}) {
    KilnTensor shape = tensor(dims23, dtype);
    std::vector<uint8_t> values(shape.bytes, 1), found(shape.bytes);
    ASSERT_TRUE(writeNpy(path.c_str(), shape, values.data()));
    std::ifstream stream(path, std::ios::binary);
    std::string file((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_EQ((file.size() - shape.bytes) % 64, 0u);
    EXPECT_EQ(read(file, shape, found.data()), "");
    EXPECT_EQ(found, values);
  }
  std::remove(path.c_str());
  EXPECT_FALSE(writeNpy("/no/such/folder/y.npy", tensor(dims23, KILN_U8), ""));
}
