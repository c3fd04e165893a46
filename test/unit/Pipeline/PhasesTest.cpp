//===- PhasesTest.cpp -----------------------------------------------------===//

#include "compiler/Pipeline/Pipelines.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"

#include <gtest/gtest.h>

using namespace kiln;

namespace {

TEST(Phases, HaveNamesThatAreReadBack) {
  for (Phase phase : allPhases()) {
    EXPECT_EQ(parsePhase(nameOf(phase)), phase);
    EXPECT_FALSE(describe(phase).empty());
  }
  EXPECT_EQ(parsePhase("fuse"), std::nullopt);
  EXPECT_TRUE(llvm::StringRef(phaseNames()).starts_with("import, simplify, "));
}

TEST(Phases, ThatRewriteHavePasses) {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  for (Phase phase : allPhases()) {
    if (!isRewrite(phase))
      continue;
    mlir::PassManager pm(&context);
    buildPhase(phase, pm, PipelineOptions());
    EXPECT_GT(pm.size(), 0u) << nameOf(phase).str();
  }
}

TEST(Phases, BeginWithImportAndEndWithLink) {
  EXPECT_EQ(allPhases().front(), Phase::Import);
  EXPECT_EQ(allPhases().back(), Phase::Link);
  EXPECT_FALSE(isRewrite(Phase::Import));
  EXPECT_FALSE(isRewrite(Phase::CompileKernels));
}

} // namespace
