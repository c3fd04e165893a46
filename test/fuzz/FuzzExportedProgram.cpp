//===- FuzzExportedProgram.cpp - Any bytes as a .pt2's program ------------===//
//
// A program that can be read is run: its parameters are zeros, its inputs
// unknown.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "FuzzHost.h"
#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ExportedProgram/ProgramInputs.h"
#include "compiler/Frontend/ExportedProgram/RunProgram.h"

using namespace kiln;
using exported::Program;

static constexpr int64_t maxElements = 1 << 15;

/// Sizes that the file leaves to the user.
static void fixOpenSizes(Program &program) {
  for (const exported::InputSpec &input : program.inputs) {
    auto meta = program.graph.tensors.find(input.argument.text);
    if (meta == program.graph.tensors.end())
      continue;
    for (exported::Dim &dim : meta->second.sizes)
      if (!dim.size)
        dim.size = 2;
  }
}

/// The tensors that the program needs, as far as its metadata tells their
/// types.
static ModelFile makeFile(const Program &program) {
  ModelFile file;
  file.kind = FileKind::ExportedProgram;
  for (const exported::InputSpec &input : program.inputs) {
    auto meta = program.graph.tensors.find(input.argument.text);
    if (input.kind == exported::InputSpec::Kind::User ||
        meta == program.graph.tensors.end() || !meta->second.dtype)
      continue;
    ModelTensor tensor;
    tensor.name = input.target;
    for (const exported::Dim &dim : meta->second.sizes)
      tensor.shape.push_back(*dim.size);
    if (checkedNumElements(tensor.shape).value_or(INT64_MAX) > maxElements)
      continue;
    tensor.tensor = HostTensor::zeros(*meta->second.dtype, tensor.shape);
    file.tensors.push_back(std::move(tensor));
  }
  return file;
}

namespace {

class Host : public FuzzHost {
public:
  void run(Program parsed) {
    programs.push_back(std::make_unique<Run>(std::move(parsed)));
    Run &run = *programs.back();
    mlir::ScopedDiagnosticHandler quiet(
        &context, [](mlir::Diagnostic &) { return mlir::success(); });
    python::StepAllowance allowance(interp(), stepsOfRun);
    fixOpenSizes(run.program);
    if (failed(exported::bindProgramInputs(&context, "file", run.program, {},
                                           run.inputs)))
      return;
    run.runner.emplace(*torch, "file", run.program, run.inputs.names);
    python::Value model = run.runner->makeModel(makeFile(run.program));
    if (model && !callForward(model, run.inputs) && interp().failed())
      interp().reportPending();
  }

private:
  struct Run {
    explicit Run(Program program) : program(std::move(program)) {}
    Program program;
    exported::ProgramInputs inputs;
    std::optional<exported::ProgramRunner> runner;
  };

  python::Value callForward(python::Value model,
                            const exported::ProgramInputs &inputs) {
    llvm::SmallVector<python::Value> arguments;
    for (const ArgumentSpec &spec : inputs.specs) {
      if (failed(torch->emit.checkSize(spec.shape)))
        return {};
      arguments.push_back(
          torch->make(torch->emit.uninitialized(torch->emit.tensorType(
              spec.shape, torch->emit.elementType(spec.dtype)))));
    }
    return interp().call(model, arguments);
  }

  /// Values of earlier programs may still be there.
  std::vector<std::unique_ptr<Run>> programs;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::Expected<Program> program = exported::parseProgram(text);
  if (!program) {
    llvm::consumeError(program.takeError());
    return 0;
  }
  if (program->outputTree)
    (void)program->outputTree->keys();
  FuzzHost::next<Host>().run(std::move(*program));
  return 0;
}
