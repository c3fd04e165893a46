//===- GraphParser.cpp - Graphs of torch.export's JSON --------------------===//

#include "compiler/Frontend/ExportedProgram/GraphParser.h"

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Torch/ExportedTypes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <limits>

namespace kiln::exported {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using JsonValue = llvm::json::Value;

Operand Operand::name(StringRef name) {
  Operand operand;
  operand.kind = Kind::Name;
  operand.text = name.str();
  return operand;
}

//===----------------------------------------------------------------------===//
// Members
//===----------------------------------------------------------------------===//

Expected<const Object *> getObject(const Object &json, StringRef key) {
  if (const Object *object = json.getObject(key))
    return object;
  return failure("it has no object {0}", quoted(key));
}

Expected<const Array *> getArray(const Object &json, StringRef key) {
  if (const Array *array = json.getArray(key))
    return array;
  return failure("it has no list {0}", quoted(key));
}

Expected<std::string> getString(const Object &json, StringRef key) {
  if (std::optional<StringRef> text = json.getString(key))
    return text->str();
  return failure("it has no text {0}", quoted(key));
}

Expected<Variant> parseVariant(const JsonValue &json) {
  const Object *object = json.getAsObject();
  Variant variant;
  if (object)
    for (const auto &[key, value] : *object) {
      if (value.kind() == JsonValue::Null)
        continue;
      if (variant.value)
        return failure("one of its values is both {0} and {1}",
                       quoted(variant.tag), quoted(StringRef(key)));
      variant = {StringRef(key), &value};
    }
  if (!variant.value)
    return failure("one of its values is empty");
  return variant;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

static Operand make(Operand::Kind kind) {
  Operand operand;
  operand.kind = kind;
  return operand;
}

static Expected<Operand> parseInt(const JsonValue &json) {
  std::optional<int64_t> integer = json.getAsInteger();
  if (!integer)
    return failure("one of its integers is not a number of 64 bits");
  Operand operand = make(Operand::Kind::Int);
  operand.integer = *integer;
  return operand;
}

/// Infinities and NaN have no numbers in JSON.
static Expected<Operand> parseFloat(const JsonValue &json) {
  Operand operand = make(Operand::Kind::Float);
  if (std::optional<double> number = json.getAsNumber()) {
    operand.number = *number;
    return operand;
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::optional<StringRef> text = json.getAsString();
  if (text == StringRef("Infinity"))
    operand.number = infinity;
  else if (text == StringRef("-Infinity"))
    operand.number = -infinity;
  else if (text == StringRef("NaN"))
    operand.number = std::numeric_limits<double>::quiet_NaN();
  else
    return failure("one of its floats is not a number");
  return operand;
}

static Expected<Operand> parseBool(const JsonValue &json) {
  std::optional<bool> flag = json.getAsBoolean();
  if (!flag)
    return failure("one of its booleans is not true or false");
  Operand operand = make(Operand::Kind::Bool);
  operand.flag = *flag;
  return operand;
}

static Expected<Operand> parseText(const JsonValue &json) {
  std::optional<StringRef> text = json.getAsString();
  if (!text)
    return failure("one of its strings is not text");
  Operand operand = make(Operand::Kind::String);
  operand.text = text->str();
  return operand;
}

static Expected<Operand> parseScalarType(const JsonValue &json) {
  std::optional<int64_t> number = json.getAsInteger();
  std::optional<DType> dtype =
      number ? parseExportedType(*number) : std::nullopt;
  if (!dtype)
    return failure("it uses a type of elements that kiln does not know");
  Operand operand = make(Operand::Kind::DType);
  operand.dtype = *dtype;
  return operand;
}

/// `{"name": "x"}`
static Expected<Operand> parseTensor(const JsonValue &json) {
  const Object *object = json.getAsObject();
  std::optional<StringRef> name =
      object ? object->getString("name") : std::nullopt;
  if (!name)
    return failure("one of its tensors has no name");
  return Operand::name(*name);
}

/// A tensor alone, or as a member of a union.
static Expected<Operand> parseOptionalTensor(const JsonValue &json) {
  const Object *object = json.getAsObject();
  if (object && object->get("name"))
    return parseTensor(json);
  return parseOperand(json);
}

/// `{"as_name": "sym_size"}` or `{"as_int": 3}`
static Expected<Operand> parseSymbolic(const JsonValue &json) {
  Expected<Variant> variant = parseVariant(json);
  if (!variant)
    return variant.takeError();
  if (variant->tag != "as_name")
    return parseOperand(json);
  std::optional<StringRef> name = variant->value->getAsString();
  if (!name)
    return failure("one of its symbols has no name");
  return Operand::name(*name);
}

static Expected<Operand> parseSubgraph(const JsonValue &json) {
  const Object *object = json.getAsObject();
  const Object *inner = object ? object->getObject("graph") : nullptr;
  if (!inner)
    return failure("one of its graphs is empty");
  Operand operand = make(Operand::Kind::Graph);
  operand.graph = std::make_shared<Graph>();
  if (Error error = parseGraph(*inner, *operand.graph))
    return error;
  return operand;
}

using Parser = Expected<Operand> (*)(const JsonValue &);

static Expected<Operand> parseList(const JsonValue &json, Parser parse) {
  const Array *array = json.getAsArray();
  if (!array)
    return failure("one of its lists is none");
  Operand list = make(Operand::Kind::List);
  for (const JsonValue &item : *array) {
    Expected<Operand> element = parse(item);
    if (!element)
      return element.takeError();
    list.items.push_back(std::move(*element));
  }
  return list;
}

static Expected<Operand> parseTensorList(const JsonValue &json) {
  return parseList(json, parseTensor);
}

static Expected<Operand> parseIntList(const JsonValue &json) {
  return parseList(json, parseInt);
}

static Expected<Operand> ignore(const JsonValue &) {
  return make(Operand::Kind::Ignored);
}

static Expected<Operand> parseNone(const JsonValue &) { return Operand(); }

/// How the value of a tag is read; null for a tag that nobody knows.
static Parser parserOf(StringRef tag) {
  return llvm::StringSwitch<Parser>(tag)
      .Case("as_none", parseNone)
      .Cases({"as_tensor", "as_optional_tensor"}, parseOptionalTensor)
      .Case("as_int", parseInt)
      .Case("as_float", parseFloat)
      .Case("as_bool", parseBool)
      .Cases({"as_string", "as_operator"}, parseText)
      .Case("as_scalar_type", parseScalarType)
      .Cases({"as_memory_format", "as_layout", "as_device"}, ignore)
      .Cases({"as_sym_int", "as_sym_bool", "as_sym_float"}, parseSymbolic)
      .Case("as_graph", parseSubgraph)
      .Default(nullptr);
}

static Parser elementParserOf(StringRef tag) {
  return llvm::StringSwitch<Parser>(tag)
      .Case("as_tensors", parseTensor)
      .Case("as_optional_tensors", parseOptionalTensor)
      .Case("as_nested_tensors", parseTensorList)
      .Case("as_ints", parseInt)
      .Case("as_int_lists", parseIntList)
      .Case("as_floats", parseFloat)
      .Case("as_bools", parseBool)
      .Case("as_strings", parseText)
      .Cases({"as_sym_ints", "as_sym_bools", "as_sym_floats"}, parseSymbolic)
      .Default(nullptr);
}

Expected<Operand> parseOperand(const JsonValue &json) {
  Expected<Variant> variant = parseVariant(json);
  if (!variant)
    return variant.takeError();
  if (Parser parse = parserOf(variant->tag))
    return parse(*variant->value);
  if (Parser parse = elementParserOf(variant->tag))
    return parseList(*variant->value, parse);
  return failure("it has a value of the kind {0}, which kiln does not know",
                 quoted(variant->tag));
}

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

static Error parseOperands(const Object &json, StringRef key,
                           std::vector<Operand> &operands) {
  Expected<const Array *> array = getArray(json, key);
  if (!array)
    return array.takeError();
  for (const JsonValue &item : **array) {
    Expected<Operand> operand = parseOperand(item);
    if (!operand)
      return operand.takeError();
    operands.push_back(std::move(*operand));
  }
  return Error::success();
}

/// The last entry of "key,path,type;key,path,type", without the type. The path
/// may be an expression: `L['self'].conv1`.
static std::string parseModulePath(StringRef stack) {
  StringRef last = stack.rsplit(';').second;
  StringRef path = (last.empty() ? stack : last).split(',').second;
  path = path.split(',').first;
  path.consume_front("L['self']");
  path.consume_front(".");
  bool isPlain = llvm::all_of(
      path, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.'; });
  return isPlain ? path.str() : "";
}

static Error parseNode(const JsonValue &json, Node &node) {
  const Object *object = json.getAsObject();
  if (!object)
    return failure("one of its nodes is not an object");
  Expected<std::string> target = getString(*object, "target");
  if (!target)
    return target.takeError();
  node.target = std::move(*target);
  Expected<const Array *> inputs = getArray(*object, "inputs");
  if (!inputs)
    return inputs.takeError();
  for (const JsonValue &item : **inputs) {
    const Object *input = item.getAsObject();
    const JsonValue *argument = input ? input->get("arg") : nullptr;
    if (!argument)
      return failure("an argument of {0} has no value", quoted(node.target));
    Expected<Operand> operand = parseOperand(*argument);
    if (!operand)
      return withPrefix("node " + quoted(node.target), operand.takeError());
    constexpr int64_t keyword = 2;
    node.inputs.push_back({input->getString("name").value_or("").str(),
                           std::move(*operand),
                           input->getInteger("kind") == keyword});
  }
  if (const Object *metadata = object->getObject("metadata")) {
    node.stackTrace = metadata->getString("stack_trace").value_or("").str();
    node.modulePath =
        parseModulePath(metadata->getString("nn_module_stack").value_or(""));
  }
  return parseOperands(*object, "outputs", node.outputs);
}

/// `Symbol('s0', positive=True, integer=True)`, `s0`, or an expression.
static std::string parseSymbol(StringRef text) {
  StringRef rest = text;
  if (rest.consume_front("Symbol('"))
    if (size_t end = rest.find('\''); end != StringRef::npos)
      if (rest.find(')') + 1 == rest.size())
        return rest.take_front(end).str();
  return text.str();
}

static Dim parseDim(const JsonValue &json) {
  const Object *object = json.getAsObject();
  std::optional<int64_t> number =
      object ? object->getInteger("as_int") : json.getAsInteger();
  if (number && *number >= 0)
    return {number, ""};
  const Object *expression = object ? object->getObject("as_expr") : nullptr;
  StringRef text =
      expression ? expression->getString("expr_str").value_or("?") : "?";
  return {std::nullopt, parseSymbol(text)};
}

static Error parseMeta(StringRef name, const JsonValue &json,
                       TensorMeta &meta) {
  constexpr size_t maxRank = 64;
  const Object *object = json.getAsObject();
  // The first version wraps it.
  if (object)
    if (const Object *inner = object->getObject("meta"))
      object = inner;
  const Array *sizes = object ? object->getArray("sizes") : nullptr;
  if (!sizes || sizes->size() > maxRank)
    return failure("the sizes of tensor {0} are missing or more than {1}",
                   quoted(name), maxRank);
  if (std::optional<int64_t> number = object->getInteger("dtype"))
    meta.dtype = parseExportedType(*number);
  for (const JsonValue &size : *sizes)
    meta.sizes.push_back(parseDim(size));
  return Error::success();
}

Error parseGraph(const Object &json, Graph &graph) {
  if (Error error = parseOperands(json, "inputs", graph.inputs))
    return error;
  if (Error error = parseOperands(json, "outputs", graph.outputs))
    return error;
  Expected<const Array *> nodes = getArray(json, "nodes");
  if (!nodes)
    return nodes.takeError();
  for (const JsonValue &node : **nodes)
    if (Error error = parseNode(node, graph.nodes.emplace_back()))
      return error;
  Expected<const Object *> tensors = getObject(json, "tensor_values");
  if (!tensors)
    return tensors.takeError();
  for (const auto &[name, meta] : **tensors)
    if (Error error =
            parseMeta(StringRef(name), meta, graph.tensors[StringRef(name)]))
      return error;
  return Error::success();
}

} // namespace kiln::exported
