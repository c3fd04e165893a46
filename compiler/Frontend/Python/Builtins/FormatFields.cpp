//===- FormatFields.cpp - str.format --------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

namespace {
class FieldFormatter {
public:
  FieldFormatter(Interpreter &interp, Arguments arguments, Value mapping)
      : interp(interp), arguments(arguments), mapping(mapping) {}

  FailureOr<std::string> format(StringRef text, unsigned depth);

private:
  FailureOr<std::string> formatField(StringRef field, unsigned depth);
  Value lookUp(StringRef name);
  Value lookUpFirst(StringRef name);
  Value positional(StringRef digits);

  LogicalResult refuse(const Twine &message) {
    return fail(interp, interp.types.valueError, message);
  }

  Interpreter &interp;
  Arguments arguments;
  Value mapping;
  int64_t nextAutomatic = 0;
  bool isManual = false;
};
} // namespace

/// The length of a field, up to the brace that closes it; npos without one.
static size_t findFieldEnd(StringRef text) {
  size_t depth = 1;
  bool inBrackets = false, inSpec = false;
  for (size_t index = 0; index < text.size(); ++index) {
    char c = text[index];
    if (inBrackets) {
      inBrackets = c != ']';
      continue;
    }
    if (c == '[' && !inSpec)
      inBrackets = true;
    else if (c == ':')
      inSpec = true;
    else if (c == '{')
      ++depth;
    else if (c == '}' && --depth == 0)
      return index;
  }
  return StringRef::npos;
}

Value FieldFormatter::positional(StringRef digits) {
  int64_t index = 0;
  if (digits.empty()) {
    if (isManual)
      return valueError(interp, "cannot switch from manual field specification "
                                "to automatic field numbering");
    index = nextAutomatic++;
  } else {
    if (nextAutomatic != 0)
      return valueError(interp, "cannot switch from automatic field numbering "
                                "to manual field specification");
    isManual = true;
    if (digits.getAsInteger(10, index))
      return valueError(interp, "Too many decimal digits in format string");
  }
  if (mapping)
    return valueError(interp, "Format string contains positional fields");
  Value found = arguments[index];
  if (!found)
    return interp.raise(interp.types.indexError,
                        "Replacement index " + Twine(index) +
                            " out of range for positional args tuple");
  return found;
}

Value FieldFormatter::lookUpFirst(StringRef name) {
  if (llvm::all_of(name, llvm::isDigit))
    return positional(name);
  if (mapping)
    return interp.getItem(mapping, interp.str(name));
  if (Value found = arguments.keyword(name))
    return found;
  Value missing = interp.call(interp.types.keyError, Value(interp.str(name)));
  return missing ? interp.raiseValue(missing) : Value();
}

/// `name.attribute[key]`
Value FieldFormatter::lookUp(StringRef name) {
  size_t end = name.find_first_of(".[");
  Value object = lookUpFirst(name.take_front(end));
  StringRef rest = name.drop_front(std::min(end, name.size()));
  while (object && !rest.empty()) {
    if (rest.consume_front(".")) {
      StringRef attribute = rest.take_front(rest.find_first_of(".["));
      rest = rest.drop_front(attribute.size());
      if (attribute.empty())
        return valueError(interp, "Empty attribute in format string");
      object = interp.getAttribute(object, attribute);
    } else if (rest.consume_front("[")) {
      size_t close = rest.find(']');
      if (close == StringRef::npos)
        return valueError(interp, "Missing ']' in format string");
      StringRef key = rest.take_front(close);
      rest = rest.drop_front(close + 1);
      if (key.empty())
        return valueError(interp, "Empty attribute in format string");
      int64_t index;
      bool isIndex =
          llvm::all_of(key, llvm::isDigit) && !key.getAsInteger(10, index);
      object = interp.getItem(object, isIndex ? Value::integer(index)
                                              : Value(interp.str(key)));
    } else {
      return valueError(interp, "Only '.' or '[' may follow ']' in format "
                                "field specifier");
    }
  }
  return object;
}

FailureOr<std::string> FieldFormatter::formatField(StringRef field,
                                                   unsigned depth) {
  size_t nameEnd = 0;
  bool inBrackets = false;
  for (; nameEnd < field.size(); ++nameEnd) {
    char c = field[nameEnd];
    if (!inBrackets && (c == '!' || c == ':'))
      break;
    if (c == '[')
      inBrackets = true;
    if (c == ']')
      inBrackets = false;
  }
  StringRef name = field.take_front(nameEnd);
  StringRef rest = field.drop_front(nameEnd);
  if (name.contains('{'))
    return refuse("unexpected '{' in field name");
  char conversion = 0;
  if (rest.consume_front("!")) {
    if (rest.empty())
      return refuse("end of string while looking for conversion specifier");
    conversion = rest.front();
    rest = rest.drop_front();
    if (!rest.empty() && rest.front() != ':')
      return refuse("expected ':' after conversion specifier");
    if (!StringRef("rsa").contains(conversion))
      return refuse("Unknown conversion specifier " + Twine(conversion));
  }
  rest.consume_front(":");
  Value object = lookUp(name);
  if (!object)
    return failure();
  FailureOr<std::string> spec = format(rest, depth + 1);
  if (failed(spec))
    return failure();
  if (!conversion)
    return interp.format(object, *spec);
  FailureOr<std::string> text = convertForFormat(interp, object, conversion);
  if (failed(text))
    return failure();
  return formatText(interp, *text, *spec);
}

FailureOr<std::string> FieldFormatter::format(StringRef text, unsigned depth) {
  if (depth > 2)
    return refuse("Max string recursion exceeded");
  std::string result;
  while (!text.empty()) {
    size_t brace = text.find_first_of("{}");
    result += text.take_front(brace);
    if (brace == StringRef::npos)
      break;
    char kind = text[brace];
    text = text.drop_front(brace + 1);
    if (!text.empty() && text.front() == kind) {
      result += kind;
      text = text.drop_front();
      continue;
    }
    if (kind == '}')
      return refuse("Single '}' encountered in format string");
    if (text.empty())
      return refuse("Single '{' encountered in format string");
    size_t end = findFieldEnd(text);
    if (end == StringRef::npos)
      return refuse("expected '}' before end of string");
    FailureOr<std::string> field = formatField(text.take_front(end), depth);
    if (failed(field) || !interp.step())
      return failure();
    result += *field;
    text = text.drop_front(end + 1);
  }
  return result;
}

FailureOr<std::string> formatFields(Interpreter &interp, StringRef format,
                                    Arguments arguments) {
  return FieldFormatter(interp, arguments, Value()).format(format, 0);
}

FailureOr<std::string> formatFieldsFrom(Interpreter &interp, StringRef format,
                                        Value mapping) {
  return FieldFormatter(interp, {}, mapping).format(format, 0);
}

} // namespace kiln::python
