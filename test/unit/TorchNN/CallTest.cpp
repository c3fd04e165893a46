//===- CallTest.cpp -------------------------------------------------------===//

#include "CallTest.h"

#include "ProgramRunner.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "llvm/Support/FileSystem.h"

using namespace kiln;
using namespace kiln::test;

void CallTest::SetUp() {
  auto calls = loadCalls(GetParam());
  ASSERT_TRUE(bool(calls)) << llvm::toString(calls.takeError());
  loaded = std::move(*calls);
  llvm::SmallString<128> path;
  ASSERT_FALSE(
      llvm::sys::fs::createTemporaryFile("kiln-call", "safetensors", path));
  weights = path.str().str();
}

void CallTest::TearDown() { llvm::sys::fs::remove(weights); }

std::string CallTest::placeOf(const StoredCall &call) const {
  std::string text =
      GetParam() + ".json:" + std::to_string(call.line) + ": " + call.text;
  for (const CallInput &input : call.inputs)
    text += ", " + formatArgumentSpec(input.spec);
  return text;
}

mlir::FailureOr<ImportedModel> CallTest::import(const StoredCall &call) {
  report.clear();
  context = makeCodegenContext();
  mlir::ScopedDiagnosticHandler handler(
      context.get(), [&](mlir::Diagnostic &diagnostic) {
        report += diagnostic.str() + "\n";
        for (mlir::Diagnostic &note : diagnostic.getNotes())
          report += "note: " + note.str() + "\n";
        return mlir::success();
      });
  return importModel(*context, importOptions(call, weights));
}

std::vector<HostTensor> CallTest::argumentsOf(const ImportedModel &model,
                                              const StoredCall &call) {
  std::vector<HostTensor> arguments = call.values();
  mlir::ModuleOp module = *model.module;
  GraphOp graph = *module.getOps<GraphOp>().begin();
  mlir::SymbolTable symbols(module);
  for (unsigned index = 0; index < graph.getNumArguments(); ++index)
    if (auto name = stateOf(graph, index)) {
      auto parameter = symbols.lookup<ParameterOp>(name.getValue());
      arguments.push_back(*toHostTensor(*parameter.getValue()));
    }
  return arguments;
}
