//===- NpyTest.cpp --------------------------------------------------------===//

#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "Bytes.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

std::string npy(const std::string &header, const std::string &data,
                char version = 1) {
  std::string length = version == 1 ? little<uint16_t>(header.size())
                                    : little<uint32_t>(header.size());
  return std::string("\x93NUMPY") + version + '\0' + length + header + data;
}

std::string header(const std::string &type, const std::string &shape,
                   const std::string &order = "False") {
  return "{'descr': '" + type + "', 'fortran_order': " + order +
         ", 'shape': " + shape + ", }\n";
}

llvm::Expected<HostTensor> parse(const std::string &bytes) {
  ByteBudget budget(1 << 20);
  return parseNpy(Blob::borrow({bytes.data(), bytes.size()}), budget);
}

std::string problemOf(const std::string &bytes) {
  llvm::Expected<HostTensor> tensor = parse(bytes);
  return tensor ? "" : llvm::toString(tensor.takeError());
}

/// A file that goes away with the test.
struct TemporaryFile {
  TemporaryFile() {
    EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("kiln", "npy", path));
  }
  ~TemporaryFile() { llvm::sys::fs::remove(path); }
  llvm::SmallString<64> path;
};

} // namespace

TEST(Npy, ReadsAllVersionsAndOrders) {
  for (char version : {'\1', '\2', '\3'}) {
    std::string bytes = npy(header("<f4", "(2, 3)"), floats(6), version);
    llvm::Expected<HostTensor> tensor = parse(bytes);
    ASSERT_TRUE(bool(tensor));
    EXPECT_EQ(tensor->shape().vec(), (Dims{2, 3}));
    EXPECT_EQ(valuesOf(*tensor), (Floats{0, 1, 2, 3, 4, 5}));
  }
  std::string fortran = npy(header("<f4", "(2, 3)", "True"), floats(6));
  EXPECT_EQ(valuesOf(llvm::cantFail(parse(fortran))),
            (Floats{0, 2, 4, 1, 3, 5}));
  std::string big = npy(header(">i2", "(2,)"), std::string("\1\2\3\4", 4));
  HostTensor tensor = llvm::cantFail(parse(big));
  EXPECT_EQ(tensor.data<int16_t>()[0], 0x0102);
  EXPECT_EQ(problemOf(npy(header("|b1", "()"), "\1")), "");
  EXPECT_EQ(problemOf(npy(header("<f8", "(0, 5)"), "")), "");
}

TEST(Npy, RefusesBrokenFiles) {
  std::string data = floats(6);
  EXPECT_TRUE(contains(problemOf(npy(header("<f4", "(2, 4)"), data)),
                       "24 bytes of data, expected 32"));
  EXPECT_TRUE(
      contains(problemOf(npy(header("<f4", "(2,)"), data)), "expected 8"));
  EXPECT_TRUE(
      contains(problemOf(npy(header("<f4", "(4294967296, 4294967296)"), data)),
               "too many elements"));
  EXPECT_TRUE(contains(problemOf(npy(header("<f4", "(-1,)"), data)),
                       "a size is expected"));
  EXPECT_TRUE(contains(problemOf(npy(header("|O", "(6,)"), data)), "`|O`"));
  EXPECT_TRUE(contains(problemOf(npy(header("<U6", "(1,)"), data)), "`<U6`"));
  EXPECT_TRUE(
      contains(problemOf(npy("{'descr': [('a', '<f4')], }", data)), "records"));
  EXPECT_TRUE(contains(problemOf(npy("{'descr': '<f4'}", data)), "lacks"));
  EXPECT_TRUE(contains(problemOf(npy("{'x': 1}", data)), "`x`"));
  EXPECT_TRUE(
      contains(problemOf(npy(header("<f4", "(6,)"), data, 4)), "version 4.0"));
  EXPECT_TRUE(contains(problemOf(npy(header("|b1", "(1,)"), "\2")), "byte 2"));
  std::string whole = npy(header("<f4", "(6,)"), data);
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(problemOf(whole.substr(0, size)), "") << size;
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] ^= 0x11;
    (void)problemOf(changed);
  }
}

TEST(Npy, WritesWhatItReads) {
  std::vector<std::vector<int64_t>> shapes = {
      {}, {3}, {2, 3}, {0, 4}, {1, 1, 1}};
  for (const std::vector<int64_t> &shape : shapes)
    for (DType type : {DType::F32, DType::F64, DType::F16, DType::I64,
                       DType::I8, DType::U8, DType::Bool, DType::C64}) {
      TemporaryFile file;
      HostTensor tensor = HostTensor::zeros(type, shape);
      if (tensor.numBytes())
        tensor.mutableData<char>()[0] = 1;
      ASSERT_EQ(llvm::toString(writeNpy(file.path, tensor)), "");
      HostTensor back = llvm::cantFail(readNpy(file.path));
      EXPECT_EQ(back.dtype(), type);
      EXPECT_EQ(back.shape(), tensor.shape());
      EXPECT_EQ(back.bytes(), tensor.bytes());
    }
}

TEST(Npy, WritesBFloat16AsFloat) {
  TemporaryFile file;
  HostTensor tensor =
      HostTensor::of<uint16_t>(DType::BF16, {2}, {0x3f80, 0xc000});
  ASSERT_EQ(llvm::toString(writeNpy(file.path, tensor)), "");
  EXPECT_EQ(valuesOf(llvm::cantFail(readNpy(file.path))), (Floats{1, -2}));
  auto bytes = llvm::MemoryBuffer::getFile(file.path);
  EXPECT_EQ((*bytes)->getBufferSize() % 64, 8u);
}

TEST(Npy, NamesTheFile) {
  llvm::Expected<HostTensor> missing = readNpy("/nowhere/x.npy");
  EXPECT_TRUE(contains(llvm::toString(missing.takeError()),
                       "/nowhere/x.npy: cannot open: No such file"));
  EXPECT_TRUE(
      contains(llvm::toString(readNpy("/").takeError()), "is a folder"));
  EXPECT_TRUE(contains(llvm::toString(readNpy("/dev/zero").takeError()),
                       "not a regular file"));
  HostTensor tensor = HostTensor::zeros(DType::F32, {1});
  EXPECT_TRUE(contains(llvm::toString(writeNpy("/nowhere/x.npy", tensor)),
                       "/nowhere/x.npy: cannot write"));
}
