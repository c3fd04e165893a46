//===- Pickle.cpp - Reading pickles without running them ------------------===//

#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/PickleOpcodes.h"
#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/ConvertUTF.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::Error;
using llvm::isa;
using llvm::StringRef;

namespace {

constexpr size_t maxMarks = 100'000;
constexpr size_t maxStack = 4'000'000;

bool isUTF8(StringRef text) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data());
  return llvm::isLegalUTF8String(&begin, begin + text.size());
}

class PickleMachine {
public:
  PickleMachine(ByteReader &reader, ValueArena &arena, PersistentLoader load,
                const ReadOptions &options)
      : reader(reader), arena(arena), load(load), options(options),
        none(arena.make<NoneValue>()), yes(arena.make<BoolValue>(true)),
        no(arena.make<BoolValue>(false)) {}

  llvm::Expected<Value *> run();

private:
  Error readHeader();
  Error step(PickleOpcode opcode);
  Error stepScalar(PickleOpcode opcode);
  Error stepText(PickleOpcode opcode);
  Error stepContainer(PickleOpcode opcode);
  Error stepObject(PickleOpcode opcode);
  Error stepMemo(PickleOpcode opcode);

  // The stack. Nothing below the last mark can be reached.
  size_t floor() const { return marks.empty() ? 0 : marks.back(); }
  void push(Value *value) { stack.push_back(value); }
  template <typename T, typename... Args> Error pushNew(Args &&...args) {
    push(arena.make<T>(std::forward<Args>(args)...));
    return Error::success();
  }
  llvm::Expected<Value *> pop();
  llvm::Expected<Value *> top();
  template <typename T> llvm::Expected<T *> popAs(const char *expected);
  llvm::Expected<SequenceValue *> callArguments(const Value *callee,
                                                Value *given);
  llvm::Expected<std::vector<Value *>> popToMark();

  template <typename Length> Error readText(StringRef &text, const char *what);
  Error readLong(uint64_t size);
  Error pushGlobal(StringRef module, StringRef name);
  Error readGlobal();
  Error makeTuple(size_t size);
  Error append(Value *target, llvm::ArrayRef<Value *> items);
  Error setItems(Value *target, llvm::ArrayRef<Value *> keysAndValues);
  Error remember(uint64_t index);
  Error recall(uint64_t index);
  Error cutShort(const char *what) const {
    return failure("the pickle is cut short in {0}", what);
  }

  ByteReader &reader;
  ValueArena &arena;
  PersistentLoader load;
  const ReadOptions &options;
  Value *const none;
  Value *const yes;
  Value *const no;
  std::vector<Value *> stack;
  std::vector<size_t> marks;
  llvm::DenseMap<uint64_t, Value *> memo;
  uint64_t textBytes = 0;
  Value *result = nullptr;
};

} // namespace

llvm::Expected<Value *> PickleMachine::pop() {
  if (stack.size() <= floor())
    return failure("it takes a value from an empty stack");
  Value *value = stack.back();
  stack.pop_back();
  return value;
}

llvm::Expected<Value *> PickleMachine::top() {
  if (stack.size() <= floor())
    return failure("it takes a value from an empty stack");
  return stack.back();
}

template <typename T>
llvm::Expected<T *> PickleMachine::popAs(const char *expected) {
  llvm::Expected<Value *> value = pop();
  if (!value)
    return value.takeError();
  if (auto *typed = dyn_cast<T>(*value))
    return typed;
  return failure("it takes {0} for {1}", describe(**value), expected);
}

llvm::Expected<std::vector<Value *>> PickleMachine::popToMark() {
  if (marks.empty())
    return failure("it goes back to a mark that was never set");
  std::vector<Value *> items(stack.begin() + marks.back(), stack.end());
  stack.resize(marks.back());
  marks.pop_back();
  return items;
}

template <typename Length>
Error PickleMachine::readText(StringRef &text, const char *what) {
  Length length;
  if (!reader.read(length))
    return cutShort(what);
  if (!reader.take(length, text))
    return failure("{0} of {1} bytes is longer than the {2} bytes left", what,
                   uint64_t(length), reader.remaining());
  textBytes += text.size();
  if (textBytes > options.maxParsedBytes)
    return failure("the pickle has more than {0} bytes of strings",
                   options.maxParsedBytes);
  return Error::success();
}

