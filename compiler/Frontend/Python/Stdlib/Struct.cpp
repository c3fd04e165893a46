//===- Struct.cpp - The module struct -------------------------------------===//

#include "compiler/Frontend/Python/Stdlib/Modules.h"

#include "llvm/ADT/bit.h"
#include "llvm/Support/Endian.h"

namespace kiln::python {

using namespace mlir;

namespace {

struct Field {
  char code;
  unsigned size;
  uint64_t count;
};

struct Layout {
  bool isBig = false;
  std::vector<Field> fields;
  uint64_t size = 0;
};

} // namespace

static unsigned sizeOf(char code) {
  switch (code) {
  case 'x':
  case 'c':
  case 'b':
  case 'B':
  case '?':
  case 's':
    return 1;
  case 'h':
  case 'H':
    return 2;
  case 'i':
  case 'I':
  case 'l':
  case 'L':
  case 'f':
    return 4;
  case 'q':
  case 'Q':
  case 'd':
    return 8;
  default:
    return 0;
  }
}

/// Fields of standard sizes, without alignment.
static FailureOr<Layout> parseLayout(Interpreter &interp, Value format) {
  auto *str = llvm::dyn_cast<StrObject>(format);
  if (!str) {
    interp.raise(interp.types.typeError, "a struct format must be a str");
    return failure();
  }
  llvm::StringRef text = str->str();
  Layout layout;
  if (!text.empty() && llvm::StringRef("<>!=@").contains(text.front())) {
    layout.isBig = text.front() == '>' || text.front() == '!';
    text = text.drop_front();
  }
  while (!text.empty()) {
    uint64_t count = 1;
    if (text.front() >= '0' && text.front() <= '9')
      text.consumeInteger(10, count);
    char code = text.empty() ? '\0' : text.front();
    unsigned size = sizeOf(code);
    if (size == 0 || count > (1u << 24)) {
      interp.raise(interp.types.valueError, "bad char in struct format");
      return failure();
    }
    text = text.drop_front();
    layout.fields.push_back({code, size, count});
    layout.size += size * count;
  }
  return layout;
}

static void append(std::string &bytes, uint64_t bits, unsigned size,
                   bool isBig) {
  for (unsigned i = 0; i < size; ++i)
    bytes += static_cast<char>(bits >> (8 * (isBig ? size - 1 - i : i)));
}

static LogicalResult packOne(Interpreter &interp, std::string &bytes,
                             const Field &field, Value value, bool isBig) {
  if (field.code == 'f' || field.code == 'd') {
    auto number = interp.asDouble(value);
    if (failed(number))
      return failure();
    uint64_t bits = field.code == 'd'
                        ? llvm::bit_cast<uint64_t>(*number)
                        : llvm::bit_cast<uint32_t>(static_cast<float>(*number));
    append(bytes, bits, field.size, isBig);
    return success();
  }
  auto number = interp.index(value);
  if (failed(number))
    return failure();
  append(bytes, static_cast<uint64_t>(*number), field.size, isBig);
  return success();
}

static Value pack(Interpreter &interp, Arguments args) {
  auto layout = parseLayout(interp, args[0]);
  if (failed(layout))
    return {};
  std::string bytes;
  size_t next = 1;
  for (const Field &field : layout->fields) {
    if (field.code == 'x') {
      bytes.append(field.count, '\0');
      continue;
    }
    uint64_t count = field.code == 's' ? 1 : field.count;
    for (uint64_t i = 0; i < count; ++i) {
      if (next >= args.size())
        return interp.raise(interp.types.valueError,
                            "pack expected more items than were given");
      Value value = args[next++];
      auto *text = llvm::dyn_cast<BytesObject>(value);
      if (field.code == 's' && text) {
        std::string padded = text->bytes;
        padded.resize(field.count, '\0');
        bytes += padded;
      } else if (failed(packOne(interp, bytes, field, value, layout->isBig))) {
        return {};
      }
    }
  }
  return interp.bytes(std::move(bytes));
}

static Value unpackOne(llvm::StringRef bytes, const Field &field, bool isBig) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < field.size; ++i)
    bits |= static_cast<uint64_t>(
                static_cast<uint8_t>(bytes[isBig ? field.size - 1 - i : i]))
            << (8 * i);
  if (field.code == 'd')
    return Value::real(llvm::bit_cast<double>(bits));
  if (field.code == 'f')
    return Value::real(llvm::bit_cast<float>(static_cast<uint32_t>(bits)));
  if (field.code == '?')
    return Value::boolean(bits != 0);
  bool isSigned = field.code >= 'a';
  unsigned unused = 64 - 8 * field.size;
  if (isSigned)
    return Value::integer(static_cast<int64_t>(bits << unused) >> unused);
  return Value::integer(static_cast<int64_t>(bits));
}

static Value unpack(Interpreter &interp, Arguments args) {
  auto layout = parseLayout(interp, args[0]);
  if (failed(layout))
    return {};
  auto *content = llvm::dyn_cast<BytesObject>(args[1]);
  if (!content || content->bytes.size() != layout->size)
    return interp.raise(interp.types.valueError,
                        "unpack requires a buffer of " +
                            llvm::Twine(layout->size) + " bytes");
  TupleObject *result = interp.tuple();
  llvm::StringRef bytes = content->bytes;
  for (const Field &field : layout->fields) {
    if (field.code == 's')
      result->items.push_back(
          interp.bytes(bytes.take_front(field.count).str()));
    else if (field.code != 'x')
      for (uint64_t i = 0; i < field.count; ++i)
        result->items.push_back(
            unpackOne(bytes.drop_front(i * field.size), field, layout->isBig));
    bytes = bytes.drop_front(field.count * field.size);
  }
  return result;
}

void addStruct(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("struct");
  defineFunction(interp, module, "pack", "", pack);
  defineFunction(interp, module, "unpack", "format, buffer", unpack);
  defineFunction(interp, module, "calcsize", "format",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto layout = parseLayout(interp, args[0]);
                   return failed(layout) ? Value()
                                         : Value::integer(static_cast<int64_t>(
                                               layout->size));
                 });
  setGlobal(interp, module, "error", interp.types.valueError);
}

} // namespace kiln::python
