//===- Program.cpp - What torch.export writes -----------------------------===//

#include "compiler/Frontend/ExportedProgram/Program.h"

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Safetensors/JsonText.h"
#include "compiler/Frontend/ExportedProgram/GraphParser.h"

namespace kiln::exported {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using JsonValue = llvm::json::Value;

//===----------------------------------------------------------------------===//
// Nesting
//===----------------------------------------------------------------------===//

std::vector<std::string> Pytree::keys() const {
  std::vector<std::string> keys;
  Expected<JsonValue> json = parseJson(context);
  if (!json) {
    llvm::consumeError(json.takeError());
    return keys;
  }
  const Array *array = json->getAsArray();
  // What `defaultdict` and named keys put around the list.
  if (const Object *object = json->getAsObject())
    array = object->getArray("keys");
  if (array)
    for (const JsonValue &key : *array) {
      if (std::optional<StringRef> text = key.getAsString())
        keys.push_back(text->str());
      else if (std::optional<int64_t> number = key.getAsInteger())
        keys.push_back(std::to_string(*number));
    }
  return keys;
}

static Expected<Pytree> parseTree(const JsonValue &json) {
  const Object *object = json.getAsObject();
  const Array *children = object ? object->getArray("children_spec") : nullptr;
  if (!children)
    return failure("the nesting of its arguments or results is not described");
  Pytree tree;
  tree.type = object->getString("type").value_or("").str();
  if (const JsonValue *context = object->get("context")) {
    if (std::optional<StringRef> text = context->getAsString())
      tree.context = text->str();
    else
      tree.context = llvm::formatv("{0}", *context).str();
  }
  for (const JsonValue &item : *children) {
    Expected<Pytree> child = parseTree(item);
    if (!child)
      return child.takeError();
    tree.children.push_back(std::move(*child));
  }
  return tree;
}

/// `[1, {"type": ...}]`, JSON within a string of JSON.
static Error parseTreeText(const Object &json, StringRef key,
                           std::optional<Pytree> &tree) {
  std::optional<StringRef> text = json.getString(key);
  if (!text || text->empty())
    return Error::success();
  Expected<JsonValue> value = parseJson(*text);
  if (!value)
    return withPrefix(key.str(), value.takeError());
  const Array *versioned = value->getAsArray();
  if (!versioned || versioned->size() != 2)
    return failure("its {0} is no description of nested values", quoted(key));
  Expected<Pytree> parsed = parseTree((*versioned)[1]);
  if (!parsed)
    return parsed.takeError();
  tree = std::move(*parsed);
  return Error::success();
}

static Error parseCall(const Object &json, Program &program) {
  if (Error error = parseTreeText(json, "in_spec", program.inputTree))
    return error;
  if (Error error = parseTreeText(json, "out_spec", program.outputTree))
    return error;
  if (const Array *names = json.getArray("forward_arg_names"))
    for (const JsonValue &name : *names)
      program.argumentNames.push_back(name.getAsString().value_or("").str());
  return Error::success();
}

/// The nesting stands with the call of the outermost module.
static Error parseCalls(const Object &module, Program &program) {
  // The first version.
  if (const Object *call = module.getObject("call_spec"))
    return parseCall(*call, program);
  const Array *calls = module.getArray("module_call_graph");
  if (!calls)
    return Error::success();
  for (const JsonValue &item : *calls) {
    const Object *entry = item.getAsObject();
    if (!entry || entry->getString("fqn") != StringRef(""))
      continue;
    if (const Object *signature = entry->getObject("signature"))
      return parseCall(*signature, program);
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Inputs and outputs
//===----------------------------------------------------------------------===//

/// The argument of a spec: an operand, or a bare `{"name": ...}`.
static Expected<Operand> parseSpecArgument(const Object &spec) {
  const JsonValue *argument = spec.get("arg");
  if (!argument)
    return failure("an entry of its signature has no argument");
  if (const Object *object = argument->getAsObject())
    if (std::optional<StringRef> name = object->getString("name"))
      return Operand::name(*name);
  return parseOperand(*argument);
}

static Expected<InputSpec> parseInputSpec(const JsonValue &json) {
  Expected<Variant> variant = parseVariant(json);
  if (!variant)
    return variant.takeError();
  const Object *spec = variant->value->getAsObject();
  if (!spec)
    return failure("an entry of its signature is empty");
  InputSpec input;
  StringRef nameKey;
  if (variant->tag == "user_input") {
    input.kind = InputSpec::Kind::User;
  } else if (variant->tag == "parameter") {
    input.kind = InputSpec::Kind::Parameter;
    nameKey = "parameter_name";
  } else if (variant->tag == "buffer") {
    input.kind = InputSpec::Kind::Buffer;
    nameKey = "buffer_name";
    input.isPersistent = spec->getBoolean("persistent").value_or(true);
  } else if (variant->tag == "tensor_constant") {
    input.kind = InputSpec::Kind::Constant;
    nameKey = "tensor_constant_name";
  } else if (variant->tag == "constant_input") {
    input.kind = InputSpec::Kind::Literal;
    return input;
  } else {
    return failure("one of its inputs is a {0}, which kiln does not support",
                   quoted(variant->tag));
  }
  Expected<Operand> argument = parseSpecArgument(*spec);
  if (!argument)
    return argument.takeError();
  input.argument = std::move(*argument);
  if (!nameKey.empty()) {
    Expected<std::string> name = getString(*spec, nameKey);
    if (!name)
      return name.takeError();
    input.target = std::move(*name);
  }
  // A number that forward was specialised for.
  if (input.kind == InputSpec::Kind::User &&
      input.argument.kind != Operand::Kind::Name)
    input.kind = InputSpec::Kind::Literal;
  return input;
}

namespace {

/// Reads the signature of a program whose graph is known.
class SignatureParser {
public:
  SignatureParser(Program &program) : program(program) {}

  Error parse(const Object &signature);

private:
  Error parseOutput(const JsonValue &json);
  Error parseNameMaps(const Object &signature);
  std::string inputOf(InputSpec::Kind kind, StringRef target) const;

  Program &program;
};

} // namespace

std::string SignatureParser::inputOf(InputSpec::Kind kind,
                                     StringRef target) const {
  for (const InputSpec &input : program.inputs)
    if (input.kind == kind && input.target == target)
      return input.argument.text;
  return "";
}

Error SignatureParser::parseOutput(const JsonValue &json) {
  Expected<Variant> variant = parseVariant(json);
  if (!variant)
    return variant.takeError();
  const Object *spec = variant->value->getAsObject();
  if (!spec)
    return failure("an entry of its signature is empty");
  Expected<Operand> argument = parseSpecArgument(*spec);
  if (!argument)
    return argument.takeError();
  OutputSpec output;
  output.argument = std::move(*argument);
  StringRef tag = variant->tag;
  if (tag == "user_output" || tag == "loss_output") {
    program.outputs.push_back(std::move(output));
    return Error::success();
  }
  output.kind = OutputSpec::Kind::Write;
  auto text = [&](StringRef key) { return spec->getString(key).value_or(""); };
  if (tag == "buffer_mutation")
    output.target = inputOf(InputSpec::Kind::Buffer, text("buffer_name"));
  else if (tag == "parameter_mutation")
    output.target = inputOf(InputSpec::Kind::Parameter, text("parameter_name"));
  else if (tag == "user_input_mutation")
    output.target = text("user_input_name").str();
  if (output.target.empty())
    return failure("one of its outputs is a {0}, which kiln does not support",
                   quoted(tag));
  program.outputs.push_back(std::move(output));
  return Error::success();
}

/// The first version maps the names of the graph's inputs to the state_dict's.
Error SignatureParser::parseNameMaps(const Object &signature) {
  auto find = [&](StringRef map, StringRef name) -> std::optional<StringRef> {
    const Object *names = signature.getObject(map);
    return names ? names->getString(name) : std::nullopt;
  };
  for (const Operand &argument : program.graph.inputs) {
    InputSpec input;
    input.argument = argument;
    if (auto parameter = find("inputs_to_parameters", argument.text)) {
      input.kind = InputSpec::Kind::Parameter;
      input.target = parameter->str();
    } else if (auto buffer = find("inputs_to_buffers", argument.text)) {
      input.kind = InputSpec::Kind::Buffer;
      input.target = buffer->str();
    } else if (argument.kind != Operand::Kind::Name) {
      input.kind = InputSpec::Kind::Literal;
    }
    program.inputs.push_back(std::move(input));
  }
  for (const Operand &argument : program.graph.outputs) {
    OutputSpec output;
    output.argument = argument;
    if (auto buffer = find("buffers_to_mutate", argument.text)) {
      output.kind = OutputSpec::Kind::Write;
      output.target = inputOf(InputSpec::Kind::Buffer, *buffer);
      if (output.target.empty())
        return failure("it writes to {0}, which is no buffer", quoted(*buffer));
    }
    program.outputs.push_back(std::move(output));
  }
  return Error::success();
}

Error SignatureParser::parse(const Object &signature) {
  if (!signature.get("input_specs"))
    return parseNameMaps(signature);
  Expected<const Array *> inputs = getArray(signature, "input_specs");
  if (!inputs)
    return inputs.takeError();
  for (const JsonValue &item : **inputs) {
    Expected<InputSpec> input = parseInputSpec(item);
    if (!input)
      return input.takeError();
    program.inputs.push_back(std::move(*input));
  }
  size_t count = program.graph.inputs.size();
  if (program.inputs.size() != count)
    return failure("its signature has {0} inputs, its graph {1}",
                   program.inputs.size(), count);
  Expected<const Array *> outputs = getArray(signature, "output_specs");
  if (!outputs)
    return outputs.takeError();
  for (const JsonValue &item : **outputs)
    if (Error error = parseOutput(item))
      return error;
  return Error::success();
}

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

static void parseRanges(const Object &json, Program &program) {
  const Object *ranges = json.getObject("range_constraints");
  if (!ranges)
    return;
  for (const auto &[symbol, value] : *ranges) {
    const Object *range = value.getAsObject();
    if (!range)
      continue;
    program.ranges[StringRef(symbol)] = {
        range->getInteger("min_val").value_or(0),
        range->getInteger("max_val").value_or(
            std::numeric_limits<int64_t>::max())};
  }
}

static void parseNamedTuples(const Object &module, Program &program) {
  const Object *classes = module.getObject("treespec_namedtuple_fields");
  if (!classes)
    return;
  for (const auto &[name, value] : *classes) {
    const Object *object = value.getAsObject();
    const Array *fields = object ? object->getArray("field_names") : nullptr;
    if (!fields)
      continue;
    for (const JsonValue &field : *fields)
      program.namedTupleFields[StringRef(name)].push_back(
          field.getAsString().value_or("").str());
  }
}

/// Minor versions only add; what they add is an error where it matters.
static Error checkVersion(const Object &json) {
  constexpr int64_t newest = 8;
  const Object *version = json.getObject("schema_version");
  std::optional<int64_t> major = version ? version->getInteger("major")
                                         : json.getInteger("schema_version");
  if (!major || *major < 0 || *major > newest)
    return failure("its schema has the version {0}, expected at most {1}",
                   major ? std::to_string(*major) : "?", newest);
  return Error::success();
}

Expected<Program> parseProgram(StringRef json) {
  Expected<JsonValue> value = parseJson(json);
  if (!value)
    return value.takeError();
  const Object *root = value->getAsObject();
  if (!root)
    return failure("it is not an object");
  if (Error error = checkVersion(*root))
    return error;
  Expected<const Object *> module = getObject(*root, "graph_module");
  if (!module)
    return module.takeError();
  Expected<const Object *> graph = getObject(**module, "graph");
  if (!graph)
    return graph.takeError();
  Program program;
  if (Error error = parseGraph(**graph, program.graph))
    return error;
  Expected<const Object *> signature = getObject(**module, "signature");
  if (!signature)
    return signature.takeError();
  if (Error error = SignatureParser(program).parse(**signature))
    return error;
  if (Error error = parseCalls(**module, program))
    return error;
  parseRanges(*root, program);
  parseNamedTuples(**module, program);
  return program;
}

} // namespace kiln::exported
