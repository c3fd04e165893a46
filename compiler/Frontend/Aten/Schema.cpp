//===- Schema.cpp - Signatures of operators -------------------------------===//

#include "compiler/Frontend/Aten/Schema.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "compiler/Support/HostTensor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace kiln;
using namespace kiln::aten;
using llvm::ArrayRef;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

static Error mistake(const llvm::Twine &text) {
  return llvm::createStringError(text);
}

double Argument::asDouble() const {
  if (auto *flag = getIf<bool>())
    return *flag;
  if (auto *integer = getIf<int64_t>())
    return static_cast<double>(*integer);
  return get<double>();
}

int64_t Argument::asInteger() const {
  if (auto *flag = getIf<bool>())
    return *flag;
  if (auto *integer = getIf<int64_t>())
    return *integer;
  return reference::toInteger(get<double>());
}

std::string aten::typeName(const Argument &argument) {
  static constexpr const char *names[] = {"None",  "object", "bool",
                                          "int",   "float",  "str",
                                          "dtype", "Tensor", "list"};
  auto *tensor = argument.getIf<Tensor>();
  if (tensor && *tensor && tensor->isNumber())
    return "a number that is computed from the model's input";
  return names[argument.value.index()];
}

size_t Schema::indexOf(StringRef parameter) const {
  for (auto [index, candidate] : llvm::enumerate(parameters))
    if (candidate.name == parameter)
      return index;
  llvm_unreachable("the schema has no such parameter");
}

//===----------------------------------------------------------------------===//
// Parsing
//===----------------------------------------------------------------------===//

static std::optional<Kind> parseKind(StringRef name) {
  return llvm::StringSwitch<std::optional<Kind>>(name)
      .Case("Tensor", Kind::Tensor)
      .Case("Operand", Kind::Operand)
      .Cases({"Scalar", "float"}, Kind::Number)
      .Cases({"int", "SymInt"}, Kind::Integer)
      .Case("bool", Kind::Flag)
      .Case("str", Kind::Text)
      .Case("ScalarType", Kind::DType)
      .Cases({"Device", "Layout", "MemoryFormat", "Generator"}, Kind::Ignored)
      .Case("Any", Kind::Any)
      .Default(std::nullopt);
}

static std::optional<Argument> parseDefault(StringRef text) {
  if (text == "None")
    return Argument();
  if (text == "True" || text == "False")
    return Argument(text == "True");
  if (text.consume_front("[")) {
    text.consume_back("]");
    llvm::SmallVector<StringRef> parts;
    text.split(parts, ',', -1, /*KeepEmpty=*/false);
    ArgumentList list;
    for (StringRef part : parts)
      if (auto element = parseDefault(part.trim()))
        list.push_back(*element);
    return Argument(std::move(list));
  }
  if (text.consume_front("'")) {
    text.consume_back("'");
    return Argument(text.str());
  }
  int64_t integer;
  if (!text.getAsInteger(10, integer))
    return Argument(integer);
  double number;
  if (!text.getAsDouble(number))
    return Argument(number);
  return std::nullopt;
}

/// `int[2]? name=default`
static Expected<Parameter> parseParameter(StringRef text) {
  Parameter parameter;
  auto [declaration, defaultText] = text.split('=');
  auto [type, name] = declaration.trim().rsplit(' ');
  parameter.name = name.str();
  parameter.isOptional = type.consume_back("?");
  if (type.consume_back("]")) {
    auto [element, size] = type.rsplit('[');
    parameter.isList = true;
    if (!size.empty() && size.getAsInteger(10, parameter.listSize))
      return mistake("bad list size in '" + text + "'");
    type = element;
  }
  parameter.hasOptionalElements = type.consume_back("?");
  std::optional<Kind> kind = parseKind(type);
  if (!kind)
    return mistake("unknown type in '" + text + "'");
  parameter.kind = *kind;
  if (text.contains('=')) {
    parameter.defaultValue = parseDefault(defaultText.trim());
    if (!parameter.defaultValue)
      return mistake("bad default in '" + text + "'");
  }
  return parameter;
}