Error PickleMachine::readLong(uint64_t size) {
  constexpr uint64_t maxBytes = 64;
  StringRef bytes;
  if (size > maxBytes)
    return failure("an integer has {0} bytes, more than {1}", size, maxBytes);
  if (!reader.take(size, bytes))
    return cutShort("an integer");
  if (size > 8)
    return pushNew<BigIntValue>(arena.save(bytes));
  uint64_t value = size && bytes.back() & 0x80 ? ~uint64_t(0) : 0;
  for (unsigned char byte : llvm::reverse(bytes))
    value = value << 8 | byte;
  return pushNew<IntValue>(static_cast<int64_t>(value));
}

Error PickleMachine::stepScalar(PickleOpcode opcode) {
  switch (opcode) {
  case PickleOpcode::None:
    return push(none), Error::success();
  case PickleOpcode::NewTrue:
    return push(yes), Error::success();
  case PickleOpcode::NewFalse:
    return push(no), Error::success();
  case PickleOpcode::BinInt: {
    int32_t value;
    return reader.read(value) ? pushNew<IntValue>(value)
                              : cutShort("an integer");
  }
  case PickleOpcode::BinInt1: {
    uint8_t value;
    return reader.read(value) ? pushNew<IntValue>(value)
                              : cutShort("an integer");
  }
  case PickleOpcode::BinInt2: {
    uint16_t value;
    return reader.read(value) ? pushNew<IntValue>(value)
                              : cutShort("an integer");
  }
  case PickleOpcode::Long1: {
    uint8_t size;
    return reader.read(size) ? readLong(size) : cutShort("an integer");
  }
  case PickleOpcode::Long4: {
    uint32_t size;
    return reader.read(size) ? readLong(size) : cutShort("an integer");
  }
  default: {
    assert(opcode == PickleOpcode::BinFloat);
    uint64_t bits;
    return reader.readBigEndian(bits)
               ? pushNew<FloatValue>(llvm::bit_cast<double>(bits))
               : cutShort("a float");
  }
  }
}

Error PickleMachine::stepText(PickleOpcode opcode) {
  StringRef text;
  Error error = [&] {
    switch (opcode) {
    case PickleOpcode::ShortBinUnicode:
    case PickleOpcode::ShortBinString:
    case PickleOpcode::ShortBinBytes:
      return readText<uint8_t>(text, "a string");
    case PickleOpcode::BinUnicode:
    case PickleOpcode::BinString:
    case PickleOpcode::BinBytes:
      return readText<uint32_t>(text, "a string");
    default:
      return readText<uint64_t>(text, "a string");
    }
  }();
  if (error)
    return error;
  bool isBytes = opcode == PickleOpcode::ShortBinBytes ||
                 opcode == PickleOpcode::BinBytes ||
                 opcode == PickleOpcode::BinBytes8 ||
                 opcode == PickleOpcode::ByteArray8;
  // Python 2 has one type for text and bytes, and Python 3 lets unpaired
  // surrogates through: what is not UTF-8 is kept as bytes.
  if (isBytes || !isUTF8(text))
    return pushNew<BytesValue>(arena.save(text));
  return pushNew<StringValue>(arena.save(text));
}

Error PickleMachine::makeTuple(size_t size) {
  if (stack.size() - floor() < size)
    return failure("it takes {0} values from a stack of {1}", size,
                   stack.size() - floor());
  auto *tuple = arena.make<SequenceValue>(Value::Kind::Tuple);
  tuple->items.assign(stack.end() - size, stack.end());
  stack.resize(stack.size() - size);
  push(tuple);
  return Error::success();
}

Error PickleMachine::append(Value *target, llvm::ArrayRef<Value *> items) {
  std::vector<Value *> *list = nullptr;
  if (target->kind() == Value::Kind::List || target->kind() == Value::Kind::Set)
    list = &llvm::cast<SequenceValue>(target)->items;
  else if (auto *object = dyn_cast<ObjectValue>(target))
    list = &object->items;
  if (!list)
    return failure("it appends to {0}", describe(*target));
  list->insert(list->end(), items.begin(), items.end());
  return Error::success();
}

