//===- SchemaTest.cpp - Signatures and their arguments --------------------===//

#include "compiler/Frontend/Aten/Schema.h"

#include "gtest/gtest.h"

using namespace kiln;
using namespace kiln::aten;

static const char *conv =
    "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, "
    "Any padding=0, *, int groups=1) -> Tensor";

TEST(Schema, ReadsTypesNamesAndDefaults) {
  Schema schema = llvm::cantFail(parseSchema(conv));
  EXPECT_EQ(schema.name, "conv2d");
  ASSERT_EQ(schema.parameters.size(), 6u);
  EXPECT_TRUE(schema.parameters[2].isOptional);
  EXPECT_TRUE(schema.parameters[3].isList);
  EXPECT_EQ(schema.parameters[3].listSize, 2);
  EXPECT_EQ(schema.parameters[3].defaultValue->get<int64_t>(), 1);
  EXPECT_FALSE(schema.parameters[4].isKeywordOnly);
  EXPECT_TRUE(schema.parameters[5].isKeywordOnly);
}

TEST(Schema, RefusesWhatItDoesNotKnow) {
  auto schema = parseSchema("f(Widget x) -> Tensor");
  EXPECT_EQ(llvm::toString(schema.takeError()), "unknown type in 'Widget x'");
}

static Argument tensor() { return Tensor::poison(); }

TEST(Binding, FillsDefaultsAndRepeatsOneInteger) {
  Schema schema = llvm::cantFail(parseSchema(conv));
  ArgumentList bound = llvm::cantFail(
      bindArguments(schema, {tensor(), tensor()}, {{"stride", int64_t(3)}}));
  ASSERT_TRUE(bound[3].is<ArgumentList>());
  EXPECT_EQ(bound[3].get<ArgumentList>().size(), 2u);
  EXPECT_TRUE(bound[2].isNone());
  EXPECT_EQ(bound[5].get<int64_t>(), 1);
}

TEST(Binding, GathersTrailingIntegers) {
  Schema schema =
      llvm::cantFail(parseSchema("view(Tensor self, int[] size) -> Tensor"));
  ArgumentList bound = llvm::cantFail(
      bindArguments(schema, {tensor(), int64_t(2), int64_t(-1)}, {}));
  EXPECT_EQ(bound[1].get<ArgumentList>().size(), 2u);
}

static std::string problem(const char *text, ArgumentList positional,
                           std::vector<NamedArgument> named = {}) {
  Schema schema = llvm::cantFail(parseSchema(text));
  auto bound = bindArguments(schema, positional, named);
  return bound ? "" : llvm::toString(bound.takeError());
}

TEST(Binding, SaysWhatDoesNotFit) {
  const char *relu = "relu(Tensor self) -> Tensor";
  EXPECT_EQ(problem(relu, {}), "relu() is missing the argument 'self'");
  EXPECT_EQ(problem(relu, {int64_t(1)}),
            "relu(): argument 'self' must be Tensor, not int");
  EXPECT_EQ(problem(relu, {tensor(), tensor()}),
            "relu() takes at most 1 positional argument, got 2");
  EXPECT_EQ(problem(relu, {tensor()}, {{"inplace", true}}),
            "relu() got an unexpected keyword argument 'inplace'");
}
