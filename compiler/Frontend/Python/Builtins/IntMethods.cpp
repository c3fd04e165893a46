//===- IntMethods.cpp - int and bool --------------------------------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

/// The integer `rounded`, which is `number` rounded so.
static Value integerOf(Interpreter &interp, double number, double rounded,
                       Decision::Kind kind) {
  DecisionLog::noteRounding(interp, kind, number, rounded);
  if (std::isnan(number))
    return valueError(interp, "cannot convert float NaN to integer");
  if (std::isinf(number))
    return interp.raise(interp.types.overflowError,
                        "cannot convert float infinity to integer");
  if (rounded >= 0x1p63 || rounded < -0x1p63)
    return interp.raise(interp.types.overflowError,
                        "cannot convert float " + formatReal(number) +
                            " to an integer of 64 bits");
  return Value::integer(static_cast<int64_t>(rounded));
}

Value truncateReal(Interpreter &interp, double number) {
  return integerOf(interp, number, std::trunc(number),
                   number >= 0 ? Decision::RoundDown : Decision::RoundUp);
}

Value floorReal(Interpreter &interp, double number) {
  return integerOf(interp, number, std::floor(number), Decision::RoundDown);
}

Value ceilReal(Interpreter &interp, double number) {
  return integerOf(interp, number, std::ceil(number), Decision::RoundUp);
}

Value nearestToReal(Interpreter &interp, double number) {
  return integerOf(interp, number, std::nearbyint(number), Decision::Step);
}

static unsigned digitValue(char c) {
  if (llvm::isDigit(c))
    return c - '0';
  return llvm::isAlpha(c) ? llvm::toLower(c) - 'a' + 10 : 99;
}

/// Takes "0x", "0o" or "0b" away where the base allows it; a base of 0 becomes
/// that of the prefix.
static bool consumeBase(StringRef &digits, int64_t &base) {
  int64_t prefixBase = 0;
  if (digits.starts_with_insensitive("0x"))
    prefixBase = 16;
  else if (digits.starts_with_insensitive("0o"))
    prefixBase = 8;
  else if (digits.starts_with_insensitive("0b"))
    prefixBase = 2;
  if (prefixBase && (base == 0 || base == prefixBase)) {
    base = prefixBase;
    digits = digits.drop_front(2);
    digits.consume_front("_");
    return true;
  }
  if (base != 0)
    return true;
  base = 10;
  // Leading zeros are no octal number.
  return !digits.starts_with("0") || digits.ltrim("0_").empty();
}

static Value parseInteger(Interpreter &interp, StringRef text, int64_t base) {
  auto refuse = [&, base] {
    return valueError(interp, "invalid literal for int() with base " +
                                  Twine(base) + ": " + quoteText(text));
  };
  StringRef digits = text.trim(" \t\n\r\f\v");
  bool negative = digits.consume_front("-");
  if (!negative)
    digits.consume_front("+");
  if (!consumeBase(digits, base) || digits.empty() || digits.starts_with("_") ||
      digits.ends_with("_") || digits.contains("__"))
    return refuse();
  uint64_t magnitude = 0;
  bool overflow = false;
  for (char c : digits) {
    if (c == '_')
      continue;
    unsigned digit = digitValue(c);
    if (digit >= static_cast<uint64_t>(base))
      return refuse();
    overflow |= __builtin_mul_overflow(magnitude, static_cast<uint64_t>(base),
                                       &magnitude);
    overflow |= __builtin_add_overflow(magnitude, uint64_t(digit), &magnitude);
  }
  if (overflow || magnitude > (uint64_t(1) << 63) - !negative)
    return interp.raise(interp.types.overflowError,
                        "int() of a number beyond 64 bits: " + text);
  return Value::integer(
      static_cast<int64_t>(negative ? -magnitude : magnitude));
}

Value toInteger(Interpreter &interp, Value value) {
  value = unwrapNumber(value);
  if (value.isIntegral())
    return Value::integer(value.asInt());
  if (value.isFloat())
    return truncateReal(interp, value.asFloat());
  if (auto *text = dyn_cast<StrObject>(value))
    return parseInteger(interp, text->str(), 10);
  if (auto *bytes = dyn_cast<BytesObject>(value))
    return parseInteger(interp, bytes->bytes, 10);
  if (value.isObject()) {
    for (StrObject *name :
         {interp.names.intMethod, interp.names.index, interp.names.trunc}) {
      Value result = unwrapNumber(interp.callSpecial(value, name));
      if (interp.failed())
        return {};
      if (result.isIntegral())
        return Value::integer(result.asInt());
      if (result)
        return typeError(interp, name->str() + " returned non-int (type " +
                                     interp.typeName(result) + ")");
    }
  }
  if (auto *opaque = opaqueOf(interp, value))
    return opaqueFrom(interp, opaque, "");
  return typeError(interp, "int() argument must be a string, a bytes-like "
                           "object or a real number, not '" +
                               interp.typeName(value) + "'");
}