Error PickleMachine::setItems(Value *target,
                              llvm::ArrayRef<Value *> keysAndValues) {
  std::vector<std::pair<Value *, Value *>> *entries = nullptr;
  if (auto *dict = dyn_cast<DictValue>(target))
    entries = &dict->entries;
  else if (auto *object = dyn_cast<ObjectValue>(target))
    entries = &object->entries;
  if (!entries)
    return failure("it sets items of {0}", describe(*target));
  if (keysAndValues.size() % 2)
    return failure("it sets items from {0} keys and values, expected pairs",
                   keysAndValues.size());
  for (size_t i = 0; i < keysAndValues.size(); i += 2) {
    Value *key = keysAndValues[i];
    if (key->kind() == Value::Kind::List || key->kind() == Value::Kind::Dict)
      return failure("it uses {0} as the key of a dict", describe(*key));
    entries->push_back({key, keysAndValues[i + 1]});
  }
  return Error::success();
}

Error PickleMachine::stepContainer(PickleOpcode opcode) {
  switch (opcode) {
  case PickleOpcode::EmptyTuple:
    return makeTuple(0);
  case PickleOpcode::Tuple1:
    return makeTuple(1);
  case PickleOpcode::Tuple2:
    return makeTuple(2);
  case PickleOpcode::Tuple3:
    return makeTuple(3);
  case PickleOpcode::EmptyList:
    return pushNew<SequenceValue>(Value::Kind::List);
  case PickleOpcode::EmptySet:
    return pushNew<SequenceValue>(Value::Kind::Set);
  case PickleOpcode::EmptyDict:
    return pushNew<DictValue>();
  case PickleOpcode::Append: {
    llvm::Expected<Value *> item = pop();
    if (!item)
      return item.takeError();
    llvm::Expected<Value *> target = top();
    return target ? append(*target, {*item}) : target.takeError();
  }
  case PickleOpcode::SetItem: {
    llvm::Expected<Value *> value = pop();
    if (!value)
      return value.takeError();
    llvm::Expected<Value *> key = pop();
    if (!key)
      return key.takeError();
    llvm::Expected<Value *> target = top();
    return target ? setItems(*target, {*key, *value}) : target.takeError();
  }
  default:
    break;
  }
  llvm::Expected<std::vector<Value *>> items = popToMark();
  if (!items)
    return items.takeError();
  if (opcode == PickleOpcode::Tuple || opcode == PickleOpcode::FrozenSet) {
    auto *sequence = arena.make<SequenceValue>(
        opcode == PickleOpcode::Tuple ? Value::Kind::Tuple : Value::Kind::Set);
    sequence->items = std::move(*items);
    push(sequence);
    return Error::success();
  }
  llvm::Expected<Value *> target = top();
  if (!target)
    return target.takeError();
  return opcode == PickleOpcode::SetItems ? setItems(*target, *items)
                                          : append(*target, *items);
}

Error PickleMachine::pushGlobal(StringRef module, StringRef name) {
  // Names are compared at every call; no real one is anywhere near as long.
  constexpr size_t longest = 1000;
  if (module.size() > longest || name.size() > longest)
    return failure("the name of a class or function has {0} bytes, more than "
                   "{1}",
                   std::max(module.size(), name.size()), longest);
  return pushNew<GlobalValue>(module, name);
}

Error PickleMachine::readGlobal() {
  StringRef module, name;
  if (!reader.takeLine(module) || !reader.takeLine(name))
    return cutShort("the name of a class or function");
  if (!isUTF8(module) || !isUTF8(name))
    return failure("the name of a class or function is not UTF-8");
  return pushGlobal(arena.save(module), arena.save(name));
}

/// TorchScript calls an enum with its value alone, without a tuple around it.
llvm::Expected<SequenceValue *>
PickleMachine::callArguments(const Value *callee, Value *given) {
  if (auto *arguments = dyn_cast<SequenceValue>(given))
    return arguments;
  auto *global = dyn_cast<GlobalValue>(callee);
  if (!global || !global->module.starts_with("__torch__"))
    return failure("it takes {0} for the arguments of a call",
                   describe(*given));
  auto *arguments = arena.make<SequenceValue>(Value::Kind::Tuple);
  arguments->items.push_back(given);
  return arguments;
}

