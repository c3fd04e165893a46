//===- Binding.cpp - Binds arguments to parameters ------------------------===//

#include "compiler/Frontend/Python/Evaluator/Generator.h"
#include "compiler/Frontend/Python/Evaluator/Importer.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

namespace {
/// Fills the slots of one call from what was passed.
class ArgumentBinder {
public:
  ArgumentBinder(Interpreter &interp, FunctionObject *function,
                 llvm::MutableArrayRef<Value> slots)
      : interp(interp), function(function),
        parameters(function->node->parameters), slots(slots) {
    while (positionalCount < parameters.size() &&
           parameters[positionalCount].kind <= Parameter::Kind::Positional)
      ++positionalCount;
    for (size_t i = positionalCount; i < parameters.size(); ++i) {
      if (parameters[i].kind == Parameter::Kind::VarPositional)
        varPositional = i;
      if (parameters[i].kind == Parameter::Kind::VarKeyword)
        varKeyword = i;
    }
  }

  bool bind(Arguments arguments) {
    size_t given = arguments.positional.size();
    for (size_t i = 0, e = std::min(given, positionalCount); i < e; ++i)
      slots[i] = arguments.positional[i];
    if (varPositional)
      slots[*varPositional] = interp.tuple(
          arguments.positional.drop_front(std::min(given, positionalCount)));
    if (varKeyword)
      slots[*varKeyword] = keywordRest = interp.dict();
    for (const Keyword &keyword : arguments.keywords)
      if (!bindKeyword(keyword))
        return false;
    if (given > positionalCount && !varPositional)
      return tooMany(arguments);
    return fillDefaults();
  }

private:
  bool raise(const llvm::Twine &message) {
    interp.raise(interp.types.typeError,
                 function->qualifiedName->str() + "() " + message);
    return false;
  }

  bool bindKeyword(const Keyword &keyword) {
    for (size_t i = 0; i < parameters.size(); ++i) {
      const Parameter &parameter = parameters[i];
      if (parameter.name.object != keyword.name ||
          (parameter.kind != Parameter::Kind::Positional &&
           parameter.kind != Parameter::Kind::KeywordOnly))
        continue;
      if (slots[i])
        return raise("got multiple values for argument '" +
                     keyword.name->str() + "'");
      slots[i] = keyword.value;
      return true;
    }
    if (keywordRest) {
      keywordRest->set(keyword.name, keyword.value);
      return true;
    }
    for (const Parameter &parameter : parameters)
      if (parameter.kind == Parameter::Kind::PositionalOnly &&
          parameter.name.object == keyword.name)
        return raise("got some positional-only arguments passed as keyword "
                     "arguments: '" +
                     keyword.name->str() + "'");
    return raise("got an unexpected keyword argument '" + keyword.name->str() +
                 "'");
  }

  bool fillDefaults() {
    llvm::SmallVector<llvm::StringRef> missing, missingKeywords;
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (slots[i])
        continue;
      slots[i] = function->defaults[i];
      if (slots[i])
        continue;
      (i < positionalCount ? missing : missingKeywords)
          .push_back(parameters[i].name.text);
    }
    if (!missing.empty())
      return raiseMissing("positional", missing);
    if (!missingKeywords.empty())
      return raiseMissing("keyword-only", missingKeywords);
    return true;
  }

  bool raiseMissing(llvm::StringRef kind,
                    llvm::ArrayRef<llvm::StringRef> names) {
    std::string list;
    for (size_t i = 0; i < names.size(); ++i) {
      if (i > 0)
        list += names.size() == 2       ? " and "
                : i + 1 == names.size() ? ", and "
                                        : ", ";
      list += ("'" + names[i] + "'").str();
    }
    return raise("missing " + llvm::Twine(names.size()) + " required " + kind +
                 " argument" + (names.size() == 1 ? "" : "s") + ": " + list);
  }

