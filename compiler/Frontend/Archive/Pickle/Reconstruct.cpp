//===- Reconstruct.cpp - What calls in a pickle stand for -----------------===//

#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace kiln;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

StringRef kiln::describe(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::None:
    return "None";
  case Value::Kind::Bool:
    return "a bool";
  case Value::Kind::Int:
  case Value::Kind::BigInt:
    return "an integer";
  case Value::Kind::Float:
    return "a float";
  case Value::Kind::String:
    return "a string";
  case Value::Kind::Bytes:
    return "bytes";
  case Value::Kind::List:
    return "a list";
  case Value::Kind::Tuple:
    return "a tuple";
  case Value::Kind::Set:
    return "a set";
  case Value::Kind::Dict:
    return "a dict";
  case Value::Kind::Global:
    return "a class or function";
  case Value::Kind::Object:
    return "an object";
  case Value::Kind::Storage:
    return "a storage";
  case Value::Kind::Tensor:
    return "a tensor";
  }
  llvm_unreachable("all kinds are handled");
}

/// Python's latin-1 encoding of UTF-8 text; nullopt when it cannot be.
static std::optional<std::string> encodeLatin1(StringRef text) {
  std::string result;
  result.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char lead = text[i];
    if (lead >= 0x80) {
      if (lead > 0xc3 || i + 1 == text.size())
        return std::nullopt;
      lead = (lead & 0x03) << 6 | (text[++i] & 0x3f);
    }
    result.push_back(static_cast<char>(lead));
  }
  return result;
}

/// `_codecs.encode(text, 'latin1')` and `bytearray(text, 'latin-1')`, which is
/// how protocol 2 writes bytes. Null when it is something else.
static Value *makeBytes(ValueArena &arena, ValueList arguments) {
  if (arguments.empty())
    return arena.make<BytesValue>("");
  if (auto *bytes = dyn_cast<BytesValue>(arguments[0]))
    return bytes;
  auto *text = dyn_cast<StringValue>(arguments[0]);
  auto *encoding =
      arguments.size() < 2 ? nullptr : dyn_cast<StringValue>(arguments[1]);
  if (!text || !encoding ||
      (encoding->text != "latin1" && encoding->text != "latin-1"))
    return nullptr;
  arena.charge(text->text.size() / sizeof(BytesValue));
  std::optional<std::string> bytes = encodeLatin1(text->text);
  return bytes ? arena.make<BytesValue>(arena.save(*bytes)) : nullptr;
}

/// `OrderedDict()`, `OrderedDict([[k, v], ...])`, `Counter({...})`,
/// `defaultdict(list)`.
static llvm::Expected<Value *>
makeDict(ValueArena &arena, const GlobalValue &callee, ValueList arguments) {
  auto *dict = arena.make<DictValue>();
  dict->className = arena.save(callee.qualifiedName());
  if (callee.name == "defaultdict" && !arguments.empty())
    arguments = arguments.drop_front();
  if (arguments.empty())
    return dict;
  if (auto *source = dyn_cast<DictValue>(arguments[0])) {
    arena.charge(source->entries.size());
    dict->entries = source->entries;
    return dict;
  }
  auto *pairs = dyn_cast<SequenceValue>(arguments[0]);
  if (!pairs)
    return failure("{0} is made from {1}", dict->className,
                   describe(*arguments[0]));
  arena.charge(pairs->items.size());
  for (Value *item : pairs->items) {
    auto *pair = dyn_cast<SequenceValue>(item);
    if (!pair || pair->items.size() != 2)
      return failure("{0} is made from a list with {1}, expected pairs",
                     dict->className, describe(*item));
    dict->entries.push_back({pair->items[0], pair->items[1]});
  }
  return dict;
}

static Value *makeSequence(ValueArena &arena, Value::Kind kind,
                           ValueList arguments) {
  auto *result = arena.make<SequenceValue>(kind);
  if (arguments.empty())
    return result;
  auto *source = dyn_cast<SequenceValue>(arguments[0]);
  if (!source)
    return nullptr;
  arena.charge(source->items.size());
  result->items = source->items;
  return result;
}

