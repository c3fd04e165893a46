//===- FormatPercent.cpp - The % operator of text -------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

namespace {
class PercentFormatter {
public:
  PercentFormatter(Interpreter &interp, StringRef format, Value arguments)
      : interp(interp), format(format), rest(format), arguments(arguments) {
    if (auto *tuple = dyn_cast<TupleObject>(arguments))
      positional = tuple->items;
    else
      positional = this->arguments;
    isMapping = isa<DictObject>(arguments) ||
                (arguments.isObject() && !isa<TupleObject>(arguments) &&
                 !isa<ListObject>(arguments) && !isa<StrObject>(arguments) &&
                 interp.typeOf(arguments)->lookup(interp.names.getitem));
  }

  FailureOr<std::string> run();

private:
  LogicalResult formatDirective();
  LogicalResult parseKey();
  void parseFlags();
  LogicalResult parseCount(int64_t &count);
  Value nextArgument();
  FailureOr<std::string> convert(char type, Value argument);
  FailureOr<std::string> convertInteger(char type, Value argument);
  FailureOr<std::string> convertCharacter(Value argument);

  LogicalResult refuse(TypeObject *type, const Twine &message) {
    return fail(interp, type, message);
  }

  Interpreter &interp;
  StringRef format, rest;
  Value arguments;
  ArrayRef<Value> positional;
  bool isMapping;
  size_t used = 0;
  std::string result;

  // The directive at hand.
  Value keyed;
  FormatSpec spec;
  bool leftAligned = false;
};
} // namespace

LogicalResult PercentFormatter::parseKey() {
  keyed = Value();
  if (!rest.consume_front("("))
    return success();
  size_t depth = 1, end = 0;
  for (; end < rest.size(); ++end) {
    if (rest[end] == '(')
      ++depth;
    if (rest[end] == ')' && --depth == 0)
      break;
  }
  if (depth != 0)
    return refuse(interp.types.valueError, "incomplete format key");
  if (!isMapping)
    return refuse(interp.types.typeError, "format requires a mapping");
  keyed = interp.getItem(arguments, interp.str(rest.take_front(end)));
  rest = rest.drop_front(end + 1);
  return success(static_cast<bool>(keyed));
}

void PercentFormatter::parseFlags() {
  bool zero = false;
  spec = FormatSpec();
  leftAligned = false;
  for (; !rest.empty(); rest = rest.drop_front()) {
    char flag = rest.front();
    if (flag == '-')
      leftAligned = true;
    else if (flag == '+')
      spec.sign = '+';
    else if (flag == ' ')
      spec.sign = spec.sign == '+' ? '+' : ' ';
    else if (flag == '#')
      spec.alternate = true;
    else if (flag == '0')
      zero = true;
    else
      break;
  }
  if (zero)
    spec.fill = "0";
}

LogicalResult PercentFormatter::parseCount(int64_t &count) {
  if (rest.consume_front("*")) {
    Value argument = nextArgument();
    if (!argument)
      return failure();
    if (!unwrapNumber(argument).isIntegral())
      return refuse(interp.types.typeError, "* wants int");
    count = unwrapNumber(argument).asInt();
    return success();
  }
  StringRef digits = rest.take_while(llvm::isDigit);
  rest = rest.drop_front(digits.size());
  count = 0;
  if (!digits.empty() && digits.getAsInteger(10, count))
    return refuse(interp.types.valueError, "width too big");
  return success();
}

Value PercentFormatter::nextArgument() {
  if (keyed)
    return keyed;
  if (used < positional.size())
    return positional[used++];
  return typeError(interp, "not enough arguments for format string");
}

FailureOr<std::string> PercentFormatter::convertCharacter(Value argument) {
  if (auto *text = dyn_cast<StrObject>(argument)) {
    if (text->length() == 1)
      return text->str().str();
  } else if (unwrapNumber(argument).isIntegral()) {
    FormatSpec plain;
    plain.type = 'c';
    return formatInteger(interp, unwrapNumber(argument).asInt(), plain);
  }
  return refuse(interp.types.typeError, "%c requires int or char");
}

