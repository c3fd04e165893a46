//===- ImportDefinition.cpp - Models from Python definitions --------------===//

#include "compiler/Frontend/Python/Import/ImportDefinition.h"

#include "compiler/Frontend/Python/Import/BuildGraph.h"

namespace kiln::python {

using namespace mlir;

FailureOr<ImportedModel> importDefinition(MLIRContext &context,
                                          const ImportOptions &options) {
  Definition definition(context, options);
  if (failed(definition.construct()) ||
      failed(materialize(definition, options.inputs)))
    return failure();
  Weights weights;
  if (failed(weights.load(definition, options)))
    return failure();
  auto module = buildGraph(definition, weights, options.inputs);
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

} // namespace kiln::python
