//===- PickledModel.cpp - Models from torch.save(model) -------------------===//

#include "compiler/Frontend/Python/Import/PickledModel.h"

#include "compiler/Frontend/Python/Import/BuildGraph.h"
#include "compiler/Frontend/Python/Import/PickledClasses.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

namespace kiln::python {

using namespace mlir;
using Pickled = kiln::Value;

//===----------------------------------------------------------------------===//
// The model in the file
//===----------------------------------------------------------------------===//

static const ObjectValue *asModel(const Pickled *value) {
  auto *object = llvm::dyn_cast_if_present<ObjectValue>(value);
  return object && object->isModule() ? object : nullptr;
}

static const Pickled *member(const Pickled *value, StringRef name) {
  if (auto *dict = llvm::dyn_cast_if_present<DictValue>(value))
    return dict->lookup(name);
  if (auto *object = llvm::dyn_cast_if_present<ObjectValue>(value))
    if (const DictValue *attributes = object->attributes())
      return attributes->lookup(name);
  return nullptr;
}

/// Null when there is none, or several to choose from.
static const ObjectValue *findModel(const ModelFile &file,
                                    const ImportOptions &options) {
  const Pickled *value = file.root;
  // With --weights the key is that file's.
  if (options.weights.empty() && !options.key.empty())
    for (StringRef part : llvm::split(options.key, '.'))
      value = member(value, part);
  if (const ObjectValue *model = asModel(value))
    return model;
  const ObjectValue *only = nullptr;
  if (auto *dict = llvm::dyn_cast_if_present<DictValue>(value))
    for (auto [key, entry] : dict->entries)
      if (const ObjectValue *model = asModel(entry)) {
        if (only)
          return nullptr;
        only = model;
      }
  return only;
}

bool holdsModel(const ModelFile &file, const ImportOptions &options) {
  return file.kind != FileKind::TorchScript &&
         file.kind != FileKind::ExportedProgram &&
         findModel(file, options) != nullptr;
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

namespace {

class Rebuilder {
public:
  Rebuilder(Definition &definition, PickledClasses &classes)
      : torch(definition.torch()), interp(definition.interpreter()),
        classes(classes) {}

  /// Null with an exception pending.
  Value rebuild(const Pickled &value);
  /// The classes of objects that could not be made, with the reasons.
  const std::map<std::string, std::string> &missing() const {
    return missingClasses;
  }

private:
  Value rebuildItems(const SequenceValue &sequence);
  Value rebuildDict(const DictValue &dict);
  Value rebuildObject(const ObjectValue &object);
  Value rebuildInstance(const ObjectValue &object, TypeObject *type);
  bool fill(const ObjectValue &object, Value instance);
  Value rebuildTensor(const TensorValue &tensor);
  Value opaque(const llvm::Twine &text, const llvm::Twine &reason);
  Value callPrelude(StringRef function, ArrayRef<Value> arguments);

  TorchState &torch;
  Interpreter &interp;
  PickledClasses &classes;
  llvm::DenseMap<const Pickled *, Value> made;
  std::map<std::string, std::string> missingClasses;
};

} // namespace

Value Rebuilder::opaque(const llvm::Twine &text, const llvm::Twine &reason) {
  auto *object = interp.create<OpaqueObject>(interp.types.opaque);
  object->text = text.str();
  object->reason = reason.str();
  return object;
}

Value Rebuilder::callPrelude(StringRef function, ArrayRef<Value> arguments) {
  Value module = interp.importModule("torch._pickled");
  return module ? interp.callMethod(module, function, arguments) : Value();
}

Value Rebuilder::rebuildItems(const SequenceValue &sequence) {
  if (sequence.kind() == Pickled::Kind::List) {
    ListObject *list = interp.list();
    made[&sequence] = list; // It may hold itself.
    for (const Pickled *item : sequence.items) {
      Value value = rebuild(*item);
      if (!value)
        return {};
      list->items.push_back(value);
    }
    return list;
  }
  SmallVector<Value> items;
  for (const Pickled *item : sequence.items) {
    Value value = rebuild(*item);
    if (!value)
      return {};
    items.push_back(value);
  }
  if (sequence.kind() == Pickled::Kind::Tuple)
    return interp.tuple(items);
  SetObject *set = interp.set();
  for (Value item : items)
    if (!interp.setInsert(set, item))
      return {};
  return set;
}

Value Rebuilder::rebuildDict(const DictValue &dict) {
  DictObject *plain = interp.dict();
  Value result = plain;
  if (dict.className.ends_with("OrderedDict"))
    result = callPrelude("ordered", Value(interp.list()));
  if (!result)
    return {};
  made[&dict] = result;
  for (auto [key, value] : dict.entries) {
    Value name = rebuild(*key);
    Value entry = name ? rebuild(*value) : Value();
    if (!entry || !interp.setItem(result, name, entry))
      return {};
  }
  return result;
}

Value Rebuilder::rebuildTensor(const TensorValue &tensor) {
  StringRef problem = tensor.problem;
  if (problem.empty() && !tensor.isLoaded)
    problem = "has no data";
  if (problem.empty() && !isComputeType(tensor.tensor.dtype()))
    problem = "has a dtype that kiln does not compute in";
  if (!problem.empty())
    return opaque("a tensor of the file", "it " + problem);
  Value value = torch.make(torch.emit.fromHost(tensor.tensor));
  return tensor.isParameter ? callPrelude("parameter", value) : value;
}

/// Functions that make plain values of plain values.
static bool isPlainFunction(const GlobalValue &callee) {
  std::string name = callee.qualifiedName();
  return name == "torch.device" || name == "functools.partial";
}

static bool isEnum(const TypeObject *type) {
  return llvm::any_of(type->mro, [](const TypeObject *base) {
    return base->name == "Enum" && base->module &&
           base->module->str() == "enum";
  });
}

bool Rebuilder::fill(const ObjectValue &object, Value instance) {
  for (const Pickled *item : object.items) {
    Value value = rebuild(*item);
    if (!value || !interp.callMethod(instance, "append", value))
      return false;
  }
  for (auto [key, entry] : object.entries) {
    Value name = rebuild(*key);
    Value value = name ? rebuild(*entry) : Value();
    if (!value || !interp.setItem(instance, name, value))
      return false;
  }
  if (!object.state)
    return true;
  Value state = rebuild(*object.state);
  return state && callPrelude("restore", {instance, state});
}

Value Rebuilder::rebuildInstance(const ObjectValue &object, TypeObject *type) {
  Value arguments = interp.tuple();
  // copyreg._reconstructor's are the class and its base.
  if (object.arguments && object.arguments->items.size() < 3)
    arguments = rebuild(*object.arguments);
  Value instance = arguments ? callPrelude("make", {type, arguments}) : Value();
  if (!instance)
    return {};
  made[&object] = instance;
  return fill(object, instance) ? instance : Value();
}

Value Rebuilder::rebuildObject(const ObjectValue &object) {
  if (!object.callee)
    return opaque("an object of the file", "kiln does not run pickled code");
  std::string name = object.callee->qualifiedName();
  Value callee = classes.find(*object.callee);
  if (interp.failed())
    return {};
  auto *type = llvm::dyn_cast_if_present<TypeObject>(callee);
  if (type && object.isInstance)
    return rebuildInstance(object, type);
  if (object.isInstance) {
    if (object.isModule())
      missingClasses.insert({name, classes.reasonFor(*object.callee)});
    return opaque(name, classes.reasonFor(*object.callee));
  }
  bool mayCall =
      callee && (isPlainFunction(*object.callee) || (type && isEnum(type)));
  if (!mayCall || !object.arguments)
    return opaque(name + "(...)", "kiln does not call what a pickle names");
  SmallVector<Value> arguments;
  for (const Pickled *item : object.arguments->items) {
    arguments.push_back(rebuild(*item));
    if (!arguments.back())
      return {};
  }
  return interp.call(callee, arguments);
}

Value Rebuilder::rebuild(const Pickled &value) {
  if (Value known = made.lookup(&value))
    return known;
  if (!interp.checkStack() || !interp.step())
    return {};
  Value result;
  switch (value.kind()) {
  case Pickled::Kind::None:
    return Value::none();
  case Pickled::Kind::Bool:
    return Value::boolean(llvm::cast<BoolValue>(value).value);
  case Pickled::Kind::Int:
    return Value::integer(llvm::cast<IntValue>(value).value);
  case Pickled::Kind::Float:
    return Value::real(llvm::cast<FloatValue>(value).value);
  case Pickled::Kind::String:
    return interp.intern(llvm::cast<StringValue>(value).text);
  case Pickled::Kind::Bytes:
    return interp.bytes(llvm::cast<BytesValue>(value).bytes.str());
  case Pickled::Kind::BigInt:
  case Pickled::Kind::Storage:
    return opaque("a value of the file", "kiln has no such values");
  case Pickled::Kind::List:
  case Pickled::Kind::Tuple:
  case Pickled::Kind::Set:
    result = rebuildItems(llvm::cast<SequenceValue>(value));
    break;
  case Pickled::Kind::Dict:
    result = rebuildDict(llvm::cast<DictValue>(value));
    break;
  case Pickled::Kind::Global: {
    const auto &global = llvm::cast<GlobalValue>(value);
    result = classes.find(global);
    if (!result && !interp.failed())
      result = opaque(global.qualifiedName(), classes.reasonFor(global));
    break;
  }
  case Pickled::Kind::Object:
    result = rebuildObject(llvm::cast<ObjectValue>(value));
    break;
  case Pickled::Kind::Tensor:
    result = rebuildTensor(llvm::cast<TensorValue>(value));
    break;
  }
  if (result)
    made[&value] = result;
  return result;
}

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

/// Every class text that the objects below a value refer to.
static void noteSources(const Pickled &root, PickledClasses &classes) {
  llvm::DenseSet<const Pickled *> seen;
  SmallVector<const Pickled *> work = {&root};
  while (!work.empty()) {
    const Pickled *value = work.pop_back_val();
    if (!value || !seen.insert(value).second)
      continue;
    if (auto *sequence = llvm::dyn_cast<SequenceValue>(value)) {
      work.append(sequence->items.begin(), sequence->items.end());
    } else if (auto *dict = llvm::dyn_cast<DictValue>(value)) {
      for (auto [key, entry] : dict->entries)
        work.push_back(entry);
    } else if (auto *global = llvm::dyn_cast<GlobalValue>(value)) {
      classes.noteSource(*global);
    } else if (auto *object = llvm::dyn_cast<ObjectValue>(value)) {
      work.push_back(object->callee);
      work.push_back(object->state);
      work.append(object->items.begin(), object->items.end());
    }
  }
}

static LogicalResult
reportMissing(MLIRContext &context, const ModelFile &file,
              const std::map<std::string, std::string> &missing) {
  if (missing.empty())
    return success();
  InFlightDiagnostic error = emitError(UnknownLoc::get(&context));
  error << file.path << " is a whole model with objects of "
        << (missing.size() == 1 ? "a class" : "classes")
        << " that kiln does not find: give the source with --source=FILE.py";
  for (const auto &[name, reason] : missing)
    error.attachNote() << name << ": " << reason;
  return failure();
}

static FailureOr<ImportedModel> attemptImport(MLIRContext &context,
                                              const ImportOptions &options,
                                              const ModelFile &file,
                                              StateNames &states) {
  const ObjectValue *root = findModel(file, options);
  Definition definition(context, options);
  PickledClasses classes(definition, options);
  if (failed(classes.runSources()))
    return failure();
  noteSources(*root, classes);
  classes.runNotedSources();
  Rebuilder rebuilder(definition, classes);
  Value model = rebuilder.rebuild(*root);
  if (failed(reportMissing(context, file, rebuilder.missing())))
    return failure();
  if (!model) {
    definition.interpreter().reportPending();
    return failure();
  }
  Weights weights;
  if (failed(definition.adopt(model)) || failed(definition.ask("evaluate")) ||
      failed(definition.collectState()) ||
      failed(weights.loadOrKeep(definition, options)))
    return failure();
  auto module = buildGraph(definition, weights, options.inputs, states);
  if (failed(module))
    return failure();
  ImportedModel result;
  result.module = std::move(*module);
  result.dependencies = definition.filesRead();
  result.dependencies.push_back(file.path);
  llvm::append_range(result.dependencies, weights.filesRead());
  return result;
}

FailureOr<ImportedModel> importPickledModel(MLIRContext &context,
                                            const ImportOptions &options,
                                            const ModelFile &file) {
  return importWithState([&](StateNames &states) {
    return attemptImport(context, options, file, states);
  });
}

} // namespace kiln::python
