//===- RoutinesTest.cpp - What no stored case can hold --------------------===//

#include "dialects/Kiln/Interpreter/Convolution.h"
#include "dialects/Kiln/Interpreter/Elementwise.h"
#include "dialects/Kiln/Interpreter/Numbers.h"
#include "dialects/Kiln/Interpreter/Reduction.h"
#include "dialects/Kiln/Interpreter/Shape.h"

#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::reference;

static HostTensor integers(DType type, llvm::ArrayRef<int64_t> values) {
  return storeAll<int64_t>(values, type, {static_cast<int64_t>(values.size())});
}

static std::string messageOf(llvm::Expected<HostTensor> result) {
  return result ? "" : llvm::toString(result.takeError());
}

TEST(Routines, RefuseToDivideIntegersByZero) {
  HostTensor a = integers(DType::I32, {1, 2}), b = integers(DType::I32, {1, 0});
  for (Binary kind :
       {Binary::Div, Binary::FloorDiv, Binary::Remainder, Binary::Fmod})
    EXPECT_EQ(messageOf(binary(kind, a, b)), "an integer is divided by zero");
}

TEST(Routines, WrapWhereTheQuotientDoesNotFit) {
  HostTensor a = integers(DType::I64, {INT64_MIN});
  HostTensor b = integers(DType::I64, {-1});
  llvm::Expected<HostTensor> quotient = binary(Binary::Div, a, b);
  ASSERT_TRUE(bool(quotient));
  EXPECT_EQ(loadAll<int64_t>(*quotient)[0], INT64_MIN);
  llvm::Expected<HostTensor> rest = binary(Binary::Remainder, a, b);
  ASSERT_TRUE(bool(rest));
  EXPECT_EQ(loadAll<int64_t>(*rest)[0], 0);
}

TEST(Routines, RefuseFunctionsThatATypeLacks) {
  HostTensor x = integers(DType::U8, {1});
  EXPECT_EQ(messageOf(unary(Unary::Exp, x)),
            "no such function of elements of type u8");
}

TEST(Routines, CheckIndices) {
  HostTensor x = integers(DType::I64, {10, 20, 30});
  EXPECT_EQ(messageOf(take(x, integers(DType::I64, {0, 3}), 0)),
            "index 3 is out of range for a dimension of size 3");
  llvm::Expected<HostTensor> last = take(x, integers(DType::I64, {-1}), 0);
  ASSERT_TRUE(bool(last));
  EXPECT_EQ(loadAll<int64_t>(*last)[0], 30);
}

TEST(Routines, SumHalvesWithoutLosingThem) {
  std::vector<double> ones(4096, 1.0);
  HostTensor x = storeAll<double>(ones, DType::F16, {4096});
  HostTensor total = reduce(Reduction::Sum, x, {0}, false);
  EXPECT_EQ(loadAll<double>(total)[0], 4096);
}

TEST(Routines, AcceptTensorsWithoutElements) {
  HostTensor none = HostTensor::zeros(DType::F32, {0, 3});
  EXPECT_EQ(transpose(none, {1, 0}).numElements(), 0);
  EXPECT_EQ(concat({none, none}, 0).numElements(), 0);
  HostTensor sum = reduce(Reduction::Sum, none, {0}, false);
  EXPECT_EQ(loadAll<double>(sum), (std::vector<double>{0, 0, 0}));
}

TEST(Routines, ConvolveBytesModuloTheirWidth) {
  HostTensor x = integers(DType::I8, {100, 100, 100}).reshaped({1, 1, 3});
  HostTensor w = integers(DType::I8, {1, 1}).reshaped({1, 1, 2});
  HostTensor y = convolution(x, w, {}, WindowParams(), 1);
  EXPECT_EQ(loadAll<int64_t>(y), (std::vector<int64_t>{-56, -56}));
}