/// Splits at commas outside of brackets.
static llvm::SmallVector<StringRef> splitParameters(StringRef text) {
  llvm::SmallVector<StringRef> parts;
  int depth = 0;
  size_t begin = 0;
  for (size_t at = 0; at <= text.size(); ++at) {
    if (at == text.size() || (text[at] == ',' && depth == 0)) {
      if (StringRef part = text.slice(begin, at).trim(); !part.empty())
        parts.push_back(part);
      begin = at + 1;
    } else if (text[at] == '[') {
      ++depth;
    } else if (text[at] == ']') {
      --depth;
    }
  }
  return parts;
}

Expected<Schema> aten::parseSchema(StringRef text) {
  Schema schema;
  schema.text = text.str();
  size_t open = text.find('('), close = text.rfind(") ->");
  if (open == StringRef::npos || close == StringRef::npos || close < open)
    return mistake("expected 'name(parameters) -> results' in '" + text + "'");
  schema.name = text.take_front(open).str();

  bool isKeywordOnly = false;
  for (StringRef part : splitParameters(text.slice(open + 1, close))) {
    if (part == "*") {
      isKeywordOnly = true;
      continue;
    }
    Expected<Parameter> parameter = parseParameter(part);
    if (!parameter)
      return parameter.takeError();
    parameter->isKeywordOnly = isKeywordOnly;
    schema.parameters.push_back(std::move(*parameter));
  }
  return schema;
}

//===----------------------------------------------------------------------===//
// Binding
//===----------------------------------------------------------------------===//

static bool fitsElement(Kind kind, const Argument &argument) {
  switch (kind) {
  case Kind::Tensor:
    return argument.is<Tensor>();
  case Kind::Operand:
    return argument.is<Tensor>() || argument.isNumber();
  case Kind::Number:
    return argument.isNumber();
  case Kind::Integer:
    return argument.is<int64_t>() || argument.is<bool>();
  case Kind::Flag:
    return argument.is<bool>();
  case Kind::Text:
    return argument.is<std::string>();
  case Kind::DType:
    return argument.is<DType>();
  case Kind::Ignored:
  case Kind::Any:
    return true;
  }
  llvm_unreachable("unknown kind");
}

/// `int[2]` takes two; none where that is its default.
static bool hasSize(const Parameter &parameter, const ArgumentList &list) {
  if (parameter.listSize <= 1 ||
      list.size() == static_cast<size_t>(parameter.listSize))
    return true;
  if (!list.empty() || !parameter.defaultValue)
    return false;
  auto *fallback = parameter.defaultValue->getIf<ArgumentList>();
  return fallback && fallback->empty();
}

/// Turns the argument into the form that builders expect, or fails.
static bool convert(const Parameter &parameter, Argument &argument) {
  if (argument.isNone())
    return parameter.isOptional || parameter.kind == Kind::Ignored ||
           parameter.kind == Kind::Any;
  if (!parameter.isList)
    return fitsElement(parameter.kind, argument);
  if (auto *list = argument.getIf<ArgumentList>()) {
    if (!llvm::all_of(*list, [&](const Argument &element) {
          return fitsElement(parameter.kind, element) ||
                 (parameter.hasOptionalElements && element.isNone());
        }))
      return false;
    // TorchScript writes the stride that a pooling leaves out as [].
    if (list->empty() && parameter.isOptional && parameter.listSize > 0)
      argument = Argument();
    else if (parameter.listSize > 1 && list->size() == 1)
      argument = ArgumentList(parameter.listSize, (*list)[0]);
    else
      return hasSize(parameter, *list);
    return true;
  }
  if (parameter.listSize == 0 || !fitsElement(parameter.kind, argument))
    return false;
  argument = ArgumentList(parameter.listSize, argument);
  return true;
}

