//===- StrMethods.cpp - str -----------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/StrMethods.h"
#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using namespace mlir;

bool countSearch(Interpreter &interp, StringRef text, Arguments arguments) {
  uint64_t longest = 0;
  for (Value argument : arguments.positional.drop_front())
    if (auto *wanted = dyn_cast_if_present<StrObject>(argument))
      longest = std::max<uint64_t>(longest, wanted->str().size());
    else if (auto *bytes = dyn_cast_if_present<BytesObject>(argument))
      longest = std::max<uint64_t>(longest, bytes->bytes.size());
  return interp.step(1 + text.size() / 8 * (1 + longest / 64));
}

void defineStrMethod(Interpreter &interp, StringRef name, StringRef signature,
                     StrMethod method) {
  std::string whole = signature.empty() ? "self" : ("self, " + signature).str();
  defineMethod(interp, interp.types.str, name, whole,
               [method](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<StrObject>(interp, args, "str");
                 if (!self || !countSearch(interp, self->str(), args))
                   return {};
                 return method(interp, self->str(), args);
               });
}

bool textArgument(Interpreter &interp, Value argument, StringRef method,
                  StringRef &text) {
  if (auto *str = dyn_cast_if_present<StrObject>(argument)) {
    text = str->str();
    return true;
  }
  if (auto *opaque = opaqueOf(interp, argument))
    raiseOpaque(interp, opaque);
  else
    typeError(interp, method + "() argument must be str, not " +
                          interp.typeName(argument));
  return false;
}

bool countArgument(Interpreter &interp, Value argument, int64_t fallback,
                   int64_t &count) {
  count = fallback;
  if (!argument)
    return true;
  auto index = interp.index(argument);
  if (failed(index))
    return false;
  count = *index;
  return true;
}

static Value newStr(Interpreter &interp, Arguments args) {
  Value text = interp.str("");
  auto *bytes = dyn_cast_if_present<BytesObject>(args[1]);
  if (bytes && (args[2] || args[3])) {
    text = decodeBytes(interp, bytes->bytes, args[2], args[3]);
  } else if (args[2] || args[3]) {
    return typeError(interp, "decoding to str: need a bytes-like object");
  } else if (args[1]) {
    auto *same = dyn_cast<StrObject>(args[1]);
    if (same && same->type == interp.types.str) {
      text = same;
    } else {
      auto converted = interp.toString(args[1]);
      text = failed(converted) ? Value() : interp.str(*converted);
    }
  }
  if (!text || classOf(args) == interp.types.str)
    return text;
  std::string content = cast<StrObject>(text)->str().str();
  if (!interp.allocate(content.size()))
    return {};
  return interp.create<StrObject>(classOf(args), std::move(content));
}

void addStrMethods(Interpreter &interp) {
  defineNew(interp, interp.types.str,
            "cls, object=, encoding=, errors=", newStr);
  addStrCase(interp);
  addStrSearch(interp);
  addStrSplit(interp);
  addStrEncoding(interp);
  addBytesMethods(interp);
}

} // namespace kiln::python
