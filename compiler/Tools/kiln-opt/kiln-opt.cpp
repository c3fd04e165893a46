//===- kiln-opt.cpp - Runs passes on textual IR, for tests ----------------===//

#include "codegen/Schedule/Passes.h"
#include "compiler/Pipeline/Pipelines.h"
#include "compiler/Transforms/Passes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<kiln::KilnDialect, kiln::kernel::KernelDialect,
                  mlir::func::FuncDialect>();
  mlir::registerTransformsPasses();
  kiln::registerKilnTransformsPasses();
  kiln::registerKilnSchedulePasses();
  kiln::registerPipelines();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "kiln's passes\n", registry));
}
