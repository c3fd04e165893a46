//===- PrintValues.cpp - Inert values as text for people ------------------===//

#include "compiler/Frontend/Archive/Pickle/PrintValues.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Walk.h"

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
  std::string result = "'" + printable(text.take_front(longest)) + "'";
  if (text.size() > longest)
    result += llvm::formatv("... ({0} bytes)", text.size());
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

/// The plain attributes of a module: `in_channels=3, out_channels=6, ...`.
static std::string summarizeSettings(const ObjectValue &module) {
  constexpr size_t longest = 200;
  std::string settings;
  for (const Child &child : childrenOf(module, WalkStyle::Instances)) {
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

/// The full name, without what TorchScript adds to make names unique.
static std::string className(const GlobalValue &global) {
  StringRef module = global.module;
  (void)(module.consume_front("__torch__.") ||
         module.consume_front("__torch__"));
  size_t mangle = module.find("___torch_mangle_");
  std::string name = module.take_front(mangle).rtrim('.').str();
  name += (name.empty() ? "" : ".") + global.name.str();
  name = quoted(name);
  return name.substr(1, name.size() - 2);
}

static std::string summarizeObject(const ObjectValue &object) {
  if (std::optional<std::string> number = formatNumpyScalar(object))
    return *number;
  std::string name = "an object";
  if (object.callee)
    name = className(*object.callee);
  if (object.isInstance && object.attributes())
    return name + "(" + summarizeSettings(object) + ")";
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
  case Value::Kind::Global:
    return className(llvm::cast<GlobalValue>(value));
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
  explicit ValueSummarizer(WalkStyle style) : style(style) {}

  /// Adds lines for what is inside of `value`; true when there are tensors.
  bool visit(const Value &value, unsigned depth);

  std::vector<ValueLine> lines;
  bool omitted = false;

private:
  static constexpr size_t maxLines = 300;
  static constexpr size_t maxVisits = 100'000;
  static constexpr size_t longestDict = 24, longestList = 16;
  static constexpr unsigned maxDepth = 8;

  bool visitChild(const Child &child, unsigned depth);
  std::vector<Child> partsOf(const Value &value) const;

  WalkStyle style;
  size_t visits = 0;
};

} // namespace

bool ValueSummarizer::visitChild(const Child &child, unsigned depth) {
  if (isa<TensorValue>(child.value))
    return true;
  if (lines.size() >= maxLines) {
    omitted = true;
    return false;
  }
  // A name is a key of the file, which may be anything.
  std::string name = quoted(child.label());
  lines.push_back(
      {depth, name.substr(1, name.size() - 2), summarize(*child.value)});
  auto *sequence = dyn_cast<SequenceValue>(child.value);
  if (isPlain(*child.value) || (sequence && isShortAndPlain(sequence->items)))
    return false;
  size_t own = lines.size();
  bool hasTensors = visit(*child.value, depth + 1);
  // What holds nothing but tensors is in the table of tensors already.
  if (hasTensors && lines.size() == own && !isa<ObjectValue>(child.value))
    lines.pop_back();
  return hasTensors;
}

/// What is worth a line: of modules their submodules, of long plain lists
/// nothing.
std::vector<Child> ValueSummarizer::partsOf(const Value &value) const {
  auto *object = dyn_cast<ObjectValue>(&value);
  if (object && object->isModule())
    return childrenOf(*object->attributes()->lookup("_modules"), style);
  std::vector<Child> parts = childrenOf(value, style);
  if (object)
    llvm::erase_if(parts, [](const Child &part) {
      return !isa<ObjectValue>(part.value) && !isa<TensorValue>(part.value);
    });
  bool isPlainList =
      isa<SequenceValue>(value) && llvm::all_of(parts, [](const Child &part) {
        return isPlain(*part.value);
      });
  if (isPlainList)
    parts.clear();
  return parts;
}

bool ValueSummarizer::visit(const Value &value, unsigned depth) {
  if (depth > maxDepth)
    return false;
  bool hasTensors = false;
  size_t longest = isa<SequenceValue>(value) ? longestList
                   : isa<DictValue>(value)   ? longestDict
                                             : maxLines;
  size_t first = lines.size(), shown = 0, hidden = 0;
  for (const Child &part : partsOf(value)) {
    if (++visits > maxVisits) {
      omitted = true;
      break;
    }
    if (shown >= longest && !isa<TensorValue>(part.value)) {
      ++hidden;
      continue;
    }
    size_t before = lines.size();
    hasTensors |= visitChild(part, depth);
    shown += lines.size() > before;
  }
  if (hidden && lines.size() > first)
    lines.push_back({depth, "", llvm::formatv("... and {0} more", hidden)});
  return hasTensors;
}

std::vector<ValueLine> kiln::summarizeValues(const Value &root, WalkStyle style,
                                             bool &omitted) {
  ValueSummarizer summarizer(style);
  if (isPlain(root) || isa<ObjectValue>(root))
    summarizer.lines.push_back({0, "", summarize(root)});
  summarizer.visit(root, isa<ObjectValue>(root) ? 1 : 0);
  omitted = summarizer.omitted;
  return std::move(summarizer.lines);
}