  bool tooMany(Arguments arguments) {
    size_t withDefault = 0, keywordOnly = 0;
    for (size_t i = 0; i < positionalCount; ++i)
      withDefault += static_cast<bool>(function->defaults[i]);
    for (size_t i = positionalCount; i < parameters.size(); ++i)
      keywordOnly += parameters[i].kind == Parameter::Kind::KeywordOnly &&
                     static_cast<bool>(slots[i]);
    size_t given = arguments.positional.size();
    std::string takes = std::to_string(positionalCount);
    if (withDefault)
      takes = "from " + std::to_string(positionalCount - withDefault) + " to " +
              takes;
    std::string were = std::to_string(given);
    if (keywordOnly)
      were += (" positional argument" + llvm::Twine(given == 1 ? "" : "s") +
               " (and " + llvm::Twine(keywordOnly) + " keyword-only argument" +
               (keywordOnly == 1 ? "" : "s") + ")")
                  .str();
    return raise("takes " + takes + " positional argument" +
                 (positionalCount == 1 && !withDefault ? "" : "s") + " but " +
                 were + (given == 1 && !keywordOnly ? " was" : " were") +
                 " given");
  }

  Interpreter &interp;
  FunctionObject *function;
  llvm::ArrayRef<Parameter> parameters;
  llvm::MutableArrayRef<Value> slots;
  size_t positionalCount = 0;
  std::optional<size_t> varPositional, varKeyword;
  DictObject *keywordRest = nullptr;
};
} // namespace

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

/// What a call of a function counts as.
static constexpr uint64_t stepsPerCall = 8;

bool FrameScope::hasRoom(Interpreter &interp) {
  if (!interp.step(stepsPerCall))
    return false;
  auto *here = static_cast<char *>(__builtin_frame_address(0));
  if (interp.depth < interp.pythonOptions.budgets.recursionDepth &&
      here > interp.stackLimit)
    return true;
  interp.raise(interp.types.recursionError, "maximum recursion depth exceeded");
  return false;
}

void FrameStorage::attach(Interpreter &interp, Frame &frame,
                          llvm::ArrayRef<CellObject *> closure) {
  slots.resize(frame.node->slotCount);
  for (uint32_t i = 0; i < frame.node->ownCellCount; ++i)
    cells.push_back(interp.create<CellObject>(interp.types.cell));
  cells.append(closure.begin(), closure.end());
  frame.slots = slots;
  frame.cells = cells;
}

static bool isPlainCall(const FunctionObject *function, Arguments arguments) {
  if (!arguments.keywords.empty() ||
      arguments.size() != function->node->parameters.size())
    return false;
  return arguments.size() == 0 ||
         function->node->parameters.back().kind <= Parameter::Kind::Positional;
}

Value Evaluator::callFunction(Interpreter &interp, FunctionObject *function,
                              Arguments arguments) {
  const FunctionNode *node = function->node;
  if (!FrameScope::hasRoom(interp) || !Importer::of(interp).parseBody(function))
    return {};
  Frame frame;
  frame.node = node;
  frame.module = function->module;
  frame.function = function;
  frame.name = function->name;
  frame.qualifiedName = function->qualifiedName;
  frame.position = node->position;
  FrameStorage storage;
  storage.attach(interp, frame, function->closure);
  if (isPlainCall(function, arguments))
    llvm::copy(arguments.positional, storage.slots.begin());
  else if (!interp.step(arguments.size() + arguments.keywords.size() *
                                               (4 + node->parameters.size())) ||
           !ArgumentBinder(interp, function, storage.slots).bind(arguments))
    return {};
  for (auto [parameter, cell] : node->parameterCells)
    storage.cells[cell]->value = storage.slots[parameter];
  if (node->isAsync)
    return makeOpaque(interp, (node->name.text + "(...)").str(),
                      "it is a coroutine, which needs an event loop");
  if (node->isGenerator) {
    auto *generator = GeneratorObject::create(interp, frame, nullptr, {});
    generator->storage = std::move(storage);
    generator->frame.slots = generator->storage.slots;
    generator->frame.cells = generator->storage.cells;
    return generator;
  }

  FrameScope scope(interp, frame);
  Evaluator evaluator(interp, frame);
  if (node->expression)
    return evaluator.evaluateResult(node->expression);
  switch (evaluator.endFunction(evaluator.execute(node->body))) {
  case Flow::Return:
    return evaluator.returned;
  case Flow::Raise:
    return {};
  default:
    return evaluator.hasGoneOn ? evaluator.resultOfEitherWay() : Value::none();
  }
}

Value Interpreter::callFunction(FunctionObject *function, Arguments arguments) {
  return Evaluator::callFunction(*this, function, arguments);
}

} // namespace kiln::python
