//===- RunProgram.cpp - Exported programs as models -----------------------===//

#include "compiler/Frontend/ExportedProgram/RunProgram.h"

#include "compiler/Frontend/ExportedProgram/StackTrace.h"

#include "llvm/ADT/ScopeExit.h"

namespace kiln::exported {

using namespace mlir;
using namespace python;
using Value = python::Value;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Operands and results
//===----------------------------------------------------------------------===//

bool ProgramRunner::fail(const llvm::Twine &message) {
  emitError(*torch.programLocation) << title << ": " << message;
  interp.alreadyReported();
  return false;
}

Value ProgramRunner::evaluate(const Operand &operand, const Values &values) {
  switch (operand.kind) {
  case Operand::Kind::None:
  case Operand::Kind::Ignored:
  case Operand::Kind::Graph:
    return Value::none();
  case Operand::Kind::Bool:
    return Value::boolean(operand.flag);
  case Operand::Kind::Int:
    return Value::integer(operand.integer);
  case Operand::Kind::Float:
    return Value::real(operand.number);
  case Operand::Kind::String:
    return interp.str(operand.text);
  case Operand::Kind::DType:
    return torch.make(operand.dtype);
  case Operand::Kind::Name: {
    Value value = values.lookup(operand.text);
    if (!value)
      fail("the program uses '" + operand.text + "' before it has a value");
    return value;
  }
  case Operand::Kind::List: {
    ListObject *list = interp.list();
    for (const Operand &item : operand.items) {
      Value value = evaluate(item, values);
      if (!value)
        return {};
      list->items.push_back(value);
    }
    return list;
  }
  }
  llvm_unreachable("all kinds are handled");
}

bool ProgramRunner::bindResult(const Operand &name, Value value,
                               Values &values) {
  switch (name.kind) {
  case Operand::Kind::Name:
    values[name.text] = value;
    return true;
  case Operand::Kind::List: {
    SmallVector<Value> items(name.items.size(), value);
    if (!isPoison(value)) {
      items.clear();
      if (failed(interp.unpack(value, items)))
        return false;
    }
    if (items.size() != name.items.size())
      return fail("a node gives " + llvm::Twine(items.size()) +
                  " tensors, the program expects " +
                  llvm::Twine(name.items.size()));
    for (auto [item, part] : llvm::zip(name.items, items))
      if (!bindResult(item, part, values))
        return false;
    return true;
  }
  default:
    return true; // A result that is None or known.
  }
}

bool ProgramRunner::bindResults(const Node &node, Value result,
                                Values &values) {
  if (node.outputs.empty())
    return true;
  if (node.outputs.size() == 1) {
    // Of an operator with several results the program may name the first.
    auto *tuple = llvm::dyn_cast<TupleObject>(result);
    if (tuple && node.outputs[0].kind == Operand::Kind::Name &&
        !tuple->items.empty())
      result = tuple->items.front();
    return bindResult(node.outputs[0], result, values);
  }
  SmallVector<Value> parts(node.outputs.size(), result);
  if (!isPoison(result)) {
    parts.clear();
    if (failed(interp.unpack(result, parts)))
      return false;
  }
  if (parts.size() < node.outputs.size())
    return fail(node.target + " gives " + llvm::Twine(parts.size()) +
                " results, the program expects " +
                llvm::Twine(node.outputs.size()));
  for (auto [output, part] : llvm::zip(node.outputs, parts))
    if (!bindResult(output, part, values))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

Location ProgramRunner::locationOf(const Node &node) {
  MLIRContext *context = interp.context();
  StringRef result = node.target;
  if (!node.outputs.empty() && node.outputs[0].kind == Operand::Kind::Name)
    result = node.outputs[0].text;
  Location location = parseStackTrace(context, node.stackTrace, title, result);
  if (node.modulePath.empty())
    return location;
  return NameLoc::get(StringAttr::get(context, node.modulePath), location);
}

bool ProgramRunner::runNode(const Node &node, Values &values) {
  torch.programLocation = locationOf(node);
  if (!interp.step())
    return false;
  Value result;
  if (hasSubgraphs(node)) {
    result = callSubgraphs(node, values);
  } else {
    SmallVector<OperatorArgument> arguments;
    for (const NamedOperand &input : node.inputs) {
      Value value = evaluate(input.value, values);
      if (!value)
        return false;
      arguments.push_back({input.name, value, input.isKeyword});
    }
    result = caller.call(node.target, arguments);
  }
  return result && bindResults(node, result, values);
}

bool ProgramRunner::runGraph(const Graph &graph, Values &values) {
  for (const Node &node : graph.nodes) {
    if (runNode(node, values))
      continue;
    if (interp.isFatal())
      return false;
    Value exception = interp.takeException();
    FailureOr<std::string> message = interp.toString(exception);
    return fail(node.target + ": " +
                (succeeded(message) ? *message : std::string("failed")));
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

/// The tensors in nested arguments, in order.
static void flatten(Value value, SmallVectorImpl<Value> &leaves) {
  if (native<TensorObject>(value)) {
    leaves.push_back(value);
  } else if (auto *tuple = llvm::dyn_cast<TupleObject>(value)) {
    for (Value item : tuple->items)
      flatten(item, leaves);
  } else if (auto *dict = llvm::dyn_cast<DictObject>(value)) {
    for (const HashTable::Entry &entry : dict->table.slots())
      if (!entry.key.isNull())
        flatten(entry.value, leaves);
  }
}

Value ProgramRunner::nest(const Pytree &tree, ArrayRef<Value> leaves,
                          size_t &next) {
  if (tree.isLeaf())
    return next < leaves.size() ? leaves[next++] : Value();
  SmallVector<Value> items;
  for (const Pytree &child : tree.children) {
    Value item = nest(child, leaves, next);
    if (!item)
      return {};
    items.push_back(item);
  }
  std::vector<std::string> keys = tree.keys();
  auto fields = program.namedTupleFields.find(tree.type);
  if (fields != program.namedTupleFields.end() &&
      fields->second.size() == items.size()) {
    SmallVector<Value> names;
    for (const std::string &field : fields->second)
      names.push_back(interp.str(field));
    Value module = interp.importModule("torch._exported");
    StringRef name = StringRef(tree.type).rsplit('.').second;
    return module ? interp.callMethod(module, "make_named_tuple",
                                      {interp.str(name), interp.list(names),
                                       interp.list(items)})
                  : Value();
  }
  if (StringRef(tree.type).ends_with("list"))
    return interp.list(items);
  if (keys.size() != items.size() || items.empty())
    return interp.tuple(items);
  DictObject *dict = interp.dict();
  for (auto [key, item] : llvm::zip(keys, items))
    dict->set(interp.intern(key), item);
  return dict;
}

Value ProgramRunner::finish(const Values &values) {
  SmallVector<Value> leaves;
  for (const OutputSpec &output : program.outputs) {
    Value value = evaluate(output.argument, values);
    if (!value)
      return {};
    if (output.kind == OutputSpec::Kind::User) {
      leaves.push_back(value);
      continue;
    }
    Value target = values.lookup(output.target);
    if (!target || isPoison(value))
      continue;
    Value operands[] = {target, value};
    if (!torch.call("copy_", Arguments(operands)))
      return {};
  }
  if (!program.outputTree)
    return leaves.size() == 1 ? leaves.front() : interp.tuple(leaves);
  size_t next = 0;
  Value result = nest(*program.outputTree, leaves, next);
  if ((!result || next != leaves.size()) && !interp.failed())
    return fail("its results do not fit their description"), Value();
  return result;
}

Value ProgramRunner::run(Arguments arguments) {
  torch.programLocation = UnknownLoc::get(interp.context());
  llvm::scope_exit restore([&] { torch.programLocation.reset(); });
  SmallVector<Value> leaves;
  for (Value argument : arguments.positional)
    flatten(argument, leaves);
  if (leaves.size() != inputNames.size())
    return fail("the program gets another number of inputs than it has"),
           Value();
  Values values = state;
  for (auto [name, value] : llvm::zip(inputNames, leaves))
    values[name] = value;
  return runGraph(program.graph, values) ? finish(values) : Value();
}

//===----------------------------------------------------------------------===//
// State
//===----------------------------------------------------------------------===//

const ModelTensor *ProgramRunner::findTensor(const ModelFile &file,
                                             const InputSpec &input) {
  bool isConstant =
      input.kind == InputSpec::Kind::Constant || !input.isPersistent;
  const ModelTensor *other = nullptr;
  for (const ModelTensor &tensor : file.tensors)
    if (tensor.name == input.target) {
      if (tensor.isConstant == isConstant)
        return &tensor;
      other = &tensor;
    }
  return other;
}

/// Tensors of equal text are the same elements of the same storage.
static std::string placeOf(const ModelTensor &tensor) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << tensor.storageKey << '/' << tensor.isConstant << tensor.offset << '/'
     << torchName(tensor.tensor.dtype());
  for (int64_t size : tensor.shape)
    os << ',' << size;
  for (int64_t stride : tensor.strides)
    os << ';' << stride;
  return text;
}

LogicalResult ProgramRunner::addTensor(const ModelTensor &tensor,
                                       const InputSpec &input, Value model) {
  auto error = [&] {
    return emitError(UnknownLoc::get(interp.context()))
           << title << ": the tensor '" << input.target << "' ";
  };
  if (!tensor.problem.empty())
    return error() << tensor.problem;
  if (!isComputeType(tensor.tensor.dtype()))
    return error() << "is torch." << torchName(tensor.tensor.dtype())
                   << ", which kiln does not compute in";
  bool isParameter = input.kind == InputSpec::Kind::Parameter;
  bool isPersistent =
      input.isPersistent && input.kind != InputSpec::Kind::Constant;
  bool mayShare = isPersistent && !tensor.storageKey.empty() &&
                  tensor.tensor.numElements() > 0;
  Value &shared = sharedTensors[mayShare ? placeOf(tensor) : ""];
  Value name = interp.str(input.target);
  Value made;
  if (mayShare && shared) {
    made = interp.callMethod(model, "tie",
                             {name, shared, Value::boolean(isParameter)});
    state[input.argument.text] = shared;
    return success(bool(made));
  }
  made = interp.callMethod(
      model, "add",
      {name, torch.make(torch.emit.fromHost(tensor.tensor)),
       Value::boolean(isParameter), Value::boolean(isPersistent)});
  shared = state[input.argument.text] = made;
  return success(bool(made));
}

LogicalResult ProgramRunner::addState(const ModelFile &file, Value model) {
  for (const InputSpec &input : program.inputs) {
    if (input.kind == InputSpec::Kind::User ||
        input.kind == InputSpec::Kind::Literal)
      continue;
    const ModelTensor *tensor = findTensor(file, input);
    if (!tensor)
      return emitError(UnknownLoc::get(interp.context()))
             << title << ": the program needs the tensor '" << input.target
             << "', which the file does not have";
    if (failed(addTensor(*tensor, input, model)))
      return failure();
  }
  return success();
}

Value ProgramRunner::makeModel(const ModelFile &file) {
  Value module = interp.importModule("torch._exported");
  Value run = interp.function(
      "run", [this](Interpreter &, Arguments args) { return this->run(args); });
  Value model =
      module ? interp.callMethod(module, "ExportedProgram", run) : Value();
  if (!model || failed(addState(file, model))) {
    if (interp.failed())
      interp.reportPending();
    return {};
  }
  return model;
}

} // namespace kiln::exported
