//===- CompareTapsTest.cpp ------------------------------------------------===//

#include "compiler/Verify/CompareTaps.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace kiln;

namespace {
class CompareTaps : public testing::Test {
protected:
  CompareTaps()
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          llvm::raw_string_ostream(messages)
              << diagnostic.getLocation() << ": " << diagnostic << "\n";
          for (mlir::Diagnostic &note : diagnostic.getNotes())
            llvm::raw_string_ostream(messages) << "  " << note << "\n";
        }) {}

  Tap tap(llvm::StringRef layer, unsigned line, float expected, float actual) {
    mlir::Location location =
        mlir::FileLineColLoc::get(&context, "net.py", line, 9);
    return {"kernel_" + layer.str(), layer.str(), location,
            HostTensor::of<float>(DType::F32, {}, {expected}),
            HostTensor::of<float>(DType::F32, {}, {actual})};
  }

  mlir::MLIRContext context;
  std::string messages;
  mlir::ScopedDiagnosticHandler handler;
};
} // namespace

TEST_F(CompareTaps, NamesTheFirstThatDiffers) {
  TapReport report =
      compareTaps({tap("conv1", 21, 1, 1.000001f), tap("conv2", 22, 1, 1.5f),
                   tap("fc", 23, 1, 3)});
  EXPECT_EQ(report.firstDifference, 1u);
  EXPECT_EQ(messages,
            "loc(\"net.py\":22:9): layer 'conv2' (kernel 'kernel_conv2') "
            "differs from the reference: at [] expected 1, got 1.5 (error 0.5, "
            "allowed 1e-05)\n");
}

TEST_F(CompareTaps, AllowsMoreDeepInTheNetwork) {
  Tap deep = tap("conv", 1, 1, 1.00005f);
  EXPECT_FALSE(compareTaps({deep}).passed());
  deep.depth = 41;
  messages.clear();
  EXPECT_TRUE(compareTaps({deep}).passed());
  EXPECT_EQ(messages, "");
}

TEST_F(CompareTaps, LooksWithoutSayingAnything) {
  EXPECT_TRUE(anyTapDiffers({tap("a", 1, 1, 1), tap("b", 2, 1, 1.5f)}, {}));
  EXPECT_FALSE(anyTapDiffers({tap("a", 1, 1, 1)}, {}));
  EXPECT_EQ(messages, "");
}

TEST_F(CompareTaps, TellsWhereNanAppears) {
  TapReport report = compareTaps({tap("a", 1, 1, 1), tap("b", 2, 1, NAN)});
  EXPECT_EQ(report.firstNonFinite, 1u);
  EXPECT_NE(messages.find("NaN or infinity appears here first"),
            std::string::npos);
}

TEST_F(CompareTaps, WarnsOfTheModelsOwnInfinity) {
  TapReport report =
      compareTaps({tap("a", 1, INFINITY, INFINITY), tap("b", 2, 1, 1)});
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.firstNonFinite, 0u);
  EXPECT_NE(messages.find("gives NaN or infinity, in the reference too"),
            std::string::npos);
}
