//===- ImportTorchScript.cpp - Models from TorchScript archives -----------===//

#include "compiler/Frontend/TorchScript/ImportTorchScript.h"

#include "compiler/Frontend/Python/Import/BuildGraph.h"
#include "compiler/Frontend/TorchScript/ScriptProgram.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

/// Made by kiln_embed_python().
llvm::ArrayRef<EmbeddedModule> scriptPrelude();

namespace {

class ScriptImport {
public:
  ScriptImport(MLIRContext &context, const ImportOptions &options,
               const ModelFile &file)
      : options(options), file(file), definition(context, options),
        program(definition.torch(), file),
        methodName(parseModelReference(options.model).call) {
    if (methodName.empty())
      methodName = "forward";
    addPreludes(definition.interpreter(), scriptPrelude());
  }

  FailureOr<ImportedModel> run(StateNames &states);

private:
  LogicalResult makeModel();
  Value findMethod(Value model);
  LogicalResult loadWeights(Weights &weights);

  const ImportOptions &options;
  const ModelFile &file;
  Definition definition;
  ScriptProgram program;
  std::string methodName;
};

} // namespace

/// The method as it stands in the code, null with an exception pending.
Value ScriptImport::findMethod(Value model) {
  Interpreter &interp = definition.interpreter();
  Value prelude = interp.importModule("torch._script");
  Value find = prelude ? interp.getAttribute(prelude, "method_of") : Value();
  Value arguments[] = {model, interp.str(methodName)};
  return find ? interp.call(find, Arguments(arguments)) : Value();
}

LogicalResult ScriptImport::makeModel() {
  Value model = program.makeModel();
  Value method = model ? findMethod(model) : Value();
  if (!method) {
    definition.reportFailedCall();
    return failure();
  }
  return definition.adopt(method);
}

/// The archive's own elements, unless others were asked for.
LogicalResult ScriptImport::loadWeights(Weights &weights) {
  if (!options.weights.empty() || options.randomWeightsSeed)
    return weights.load(definition, options);
  StateDict given;
  for (const StateEntry &entry : definition.entries())
    if (const HostTensor *elements = program.elementsOf(entry.object))
      given.insert(entry.name, *elements);
  weights.adopt(std::move(given), file.path);
  return success();
}

FailureOr<ImportedModel> ScriptImport::run(StateNames &states) {
  if (failed(makeModel()) || failed(materialize(definition, options.inputs)))
    return failure();
  Weights weights;
  if (failed(loadWeights(weights)))
    return failure();
  auto module = buildGraph(definition, weights, options.inputs, states);
  if (failed(module))
    return failure();
  ImportedModel result;
  result.module = std::move(*module);
  result.name = identifierOfPath(file.path);
  if (methodName != "forward")
    result.name += "_" + methodName;
  result.dependencies.push_back(file.path);
  if (!options.weights.empty())
    result.dependencies.push_back(options.weights);
  return result;
}

FailureOr<ImportedModel> importTorchScript(MLIRContext &context,
                                           const ImportOptions &options,
                                           const ModelFile &file) {
  return importWithState([&](StateNames &states) {
    return ScriptImport(context, options, file).run(states);
  });
}

} // namespace kiln::python