static std::string expectation(const Parameter &parameter) {
  static constexpr const char *names[] = {
      "Tensor", "Tensor or number", "number", "int", "bool", "str",
      "dtype",  "object",           "object"};
  std::string name = names[static_cast<size_t>(parameter.kind)];
  if (!parameter.isList)
    return name;
  if (parameter.listSize > 1)
    return "a tuple of " + std::to_string(parameter.listSize) + " " + name;
  return "a tuple of " + name;
}

/// No size, amount or position that a list may hold is larger than a tensor.
static Error checkMagnitudes(const Schema &schema, const Parameter &parameter,
                             const Argument &argument) {
  auto *list = argument.getIf<ArgumentList>();
  if (!list || parameter.kind != Kind::Integer)
    return Error::success();
  for (const Argument &element : *list)
    if (int64_t value = element.asInteger();
        value > mostElements || value < -mostElements)
      return mistake(llvm::Twine(schema.name) + "(): argument '" +
                     parameter.name + "' holds " + llvm::Twine(value) +
                     ", which is beyond the size of any tensor");
  return Error::success();
}

/// Sizes that are divided by, or that count places: an operator means nothing
/// with others, and no tensor is so large that these bounds matter.
static Error checkRange(const Schema &schema, const Parameter &parameter,
                        const Argument &argument) {
  if (parameter.kind != Kind::Integer)
    return Error::success();
  bool isPositive =
      llvm::StringSwitch<bool>(parameter.name)
          .Cases({"stride", "dilation", "kernel_size", "groups", "num_groups",
                  "chunks", "sections", "upscale_factor", "downscale_factor"},
                 true)
          .Default(false);
  bool isSize = isPositive || StringRef(parameter.name).ends_with("padding") ||
                llvm::is_contained({"output_size", "repeats"}, parameter.name);
  constexpr int64_t limit = int64_t(1) << 31;
  auto isFine = [&](const Argument &element) {
    if (!element.isNumber())
      return true;
    int64_t number = element.asInteger();
    return !isSize || (number < limit && number >= (isPositive ? 1 : -1));
  };
  auto *list = argument.getIf<ArgumentList>();
  ArrayRef<Argument> elements = list ? ArrayRef(*list) : ArrayRef(argument);
  const Argument *wrong = llvm::find_if_not(elements, isFine);
  if (wrong == elements.end())
    return checkMagnitudes(schema, parameter, argument);
  return mistake(llvm::Twine(schema.name) + "(): argument '" + parameter.name +
                 "' must be " + (isPositive ? "positive" : "at least 0") +
                 " and less than 2^31, got " + llvm::Twine(wrong->asInteger()));
}

static Error wrongType(const Schema &schema, const Parameter &parameter,
                       const Argument &argument) {
  auto *list = argument.getIf<ArgumentList>();
  if (list && parameter.isList)
    for (auto [index, element] : llvm::enumerate(*list))
      if (!fitsElement(parameter.kind, element))
        return mistake(llvm::Twine(schema.name) + "(): argument '" +
                       parameter.name + "' must be " + expectation(parameter) +
                       ", found " + typeName(element) + " at position " +
                       llvm::Twine(index));
  return mistake(llvm::Twine(schema.name) + "(): argument '" + parameter.name +
                 "' must be " + expectation(parameter) +
                 (list && parameter.isList
                      ? ", got " + std::to_string(list->size())
                      : ", not " + typeName(argument)));
}

/// `x.view(2, -1)` is `x.view((2, -1))`; elements are looked at later.
static bool gathersIntegers(const Schema &schema, size_t index,
                            ArrayRef<Argument> rest) {
  const Parameter &parameter = schema.parameters[index];
  if (!parameter.isList || parameter.kind != Kind::Integer ||
      parameter.listSize != 0)
    return false;
  bool isLast = llvm::all_of(ArrayRef(schema.parameters).drop_front(index + 1),
                             [](const Parameter &later) {
                               return later.isKeywordOnly ||
                                      later.defaultValue.has_value();
                             });
  return isLast && rest.size() > 1 &&
         llvm::all_of(rest, [](const Argument &argument) {
           return argument.isNumber();
         });
}

