//===- ViewsTest.cpp - Writes through views -------------------------------===//

#include "compiler/Frontend/Aten/Views.h"
#include "AtenTest.h"

using namespace kiln;
using namespace kiln::aten;

static IndexItem at(int64_t index) {
  return {IndexItem::Integer, index, {}, {}, {}, {}};
}
static IndexItem slice(std::optional<int64_t> start,
                       std::optional<int64_t> stop,
                       std::optional<int64_t> step = {}) {
  return {IndexItem::Slice, 0, start, stop, step, {}};
}
static IndexItem by(Tensor tensor) {
  return {IndexItem::Tensor, 0, {}, {}, {}, tensor};
}

TEST_F(AtenTest, AWriteThroughAViewIsSeenByTheBase) {
  Tensor x = counting({2, 3});
  Tensor row = *indexTensor(emit, x, {at(1)});
  tensor("add_", {row, int64_t(10)});
  EXPECT_EQ(elements(x), (Numbers{0, 1, 2, 13, 14, 15}));
}

TEST_F(AtenTest, AWriteToTheBaseIsSeenByViews) {
  Tensor x = counting({2, 3});
  Tensor t = tensor("t", {x});
  EXPECT_EQ(elements(t), (Numbers{0, 3, 1, 4, 2, 5}));
  tensor("mul_", {x, int64_t(2)});
  EXPECT_EQ(elements(t), (Numbers{0, 6, 2, 8, 4, 10}));
}

TEST_F(AtenTest, WritesThroughChains) {
  Tensor x = counting({2, 3});
  Tensor flat = tensor("reshape", {tensor("t", {x}), int64_t(-1)});
  Tensor view = tensor("view", {x, int64_t(6)});
  tensor("zero_", {*indexTensor(emit, tensor("t", {x}), {slice(0, {}, 2)})});
  EXPECT_EQ(elements(x), (Numbers{0, 1, 0, 0, 4, 0}));
  EXPECT_EQ(elements(view), (Numbers{0, 1, 0, 0, 4, 0}));
  // A reshape of a transpose is a copy.
  EXPECT_EQ(elements(flat), (Numbers{0, 3, 1, 4, 2, 5}));
}

TEST_F(AtenTest, AssignsToSlicesWithSteps) {
  Tensor x = counting({5});
  ASSERT_TRUE(
      succeeded(assignIndex(emit, x, {slice(0, {}, 2)}, of({7, 8, 9}))));
  EXPECT_EQ(elements(x), (Numbers{7, 1, 8, 3, 9}));
  ASSERT_TRUE(succeeded(assignIndex(emit, x, {slice(-2, {})}, of({5}))));
  EXPECT_EQ(elements(x), (Numbers{7, 1, 8, 5, 5}));
}

TEST_F(AtenTest, IndexesByTensors) {
  Tensor x = counting({3, 4});
  Tensor rows = of({2, 0}, DType::I64), columns = of({1, -1}, DType::I64);
  EXPECT_EQ(elements(*indexTensor(emit, x, {by(rows), by(columns)})),
            (Numbers{9, 3}));
  EXPECT_EQ(elements(*indexTensor(emit, x, {slice({}, {}), by(columns)})),
            (Numbers{1, 3, 5, 7, 9, 11}));
  Tensor mask = tensor("gt", {x, int64_t(9)});
  EXPECT_EQ(elements(*indexTensor(emit, x, {by(mask)})), (Numbers{10, 11}));
}

TEST_F(AtenTest, AssignsByTensors) {
  Tensor x = counting({4});
  ASSERT_TRUE(succeeded(
      assignIndex(emit, x, {by(of({3, 0}, DType::I64))}, of({10, 20}))));
  EXPECT_EQ(elements(x), (Numbers{20, 1, 2, 10}));
  Tensor mask = tensor("lt", {x, int64_t(5)});
  Tensor zero = emit.fromHost(HostTensor::zeros(DType::F32, {}));
  ASSERT_TRUE(succeeded(assignIndex(emit, x, {by(mask)}, zero)));
  EXPECT_EQ(elements(x), (Numbers{20, 0, 0, 10}));
}

TEST_F(AtenTest, RefusesWritesToExpandedTensors) {
  Tensor x = tensor("expand", {counting({1}), int64_t(3)});
  EXPECT_TRUE(failed(call("zero_", {x})));
  EXPECT_NE(message.find("expanded"), std::string::npos);
}

TEST_F(AtenTest, TracksContiguity) {
  Tensor x = counting({2, 3});
  EXPECT_TRUE(isContiguous(x));
  EXPECT_FALSE(isContiguous(tensor("t", {x})));
  EXPECT_TRUE(isContiguous(*indexTensor(emit, x, {at(1)})));
  EXPECT_FALSE(isContiguous(*indexTensor(emit, x, {slice({}, {}), at(1)})));
}