Error PickleMachine::stepObject(PickleOpcode opcode) {
  auto pushResult = [&](llvm::Expected<Value *> value) -> Error {
    if (!value)
      return value.takeError();
    push(*value);
    return Error::success();
  };
  switch (opcode) {
  case PickleOpcode::Global:
    return readGlobal();
  case PickleOpcode::StackGlobal: {
    llvm::Expected<StringValue *> name = popAs<StringValue>("a name");
    if (!name)
      return name.takeError();
    llvm::Expected<StringValue *> module = popAs<StringValue>("a module");
    if (!module)
      return module.takeError();
    return pushGlobal((*module)->text, (*name)->text);
  }
  case PickleOpcode::BinPersId: {
    llvm::Expected<Value *> id = pop();
    return id ? pushResult(load(*id)) : id.takeError();
  }
  case PickleOpcode::Build: {
    llvm::Expected<Value *> state = pop();
    if (!state)
      return state.takeError();
    llvm::Expected<Value *> target = top();
    return target ? reconstructState(*target, *state) : target.takeError();
  }
  default:
    break;
  }
  // REDUCE, NEWOBJ and NEWOBJ_EX: arguments, and the callee under them.
  llvm::Expected<Value *> keywords = none;
  if (opcode == PickleOpcode::NewObjEx)
    if (!(keywords = pop()))
      return keywords.takeError();
  llvm::Expected<Value *> given = pop();
  if (!given)
    return given.takeError();
  llvm::Expected<Value *> callee = pop();
  if (!callee)
    return callee.takeError();
  llvm::Expected<SequenceValue *> arguments = callArguments(*callee, *given);
  if (!arguments)
    return arguments.takeError();
  return pushResult(opcode == PickleOpcode::Reduce
                        ? reconstructCall(arena, *callee, *arguments)
                        : reconstructInstance(arena, *callee, *arguments));
}

Error PickleMachine::remember(uint64_t index) {
  llvm::Expected<Value *> value = top();
  if (!value)
    return value.takeError();
  memo[index] = *value;
  return Error::success();
}

Error PickleMachine::recall(uint64_t index) {
  auto found = memo.find(index);
  if (found == memo.end())
    return failure("it recalls the value {0}, which was never stored", index);
  push(found->second);
  return Error::success();
}

Error PickleMachine::stepMemo(PickleOpcode opcode) {
  if (opcode == PickleOpcode::Memoize)
    return remember(memo.size());
  bool isShort =
      opcode == PickleOpcode::BinPut || opcode == PickleOpcode::BinGet;
  uint8_t small;
  uint32_t index;
  if (isShort ? !reader.read(small) : !reader.read(index))
    return cutShort("the number of a stored value");
  if (isShort)
    index = small;
  return opcode == PickleOpcode::BinPut || opcode == PickleOpcode::LongBinPut
             ? remember(index)
             : recall(index);
}

