//===- OnnxTest.cpp -------------------------------------------------------===//

#include "Bytes.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

std::string varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7)
    bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}

std::string number(unsigned field, uint64_t value) {
  return varint(field << 3) + varint(value);
}

std::string bytes(unsigned field, const std::string &content) {
  return varint(field << 3 | 2) + varint(content.size()) + content;
}

/// A TensorProto named `w` with more fields.
std::string tensor(unsigned type, const std::vector<int64_t> &dims,
                   const std::string &more) {
  std::string message;
  for (int64_t dim : dims)
    message += number(1, dim);
  return message + number(2, type) + bytes(8, "w") + more;
}

/// A model whose graph has one initializer and the input `x`.
std::string modelOf(const std::string &initializer) {
  std::string shape = bytes(1, number(1, 1)) + bytes(1, bytes(2, "N"));
  std::string type = bytes(1, number(1, 1) + bytes(2, shape));
  std::string graph = bytes(1, bytes(4, "Relu")) + bytes(5, initializer) +
                      bytes(11, bytes(1, "x") + bytes(2, type));
  return number(1, 8) + bytes(2, "by hand") + bytes(7, graph);
}

constexpr unsigned floatType = 1, int64Type = 7, stringType = 8, halfType = 10;

Floats read(const std::string &bytes) {
  llvm::Expected<ModelFile> model = readBytes(bytes);
  if (!model) {
    ADD_FAILURE() << llvm::toString(model.takeError());
    return {};
  }
  EXPECT_EQ(model->kind, FileKind::Onnx);
  EXPECT_EQ(model->tensors[0].name, "w");
  return valuesOf(model->tensors[0].tensor);
}

} // namespace

TEST(Onnx, ReadsAllFormsOfInitializers) {
  Floats expected = {0, 1};
  EXPECT_EQ(read(modelOf(tensor(floatType, {2}, bytes(9, floats(2))))),
            expected);
  EXPECT_EQ(read(modelOf(tensor(floatType, {2}, bytes(4, floats(2))))),
            expected);
  std::string model = modelOf(
      tensor(int64Type, {2}, bytes(7, varint(3) + varint(uint64_t(-4)))));
  llvm::Expected<ModelFile> numbers = readBytes(model);
  ASSERT_TRUE(bool(numbers));
  EXPECT_EQ(numbers->tensors[0].tensor.data<int64_t>()[1], -4);
  model = modelOf(tensor(halfType, {1}, number(5, 0x3c00)));
  llvm::Expected<ModelFile> half = readBytes(model);
  ASSERT_TRUE(bool(half));
  EXPECT_EQ(half->tensors[0].tensor.data<uint16_t>()[0], 0x3c00);
}

TEST(Onnx, TellsTheSignature) {
  std::string bytes = modelOf(tensor(floatType, {}, ""));
  EXPECT_TRUE(contains(errorOf(bytes), "0 bytes, expected f32 []"));
  bytes = modelOf(tensor(floatType, {0}, ""));
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  using Note = std::pair<std::string, std::string>;
  EXPECT_EQ(model->notes, (std::vector<Note>{{"IR version", "8"},
                                             {"producer", "by hand"},
                                             {"input", "x: f32 [1, N]"},
                                             {"operators", "1 Relu"}}));
}

TEST(Onnx, ListsWhatItCannotUse) {
  std::string entry = bytes(13, bytes(1, "location") + bytes(2, "../x"));
  std::string external = modelOf(tensor(floatType, {9}, entry + number(14, 1)));
  llvm::Expected<ModelFile> model = readBytes(external);
  ASSERT_TRUE(bool(model));
  EXPECT_EQ(model->tensors[0].problem, "lies in the file `../x`");
  std::string text = modelOf(tensor(stringType, {1}, bytes(6, "a")));
  model = readBytes(text);
  ASSERT_TRUE(bool(model));
  EXPECT_EQ(model->tensors[0].problem, "has the type 8");
}

TEST(Onnx, RefusesBrokenModels) {
  auto error = [](std::vector<int64_t> dims) {
    return errorOf(modelOf(tensor(floatType, dims, bytes(9, floats(2)))));
  };
  EXPECT_TRUE(contains(error({3}), "8 bytes, expected f32 [3]"));
  EXPECT_TRUE(contains(error({-2}), "initializer `w`"));
  EXPECT_TRUE(contains(error({int64_t(1) << 62, 8}), "initializer `w`"));
  EXPECT_TRUE(contains(error(Dims(65, 1)), "is broken"));
  std::string whole = modelOf(tensor(floatType, {2}, bytes(9, floats(2))));
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(errorOf(whole.substr(0, size)), "") << size;
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] ^= 0x55;
    (void)errorOf(changed);
  }
}
