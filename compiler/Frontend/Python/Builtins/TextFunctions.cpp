//===- TextFunctions.cpp - print, repr, format, chr, ord ------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/Support/raw_ostream.h"

namespace kiln::python {

using namespace mlir;

static Value textOrNull(Interpreter &interp, FailureOr<std::string> text) {
  return failed(text) ? Value() : interp.str(*text);
}

//===----------------------------------------------------------------------===//
// print
//===----------------------------------------------------------------------===//

namespace {
struct PrintOptions {
  StringRef separator = " ", end = "\n";
  Value file;
};
} // namespace

static bool parsePrintOptions(Interpreter &interp, Arguments args,
                              PrintOptions &options) {
  for (const Keyword &keyword : args.keywords) {
    StringRef name = keyword.name->str();
    if (name == "file") {
      options.file = keyword.value;
    } else if (name == "sep" || name == "end") {
      if (keyword.value.isNone())
        continue;
      auto *text = dyn_cast<StrObject>(keyword.value);
      if (!text) {
        typeError(interp, name + " must be None or a string, not " +
                              interp.typeName(keyword.value));
        return false;
      }
      (name == "sep" ? options.separator : options.end) = text->str();
    } else if (name != "flush") {
      typeError(interp,
                "'" + name + "' is an invalid keyword argument for print()");
      return false;
    }
  }
  return true;
}

static Value print(Interpreter &interp, Arguments args) {
  PrintOptions options;
  if (!parsePrintOptions(interp, args, options))
    return {};
  std::string line;
  for (auto [index, item] : llvm::enumerate(args.positional)) {
    auto text = interp.toString(item);
    if (failed(text) || !interp.step(1 + text->size() / 16))
      return {};
    if (index != 0)
      line += options.separator;
    line += *text;
  }
  line += options.end;
  if (isGiven(options.file))
    return interp.callMethod(options.file, "write", Value(interp.str(line)))
               ? Value::none()
               : Value();
  if (interp.options().output)
    *interp.options().output << line;
  return Value::none();
}

//===----------------------------------------------------------------------===//
// Characters
//===----------------------------------------------------------------------===//

static Value character(Interpreter &interp, Arguments args) {
  auto number = interp.index(args[0]);
  if (failed(number))
    return {};
  if (*number < 0 || *number > 0x10ffff)
    return valueError(interp, "chr() arg not in range(0x110000)");
  std::string text;
  appendCodePoint(text, static_cast<uint32_t>(*number));
  return interp.str(text);
}

static Value ordinal(Interpreter &interp, Arguments args) {
  size_t length = 0;
  if (auto *text = dyn_cast<StrObject>(args[0])) {
    size_t offset = 0;
    length = text->length();
    if (length == 1)
      return Value::integer(decodeCodePoint(text->str(), offset));
  } else if (auto *bytes = dyn_cast<BytesObject>(args[0])) {
    length = bytes->bytes.size();
    if (length == 1)
      return Value::integer(static_cast<unsigned char>(bytes->bytes[0]));
  } else {
    return typeError(interp, "ord() expected string of length 1, but " +
                                 interp.typeName(args[0]) + " found");
  }
  return typeError(interp, "ord() expected a character, but string of length " +
                               Twine(length) + " found");
}

static Value format(Interpreter &interp, Arguments args) {
  if (!args[1])
    return textOrNull(interp, interp.format(args[0], ""));
  auto *spec = dyn_cast<StrObject>(args[1]);
  if (!spec)
    return typeError(interp, "format() argument 2 must be str, not " +
                                 interp.typeName(args[1]));
  return textOrNull(interp, interp.format(args[0], spec->str()));
}

void addTextFunctions(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  defineFunction(interp, module, "print", "", print);
  defineFunction(interp, module, "chr", "i", character);
  defineFunction(interp, module, "ord", "c", ordinal);
  defineFunction(interp, module, "format", "value, format_spec=", format);
  defineFunction(interp, module, "repr", "object",
                 [](Interpreter &interp, Arguments args) {
                   return textOrNull(interp, interp.repr(args[0]));
                 });
  defineFunction(interp, module, "ascii", "object",
                 [](Interpreter &interp, Arguments args) {
                   return textOrNull(interp, asciiRepr(interp, args[0]));
                 });
}

} // namespace kiln::python
