//===- ReModule.cpp - The native part of the module re --------------------===//
//
// `_re.compile(text, flags)` gives a program; `_re.match(program, text, begin,
// end, mode)` gives the spans of one match or None. The prelude makes Python's
// patterns and matches of them.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"
#include "compiler/Frontend/Python/Stdlib/Regex/Program.h"

namespace kiln::python {

namespace {

struct ProgramObject : NativeBase<ProgramObject> {
  using NativeBase::NativeBase;
  regex::Program program;
  /// The text that was searched last, so that finditer() decodes it once.
  const StrObject *decodedFrom = nullptr;
  std::vector<uint32_t> decoded;
};

} // namespace

static void decode(ProgramObject &object, const StrObject *text) {
  if (object.decodedFrom == text)
    return;
  object.decodedFrom = text;
  object.decoded.clear();
  for (size_t offset = 0; offset < text->str().size();)
    object.decoded.push_back(decodeCodePoint(text->str(), offset));
}

/// (program, number of groups, names of groups, flags), or the error's text and
/// position.
static Value compilePattern(Interpreter &interp, TypeObject *type,
                            Arguments args) {
  auto *text = llvm::dyn_cast<StrObject>(args[0]);
  if (!text)
    return interp.raise(interp.types.typeError,
                        "first argument must be string or compiled pattern");
  auto flags = interp.index(args[1], "flags");
  if (failed(flags))
    return {};
  regex::Pattern pattern =
      regex::parse(text->str(), static_cast<unsigned>(*flags));
  if (!pattern.error.empty())
    return interp.tuple(
        {interp.str(pattern.error),
         Value::integer(static_cast<int64_t>(pattern.errorPosition))});
  auto *object = interp.create<ProgramObject>(type);
  object->program = regex::compile(pattern);
  if (object->program.tooLarge)
    return interp.tuple({interp.str("the pattern has too many repetitions"),
                         Value::integer(0)});
  if (!interp.allocate(object->program.code.size() *
                       sizeof(regex::Instruction)))
    return {};
  DictObject *names = interp.dict();
  for (const auto &[name, group] : pattern.groupNames)
    names->set(interp.intern(name), Value::integer(group));
  return interp.tuple({object, Value::integer(pattern.groupCount), names,
                       Value::integer(pattern.flags)});
}

static Value match(Interpreter &interp, Arguments args) {
  auto *object = native<ProgramObject>(args[0]);
  auto *text = llvm::dyn_cast<StrObject>(args[1]);
  if (!object || !text)
    return interp.raise(interp.types.typeError, "expected string");
  decode(*object, text);
  int64_t bounds[3] = {};
  for (auto [index, bound] : llvm::enumerate(bounds)) {
    auto number = interp.index(args[2 + index]);
    if (failed(number))
      return {};
    bound = *number;
  }
  auto size = static_cast<int64_t>(object->decoded.size());
  int64_t begin = std::clamp<int64_t>(bounds[0], 0, size);
  int64_t end = std::clamp<int64_t>(bounds[1], 0, size);
  if (begin > end)
    return Value::none();
  std::vector<int64_t> slots;
  regex::Outcome outcome =
      regex::run(object->program, object->decoded, begin, end,
                 static_cast<regex::Anchor>(bounds[2]), slots,
                 [&](uint64_t count) { return interp.step(count); });
  if (outcome == regex::Outcome::OutOfSteps)
    return {};
  if (outcome == regex::Outcome::OutOfMemory)
    return interp.raise(interp.types.memoryError,
                        "the regular expression has too many places to go "
                        "back to in this text");
  if (outcome == regex::Outcome::NoMatch)
    return Value::none();
  TupleObject *spans = interp.tuple();
  for (uint32_t group = 0; group <= object->program.groupCount; ++group)
    spans->items.push_back(
        interp.tuple({Value::integer(slots[2 * group]),
                      Value::integer(slots[2 * group + 1])}));
  return spans;
}

void addRe(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("_re");
  TypeObject *type = defineType(interp, "_re", "Program");
  defineFunction(interp, module, "compile", "pattern, flags",
                 [type](Interpreter &interp, Arguments args) {
                   return compilePattern(interp, type, args);
                 });
  defineFunction(interp, module, "match", "program, text, begin, end, mode",
                 match);
}

} // namespace kiln::python
