//===- PrintValues.cpp - Inert values as text for people ------------------===//

#include "compiler/Frontend/Archive/PrintValues.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Walk.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

/// Python's repr of text, cut after some characters.
static std::string quoteText(StringRef text) {
  constexpr size_t longest = 60;
  std::string result = "'";
  llvm::raw_string_ostream os(result);
  llvm::printEscapedString(text.take_front(longest), os);
  os << '\'';
  if (text.size() > longest)
    os << "... (" << text.size() << " characters)";
  return result;
}

static std::string formatFloat(double value) {
  // The shortest form that reads back as the same number.
  for (int digits : {6, 9, 12, 15, 17}) {
    char buffer[40];
    std::snprintf(buffer, sizeof(buffer), "%.*g", digits, value);
    if (digits == 17 || std::strtod(buffer, nullptr) == value || value != value)
      return buffer;
  }
  llvm_unreachable("17 digits are always enough");
}

/// A number of more than 64 bits, in hexadecimal.
static std::string formatBigInt(StringRef bytes) {
  std::string big(bytes.rbegin(), bytes.rend());
  return "0x" + llvm::toHex(big, /*LowerCase=*/true);
}

/// `numpy.core.multiarray.scalar(dtype('f8'), bytes)` is a plain number.
static std::optional<std::string> formatNumpyScalar(const ObjectValue &object) {
  if (!object.callee || object.callee->name != "scalar" ||
      !object.callee->module.starts_with("numpy.") ||
      object.arguments->items.size() != 2)
    return std::nullopt;
  auto *dtype = dyn_cast<ObjectValue>(object.arguments->items[0]);
  auto *bytes = dyn_cast<BytesValue>(object.arguments->items[1]);
  if (!dtype || !bytes || !dtype->arguments || dtype->arguments->items.empty())
    return std::nullopt;
  auto *name = dyn_cast<StringValue>(dtype->arguments->items[0]);
  const char *data = bytes->bytes.data();
  using namespace llvm::support::endian;
  if (name && name->text == "f8" && bytes->bytes.size() == 8)
    return formatFloat(llvm::bit_cast<double>(read64le(data)));
  if (name && name->text == "f4" && bytes->bytes.size() == 4)
    return formatFloat(llvm::bit_cast<float>(read32le(data)));
  if (name && name->text == "i8" && bytes->bytes.size() == 8)
    return std::to_string(static_cast<int64_t>(read64le(data)));
  return std::nullopt;
}

static bool isPlain(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::None:
  case Value::Kind::Bool:
  case Value::Kind::Int:
  case Value::Kind::BigInt:
  case Value::Kind::Float:
  case Value::Kind::String:
  case Value::Kind::Bytes:
  case Value::Kind::Global:
    return true;
  default:
    return false;
  }
}

static bool isShortAndPlain(llvm::ArrayRef<Value *> items) {
  constexpr size_t longest = 8;
  return items.size() <= longest &&
         llvm::all_of(items, [](const Value *item) { return isPlain(*item); });
}

static std::string joinItems(llvm::ArrayRef<Value *> items) {
  std::string text;
  for (const Value *item : items)
    text += (text.empty() ? "" : ", ") + summarize(*item);
  return text;
}

static std::string summarizeSequence(const SequenceValue &sequence) {
  bool isTuple = sequence.kind() == Value::Kind::Tuple;
  bool isList = sequence.kind() == Value::Kind::List;
  if (!isShortAndPlain(sequence.items))
    return llvm::formatv("{0} of {1}",
                         isTuple  ? "tuple"
                         : isList ? "list"
                                  : "set",
                         sequence.items.size());
  std::string items = joinItems(sequence.items);
  if (isTuple)
    return "(" + items + (sequence.items.size() == 1 ? ",)" : ")");
  if (isList)
    return "[" + items + "]";
  return sequence.items.empty() ? "set()" : "{" + items + "}";
}

static bool isHidden(StringRef attribute) {
  return attribute.starts_with("_") || attribute == "training";
}

/// `torch.nn.modules.conv.Conv2d(in_channels=3, out_channels=6, ...)`.
static std::string summarizeModule(const ObjectValue &module) {
  constexpr size_t longest = 200;
  std::string settings;
  for (const Child &child : childrenOf(module, WalkStyle::Tree)) {
    std::string name = child.label();
    auto *sequence = dyn_cast<SequenceValue>(child.value);
    if (isHidden(name) || !(isPlain(*child.value) ||
                            (sequence && isShortAndPlain(sequence->items))))
      continue;
    if (settings.size() > longest) {
      settings += ", ...";
      break;
    }
    settings += (settings.empty() ? "" : ", ") +
                StringRef(name).take_front(40).str() + "=" +
                summarize(*child.value);
  }
  return settings;
}

