//===- ImportTorchScript.cpp - Models from TorchScript archives -----------===//

#include "compiler/Frontend/TorchScript/ImportTorchScript.h"

#include "compiler/Frontend/Python/Import/BuildGraph.h"
#include "compiler/Frontend/TorchScript/ScriptProgram.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

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
  }

  FailureOr<ImportedModel> run(StateNames &states);

private:
  LogicalResult makeModel();
  LogicalResult checkAttributes();
  LogicalResult loadWeights(Weights &weights);

  const ImportOptions &options;
  const ModelFile &file;
  Definition definition;
  ScriptProgram program;
  std::string methodName;
  /// The model's attributes before the call.
  Value attributes;
};

} // namespace

LogicalResult ScriptImport::makeModel() {
  Value model = program.makeModel();
  Value method = model ? program.findMethod(model, methodName) : Value();
  if (method)
    attributes = program.callPrelude("attributes_of", model);
  if (attributes)
    return definition.adopt(method);
  definition.reportFailedCall();
  return failure();
}

/// Numbers and lists that the call changed would have to be kept, too.
LogicalResult ScriptImport::checkAttributes() {
  Value name = program.callPrelude("changed_attribute", attributes);
  if (!name) {
    definition.interpreter().reportPending();
    return failure();
  }
  if (name.isNone())
    return success();
  return emitError(UnknownLoc::get(definition.context()))
         << methodName << " of " << file.path << " changes the attribute '"
         << llvm::cast<StrObject>(name.asObject())->str()
         << "', which compiled programs cannot keep from one run to the next";
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
  if (failed(module) || (*module && failed(checkAttributes())))
    return failure();
  ImportedModel result;
  result.module = std::move(*module);
  result.name = identifierOfPath(file.path);
  if (methodName != "forward")
    result.name += "_" + methodName;
  result.dependencies.push_back(file.path);
  llvm::append_range(result.dependencies, weights.filesRead());
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
