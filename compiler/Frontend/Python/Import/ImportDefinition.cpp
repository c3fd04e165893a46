//===- ImportDefinition.cpp - Models from Python definitions --------------===//

#include "compiler/Frontend/Python/Import/ImportDefinition.h"

#include "compiler/Frontend/Python/Import/BuildGraph.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// Evaluates a definition as often as it takes to know its state.
class DefinitionImport {
public:
  DefinitionImport(MLIRContext &context, const ImportOptions &options)
      : context(context), options(options) {}

  FailureOr<ImportedModel> run() {
    while (true) {
      FailureOr<ImportedModel> model = attempt();
      if (failed(model) || model->module)
        return model;
    }
  }

private:
  /// The module is null if there is more state than was known.
  FailureOr<ImportedModel> attempt() {
    Definition definition(context, options);
    if (failed(definition.construct()) ||
        failed(materialize(definition, options.inputs)) ||
        failed(loadWeights(definition)))
      return failure();
    auto module = buildGraph(definition, weights, options.inputs, states);
    if (failed(module))
      return failure();
    ImportedModel result;
    result.module = std::move(*module);
    result.name = definition.identifier();
    result.dependencies = definition.filesRead();
    if (!options.weights.empty())
      result.dependencies.push_back(options.weights);
    return result;
  }

  LogicalResult loadWeights(Definition &definition) {
    if (!states.empty())
      return success();
    return weights.load(definition, options);
  }

  MLIRContext &context;
  const ImportOptions &options;
  Weights weights;
  StateNames states;
};

} // namespace

FailureOr<ImportedModel> importDefinition(MLIRContext &context,
                                          const ImportOptions &options) {
  return DefinitionImport(context, options).run();
}

} // namespace kiln::python
