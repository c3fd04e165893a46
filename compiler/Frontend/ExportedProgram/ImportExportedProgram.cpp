//===- ImportExportedProgram.cpp - Models from .pt2 files -----------------===//

#include "compiler/Frontend/ExportedProgram/ImportExportedProgram.h"

#include "compiler/Frontend/ExportedProgram/ProgramInputs.h"
#include "compiler/Frontend/ExportedProgram/RunProgram.h"
#include "compiler/Frontend/Python/Import/BuildGraph.h"
#include "compiler/Frontend/Python/Import/Definition.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::exported {

using namespace mlir;

/// The only program of the file, or the one that --key names.
static FailureOr<const ProgramText *>
chooseProgram(MLIRContext &context, const ModelFile &file, StringRef key) {
  std::vector<std::string> names;
  for (const ProgramText &program : file.programs) {
    if (key.empty() ? file.programs.size() == 1 : program.name == key)
      return &program;
    names.push_back(program.name);
  }
  InFlightDiagnostic error = emitError(UnknownLoc::get(&context)) << file.path;
  if (names.empty())
    return error << " holds no program that torch.export wrote";
  if (key.empty())
    return error << " holds several programs; choose one with --key: "
                 << llvm::join(names, ", ");
  return error << " has no program '" << key << "'; it holds "
               << llvm::join(names, ", ");
}

static FailureOr<ImportedModel>
attemptImport(MLIRContext &context, const ImportOptions &options,
              const ModelFile &file, const Program &program,
              const ProgramInputs &inputs, python::StateNames &states) {
  python::Definition definition(context, options);
  ProgramRunner runner(definition.torch(), definition.text(), program,
                       inputs.names);
  python::Value model = runner.makeModel(file);
  if (!model || failed(definition.adopt(model)) ||
      failed(definition.collectState()))
    return failure();
  python::Weights weights;
  if (failed(weights.loadOrKeep(definition, options)))
    return failure();
  auto module = python::buildGraph(
      definition, weights, ArrayRef<python::BoundInput>(inputs.arguments),
      states);
  if (failed(module))
    return failure();
  ImportedModel result;
  result.module = std::move(*module);
  result.dependencies.push_back(file.path);
  llvm::append_range(result.dependencies, weights.filesRead());
  return result;
}

FailureOr<ImportedModel> importProgram(MLIRContext &context,
                                       const ImportOptions &options,
                                       const ModelFile &file) {
  // With --weights the key is that file's.
  StringRef key = options.weights.empty() ? StringRef(options.key) : "";
  auto text = chooseProgram(context, file, key);
  if (failed(text))
    return failure();
  llvm::Expected<Program> program = parseProgram((*text)->text.text());
  if (!program)
    return emitError(UnknownLoc::get(&context))
           << file.path << ": program " << (*text)->name << ": "
           << llvm::toString(program.takeError());
  ProgramInputs inputs;
  if (failed(bindProgramInputs(&context, file.path, *program, options.inputs,
                               inputs)))
    return failure();
  return python::importWithState([&](python::StateNames &states) {
    return attemptImport(context, options, file, *program, inputs, states);
  });
}

} // namespace kiln::exported
