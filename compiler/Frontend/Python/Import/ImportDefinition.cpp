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
    return importWithState(
        [this](StateNames &states) { return attempt(states); });
  }

private:
  FailureOr<ImportedModel> attempt(StateNames &states) {
    Definition definition(context, options);
    if (failed(definition.construct()) ||
        failed(materialize(definition, options.inputs)) ||
        failed(loadWeights(definition, states)))
      return failure();
    auto module = buildGraph(definition, weights, options.inputs, states);
    if (failed(module))
      return failure();
    ImportedModel result;
    result.module = std::move(*module);
    result.name = definition.identifier();
    result.dependencies = definition.filesRead();
    llvm::append_range(result.dependencies, weights.filesRead());
    return result;
  }

  /// Once: what it warns of is told once.
  LogicalResult loadWeights(Definition &definition, const StateNames &states) {
    if (!states.empty())
      return success();
    return weights.load(definition, options);
  }

  MLIRContext &context;
  const ImportOptions &options;
  Weights weights;
};

} // namespace

FailureOr<ImportedModel> importDefinition(MLIRContext &context,
                                          const ImportOptions &options) {
  return DefinitionImport(context, options).run();
}

} // namespace kiln::python
