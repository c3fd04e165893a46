//===- BuildGraph.cpp - A kiln.graph from a call of a model ---------------===//

#include "compiler/Frontend/Python/Import/BuildGraph.h"

#include "compiler/Frontend/Python/Import/ResultTree.h"
#include "compiler/Frontend/Python/Import/Signature.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace kiln::python {

using namespace mlir;

static RankedTensorType typeOf(Definition &definition,
                               const ArgumentSpec &spec) {
  return RankedTensorType::get(spec.shape,
                               elementTypeOf(definition.context(), spec.dtype));
}

/// The tensors of a tree as Python sees them; `next` gives them in order.
static Value nested(Interpreter &interp, const InputTree &tree,
                    llvm::function_ref<Value(const ArgumentSpec &)> next) {
  if (tree.spec)
    return next(*tree.spec);
  TupleObject *tuple = interp.tuple();
  DictObject *dict = interp.dict();
  for (auto [name, part] : llvm::zip(tree.names, tree.parts)) {
    Value value = nested(interp, part, next);
    tuple->items.push_back(value);
    dict->set(interp.intern(name), value);
  }
  return tree.isTuple() ? Value(tuple) : Value(dict);
}

/// Calls the model; null after the errors have been reported.
static Value callModel(Definition &definition, ArrayRef<BoundInput> inputs,
                       llvm::function_ref<Value(const ArgumentSpec &)> next) {
  SmallVector<Value> positional;
  SmallVector<Keyword> keywords;
  Interpreter &interp = definition.interpreter();
  for (const BoundInput &input : inputs) {
    Value value = nested(interp, input.tree, next);
    if (input.isKeyword)
      keywords.push_back({interp.intern(input.name), value});
    else
      positional.push_back(value);
  }
  Value result =
      interp.call(definition.model(), Arguments(positional, keywords));
  if (!result)
    definition.reportFailedCall();
  return result;
}

LogicalResult materialize(Definition &definition,
                          ArrayRef<ArgumentSpec> specs) {
  FailureOr<bool> isLazy = definition.hasLazyParameters();
  if (failed(isLazy))
    return failure();
  if (!*isLazy || specs.empty())
    return definition.collectState();
  auto inputs = bindInputs(definition, specs);
  if (failed(inputs))
    return failure();
  TorchState &torch = definition.torch();
  auto unknown = [&](const ArgumentSpec &spec) {
    return torch.make(torch.emit.uninitialized(typeOf(definition, spec)));
  };
  if (!callModel(definition, *inputs, unknown))
    return failure();
  torch.unsupported.clear();
  return definition.collectState();
}

namespace {

class GraphBuilder {
public:
  GraphBuilder(Definition &definition, const Weights &weights)
      : definition(definition), weights(weights), torch(definition.torch()),
        builder(definition.context()) {}

  FailureOr<OwningOpRef<ModuleOp>> build(ArrayRef<ArgumentSpec> specs);

private:
  void createGraph(ArrayRef<BoundInput> inputs);
  void bindState();
  mlir::Value readParameter(aten::Storage &storage);
  bool isChanged(const StateEntry &entry, const TensorObject *after);
  LogicalResult checkBuffers();
  FailureOr<SmallVector<mlir::Value>> readResults(const ResultTree &tree);
  LogicalResult finishGraph(Value result);
  void setSignature(const ResultTree &tree);
  void eraseDeadOps();
  void declareParameters();

  Definition &definition;
  const Weights &weights;
  TorchState &torch;
  OpBuilder builder;
  OwningOpRef<ModuleOp> module;
  GraphOp graph;
  llvm::StringMap<StateEntry *> entryOfName;
  llvm::StringMap<std::pair<HostTensor, std::string>> tensorsRead;
};

} // namespace

/// How an input is called: `x`, or `state.0` within a tuple.
static std::string nameOf(const BoundInput &input, const ArgumentSpec &spec) {
  return input.tree.spec || spec.name.empty() ? input.name : spec.name;
}

void GraphBuilder::createGraph(ArrayRef<BoundInput> inputs) {
  Location location = UnknownLoc::get(builder.getContext());
  SmallVector<Type> types;
  SmallVector<std::string> names;
  for (const BoundInput &input : inputs)
    input.tree.forEach([&](const ArgumentSpec &spec) {
      types.push_back(typeOf(definition, spec));
      names.push_back(nameOf(input, spec));
    });
  module = ModuleOp::create(location);
  builder.setInsertionPointToEnd(module->getBody());
  graph = GraphOp::create(builder, location, "forward",
                          builder.getFunctionType(types, {}));
  for (auto [index, name] : llvm::enumerate(names))
    graph.setArgAttr(index, "kiln.name", builder.getStringAttr(name));
  InputTree all;
  for (auto [index, input] : llvm::enumerate(inputs))
    all[std::to_string(index)] = input.tree;
  graph.setInputTree(all.text());
}

//===----------------------------------------------------------------------===//
// Parameters and buffers
//===----------------------------------------------------------------------===//

void GraphBuilder::bindState() {
  for (StateEntry &entry : definition.entries()) {
    aten::Storage &storage = *entry.storage;
    if (entry.isPersistent) {
      storage.value = nullptr;
      storage.parameter = entry.name;
      entryOfName[entry.name] = &entry;
      // Views of it that were read while constructing are derived again.
      ++storage.version;
    }
    entry.version = storage.version;
  }
  torch.emit.readParameter = [this](aten::Storage &storage) {
    return readParameter(storage);
  };
}

