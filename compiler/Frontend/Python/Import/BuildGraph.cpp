//===- BuildGraph.cpp - A kiln.graph from a call of a model ---------------===//

#include "compiler/Frontend/Python/Import/BuildGraph.h"

#include "compiler/Frontend/Python/Import/ResultTree.h"
#include "compiler/Frontend/Python/Import/Signature.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

static RankedTensorType typeOf(Definition &definition,
                               const ArgumentSpec &spec) {
  return RankedTensorType::get(spec.shape,
                               elementTypeOf(definition.context(), spec.dtype));
}

/// The tensors of a tree as Python sees them; `next` gives them in order. Null
/// after an error has been reported.
static Value nested(Definition &definition, const InputTree &tree,
                    llvm::function_ref<Value(const ArgumentSpec &)> next) {
  if (tree.spec)
    return next(*tree.spec);
  if (tree.constant)
    return *tree.constant;
  Interpreter &interp = definition.interpreter();
  TupleObject *tuple = interp.tuple();
  DictObject *dict = interp.dict();
  for (auto [name, part] : llvm::zip(tree.names, tree.parts)) {
    Value value = nested(definition, part, next);
    if (!value)
      return {};
    tuple->items.push_back(value);
    dict->set(interp.intern(name), value);
  }
  if (tree.isTuple())
    return tuple;
  FailureOr<Value> named = definition.ask("named_inputs", Value(dict));
  return succeeded(named) ? *named : Value();
}

/// Calls the model; null after the errors have been reported.
static Value callModel(Definition &definition, ArrayRef<BoundInput> inputs,
                       llvm::function_ref<Value(const ArgumentSpec &)> next) {
  SmallVector<Value> positional;
  SmallVector<Keyword> keywords;
  Interpreter &interp = definition.interpreter();
  for (const BoundInput &input : inputs) {
    Value value = nested(definition, input.tree, next);
    if (!value)
      return {};
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

/// How many results that are no tensors a warning names.
constexpr size_t kMaxLiterals = 4;

class GraphBuilder {
public:
  GraphBuilder(Definition &definition, const Weights &weights,
               StateNames &states)
      : definition(definition), weights(weights), torch(definition.torch()),
        builder(definition.context()), changed(definition, states) {}

  FailureOr<OwningOpRef<ModuleOp>> build(ArrayRef<BoundInput> inputs);

private:
  void createGraph(ArrayRef<BoundInput> inputs);
  void bindState();
  mlir::Value readParameter(aten::Storage &storage);
  FailureOr<SmallVector<mlir::Value>> readResults(const ResultTree &tree);
  LogicalResult finishGraph(Value result);
  void setSignature(const ResultTree &tree);
  void eraseDeadOps();
  LogicalResult declareParameters();
  LogicalResult readInitialValue(StateEntry &entry);

  Definition &definition;
  const Weights &weights;
  TorchState &torch;
  OpBuilder builder;
  OwningOpRef<ModuleOp> module;
  GraphOp graph;
  ChangedState changed;
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
  // Ahead of regions: what they read first may be read behind them.
  OpBuilder &inside = torch.emit.opBuilder();
  OpBuilder::InsertionGuard guard(inside);
  if (inside.getInsertionBlock() != &graph.getBody().front())
    inside.setInsertionPointToStart(&graph.getBody().front());
  mlir::Value value = GetParameterOp::create(
      inside, location, storage.type,
      FlatSymbolRefAttr::get(builder.getContext(), entry->name));
  // What decides about control flow (`if self.scale > 1`) is known.
  if (*tensor)
    torch.emit.note(value, *tensor);
  tensorsRead[entry->name] = {std::move(*tensor), origin};
  return value;
}

/// What state begins with.
LogicalResult GraphBuilder::readInitialValue(StateEntry &entry) {
  std::string origin = definition.text();
  FailureOr<HostTensor> tensor = failure();
  if (entry.isPersistent)
    tensor = weights.get(definition, entry, graph.getLoc(), origin);
  else if (auto constructed = torch.emit.evaluate(entry.constructed))
    tensor = *constructed;
  else
    emitError(graph.getLoc())
        << "'" << entry.name
        << "', which forward changes, begins with values that are not known: "
           "it was filled with random numbers and is not in the state_dict";
  if (failed(tensor))
    return failure();
  tensorsRead[entry.name] = {std::move(*tensor), origin};
  return success();
}

LogicalResult GraphBuilder::declareParameters() {
  llvm::StringSet<> used, states;
  graph.walk([&](GetParameterOp op) { used.insert(op.getName()); });
  for (unsigned index = 0; index < graph.getNumArguments(); ++index)
    if (FlatSymbolRefAttr state = stateOf(graph, index))
      states.insert(state.getValue());
  builder.setInsertionPoint(graph);
  for (StateEntry &entry : definition.entries()) {
    bool isState = states.contains(entry.name);
    if (!isState && !(entry.isPersistent && used.contains(entry.name)))
      continue;
    if (isState && failed(readInitialValue(entry)))
      return failure();
    auto &[tensor, origin] = tensorsRead[entry.name];
    ElementsAttr value = tensor
                             ? toAttr(builder.getContext(), entry.name, tensor)
                             : ElementsAttr();
    auto op = ParameterOp::create(builder, graph.getLoc(), entry.name,
                                  entry.storage->type, value);
    op.setIsMutable(isState);
    if (!origin.empty())
      op.setOrigin(origin);
  }
  return success();
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
                   [](auto *object) { return object->tensor.isPoison(); })) {
    InFlightDiagnostic error =
        emitError(graph.getLoc())
        << definition.text()
        << " returns a tensor that the constructor made of what kiln does not "
           "know";
    definition.explainConstruction(error);
    return error;
  }
  if (!tree->literals.empty())
    emitWarning(graph.getLoc())
        << definition.text() << ": only tensors are outputs; "
        << llvm::join(ArrayRef(tree->literals).take_front(kMaxLiterals), ", ")
        << (tree->literals.size() > kMaxLiterals ? ", ..." : "");
  auto values = readResults(*tree);
  if (failed(values))
    return failure();
  auto states = changed.newValues();
  if (failed(states))
    return failure();
  llvm::append_range(*values, *states);
  OpBuilder &inside = torch.emit.opBuilder();
  ReturnOp::create(inside, graph.getLoc(), *values);
  setSignature(*tree);
  eraseDeadOps();
  return changed.finish(graph);
}