static ObjectValue *makeObject(ValueArena &arena, const GlobalValue *callee,
                               SequenceValue *arguments, bool isInstance) {
  auto *object = arena.make<ObjectValue>();
  object->callee = callee;
  object->arguments = arguments;
  object->isInstance = isInstance;
  return object;
}

/// The functions that give back plain values; null for all others.
static Value *makePlain(ValueArena &arena, const GlobalValue &callee,
                        ValueList arguments) {
  std::string name = callee.qualifiedName();
  if (name == "_codecs.encode")
    return makeBytes(arena, arguments);
  if (name == "torch.Size")
    return makeSequence(arena, Value::Kind::Tuple, arguments);
  // TorchScript's type marks around a value.
  if (callee.module == "torch.jit._pickle" && !arguments.empty() &&
      llvm::StringSwitch<bool>(callee.name)
          .Cases({"build_intlist", "build_doublelist", "build_boollist"}, true)
          .Cases({"build_tensorlist", "restore_type_tag"}, true)
          .Default(false))
    return arguments[0];
  if (!isBuiltinModule(callee.module))
    return nullptr;
  if (callee.name == "set" || callee.name == "frozenset")
    return makeSequence(arena, Value::Kind::Set, arguments);
  if (callee.name == "bytearray" || callee.name == "bytes")
    return makeBytes(arena, arguments);
  return nullptr;
}

static llvm::Error refuseCode(const Value *callee) {
  auto *global = dyn_cast<GlobalValue>(callee);
  if (global && runsCode(*global))
    return failure("it calls {0}, which runs code: refused",
                   quoted(global->qualifiedName()));
  if (!global && !isa<ObjectValue>(callee))
    return failure("it calls {0}, expected a class or function",
                   describe(*callee));
  return llvm::Error::success();
}

llvm::Expected<Value *> kiln::reconstructCall(ValueArena &arena, Value *callee,
                                              SequenceValue *arguments) {
  if (llvm::Error error = refuseCode(callee))
    return error;
  auto *global = dyn_cast<GlobalValue>(callee);
  if (!global)
    return makeObject(arena, nullptr, arguments, false);
  ValueList list = arguments->items;
  if (isDictClass(*global))
    return makeDict(arena, *global, list);
  if (Value *plain = makePlain(arena, *global, list))
    return plain;
  llvm::Expected<Value *> tensor = rebuildTensor(arena, *global, list);
  if (!tensor || *tensor)
    return tensor;
  // copyreg's two ways to say "an instance of this class".
  bool isCopyreg = global->module == "copy_reg" || global->module == "copyreg";
  if (isCopyreg && !list.empty() &&
      (global->name == "_reconstructor" || global->name == "__newobj__")) {
    if (llvm::Error error = refuseCode(list[0]))
      return error;
    return makeObject(arena, dyn_cast<GlobalValue>(list[0]), arguments, true);
  }
  return makeObject(arena, global, arguments, false);
}

llvm::Expected<Value *> kiln::reconstructInstance(ValueArena &arena,
                                                  Value *callee,
                                                  SequenceValue *arguments) {
  if (llvm::Error error = refuseCode(callee))
    return error;
  auto *global = dyn_cast<GlobalValue>(callee);
  if (!global)
    return makeObject(arena, nullptr, arguments, true);
  if (isDictClass(*global))
    return makeDict(arena, *global, arguments->items);
  if (Value *plain = makePlain(arena, *global, arguments->items))
    return plain;
  llvm::Expected<Value *> tensor =
      rebuildTensor(arena, *global, arguments->items);
  if (!tensor || *tensor)
    return tensor;
  if (isTensorClass(*global)) {
    auto *empty = arena.make<TensorValue>();
    empty->problem = "has no data";
    return empty;
  }
  return makeObject(arena, global, arguments, true);
}

llvm::Error kiln::reconstructState(Value *target, Value *state) {
  if (auto *object = dyn_cast<ObjectValue>(target)) {
    object->state = state;
    return llvm::Error::success();
  }
  if (auto *dict = dyn_cast<DictValue>(target)) {
    dict->attributes = state;
    return llvm::Error::success();
  }
  if (auto *tensor = dyn_cast<TensorValue>(target))
    return buildTensor(*tensor, state);
  return failure("it sets the state of {0}, which has none", describe(*target));
}
