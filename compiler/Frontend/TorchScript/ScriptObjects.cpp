//===- ScriptObjects.cpp - The objects of an archive ----------------------===//

#include "compiler/Frontend/TorchScript/ScriptProgram.h"

#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"

namespace kiln::python {

/// How deep lists and objects may hold each other.
static constexpr unsigned deepest = 200;

Value ScriptProgram::makeModel() {
  if (!file.root || !llvm::isa<ObjectValue>(file.root))
    return mistake("its data.pkl holds no module");
  Value items =
      file.constants ? makeValue(*file.constants, 0) : Value(interp.tuple());
  constants = items ? callPrelude("Constants", items) : Value();
  return constants ? makeValue(*file.root, 0) : Value();
}

const HostTensor *ScriptProgram::elementsOf(const TensorObject *object) const {
  return elements.lookup(object);
}

Value ScriptProgram::findClass(const GlobalValue &global) {
  std::string path = global.module.str();
  std::replace(path.begin(), path.end(), '.', '/');
  if (llvm::StringRef(path).split('/').first != "__torch__")
    return mistake("it holds an object of " + global.qualifiedName() +
                   ", expected a class of its code (__torch__)");
  return lookup(path, global.name);
}

/// `dtype` or `problem` say whether kiln can hold it.
Value ScriptProgram::makeTensor(const TensorValue &tensor) {
  if (!tensor.problem.empty() || !tensor.tensor)
    return mistake(
        "it holds a tensor that cannot be used: it is " +
        (tensor.problem.empty() ? std::string("not loaded") : tensor.problem));
  const HostTensor &host = tensor.tensor;
  if (!isComputeType(host.dtype()))
    return mistake("it holds a tensor of torch." + torchName(host.dtype()) +
                   ", which kiln does not compute in");
  std::string place = std::to_string(tensor.offset);
  for (int64_t number : tensor.sizes)
    place += "," + std::to_string(number);
  place += ";";
  for (int64_t number : tensor.strides)
    place += "," + std::to_string(number);
  TensorObject *&known = tensors[{tensor.storage, place}];
  if (known)
    return known;
  Value value = torch.make(torch.emit.fromHost(host));
  known = native<TensorObject>(value);
  known->requiresGrad = tensor.requiresGrad;
  elements[known] = &host;
  return value;
}

bool ScriptProgram::fillSequence(const SequenceValue &sequence,
                                 std::vector<Value> &items, unsigned depth) {
  for (const kiln::Value *item : sequence.items) {
    Value value = makeValue(*item, depth);
    if (!value)
      return false;
    items.push_back(value);
  }
  return true;
}

Value ScriptProgram::makeDict(const DictValue &source, unsigned depth) {
  DictObject *dict = interp.dict();
  made[&source] = dict;
  for (auto [key, item] : source.entries) {
    Value name = makeValue(*key, depth);
    Value value = name ? makeValue(*item, depth) : Value();
    if (!value || !interp.dictSet(dict, name, value))
      return {};
  }
  return dict;
}

Value ScriptProgram::makeInstance(const ObjectValue &object, unsigned depth) {
  Value type = findClass(*object.callee);
  Value instance = type ? callPrelude("new_object", type) : Value();
  if (!instance)
    return {};
  // Before its attributes, which may hold it.
  made[&object] = instance;
  Value state = object.state ? makeValue(*object.state, depth) : interp.dict();
  if (!state || !callPrelude("fill_object", {instance, state}))
    return {};
  return instance;
}

Value ScriptProgram::makeObject(const ObjectValue &object, unsigned depth) {
  if (!object.callee)
    return mistake("it holds the result of a call of something unknown");
  if (object.isInstance)
    return makeInstance(object, depth);
  std::vector<Value> arguments;
  if (object.arguments && !fillSequence(*object.arguments, arguments, depth))
    return {};
  if (object.callee->qualifiedName() == "torch.device")
    return interp.call(torch.deviceType, Arguments(arguments));
  // An enum's member, made from its value.
  Value type = findClass(*object.callee);
  return type ? interp.call(type, Arguments(arguments)) : Value();
}

Value ScriptProgram::makeValue(const kiln::Value &value, unsigned depth) {
  if (Value known = made.lookup(&value))
    return known;
  if (depth > deepest)
    return mistake("its objects hold each other more than " +
                   llvm::Twine(deepest) + " deep");
  if (!interp.step() || !interp.allocate(sizeof(Value)))
    return {};
  switch (value.kind()) {
  case kiln::Value::Kind::None:
    return Value::none();
  case kiln::Value::Kind::Bool:
    return Value::boolean(llvm::cast<BoolValue>(value).value);
  case kiln::Value::Kind::Int:
    return Value::integer(llvm::cast<IntValue>(value).value);
  case kiln::Value::Kind::Float:
    return Value::real(llvm::cast<FloatValue>(value).value);
  case kiln::Value::Kind::String:
    return interp.str(llvm::cast<StringValue>(value).text);
  case kiln::Value::Kind::List: {
    ListObject *list = interp.list();
    made[&value] = list;
    return fillSequence(llvm::cast<SequenceValue>(value), list->items,
                        depth + 1)
               ? Value(list)
               : Value();
  }
  case kiln::Value::Kind::Tuple: {
    TupleObject *tuple = interp.tuple();
    made[&value] = tuple;
    return fillSequence(llvm::cast<SequenceValue>(value), tuple->items,
                        depth + 1)
               ? Value(tuple)
               : Value();
  }
  case kiln::Value::Kind::Dict:
    return makeDict(llvm::cast<DictValue>(value), depth + 1);
  case kiln::Value::Kind::Object:
    return makeObject(llvm::cast<ObjectValue>(value), depth + 1);
  case kiln::Value::Kind::Tensor:
    return makeTensor(llvm::cast<TensorValue>(value));
  default:
    return mistake("it holds " + describe(value) +
                   ", which no attribute of a script can be");
  }
}

} // namespace kiln::python
