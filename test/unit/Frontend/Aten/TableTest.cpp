//===- TableTest.cpp - Operators on small constants -----------------------===//

#include "AtenTest.h"

using namespace kiln;
using namespace kiln::aten;

TEST_F(AtenTest, PromotesAsPyTorchDoes) {
  Tensor i = counting({3}, DType::I64), f = counting({3}, DType::F16);
  EXPECT_EQ(tensor("add", {i, 1.5}).dtype(), DType::F32);
  EXPECT_EQ(tensor("add", {i, int64_t(1)}).dtype(), DType::I64);
  EXPECT_EQ(tensor("add", {f, 1.5}).dtype(), DType::F16);
  EXPECT_EQ(tensor("add", {f, i}).dtype(), DType::F16);
  EXPECT_EQ(tensor("div", {i, int64_t(2)}).dtype(), DType::F32);
  Tensor scalar =
      emit.fromHost(numbersToHost(DType::F64, {}, [](int64_t) { return 2.0; }));
  EXPECT_EQ(tensor("mul", {f, scalar}).dtype(), DType::F16);
  EXPECT_EQ(tensor("mul", {i, scalar}).dtype(), DType::F64);
}

TEST_F(AtenTest, Broadcasts) {
  Tensor sum = tensor("add", {counting({2, 1}), counting({3})});
  EXPECT_EQ(elements(sum), (Numbers{0, 1, 2, 1, 2, 3}));
}

TEST_F(AtenTest, RoundsQuotients) {
  Tensor x = of({-7, 7});
  EXPECT_EQ(elements(tensor("floor_divide", {x, int64_t(2)})),
            (Numbers{-4, 3}));
  EXPECT_EQ(elements(tensor("div", {x, int64_t(2)},
                            {{"rounding_mode", std::string("trunc")}})),
            (Numbers{-3, 3}));
}

TEST_F(AtenTest, WritesInPlaceAndThroughOut) {
  Tensor x = of({-1, 2});
  tensor("relu_", {x});
  EXPECT_EQ(elements(x), (Numbers{0, 2}));
  Tensor out = of({0, 0});
  tensor("add", {x, 1.0}, {{"out", out}});
  EXPECT_EQ(elements(out), (Numbers{1, 3}));
}

TEST_F(AtenTest, ComputesActivations) {
  Tensor x = of({-4, 0, 3, 8});
  EXPECT_EQ(elements(tensor("hardswish", {x})), (Numbers{0, 0, 3, 8}));
  EXPECT_EQ(elements(tensor("leaky_relu", {x, 0.5})), (Numbers{-2, 0, 3, 8}));
  EXPECT_EQ(elements(tensor("relu6", {x})), (Numbers{0, 0, 3, 6}));
  EXPECT_EQ(elements(tensor("softshrink", {x, 1.0})), (Numbers{-3, 0, 2, 7}));
}

TEST_F(AtenTest, MultipliesMatrices) {
  Tensor m = counting({2, 3}), v = of({1, 1, 1});
  EXPECT_EQ(elements(tensor("matmul", {m, v})), (Numbers{3, 12}));
  Tensor batch = counting({2, 1, 2, 3}), right = counting({3, 2});
  EXPECT_EQ(tensor("matmul", {batch, right}).shape(),
            llvm::ArrayRef<int64_t>({2, 1, 2, 2}));
}

TEST_F(AtenTest, Reduces) {
  Tensor x = counting({2, 3});
  EXPECT_EQ(elements(tensor("sum", {x})), (Numbers{15}));
  EXPECT_EQ(elements(tensor("mean", {x, int64_t(-1)})), (Numbers{1, 4}));
  Result both = call("max", {x, int64_t(0)});
  ASSERT_TRUE(succeeded(both));
  EXPECT_EQ(elements(both->get<ArgumentList>()[1].get<Tensor>()),
            (Numbers{1, 1, 1}));
  EXPECT_EQ(elements(tensor("var", {x, int64_t(1)})), (Numbers{1, 1}));
}

TEST_F(AtenTest, MakesSequences) {
  EXPECT_EQ(elements(tensor("arange", {int64_t(3)})), (Numbers{0, 1, 2}));
  EXPECT_EQ(elements(tensor("arange", {1.0, 2.0, 0.5})), (Numbers{1, 1.5}));
  EXPECT_EQ(elements(tensor("linspace", {0.0, 1.0, int64_t(3)})),
            (Numbers{0, 0.5, 1}));
  EXPECT_EQ(
      elements(tensor("tril", {tensor("ones", {int64_t(2), int64_t(2)})})),
      (Numbers{1, 0, 1, 1}));
}

TEST_F(AtenTest, Interpolates) {
  Tensor x = counting({1, 1, 1, 2});
  Tensor y = tensor("interpolate", {x},
                    {{"scale_factor", int64_t(2)},
                     {"mode", std::string("bilinear")},
                     {"align_corners", false}});
  EXPECT_EQ(elements(y), (Numbers{0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1}));
}

TEST_F(AtenTest, SaysWhatDoesNotFit) {
  EXPECT_TRUE(
      failed(call("conv2d", {counting({1, 3, 8, 8}), counting({4, 6, 3, 3})})));
  EXPECT_EQ(message,
            "conv2d: expects 6 input channels, got 3 (input [1, 3, 8, 8], "
            "weight [4, 6, 3, 3])");
}

TEST_F(AtenTest, KnowsNothingOfPoison) {
  EXPECT_TRUE(tensor("relu", {Tensor::poison()}).isPoison());
  EXPECT_EQ(message, "");
}

TEST_F(AtenTest, DoesNotComputeRandomNumbers) {
  Tensor x = tensor("randn", {int64_t(4)});
  EXPECT_FALSE(emit.evaluate(x).has_value());
}

TEST_F(AtenTest, SplitsAtIndices) {
  Tensor x = counting({7});
  Result parts =
      call("tensor_split", {x, ArgumentList{int64_t(2), int64_t(-1)}});
  ASSERT_TRUE(mlir::succeeded(parts)) << message;
  const auto &list = parts->get<ArgumentList>();
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(elements(list[0].get<Tensor>()), (Numbers{0, 1}));
  EXPECT_EQ(elements(list[1].get<Tensor>()), (Numbers{2, 3, 4, 5}));
  EXPECT_EQ(elements(list[2].get<Tensor>()), (Numbers{6}));
}