mlir::Value GraphBuilder::readParameter(aten::Storage &storage) {
  StateEntry *entry = entryOfName.lookup(storage.parameter);
  assert(entry && "only entries of the state_dict have no value");
  Location location = torch.emit.location();
  std::string origin;
  FailureOr<HostTensor> tensor =
      weights.get(definition, *entry, location, origin);
  if (failed(tensor))
    return nullptr;
  mlir::Value value = GetParameterOp::create(
      torch.emit.opBuilder(), location, storage.type,
      FlatSymbolRefAttr::get(builder.getContext(), entry->name));
  // What decides about control flow (`if self.scale > 1`) is known.
  if (*tensor)
    torch.emit.note(value, *tensor);
  tensorsRead[entry->name] = {std::move(*tensor), origin};
  return value;
}

/// Whether forward() has written to a buffer or put another in its place.
bool GraphBuilder::isChanged(const StateEntry &entry,
                             const TensorObject *after) {
  if (entry.storage->version == entry.version &&
      (!after || after->tensor.isPoison() ||
       after->tensor.sharedStorage() == entry.storage))
    return false;
  // What forward() derives from shapes alone it derives again at each call.
  return entry.isPersistent || !after ||
         !torch.emit.evaluate(after->tensor).has_value();
}

/// The state of compiled programs does not outlive a run.
LogicalResult GraphBuilder::checkBuffers() {
  auto names = definition.stateNames();
  if (failed(names))
    return failure();
  llvm::StringMap<TensorObject *> after;
  for (const StateName &name : *names)
    after[name.name] = name.object;
  for (const StateEntry &entry : definition.entries())
    if (isChanged(entry, after.lookup(entry.name)))
      return emitError(graph.getLoc())
             << "forward of " << definition.text() << " changes the "
             << (entry.isParameter ? "parameter '" : "buffer '") << entry.name
             << "', which compiled programs cannot keep from one run to the "
                "next";
  return success();
}

void GraphBuilder::declareParameters() {
  llvm::StringSet<> used;
  graph.walk([&](GetParameterOp op) { used.insert(op.getName()); });
  builder.setInsertionPoint(graph);
  for (const std::string &name : llvm::map_range(
           definition.entries(), [](auto &entry) { return entry.name; })) {
    if (!used.contains(name))
      continue;
    auto &[tensor, origin] = tensorsRead[name];
    ElementsAttr value =
        tensor ? toAttr(builder.getContext(), name, tensor) : ElementsAttr();
    auto op = ParameterOp::create(builder, graph.getLoc(), name,
                                  entryOfName[name]->storage->type, value);
    if (!origin.empty())
      op.setOrigin(origin);
  }
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<mlir::Value>>
GraphBuilder::readResults(const ResultTree &tree) {
  SmallVector<mlir::Value> values;
  torch.emit.setLocation(graph.getLoc());
  for (TensorObject *object : tree.tensors) {
    mlir::Value value = torch.emit.read(object->tensor);
    if (!value)
      return failure();
    values.push_back(value);
  }
  return values;
}

void GraphBuilder::setSignature(const ResultTree &tree) {
  graph.setOutputTree(tree.text);
  SmallVector<StringRef> names(tree.names.begin(), tree.names.end());
  if (tree.text != "*")
    graph.setOutputNamesAttr(builder.getStrArrayAttr(names));
}

void GraphBuilder::eraseDeadOps() {
  for (Operation &op :
       llvm::make_early_inc_range(llvm::reverse(graph.getBody().front())))
    if (isOpTriviallyDead(&op))
      op.erase();
}

LogicalResult GraphBuilder::finishGraph(Value result) {
  std::string message;
  LocationAttr place = graph.getLoc();
  FailureOr<ResultTree> tree =
      flattenResult(definition.interpreter(), result, message, place);
  if (failed(tree)) {
    if (definition.interpreter().failed()) {
      definition.interpreter().reportPending();
      return failure();
    }
    return emitError(place) << definition.text() << ": " << message;
  }
  if (llvm::any_of(tree->tensors,
                   [](auto *object) { return object->tensor.isPoison(); }))
    return emitError(graph.getLoc())
           << definition.text()
           << " returns a tensor that the constructor made with an operator "
              "kiln does not support";
  auto values = readResults(*tree);
  if (failed(values))
    return failure();
  OpBuilder &inside = torch.emit.opBuilder();
  ReturnOp::create(inside, graph.getLoc(), *values);
  graph.setFunctionType(builder.getFunctionType(
      graph.getArgumentTypes(), ValueRange(*values).getTypes()));
  setSignature(*tree);
  return success();
}

FailureOr<OwningOpRef<ModuleOp>>
GraphBuilder::build(ArrayRef<ArgumentSpec> specs) {
  auto inputs = bindInputs(definition, specs);
  if (failed(inputs))
    return failure();
  createGraph(*inputs);
  bindState();
  torch.emit.enterGraph(&graph.getBody().front());
  unsigned index = 0;
  auto nextArgument = [&](const ArgumentSpec &) {
    return torch.make(aten::Tensor::of(graph.getArgument(index++)));
  };
  Value result = callModel(definition, *inputs, nextArgument);
  if (!result || failed(definition.reportUnsupported()) ||
      failed(checkBuffers()) || failed(finishGraph(result)))
    return failure();
  eraseDeadOps();
  declareParameters();
  if (failed(verify(*module)))
    return failure();
  return std::move(module);
}

FailureOr<OwningOpRef<ModuleOp>> buildGraph(Definition &definition,
                                            const Weights &weights,
                                            ArrayRef<ArgumentSpec> inputs) {
  return GraphBuilder(definition, weights).build(inputs);
}

} // namespace kiln::python
