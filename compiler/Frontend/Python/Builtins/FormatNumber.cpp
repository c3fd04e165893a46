//===- FormatNumber.cpp - Numbers by their format specification -----------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

/// Digits behind the point; a double has no more than 1100 that are not zero.
static constexpr int64_t maxPrecision = 1 << 20;

namespace {
/// The parts of a number as text: "-" "0x" "1234" ".5e+10".
struct NumberText {
  std::string sign, prefix, integral, rest;
};
} // namespace

/// Puts separators between groups of digits, after zeros on the left that make
/// the whole at least `width` wide.
static std::string groupDigits(std::string digits, char separator, size_t group,
                               int64_t width) {
  auto grouped = [&](size_t count) {
    return static_cast<int64_t>(count + (separator ? (count - 1) / group : 0));
  };
  size_t count = digits.size();
  // Start near the result: widths come from the program.
  if (width > grouped(count)) {
    count = std::max<size_t>(count,
                             separator ? width * group / (group + 1) : width);
    while (grouped(count) < width)
      ++count;
    digits.insert(0, count - digits.size(), '0');
  }
  if (!separator)
    return digits;
  std::string result;
  for (size_t index = 0; index < digits.size(); ++index) {
    if (index != 0 && (digits.size() - index) % group == 0)
      result += separator;
    result += digits[index];
  }
  return result;
}

static FailureOr<std::string> layOut(Interpreter &interp, NumberText text,
                                     const FormatSpec &spec, size_t group) {
  int64_t around = text.sign.size() + text.prefix.size() + text.rest.size();
  bool zeros = spec.align == '=' && spec.fill == "0";
  if (spec.width > 0 && !interp.allocate(spec.width))
    return failure();
  std::string digits = groupDigits(text.integral, spec.grouping, group,
                                   zeros ? spec.width - around : 0);
  std::string head = text.sign + text.prefix;
  std::string tail = digits + text.rest;
  if (spec.align != '=')
    return padText(interp, head + tail, spec, '>');
  FormatSpec inner = spec;
  inner.width = std::max<int64_t>(0, spec.width - head.size());
  FailureOr<std::string> padded = padText(interp, tail, inner, '>');
  if (failed(padded))
    return failure();
  return head + *padded;
}

static std::string signText(bool negative, const FormatSpec &spec) {
  if (negative)
    return "-";
  bool isShown = spec.sign == '+' || spec.sign == ' ';
  return isShown ? std::string(1, spec.sign) : "";
}

static std::string digitsInBase(uint64_t number, unsigned base, bool upper) {
  std::string digits;
  do {
    unsigned digit = number % base;
    digits += digit < 10 ? char('0' + digit)
                         : char((upper ? 'A' : 'a') + (digit - 10));
    number /= base;
  } while (number != 0);
  return std::string(digits.rbegin(), digits.rend());
}

static LogicalResult refuseGrouping(Interpreter &interp,
                                    const FormatSpec &spec) {
  return fail(interp, interp.types.valueError,
              "Cannot specify '" + Twine(spec.grouping) + "' with '" +
                  Twine(spec.type) + "'.");
}

static FailureOr<std::string>
formatCharacter(Interpreter &interp, int64_t number, const FormatSpec &spec) {
  if (spec.grouping)
    return refuseGrouping(interp, spec);
  if (spec.sign || spec.alternate)
    return fail(interp, interp.types.valueError,
                (spec.alternate ? "Alternate form (#)" : "Sign") +
                    Twine(" not allowed with integer format specifier 'c'"));
  if (number < 0 || number > 0x10ffff)
    return fail(interp, interp.types.overflowError,
                "%c arg not in range(0x110000)");
  std::string text;
  appendCodePoint(text, static_cast<uint32_t>(number));
  return padText(interp, text, spec, '>');
}

FailureOr<std::string> formatInteger(Interpreter &interp, int64_t number,
                                     const FormatSpec &spec) {
  if (spec.type && StringRef("eEfFgG%").contains(spec.type))
    return formatFloat(interp, static_cast<double>(number), spec);
  if (spec.type && !StringRef("bcdnoxX").contains(spec.type))
    return fail(interp, interp.types.valueError,
                "Unknown format code '" + Twine(spec.type) +
                    "' for object of type 'int'");
  if (spec.precision >= 0)
    return fail(interp, interp.types.valueError,
                "Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    return fail(interp, interp.types.valueError,
                "Negative zero coercion (z) not allowed in format specifier "
                "with integer");
  if (spec.type == 'c')
    return formatCharacter(interp, number, spec);
  unsigned base = spec.type == 'b'                       ? 2
                  : spec.type == 'o'                     ? 8
                  : spec.type == 'x' || spec.type == 'X' ? 16
                                                         : 10;
  if ((spec.grouping == ',' && base != 10) ||
      (spec.grouping && spec.type == 'n'))
    return refuseGrouping(interp, spec);
  NumberText text;
  text.sign = signText(number < 0, spec);
  if (spec.alternate && base != 10)
    text.prefix = std::string("0") + spec.type;
  uint64_t magnitude = number < 0 ? -static_cast<uint64_t>(number) : number;
  text.integral = digitsInBase(magnitude, base, spec.type == 'X');
  return layOut(interp, std::move(text), spec, base == 10 ? 3 : 4);
}