Error PickleMachine::step(PickleOpcode opcode) {
  switch (opcode) {
  case PickleOpcode::Mark:
    if (marks.size() >= maxMarks)
      return failure("it nests more than {0} marks", maxMarks);
    marks.push_back(stack.size());
    return Error::success();
  case PickleOpcode::Pop: {
    // POP right after MARK takes the mark away.
    if (!marks.empty() && stack.size() == marks.back())
      return marks.pop_back(), Error::success();
    llvm::Expected<Value *> value = pop();
    return value ? Error::success() : value.takeError();
  }
  case PickleOpcode::PopMark: {
    llvm::Expected<std::vector<Value *>> items = popToMark();
    return items ? Error::success() : items.takeError();
  }
  case PickleOpcode::Frame: {
    uint64_t size;
    if (!reader.read(size) || size > reader.remaining())
      return cutShort("a frame");
    return Error::success();
  }
  case PickleOpcode::Stop: {
    llvm::Expected<Value *> value = pop();
    if (!value)
      return value.takeError();
    if (!stack.empty() || !marks.empty())
      return failure("it ends with {0} values left on its stack",
                     stack.size() + marks.size());
    result = *value;
    return Error::success();
  }
  case PickleOpcode::None:
  case PickleOpcode::NewTrue:
  case PickleOpcode::NewFalse:
  case PickleOpcode::BinInt:
  case PickleOpcode::BinInt1:
  case PickleOpcode::BinInt2:
  case PickleOpcode::Long1:
  case PickleOpcode::Long4:
  case PickleOpcode::BinFloat:
    return stepScalar(opcode);
  case PickleOpcode::BinString:
  case PickleOpcode::ShortBinString:
  case PickleOpcode::BinUnicode:
  case PickleOpcode::ShortBinUnicode:
  case PickleOpcode::BinUnicode8:
  case PickleOpcode::BinBytes:
  case PickleOpcode::ShortBinBytes:
  case PickleOpcode::BinBytes8:
  case PickleOpcode::ByteArray8:
    return stepText(opcode);
  case PickleOpcode::EmptyTuple:
  case PickleOpcode::Tuple1:
  case PickleOpcode::Tuple2:
  case PickleOpcode::Tuple3:
  case PickleOpcode::Tuple:
  case PickleOpcode::FrozenSet:
  case PickleOpcode::EmptyList:
  case PickleOpcode::EmptySet:
  case PickleOpcode::EmptyDict:
  case PickleOpcode::Append:
  case PickleOpcode::Appends:
  case PickleOpcode::AddItems:
  case PickleOpcode::SetItem:
  case PickleOpcode::SetItems:
    return stepContainer(opcode);
  case PickleOpcode::Global:
  case PickleOpcode::StackGlobal:
  case PickleOpcode::BinPersId:
  case PickleOpcode::Build:
  case PickleOpcode::Reduce:
  case PickleOpcode::NewObj:
  case PickleOpcode::NewObjEx:
    return stepObject(opcode);
  case PickleOpcode::BinPut:
  case PickleOpcode::LongBinPut:
  case PickleOpcode::BinGet:
  case PickleOpcode::LongBinGet:
  case PickleOpcode::Memoize:
    return stepMemo(opcode);
  case PickleOpcode::Proto:
    return failure("it states its protocol twice");
  }
  uint8_t byte = static_cast<uint8_t>(opcode);
  if (byte >= 0x80)
    return failure("opcode {0:x2} is not supported", byte);
  return failure("opcode {0:x2} is not one of protocols 2 to 5: protocols 0 "
                 "and 1 are not supported",
                 byte);
}

Error PickleMachine::readHeader() {
  uint8_t opcode, protocol;
  if (!reader.read(opcode))
    return cutShort("its first byte");
  if (static_cast<PickleOpcode>(opcode) != PickleOpcode::Proto)
    return failure("a pickle begins with byte {0:x2}, expected 0x80: protocols "
                   "0 and 1 are not supported",
                   opcode);
  if (!reader.read(protocol))
    return cutShort("its protocol number");
  if (protocol < 2 || protocol > 5)
    return failure("a pickle is of protocol {0}, expected 2 to 5", protocol);
  return Error::success();
}

llvm::Expected<Value *> PickleMachine::run() {
  uint64_t start = reader.position(), at = start;
  auto located = [&](Error error) {
    return failure("{0} (at byte {1} of the pickle)",
                   llvm::toString(std::move(error)), at - start);
  };
  if (Error error = readHeader())
    return located(std::move(error));
  for (uint64_t steps = 0; !result; ++steps) {
    at = reader.position();
    uint8_t opcode;
    if (!reader.read(opcode))
      return located(failure("the pickle has no end"));
    if (Error error = step(static_cast<PickleOpcode>(opcode)))
      return located(std::move(error));
    if (steps >= options.maxPickleOpcodes)
      return located(failure("the pickle has more than {0} opcodes",
                             options.maxPickleOpcodes));
    if (arena.count() > options.maxPickleValues ||
        memo.size() > options.maxPickleValues || stack.size() > maxStack ||
        arena.tensors().size() > options.maxTensors)
      return located(failure("the pickle makes too many values"));
  }
  return result;
}

llvm::Expected<Value *> kiln::readPickle(ByteReader &reader, ValueArena &arena,
                                         PersistentLoader load,
                                         const ReadOptions &options) {
  return PickleMachine(reader, arena, load, options).run();
}

llvm::Expected<Value *> kiln::refusePersistentIds(Value *id) {
  return failure("it has a persistent id");
}
