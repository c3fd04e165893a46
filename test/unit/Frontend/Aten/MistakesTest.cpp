//===- MistakesTest.cpp - Calls that no tensor fits -----------------------===//
//
// Whatever numbers a definition passes, an operator answers with a tensor or
// with one sentence.
//
//===----------------------------------------------------------------------===//

#include "AtenTest.h"

using namespace kiln;
using namespace kiln::aten;

namespace {

constexpr int64_t huge = int64_t(1) << 62;
/// Within what lists may hold.
constexpr int64_t large = int64_t(1) << 40;

ArgumentList ints(std::vector<int64_t> values) {
  return ArgumentList(values.begin(), values.end());
}

class MistakesTest : public AtenTest {
protected:
  /// The message of a call with a 4x6 tensor as first argument.
  std::string messageOf(llvm::StringRef name, ArgumentList rest,
                        llvm::ArrayRef<int64_t> shape = {4, 6}) {
    message.clear();
    rest.insert(rest.begin(), counting(shape));
    EXPECT_TRUE(mlir::failed(call(name, rest)));
    return message;
  }
};

TEST_F(MistakesTest, Sizes) {
  EXPECT_EQ(messageOf("repeat", {ints({-1, 1})}),
            "a tensor cannot have the negative size -1");
  EXPECT_EQ(messageOf("repeat", {ints({large, 4})}),
            "repeat(): argument 'repeats' must be at least 0 and less than "
            "2^31, got 1099511627776");
  EXPECT_EQ(messageOf("repeat", {ints({1 << 30, 1 << 30})}),
            "a tensor of shape [1073741824, 4, 1073741824, 6] is too large");
  EXPECT_EQ(messageOf("tile", {ints({-1})}),
            "a tensor cannot have the negative size -1");
  EXPECT_EQ(messageOf("repeat_interleave", {int64_t(-1)}),
            "a tensor cannot have the negative size -1");
  EXPECT_EQ(
      messageOf("expand", {ints({large, large, 4, 6})}),
      "a tensor of shape [1099511627776, 1099511627776, 4, 6] is too large");
  EXPECT_EQ(messageOf("expand", {ints({huge, 4, 6})}),
            "expand(): argument 'size' holds 4611686018427387904, which is "
            "beyond the size of any tensor");
  EXPECT_EQ(messageOf("unflatten", {int64_t(1), ints({large, large, -1})}),
            "shape [4, 1099511627776, 1099511627776, -1] is invalid for an "
            "input of 24 elements ([4, 6])");
  EXPECT_EQ(messageOf("view", {ints({large, large, -1})}),
            "shape [1099511627776, 1099511627776, -1] is invalid for an input "
            "of 24 elements ([4, 6])");
}

TEST_F(MistakesTest, Repeats) {
  auto refused = [&](Tensor repeats, std::vector<NamedArgument> named = {}) {
    message.clear();
    EXPECT_TRUE(mlir::failed(call("repeat_interleave",
                                  {counting({4, 6}), repeats, int64_t(0)},
                                  std::move(named))));
    return message;
  };
  double half = 4611686018427387904;
  Tensor good = of({1, 0, 2, 0}, DType::I64);
  EXPECT_EQ(refused(of({1, -1, 0, 0}, DType::I64)),
            "repeat_interleave: expected repeats of at least 0, got -1");
  EXPECT_EQ(refused(of({half, half, 0, 0}, DType::I64)),
            "repeat_interleave: the sum of the repeats is beyond the size of "
            "any tensor");
  EXPECT_EQ(refused(of({half, 0, 0, 0}, DType::I64)),
            "a tensor of shape [4611686018427387904] is too large");
  EXPECT_EQ(refused(counting({2, 2}, DType::I64)),
            "repeat_interleave: expected repeats of at most one dimension, got "
            "2");
  EXPECT_EQ(refused(good, {{"output_size", int64_t(-1)}}),
            "repeat_interleave: expected an output_size of at least 0, got -1");
  EXPECT_EQ(refused(good, {{"output_size", int64_t(4)}}),
            "repeat_interleave: expected the sum of the repeats, 3, as "
            "output_size, got 4");
  EXPECT_EQ(elements(tensor("repeat_interleave", {good},
                            {{"output_size", int64_t(3)}})),
            (std::vector<double>{0, 2, 2}));
  message.clear();
  EXPECT_TRUE(
      mlir::failed(call("repeat_interleave", {counting({2, 2}, DType::I64)})));
  EXPECT_EQ(message,
            "repeat_interleave: expected repeats of one dimension, got 2");
}

TEST_F(MistakesTest, Parts) {
  EXPECT_EQ(messageOf("split", {ints({-1, 5})}),
            "split: expected sizes of at least 0, got -1");
  EXPECT_EQ(messageOf("narrow", {int64_t(0), int64_t(3), INT64_MAX}),
            "narrow: start 3 and length 9223372036854775807 exceed dimension "
            "0 of size 4");
  EXPECT_EQ(messageOf("tensor_split", {int64_t(1) << 20}),
            "tensor_split: expected 1 to 65536 sections, got 1048576");
  EXPECT_EQ(messageOf("movedim", {ints({0, 1}), ints({0, 0})}),
            "movedim: a dimension appears twice");
  EXPECT_EQ(messageOf("movedim", {ints({0, 0}), ints({0, 1})}),
            "movedim: a dimension appears twice");
}

TEST_F(MistakesTest, Windows) {
  EXPECT_EQ(messageOf("im2col",
                      {ints({3, 3}), ints({1, 1}), ints({0, 0}), ints({0, 1})},
                      {1, 1, 4, 6}),
            "im2col(): argument 'stride' must be positive and less than 2^31, "
            "got 0");
  EXPECT_EQ(messageOf("im2col", {ints({})}, {1, 1, 4, 6}),
            "im2col(): argument 'kernel_size' must be a tuple of 2 int, got 0");
  EXPECT_EQ(messageOf("col2im", {int64_t(4), int64_t(0)}, {1, 4, 6}),
            "col2im(): argument 'kernel_size' must be positive and less than "
            "2^31, got 0");
  EXPECT_EQ(messageOf("interpolate", {Argument(), 1e30}, {1, 1, 4, 6}),
            "interpolate: the output would have no elements, or more than "
            "16777216 in dimension 2");
}

TEST_F(MistakesTest, Channels) {
  EXPECT_EQ(messageOf("group_norm", {int64_t(0)}),
            "group_norm(): argument 'num_groups' must be positive and less "
            "than 2^31, got 0");
  EXPECT_EQ(messageOf("pixel_shuffle", {int64_t(3)}, {4, 6, 6}),
            "pixel_shuffle: expected a number of channels divisible by the "
            "square of 3, got 4");
  EXPECT_EQ(messageOf("channel_shuffle", {int64_t(3)}, {1, 4, 6}),
            "channel_shuffle: expected channels divisible by 3");
  EXPECT_EQ(
      messageOf("rms_norm", {ints({5})}),
      "rms_norm: expects an input whose last dimensions are [5], got [4, 6]");
  EXPECT_EQ(messageOf("layer_norm", {ints({})}),
            "layer_norm: normalized_shape has no dimensions");
  EXPECT_EQ(messageOf("local_response_norm", {int64_t(0)}, {1, 4, 6}),
            "local_response_norm: expected a positive size, got 0");
}

TEST_F(MistakesTest, Positions) {
  EXPECT_EQ(messageOf("index_select", {int64_t(0), of({1})}),
            "index_select: expected indices of integers, got "
            "torch.float32[1]; give the input as --input i64:SHAPE");
  Tensor beyond = of({0, 6}, DType::I64), negative = of({0, -1}, DType::I64);
  EXPECT_EQ(messageOf("index_select", {int64_t(1), beyond}),
            "index 6 is out of bounds for dimension 1 with size 6");
  EXPECT_EQ(messageOf("index_select", {int64_t(1), negative}),
            "index -1 is out of bounds for dimension 1 with size 6");
  EXPECT_EQ(messageOf("embedding", {beyond}),
            "index 6 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(messageOf("gather", {int64_t(0), beyond}, {4}),
            "index 6 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(messageOf("take_along_dim", {beyond, int64_t(-1)}, {4}),
            "index 6 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(messageOf("take", {of({0, -5}, DType::I64)}, {4}),
            "index -5 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(messageOf("scatter", {int64_t(0), beyond, 1.0}, {4}),
            "index 6 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(messageOf("scatter_add", {int64_t(0), negative, of({1, 2})}, {4}),
            "index -1 is out of bounds for dimension 0 with size 4");
  EXPECT_EQ(elements(tensor("take", {counting({4}), negative})),
            (Numbers{0, 3}));
  EXPECT_EQ(messageOf("diag", {huge}, {4}),
            "diag: a diagonal of 4 elements at offset 4611686018427387904 is "
            "too large");
  EXPECT_EQ(messageOf("argmax", {}, {0}),
            "argmax: dimension 0 of shape [0] has no elements");
  EXPECT_EQ(messageOf("max", {int64_t(0)}, {0, 3}),
            "max: dimension 0 of shape [0, 3] has no elements");
  EXPECT_EQ(elements(tensor("diagonal", {counting({2, 2}), INT64_MIN})),
            Numbers{});
}

} // namespace