static std::string summarizeObject(const ObjectValue &object) {
  if (std::optional<std::string> number = formatNumpyScalar(object))
    return *number;
  std::string name = "an object";
  if (object.callee) {
    name = quoted(object.callee->qualifiedName());
    name = name.substr(1, name.size() - 2);
  }
  if (object.isModule())
    return name + "(" + summarizeModule(object) + ")";
  if (object.arguments && isShortAndPlain(object.arguments->items))
    return name + "(" + joinItems(object.arguments->items) + ")";
  return name + "(...)";
}

std::string kiln::summarize(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::None:
    return "None";
  case Value::Kind::Bool:
    return llvm::cast<BoolValue>(value).value ? "True" : "False";
  case Value::Kind::Int:
    return std::to_string(llvm::cast<IntValue>(value).value);
  case Value::Kind::BigInt:
    return formatBigInt(llvm::cast<BigIntValue>(value).bytes);
  case Value::Kind::Float:
    return formatFloat(llvm::cast<FloatValue>(value).value);
  case Value::Kind::String:
    return quoteText(llvm::cast<StringValue>(value).text);
  case Value::Kind::Bytes:
    return llvm::formatv("{0} bytes",
                         llvm::cast<BytesValue>(value).bytes.size());
  case Value::Kind::List:
  case Value::Kind::Tuple:
  case Value::Kind::Set:
    return summarizeSequence(llvm::cast<SequenceValue>(value));
  case Value::Kind::Dict: {
    auto &dict = llvm::cast<DictValue>(value);
    return llvm::formatv("{0} of {1}", dict.className, dict.entries.size());
  }
  case Value::Kind::Global: {
    std::string name = quoted(llvm::cast<GlobalValue>(value).qualifiedName());
    return name.substr(1, name.size() - 2);
  }
  case Value::Kind::Object:
    return summarizeObject(llvm::cast<ObjectValue>(value));
  case Value::Kind::Storage:
    return llvm::formatv("storage of {0}",
                         llvm::cast<StorageValue>(value).numElements);
  case Value::Kind::Tensor:
    return "a tensor";
  }
  llvm_unreachable("all kinds are handled");
}

namespace {

class ValueSummarizer {
public:
  void visit(const Value &value, unsigned depth);

  std::vector<ValueLine> lines;
  bool omitted = false;

private:
  static constexpr size_t maxLines = 200;
  static constexpr unsigned maxDepth = 6;

  void visitChild(const Child &child, unsigned depth);
};

} // namespace

void ValueSummarizer::visitChild(const Child &child, unsigned depth) {
  if (isa<TensorValue>(child.value) || lines.size() >= maxLines) {
    omitted |= lines.size() >= maxLines;
    return;
  }
  auto *sequence = dyn_cast<SequenceValue>(child.value);
  bool isInline =
      isPlain(*child.value) || (sequence && isShortAndPlain(sequence->items));
  // A name is a key of the file, which may be anything.
  std::string name = quoted(child.label());
  lines.push_back(
      {depth, name.substr(1, name.size() - 2), summarize(*child.value)});
  if (isInline)
    return;
  size_t own = lines.size() - 1;
  visit(*child.value, depth + 1);
  // A dict of nothing but tensors is in the table of tensors already.
  bool isTable = isa<DictValue>(child.value) && lines.size() == own + 1;
  bool hasTensors = llvm::any_of(
      childrenOf(*child.value, WalkStyle::Tree),
      [](const Child &inner) { return isa<TensorValue>(inner.value); });
  if (isTable && hasTensors)
    lines.pop_back();
}

void ValueSummarizer::visit(const Value &value, unsigned depth) {
  if (depth > maxDepth)
    return;
  auto *object = dyn_cast<ObjectValue>(&value);
  if (object && object->isModule()) {
    const Value *modules = object->attributes()->lookup("_modules");
    for (const Child &child : childrenOf(*modules, WalkStyle::Tree))
      visitChild(child, depth);
    return;
  }
  auto *sequence = dyn_cast<SequenceValue>(&value);
  constexpr size_t longestList = 20;
  if (sequence &&
      (sequence->items.size() > longestList ||
       llvm::all_of(sequence->items,
                    [](const Value *item) { return isPlain(*item); })))
    return;
  for (const Child &child : childrenOf(value, WalkStyle::Tree))
    visitChild(child, depth);
}

std::vector<ValueLine> kiln::summarizeValues(const Value &root, bool &omitted) {
  ValueSummarizer summarizer;
  if (isPlain(root) || isa<ObjectValue>(root))
    summarizer.lines.push_back({0, "", summarize(root)});
  summarizer.visit(root, isa<ObjectValue>(root) ? 1 : 0);
  omitted = summarizer.omitted;
  return std::move(summarizer.lines);
}
