//===- DescribeLayers.cpp - The layers of a definition --------------------===//

#include "compiler/Frontend/ImportModel.h"
#include "compiler/Frontend/Python/Import/BuildGraph.h"
#include "compiler/Frontend/Python/Import/ResultTree.h"

namespace kiln::python {

using namespace mlir;

namespace {

class LayerTable {
public:
  LogicalResult addLayers(Definition &definition);
  void noteResult(Interpreter &interp, StringRef path, Value result);
  void countParameters(ArrayRef<StateEntry> entries);
  std::vector<LayerDescription> take() { return std::move(layers); }

private:
  std::vector<LayerDescription> layers;
  llvm::StringMap<size_t> index;
};

} // namespace

LogicalResult LayerTable::addLayers(Definition &definition) {
  FailureOr<Value> rows = definition.ask("layers_of");
  if (failed(rows))
    return failure();
  for (Value row : llvm::cast<ListObject>(rows->asObject())->items) {
    auto *pair = llvm::cast<TupleObject>(row.asObject());
    auto text = [&](unsigned at) {
      return llvm::cast<StrObject>(pair->items[at].asObject())->str().str();
    };
    LayerDescription layer;
    layer.path = text(0);
    layer.type = text(1);
    index[layer.path] = layers.size();
    layers.push_back(std::move(layer));
  }
  return success();
}

void LayerTable::noteResult(Interpreter &interp, StringRef path, Value result) {
  auto found = index.find(path);
  if (found == index.end())
    return;
  LayerDescription &layer = layers[found->second];
  if (layer.calls++)
    return;
  std::string message;
  LocationAttr place;
  FailureOr<ResultTree> tree = flattenResult(interp, result, message, place);
  if (failed(tree)) {
    if (interp.failed())
      (void)interp.takeException();
    return;
  }
  for (TensorObject *object : tree->tensors)
    layer.outputs.push_back(aten::describe(object->tensor));
}

/// Whether a layer of this path holds the parameter.
static bool isWithin(StringRef path, StringRef parameter) {
  return path.empty() ||
         (parameter.consume_front(path) && parameter.starts_with("."));
}

void LayerTable::countParameters(ArrayRef<StateEntry> entries) {
  for (LayerDescription &layer : layers)
    for (const StateEntry &entry : entries)
      if (entry.isParameter &&
          llvm::any_of(entry.names, [&](const std::string &name) {
            return isWithin(layer.path, name);
          }))
        layer.parameters += entry.object->tensor.numElements();
}

} // namespace kiln::python

mlir::FailureOr<std::vector<kiln::LayerDescription>>
kiln::describeLayers(mlir::MLIRContext &context, const ImportOptions &options) {
  using namespace python;
  context.loadDialect<KilnDialect>();
  Definition definition(context, options);
  if (failed(definition.construct()) ||
      failed(materialize(definition, options.inputs)))
    return mlir::failure();
  LayerTable table;
  if (failed(table.addLayers(definition)))
    return mlir::failure();
  table.countParameters(definition.entries());
  if (options.inputs.empty())
    return table.take();
  Weights weights;
  weights.leaveOut();
  if (!options.weights.empty() && failed(weights.load(definition, options)))
    return mlir::failure();
  definition.torch().onModuleResult = [&](llvm::StringRef path,
                                          python::Value result) {
    table.noteResult(definition.interpreter(), path, result);
  };
  StateNames changed;
  if (failed(buildGraph(definition, weights, options.inputs, changed)))
    return mlir::failure();
  return table.take();
}