static Value newInteger(Interpreter &interp, Arguments args) {
  Value number = Value::integer(0);
  if (isGiven(args[2])) {
    auto base = interp.index(args[2]);
    if (failed(base))
      return {};
    if (*base != 0 && (*base < 2 || *base > 36))
      return valueError(interp, "int() base must be >= 2 and <= 36, or 0");
    auto *text = dyn_cast_if_present<StrObject>(args[1]);
    if (!text)
      return typeError(interp,
                       "int() can't convert non-string with explicit base");
    number = parseInteger(interp, text->str(), *base);
  } else if (args[1] && interp.isOpen(args[1])) {
    return interp.branches->integerOf(args[1]);
  } else if (args[1]) {
    number = toInteger(interp, args[1]);
  }
  if (!number || classOf(args) == interp.types.integer)
    return number;
  auto *object = interp.create<PrimitiveObject>(classOf(args));
  object->primitive = number;
  return object;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

static bool selfInteger(Interpreter &interp, Arguments args, int64_t &number) {
  Value self = args.size() ? unwrapNumber(args[0]) : Value();
  if (!self || !self.isIntegral()) {
    typeError(interp, "descriptor requires an 'int' object");
    return false;
  }
  number = self.asInt();
  return true;
}

static uint64_t magnitudeOf(int64_t number) {
  return number < 0 ? -static_cast<uint64_t>(number) : number;
}

static bool isLittleEndian(Interpreter &interp, Value order, bool &little) {
  auto *text = dyn_cast_if_present<StrObject>(order);
  little = text && text->str() == "little";
  if (!order || little || (text && text->str() == "big"))
    return true;
  valueError(interp, "byteorder must be either 'little' or 'big'");
  return false;
}

static Value toBytes(Interpreter &interp, Arguments args) {
  int64_t number = 0;
  bool little = false;
  if (!selfInteger(interp, args, number) ||
      !isLittleEndian(interp, args[2], little))
    return {};
  int64_t length = 1;
  if (args[1]) {
    auto index = interp.index(args[1]);
    if (failed(index))
      return {};
    length = *index;
  }
  bool isSigned = false;
  if (args[3]) {
    auto truth = interp.truth(args[3]);
    if (failed(truth))
      return {};
    isSigned = *truth;
  }
  if (length < 0 || !interp.allocate(length))
    return length < 0 ? valueError(interp, "length argument must be "
                                           "non-negative")
                      : Value();
  if (number < 0 && !isSigned)
    return interp.raise(interp.types.overflowError,
                        "can't convert negative int to unsigned");
  if (length < 8) {
    int64_t bits = 8 * length - isSigned;
    int64_t limit = bits <= 0 ? 0 : int64_t(1) << bits;
    if (number >= std::max<int64_t>(limit, 1) || number < -limit)
      return interp.raise(interp.types.overflowError, "int too big to convert");
  }
  std::string bytes;
  for (int64_t index = 0; index < length; ++index)
    bytes +=
        static_cast<char>(index < 8 ? number >> (8 * index) : number >> 63);
  if (!little)
    std::reverse(bytes.begin(), bytes.end());
  return interp.bytes(std::move(bytes));
}

static Value fromBytes(Interpreter &interp, Arguments args) {
  auto *object = dyn_cast<BytesObject>(args[1]);
  bool little = false;
  if (!object || !isLittleEndian(interp, args[2], little))
    return object ? Value()
                  : typeError(interp, "from_bytes() takes a bytes object");
  bool isSigned = args[3] && args[3].isBool() && args[3].asBool();
  std::string bytes = object->bytes;
  if (little)
    std::reverse(bytes.begin(), bytes.end());
  if (bytes.size() > 8)
    return interp.raise(interp.types.overflowError,
                        "from_bytes() of a number beyond 64 bits");
  uint64_t number =
      isSigned && !bytes.empty() && (bytes[0] & 0x80) ? ~uint64_t(0) : 0;
  for (unsigned char byte : bytes)
    number = number << 8 | byte;
  return Value::integer(static_cast<int64_t>(number));
}

void addIntMethods(Interpreter &interp) {
  TypeObject *type = interp.types.integer;
  defineNew(interp, type, "cls, x=, base=", newInteger);
  defineNew(interp, interp.types.boolean,
            "cls, x=", [](Interpreter &interp, Arguments args) -> Value {
              if (!args[1])
                return Value::boolean(false);
              if (interp.isOpen(args[1]))
                return interp.branches->truthOf(args[1]);
              auto truth = interp.truth(args[1]);
              return failed(truth) ? Value() : Value::boolean(*truth);
            });
  auto addQuestion = [&](StringRef name,
                         Value (*answer)(Interpreter &, int64_t)) {
    defineMethod(interp, type, name, "self",
                 [answer](Interpreter &interp, Arguments args) -> Value {
                   int64_t number = 0;
                   return selfInteger(interp, args, number)
                              ? answer(interp, number)
                              : Value();
                 });
  };
  addQuestion("bit_length", [](Interpreter &, int64_t number) {
    uint64_t magnitude = magnitudeOf(number);
    return Value::integer(magnitude ? 64 - __builtin_clzll(magnitude) : 0);
  });
  addQuestion("bit_count", [](Interpreter &, int64_t number) {
    return Value::integer(__builtin_popcountll(magnitudeOf(number)));
  });
  addQuestion("is_integer",
              [](Interpreter &, int64_t) { return Value::boolean(true); });
  addQuestion(
      "as_integer_ratio", [](Interpreter &interp, int64_t number) -> Value {
        return interp.tuple({Value::integer(number), Value::integer(1)});
      });
  defineProperty(interp, type, "numerator",
                 [](Interpreter &interp, Arguments args) -> Value {
                   int64_t number = 0;
                   return selfInteger(interp, args, number)
                              ? Value::integer(number)
                              : Value();
                 });
  defineProperty(interp, type, "denominator",
                 [](Interpreter &, Arguments) { return Value::integer(1); });
  defineMethod(interp, type, "to_bytes",
               "self, length=, byteorder=, *, signed=", toBytes);
  defineClassMethod(interp, type, "from_bytes",
                    "cls, bytes, byteorder=, *, signed=", fromBytes);
}

} // namespace kiln::python