/// What C's printf makes of it, which has the same rules for e, f and g.
static std::string printed(double magnitude, char type, int64_t precision,
                           bool alternate) {
  std::string format = std::string("%") + (alternate ? "#" : "") + ".*" + type;
  int size = snprintf(nullptr, 0, format.c_str(), static_cast<int>(precision),
                      magnitude);
  std::string result(size + 1, '\0');
  snprintf(result.data(), result.size(), format.c_str(),
           static_cast<int>(precision), magnitude);
  result.pop_back();
  return result;
}

/// As %g, but with at least one digit behind the point where there is no
/// exponent.
static std::string generalWithPoint(double magnitude, int64_t precision,
                                    bool alternate) {
  precision = std::max<int64_t>(precision, 1);
  std::string scientific = printed(magnitude, 'e', precision - 1, false);
  StringRef exponentText = StringRef(scientific).split('e').second;
  int exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  std::string text = printed(magnitude, 'g', precision, alternate);
  if (exponent == precision - 1 && magnitude != 0) {
    StringRef mantissa = StringRef(scientific).split('e').first;
    if (mantissa.contains('.') && !alternate)
      mantissa = mantissa.rtrim('0').rtrim('.');
    text = (mantissa + "e" + StringRef(scientific).split('e').second).str();
  }
  if (!StringRef(text).contains('e') && !StringRef(text).contains('.'))
    text += ".0";
  return text;
}

static std::string floatDigits(double magnitude, const FormatSpec &spec) {
  if (!std::isfinite(magnitude)) {
    std::string text = std::isnan(magnitude) ? "nan" : "inf";
    if (spec.type == 'E' || spec.type == 'F' || spec.type == 'G')
      text = StringRef(text).upper();
    return spec.type == '%' ? text + "%" : text;
  }
  switch (spec.type) {
  case 0:
    return spec.precision < 0
               ? formatReal(magnitude)
               : generalWithPoint(magnitude, spec.precision, spec.alternate);
  case '%':
    return printed(magnitude * 100, 'f',
                   spec.precision < 0 ? 6 : spec.precision, spec.alternate) +
           "%";
  case 'n':
    return printed(magnitude, 'g', spec.precision < 0 ? 6 : spec.precision,
                   spec.alternate);
  default:
    return printed(magnitude, spec.type,
                   spec.precision < 0 ? 6 : spec.precision, spec.alternate);
  }
}

FailureOr<std::string> formatFloat(Interpreter &interp, double number,
                                   const FormatSpec &spec) {
  if (spec.type && !StringRef("eEfFgGn%").contains(spec.type))
    return fail(interp, interp.types.valueError,
                "Unknown format code '" + Twine(spec.type) +
                    "' for object of type 'float'");
  if (spec.grouping && spec.type == 'n')
    return refuseGrouping(interp, spec);
  if (spec.precision > maxPrecision)
    return fail(interp, interp.types.valueError, "precision too big");
  if (spec.precision > 0 && !interp.allocate(spec.precision))
    return failure();
  std::string digits = floatDigits(std::fabs(number), spec);
  bool negative = std::signbit(number) && !std::isnan(number);
  if (spec.noNegativeZero &&
      StringRef(digits).find_first_of("123456789in") == StringRef::npos)
    negative = false;
  NumberText text;
  text.sign = signText(negative, spec);
  size_t integral = StringRef(digits).find_if_not(llvm::isDigit);
  text.integral = digits.substr(0, integral);
  if (integral != StringRef::npos)
    text.rest = digits.substr(integral);
  if (text.integral.empty()) { // inf and nan have no digits to group
    FormatSpec plain = spec;
    plain.grouping = 0;
    return layOut(interp, std::move(text), plain, 3);
  }
  return layOut(interp, std::move(text), spec, 3);
}

FailureOr<std::string> formatNumber(Interpreter &interp, Value number,
                                    StringRef specText) {
  number = unwrapNumber(number);
  if (specText.empty())
    return interp.toString(number);
  StringRef typeName = number.isFloat() ? "float" : "int";
  FailureOr<FormatSpec> spec = parseFormatSpec(interp, specText, typeName);
  if (failed(spec))
    return failure();
  if (number.isFloat())
    return formatFloat(interp, number.asFloat(), *spec);
  return formatInteger(interp, number.asInt(), *spec);
}

} // namespace kiln::python
