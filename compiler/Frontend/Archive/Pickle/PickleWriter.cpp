//===- PickleWriter.cpp - Writing pickles ---------------------------------===//

#include "compiler/Frontend/Archive/Pickle/PickleWriter.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Endian.h"

using namespace kiln;
using llvm::cast;
using llvm::dyn_cast;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Plain values
//===----------------------------------------------------------------------===//

namespace {

class PlainCheck {
public:
  bool check(const Value &value, unsigned depth = 0);

private:
  static constexpr unsigned maxDepth = 16;
  /// Containers that were seen: a second time they would be another object, or
  /// go on without end.
  llvm::DenseSet<const Value *> seen;
};

} // namespace

bool PlainCheck::check(const Value &value, unsigned depth) {
  auto isPlainWithin = [&](const Value *inner) {
    return check(*inner, depth + 1);
  };
  switch (value.kind()) {
  case Value::Kind::None:
  case Value::Kind::Bool:
  case Value::Kind::Int:
  case Value::Kind::Float:
  case Value::Kind::String:
    return true;
  case Value::Kind::List:
  case Value::Kind::Tuple:
    return depth < maxDepth && seen.insert(&value).second &&
           llvm::all_of(cast<SequenceValue>(value).items, isPlainWithin);
  case Value::Kind::Dict: {
    const auto &dict = cast<DictValue>(value);
    return depth < maxDepth && seen.insert(&value).second && !dict.attributes &&
           (dict.className == "dict" ||
            dict.className == "collections.OrderedDict") &&
           llvm::all_of(
               dict.entries,
               [&](const auto &entry) {
                 return llvm::isa<StringValue>(entry.first) &&
                        isPlainWithin(entry.second);
               });
  }
  default:
    return false;
  }
}

bool kiln::isPlain(const Value &value) { return PlainCheck().check(value); }

void PickleWriter::plainSequence(const SequenceValue &sequence) {
  bool isList = sequence.kind() == Value::Kind::List;
  if (isList)
    opcode(PickleOpcode::EmptyList);
  opcode(PickleOpcode::Mark);
  for (const Value *item : sequence.items)
    plain(*item);
  opcode(isList ? PickleOpcode::Appends : PickleOpcode::Tuple);
}

void PickleWriter::plainDict(const DictValue &dict) {
  if (dict.className == "dict")
    opcode(PickleOpcode::EmptyDict);
  else
    orderedDict();
  items(dict.entries.size(), [&](size_t index) {
    plain(*dict.entries[index].first);
    plain(*dict.entries[index].second);
  });
}

void PickleWriter::plain(const Value &value) {
  llvm::TypeSwitch<const Value *>(&value)
      .Case([&](const NoneValue *) { none(); })
      .Case([&](const BoolValue *flag) { boolean(flag->value); })
      .Case([&](const IntValue *number) { integer(number->value); })
      .Case([&](const FloatValue *number) { real(number->value); })
      .Case([&](const StringValue *words) { string(words->text); })
      .Case([&](const SequenceValue *sequence) { plainSequence(*sequence); })
      .Case([&](const DictValue *dict) { plainDict(*dict); })
      .DefaultUnreachable("isPlain() lets no other value through");
}

//===----------------------------------------------------------------------===//
// Opcodes
//===----------------------------------------------------------------------===//

PickleWriter::PickleWriter() {
  opcode(PickleOpcode::Proto);
  text += '\x02';
}

template <typename T> void PickleWriter::number(T value) {
  char bytes[sizeof(T)];
  llvm::support::endian::write<T, llvm::endianness::little>(bytes, value);
  text.append(bytes, sizeof(T));
}

void PickleWriter::integer(int64_t value) {
  if (value >= 0 && value <= UINT8_MAX) {
    opcode(PickleOpcode::BinInt1);
    number(static_cast<uint8_t>(value));
  } else if (value >= 0 && value <= UINT16_MAX) {
    opcode(PickleOpcode::BinInt2);
    number(static_cast<uint16_t>(value));
  } else if (value == static_cast<int32_t>(value)) {
    opcode(PickleOpcode::BinInt);
    number(static_cast<int32_t>(value));
  } else {
    opcode(PickleOpcode::Long1);
    number(static_cast<uint8_t>(sizeof(value)));
    number(value);
  }
}

void PickleWriter::real(double value) {
  opcode(PickleOpcode::BinFloat);
  // The one number that pickles have in big-endian order.
  char bytes[sizeof(value)];
  llvm::support::endian::write<uint64_t, llvm::endianness::big>(
      bytes, llvm::bit_cast<uint64_t>(value));
  text.append(bytes, sizeof(value));
}

void PickleWriter::string(StringRef value) {
  opcode(PickleOpcode::BinUnicode);
  number(static_cast<uint32_t>(value.size()));
  text += value;
}

void PickleWriter::tuple(llvm::ArrayRef<int64_t> values) {
  constexpr PickleOpcode shortTuples[] = {
      PickleOpcode::EmptyTuple, PickleOpcode::Tuple1, PickleOpcode::Tuple2,
      PickleOpcode::Tuple3};
  bool isShort = values.size() < std::size(shortTuples);
  if (!isShort)
    opcode(PickleOpcode::Mark);
  for (int64_t value : values)
    integer(value);
  opcode(isShort ? shortTuples[values.size()] : PickleOpcode::Tuple);
}

/// Puts a value the first time and gets it from the memo later.
void PickleWriter::shared(StringRef key, llvm::function_ref<void()> put) {
  auto [entry, isNew] = memo.try_emplace(key, memo.size());
  assert(memo.size() <= UINT8_MAX && "there are fewer classes and symbols");
  if (isNew)
    put();
  opcode(isNew ? PickleOpcode::BinPut : PickleOpcode::BinGet);
  number(entry->second);
}

void PickleWriter::global(StringRef module, StringRef name) {
  std::string both = (module + "\n" + name + "\n").str();
  shared(both, [&] {
    opcode(PickleOpcode::Global);
    text += both;
  });
}

void PickleWriter::symbol(StringRef value) {
  shared(value, [&] { string(value); });
}

void PickleWriter::orderedDict() {
  global("collections", "OrderedDict");
  opcode(PickleOpcode::EmptyTuple);
  opcode(PickleOpcode::Reduce);
}

void PickleWriter::items(size_t count,
                         llvm::function_ref<void(size_t index)> put) {
  // Readers keep what stands behind a mark on their stack.
  constexpr size_t batch = 1000;
  for (size_t index = 0; index < count; ++index) {
    if (index % batch == 0)
      opcode(PickleOpcode::Mark);
    put(index);
    if (index % batch == batch - 1 || index == count - 1)
      opcode(PickleOpcode::SetItems);
  }
}

std::string PickleWriter::take() {
  opcode(PickleOpcode::Stop);
  return std::move(text);
}