FailureOr<std::string> PercentFormatter::convertInteger(char type,
                                                        Value argument) {
  Value number = unwrapNumber(argument);
  bool isDecimal = type == 'd' || type == 'i' || type == 'u';
  if (number.isFloat() && isDecimal) {
    if (!std::isfinite(number.asFloat()) ||
        std::fabs(number.asFloat()) >= 0x1p63)
      return refuse(interp.types.overflowError,
                    "cannot convert float " + formatReal(number.asFloat()) +
                        " to integer");
    number = Value::integer(static_cast<int64_t>(number.asFloat()));
  }
  if (number.isObject() && !isa<StrObject>(number)) {
    Value converted = interp.callSpecial(
        number, isDecimal ? interp.names.intMethod : interp.names.index);
    if (interp.failed())
      return failure();
    if (converted)
      number = unwrapNumber(converted);
  }
  if (!number.isIntegral())
    return refuse(interp.types.typeError,
                  "%" + Twine(type) + " format: " +
                      (isDecimal ? "a real number" : "an integer") +
                      " is required, not " + interp.typeName(argument));
  spec.type = isDecimal ? 'd' : type;
  int64_t precision = spec.precision;
  spec.precision = -1;
  if (precision < 0)
    return formatInteger(interp, number.asInt(), spec);
  // A precision is the least number of digits.
  FormatSpec digits = spec;
  digits.fill = "0";
  digits.align = '=';
  digits.width = precision + (number.asInt() < 0 || spec.sign) +
                 (spec.alternate && !isDecimal ? 2 : 0);
  if (spec.fill == "0")
    digits.width = std::max(digits.width, spec.width);
  FailureOr<std::string> text = formatInteger(interp, number.asInt(), digits);
  if (failed(text))
    return failure();
  FormatSpec outer = spec;
  outer.fill = " ";
  return padText(interp, *text, outer, '>');
}

FailureOr<std::string> PercentFormatter::convert(char type, Value argument) {
  // What is not known shows itself, as with str.format().
  if (auto *opaque = dyn_cast<OpaqueObject>(argument))
    return opaque->text;
  spec.align = leftAligned ? '<' : '>';
  bool isNumeric = StringRef("diuoxXeEfFgG").contains(type);
  if (leftAligned || !isNumeric)
    spec.fill = " ";
  else if (spec.fill == "0")
    spec.align = '=';
  if (StringRef("diuoxX").contains(type))
    return convertInteger(type, argument);
  if (isNumeric) {
    FailureOr<double> number = interp.asDouble(argument);
    if (failed(number))
      return failure();
    spec.type = type;
    return formatFloat(interp, *number, spec);
  }
  FailureOr<std::string> text = type == 'c'
                                    ? convertCharacter(argument)
                                    : convertForFormat(interp, argument, type);
  if (failed(text))
    return failure();
  StringRef shown = *text;
  if (spec.precision >= 0 && type != 'c')
    shown = sliceCodePoints(shown, 0, spec.precision);
  return padText(interp, shown, spec, '>');
}

LogicalResult PercentFormatter::formatDirective() {
  if (failed(parseKey()))
    return failure();
  parseFlags();
  if (failed(parseCount(spec.width)))
    return failure();
  if (spec.width < 0) {
    leftAligned = true;
    spec.width = -spec.width;
  }
  if (rest.consume_front(".") && failed(parseCount(spec.precision)))
    return failure();
  rest =
      rest.drop_while([](char c) { return c == 'h' || c == 'l' || c == 'L'; });
  if (rest.empty())
    return refuse(interp.types.valueError, "incomplete format");
  char type = rest.front();
  rest = rest.drop_front();
  if (type == '%') {
    result += '%';
    return success();
  }
  if (!StringRef("diuoxXeEfFgGcrsa").contains(type))
    return refuse(interp.types.valueError,
                  "unsupported format character '" + Twine(type) + "' (0x" +
                      Twine::utohexstr(static_cast<unsigned char>(type)) +
                      ") at index " + Twine(rest.data() - format.data() - 1));
  Value argument = nextArgument();
  if (!argument)
    return failure();
  FailureOr<std::string> text = convert(type, argument);
  if (failed(text))
    return failure();
  result += *text;
  return success();
}

FailureOr<std::string> PercentFormatter::run() {
  while (!rest.empty()) {
    size_t literal = rest.find('%');
    result += rest.take_front(literal);
    if (literal == StringRef::npos)
      break;
    rest = rest.drop_front(literal + 1);
    if (failed(formatDirective()))
      return failure();
  }
  if (used < positional.size() && !isMapping)
    return refuse(interp.types.typeError,
                  "not all arguments converted during string formatting");
  return result;
}

FailureOr<std::string> formatPercent(Interpreter &interp, StringRef format,
                                     Value arguments) {
  return PercentFormatter(interp, format, arguments).run();
}

} // namespace kiln::python
