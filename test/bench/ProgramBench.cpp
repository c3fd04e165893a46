//===- ProgramBench.cpp - Times compiled graphs kernel by kernel ----------===//
//
//   program-bench GRAPH.mlir WEIGHTS INPUT.npy [EXPECTED.npy]
//
// Compiles a graph into this process for this machine, compares its first
// result with EXPECTED, and prints what each call takes on one thread.
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Frontend/Archive/StateDict.h"
#include "compiler/Verify/TensorDifference.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/Parser/Parser.h"

#include <chrono>
#include <fmt/core.h>

using namespace kiln;
using namespace kiln::test;

static llvm::ExitOnError check("program-bench: ");

/// Gives every declared parameter its value from the file.
static void loadWeights(mlir::ModuleOp module, const char *path) {
  ModelFile file = check(readModelFile(path));
  StateDict weights = check(findStateDict(file));
  for (auto parameter : module.getOps<ParameterOp>()) {
    const HostTensor *value = weights.lookup(parameter.getSymName());
    if (!value)
      check(llvm::createStringError("no weight " + parameter.getSymName()));
    parameter.setValueAttr(
        toAttr(module.getContext(), parameter.getSymName(), *value));
  }
}

template <typename Function> static double milliseconds(Function &&function) {
  auto start = std::chrono::steady_clock::now();
  function();
  std::chrono::duration<double, std::milli> time =
      std::chrono::steady_clock::now() - start;
  return time.count();
}

int main(int argc, char **argv) {
  if (argc < 4)
    check(llvm::createStringError("expected GRAPH WEIGHTS INPUT [EXPECTED]"));
  auto context = makeCodegenContext();
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(argv[1], context.get());
  if (!module)
    return 1;
  loadWeights(*module, argv[2]);
  Level level = nativeLevel();
  fmt::print("schedule {:.0f} ms\n",
             milliseconds([&] { check(schedule(*module, level)); }));
  std::unique_ptr<CompiledModule> compiled;
  fmt::print("compile {:.0f} ms\n", milliseconds([&] {
               compiled = check(CompiledModule::create(*module, level));
             }));
  HostTensor input = check(readNpy(argv[3]));
  auto results = compiled->run("forward", {input});
  if (argc > 4) {
    HostTensor expected = check(readNpy(argv[4]));
    TensorDifference found = compareTensors(expected, results[0], 1e-4);
    fmt::print("error {:.2g}{}\n", found.error, found ? " WRONG" : "");
  }
  compiled->time("forward", {input}, /*repeats=*/20);
  return 0;
}