FailureOr<OwningOpRef<ModuleOp>>
GraphBuilder::build(ArrayRef<BoundInput> inputs) {
  createGraph(inputs);
  bindState();
  if (failed(changed.bind(graph)))
    return failure();
  torch.emit.enterGraph(&graph.getBody().front());
  unsigned index = 0;
  auto nextArgument = [&](const ArgumentSpec &) {
    return torch.make(aten::Tensor::of(graph.getArgument(index++)));
  };
  // All that is not supported is to be told at once.
  Interpreter &interp = definition.interpreter();
  interp.onUnknown = [this](const OpaqueObject &opaque) {
    torch.noteUnknown(opaque);
  };
  Value result = callModel(definition, inputs, nextArgument);
  interp.onUnknown = nullptr;
  if (!result || failed(definition.reportUnsupported()))
    return failure();
  FailureOr<bool> changesMore = changed.findOthers();
  if (failed(changesMore))
    return failure();
  if (*changesMore)
    return OwningOpRef<ModuleOp>();
  if (failed(finishGraph(result)) || failed(declareParameters()) ||
      failed(verify(*module)))
    return failure();
  return std::move(module);
}

FailureOr<OwningOpRef<ModuleOp>> buildGraph(Definition &definition,
                                            const Weights &weights,
                                            ArrayRef<ArgumentSpec> inputs,
                                            StateNames &states) {
  auto bound = bindInputs(definition, inputs);
  if (failed(bound))
    return failure();
  return buildGraph(definition, weights, ArrayRef<BoundInput>(*bound), states);
}

FailureOr<OwningOpRef<ModuleOp>> buildGraph(Definition &definition,
                                            const Weights &weights,
                                            ArrayRef<BoundInput> inputs,
                                            StateNames &states) {
  return GraphBuilder(definition, weights, states).build(inputs);
}

FailureOr<ImportedModel> importWithState(
    llvm::function_ref<FailureOr<ImportedModel>(StateNames &)> attempt) {
  StateNames states;
  while (true) {
    FailureOr<ImportedModel> model = attempt(states);
    if (failed(model) || model->module)
      return model;
  }
}

} // namespace kiln::python