/// `meshgrid(a, b)` is `meshgrid((a, b))`; `cat(a, b)` is nothing, for the
/// second argument of cat is a dimension.
static bool gathersTensors(const Schema &schema, size_t index,
                           ArrayRef<Argument> rest) {
  const Parameter &parameter = schema.parameters[index];
  bool isLast =
      llvm::all_of(ArrayRef(schema.parameters).drop_front(index + 1),
                   [](const Parameter &later) { return later.isKeywordOnly; });
  return parameter.isList && parameter.kind == Kind::Tensor && isLast &&
         llvm::all_of(rest, [](const Argument &argument) {
           return argument.is<Tensor>();
         });
}

/// `input` and `self` are the same; the names differ between `torch.` and
/// methods.
static bool isNamed(const Parameter &parameter, StringRef name) {
  auto canonical = [](StringRef text) {
    return llvm::StringSwitch<StringRef>(text)
        .Case("input", "self")
        .Case("axis", "dim")
        .Case("keepdims", "keepdim")
        .Case("x", "self")
        .Default(text);
  };
  return parameter.name == name || canonical(parameter.name) == canonical(name);
}

Expected<ArgumentList> aten::bindArguments(const Schema &schema,
                                           ArrayRef<Argument> positional,
                                           ArrayRef<NamedArgument> named) {
  std::vector<std::optional<Argument>> bound(schema.parameters.size());
  for (size_t index = 0; index < positional.size(); ++index) {
    if (index >= bound.size() || schema.parameters[index].isKeywordOnly)
      return mistake(llvm::Twine(schema.name) + "() takes at most " +
                     llvm::Twine(index) + " positional argument" +
                     (index == 1 ? "" : "s") + ", got " +
                     llvm::Twine(positional.size()));
    ArrayRef<Argument> rest = positional.drop_front(index);
    if (gathersIntegers(schema, index, rest) ||
        gathersTensors(schema, index, rest)) {
      bound[index] = ArgumentList(rest.begin(), rest.end());
      break;
    }
    if (schema.parameters[index].isList &&
        schema.parameters[index].listSize == 0 &&
        schema.parameters[index].kind == Kind::Integer &&
        positional[index].is<int64_t>())
      bound[index] = ArgumentList{positional[index]};
    else
      bound[index] = positional[index];
  }
  for (const NamedArgument &argument : named) {
    auto found = llvm::find_if(schema.parameters, [&](const Parameter &other) {
      return isNamed(other, argument.name);
    });
    size_t index = found - schema.parameters.begin();
    if (index >= bound.size())
      return mistake(llvm::Twine(schema.name) +
                     "() got an unexpected keyword argument '" + argument.name +
                     "'");
    if (bound[index])
      return mistake(llvm::Twine(schema.name) +
                     "() got several values for argument '" + argument.name +
                     "'");
    if (schema.parameters[index].isList && argument.value.is<int64_t>())
      bound[index] = ArgumentList{argument.value};
    else
      bound[index] = argument.value;
  }

  ArgumentList result;
  for (auto [parameter, argument] : llvm::zip_equal(schema.parameters, bound)) {
    if (!argument)
      argument = parameter.defaultValue;
    if (!argument)
      return mistake(llvm::Twine(schema.name) + "() is missing the argument '" +
                     parameter.name + "'");
    if (!convert(parameter, *argument))
      return wrongType(schema, parameter, *argument);
    if (Error error = checkRange(schema, parameter, *argument))
      return std::move(error);
    result.push_back(std::move(*argument));
  }
  return result;
}
