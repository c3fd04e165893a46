//===- SafetensorsTest.cpp ------------------------------------------------===//

#include "Bytes.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

std::string safetensors(const std::string &header, const std::string &data) {
  return little<uint64_t>(header.size()) + header + data;
}

std::string entry(const std::string &type, const std::string &shape,
                  const std::string &offsets) {
  return "{\"dtype\":\"" + type + "\",\"shape\":" + shape +
         ",\"data_offsets\":" + offsets + "}";
}

std::string one(const std::string &type, const std::string &shape,
                const std::string &offsets, const std::string &data) {
  return safetensors("{\"x\":" + entry(type, shape, offsets) + "}", data);
}

} // namespace

TEST(Safetensors, ReadsTensorsInTheOrderOfTheirBytes) {
  std::string bytes =
      safetensors("{\"b\":" + entry("F32", "[2]", "[8,16]") +
                      ",\"a\":" + entry("F32", "[1,2]", "[0,8]") +
                      ",\"__metadata__\":{\"format\":\"pt\"}}   ",
                  floats(4));
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  EXPECT_EQ(model->kind, FileKind::Safetensors);
  EXPECT_EQ(model->tensors[0].name, "a");
  EXPECT_EQ(valuesOf(model->tensors[1].tensor), (Floats{2, 3}));
  EXPECT_EQ(model->notes[0].second, "pt");
}

TEST(Safetensors, KnowsTiedWeights) {
  std::string bytes = safetensors("{\"head\":" + entry("F32", "[1]", "[0,4]") +
                                      ",\"__metadata__\":{\"wte\":\"head\"}}",
                                  floats(1));
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  StateDict weights = llvm::cantFail(findStateDict(*model));
  EXPECT_EQ(weights.size(), 2u);
  EXPECT_TRUE(weights.lookup("wte"));
}

TEST(Safetensors, ReadsEmptyTensorsOfAnyShape) {
  EXPECT_EQ(errorOf(one("F32", "[4294967296,4294967296,0]", "[0,0]", "")), "");
  EXPECT_EQ(errorOf(one("F64", "[]", "[0,8]", std::string(8, '\0'))), "");
}

TEST(Safetensors, ListsTypesItCannotUse) {
  std::string bytes = one("F4", "[4]", "[0,2]", "ab");
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  EXPECT_TRUE(contains(model->tensors[0].problem, "F4"));
  EXPECT_TRUE(contains(errorOf(one("F4", "[3]", "[0,2]", "ab")), "12 bits"));
}

TEST(Safetensors, RefusesHolesOverlapsAndTails) {
  std::string data = floats(2);
  EXPECT_TRUE(contains(errorOf(one("F32", "[1]", "[4,8]", data)), "holes"));
  EXPECT_TRUE(
      contains(errorOf(one("F32", "[1]", "[0,4]", data)), "the file has 8"));
  EXPECT_TRUE(
      contains(errorOf(one("F32", "[4]", "[0,16]", data)), "the file has 8"));
  EXPECT_TRUE(
      contains(errorOf(one("F32", "[1]", "[4,0]", data)), "data_offsets"));
  EXPECT_TRUE(contains(
      errorOf(safetensors("{\"a\":" + entry("F32", "[2]", "[0,8]") +
                              ",\"b\":" + entry("F32", "[1]", "[4,8]") + "}",
                          data)),
      "holes or overlaps"));
}

TEST(Safetensors, RefusesShapesThatDoNotFit) {
  EXPECT_TRUE(contains(errorOf(one("F32", "[2]", "[0,4]", "abcd")), "64 bits"));
  EXPECT_TRUE(
      contains(errorOf(one("F32", "[4611686018427387905]", "[0,4]", "abcd")),
               "too many elements"));
  EXPECT_TRUE(
      contains(errorOf(one("F32", "[18446744073709551615]", "[0,4]", "abcd")),
               "else than sizes"));
  EXPECT_TRUE(contains(errorOf(one("F32", "[-1]", "[0,4]", "abcd")),
                       "else than sizes"));
  EXPECT_TRUE(
      contains(errorOf(one("F31", "[1]", "[0,4]", "abcd")), "`F31`, which"));
}

TEST(Safetensors, RefusesBrokenHeaders) {
  EXPECT_TRUE(contains(errorOf(safetensors("{\"x\":", "")), "header"));
  EXPECT_TRUE(contains(errorOf(safetensors("{\"x\":1}", "")), "tensor `x`"));
  EXPECT_TRUE(contains(errorOf(little<uint64_t>(1000) + "{\"x\":1}"),
                       "longer than the file"));
  EXPECT_TRUE(contains(errorOf(little<uint64_t>(~0ull) + "{\"x\":1}"),
                       "longer than the file"));
  EXPECT_NE(errorOf(little<uint64_t>(0)), "");
  std::string x = entry("F32", "[1]", "[0,4]");
  EXPECT_TRUE(contains(
      errorOf(safetensors("{\"x\":" + x + ",\"x\":" + x + "}", "abcd")),
      "the key `x` stands twice"));
  EXPECT_TRUE(contains(
      errorOf(safetensors("{\"x\":" + x + ",\"\\u0078\":" + x + "}", "abcd")),
      "the key `x` stands twice"));
  EXPECT_TRUE(contains(
      errorOf(safetensors(
          "{\"x\":" + std::string(200, '[') + std::string(200, ']') + "}", "")),
      "nests deeper"));
  EXPECT_TRUE(contains(errorOf(safetensors("{\"__metadata__\":{\"a\":1}}", "")),
                       "something else than a string"));
  EXPECT_TRUE(
      contains(errorOf(safetensors("{\"\xff\":" + x + "}", "abcd")), "UTF-8"));
}
