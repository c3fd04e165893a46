//===- Signature.cpp - The inputs of a model by position and name ---------===//

#include "compiler/Frontend/Python/Import/Signature.h"

#include "compiler/Frontend/Python/Syntax/Ast.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Nested inputs
//===----------------------------------------------------------------------===//

InputTree &InputTree::operator[](StringRef name) {
  size_t index = llvm::find(names, name) - names.begin();
  if (index == names.size()) {
    names.push_back(name.str());
    parts.emplace_back();
  }
  return parts[index];
}

bool InputTree::isTuple() const {
  return llvm::all_of(llvm::enumerate(names), [](const auto &name) {
    return name.value() == std::to_string(name.index());
  });
}

void InputTree::forEach(
    llvm::function_ref<void(const ArgumentSpec &)> visit) const {
  if (spec)
    visit(*spec);
  for (const InputTree &part : parts)
    part.forEach(visit);
}

std::string InputTree::text() const {
  if (spec)
    return "*";
  if (constant)
    return constantText;
  bool positional = isTuple();
  std::string result(1, positional ? '(' : '{');
  for (auto [name, part] : llvm::zip(names, parts)) {
    result += result.size() > 1 ? ", " : "";
    result += (positional ? "" : "'" + name + "': ") + part.text();
  }
  if (positional && parts.size() == 1)
    result += ',';
  return result + (positional ? ')' : '}');
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

namespace {

/// The function that a call of the model runs, without `self`.
struct Signature {
  const FunctionObject *function = nullptr; // null if it is not known
  ArrayRef<Parameter> parameters;
  ArrayRef<Value> defaults;

  bool isOptional(size_t index) const {
    return index < defaults.size() && !defaults[index].isNull();
  }
  std::string name() const { return function->node->name.text.str(); }
  std::string text() const;
};

} // namespace

std::string Signature::text() const {
  std::string result = name() + "(";
  bool hasStar = false;
  for (auto [index, parameter] : llvm::enumerate(parameters)) {
    StringRef stars = parameter.kind == Parameter::Kind::VarPositional ? "*"
                      : parameter.kind == Parameter::Kind::VarKeyword  ? "**"
                                                                       : "";
    bool isBare = parameter.kind == Parameter::Kind::KeywordOnly && !hasStar;
    hasStar |= isBare || parameter.kind == Parameter::Kind::VarPositional;
    result += index ? ", " : "";
    result += isBare ? "*, " : "";
    result += stars.str() + parameter.name.text.str();
    if (isOptional(index))
      result += "=...";
  }
  return result + ")";
}

static Signature signatureOf(Definition &definition) {
  Interpreter &interp = definition.interpreter();
  Value callee = definition.model();
  if (definition.isModule())
    callee = interp.findAttribute(callee, "forward");
  else if (llvm::isa<InstanceObject>(callee))
    callee = interp.findAttribute(callee, "__call__");
  bool hasSelf = false;
  if (auto *method = llvm::dyn_cast<BoundMethodObject>(callee)) {
    callee = method->function;
    hasSelf = true;
  }
  Signature signature;
  signature.function = llvm::dyn_cast<FunctionObject>(callee);
  if (!signature.function)
    return signature;
  signature.parameters = signature.function->node->parameters;
  signature.defaults = signature.function->defaults;
  if (hasSelf && !signature.parameters.empty()) {
    signature.parameters = signature.parameters.drop_front();
    if (!signature.defaults.empty())
      signature.defaults = signature.defaults.drop_front();
  }
  return signature;
}

static Location locationOf(Definition &definition, const Signature &signature) {
  if (!signature.function || signature.function->module->isPrelude)
    return UnknownLoc::get(definition.context());
  Position position = signature.function->node->position;
  return FileLineColLoc::get(definition.context(),
                             signature.function->module->fileName,
                             position.line, position.column);
}

namespace {

/// Distributes inputs over the parameters of one signature.
class Binder {
public:
  Binder(Definition &definition, const Signature &signature)
      : definition(definition), signature(signature),
        trees(signature.parameters.size()) {}

  LogicalResult add(const ArgumentSpec &spec);
  /// `name` is a path of names, or of a position and names.
  LogicalResult addByName(StringRef name, InputTree leaf);
  FailureOr<std::vector<BoundInput>> finish();

private:
  InputTree *find(StringRef name);
  LogicalResult addByPosition(const ArgumentSpec &spec);
  bool has(Parameter::Kind kind) const {
    return llvm::any_of(signature.parameters,
                        [&](auto &p) { return p.kind == kind; });
  }
  InFlightDiagnostic error() const {
    return emitError(locationOf(definition, signature)) << signature.text();
  }

  Definition &definition;
  const Signature &signature;
  std::vector<std::optional<InputTree>> trees; // by parameter
  std::vector<const ArgumentSpec *> variadic;
  InputTree variadicNamed;
  size_t nextPosition = 0;
};

} // namespace

static bool isPositional(const Parameter &parameter) {
  return parameter.kind == Parameter::Kind::Positional ||
         parameter.kind == Parameter::Kind::PositionalOnly;
}

static bool isNamed(const Parameter &parameter) {
  return parameter.kind == Parameter::Kind::Positional ||
         parameter.kind == Parameter::Kind::KeywordOnly;
}

/// Puts a value at `path` below `tree`; false if something is there.
static bool insert(InputTree &tree, StringRef path, InputTree leaf) {
  if (tree.isLeaf())
    return false;
  if (path.empty()) {
    if (!tree.parts.empty())
      return false;
    tree = std::move(leaf);
    return true;
  }
  auto [head, rest] = path.split('.');
  return insert(tree[head], rest, std::move(leaf));
}

/// What the parameter of this name, or at this position, is given; null if
/// there is none.
InputTree *Binder::find(StringRef name) {
  size_t position = ~size_t(0);
  (void)name.getAsInteger(10, position);
  for (auto [index, parameter] : llvm::enumerate(signature.parameters))
    if ((isNamed(parameter) && parameter.name.text == name) ||
        (isPositional(parameter) && index == position))
      return trees[index] ? &*trees[index] : &trees[index].emplace();
  return has(Parameter::Kind::VarKeyword) && position == ~size_t(0)
             ? &variadicNamed[name]
             : nullptr;
}

LogicalResult Binder::addByName(StringRef text, InputTree leaf) {
  auto [name, path] = text.split('.');
  InputTree *tree = find(name);
  if (!tree)
    return error() << " has no parameter '" << name << "'";
  if (!insert(*tree, path, std::move(leaf)))
    return error() << " got two inputs for '" << text << "'";
  return success();
}

LogicalResult Binder::addByPosition(const ArgumentSpec &spec) {
  while (nextPosition < trees.size() &&
         isPositional(signature.parameters[nextPosition]) &&
         trees[nextPosition])
    ++nextPosition;
  if (nextPosition < trees.size() &&
      isPositional(signature.parameters[nextPosition])) {
    trees[nextPosition++] = InputTree(&spec);
    return success();
  }
  if (has(Parameter::Kind::VarPositional)) {
    variadic.push_back(&spec);
    return success();
  }
  size_t most = llvm::count_if(signature.parameters, isPositional);
  return error() << " takes at most " << most
                 << (most == 1 ? " input" : " inputs")
                 << ", more were given: the next is "
                 << formatArgumentSpec(spec);
}

LogicalResult Binder::add(const ArgumentSpec &spec) {
  if (!isComputeType(spec.dtype))
    return error() << ": the input " << formatArgumentSpec(spec)
                   << " is of a type that kiln does not compute in; it does in "
                   << computeTypeNames;
  return spec.name.empty() ? addByPosition(spec)
                           : addByName(spec.name, InputTree(&spec));
}

/// Whether the definition says that an argument is no tensor.
static bool isAnnotatedAsNumber(const Parameter &parameter) {
  auto *name = llvm::dyn_cast_if_present<NameExpr>(parameter.annotation);
  return name &&
         llvm::is_contained({"bool", "int", "float", "str"}, name->name.text);
}

FailureOr<std::vector<BoundInput>> Binder::finish() {
  std::vector<BoundInput> result;
  std::vector<std::string> lacking;
  StringRef number;
  bool isGap = false;
  for (auto [index, parameter] : llvm::enumerate(signature.parameters)) {
    bool byKeyword = isGap || parameter.kind == Parameter::Kind::KeywordOnly;
    if (trees[index])
      result.push_back({*trees[index], parameter.name.text.str(), byKeyword});
    else if (isPositional(parameter) || isNamed(parameter)) {
      isGap |= isPositional(parameter);
      if (!signature.isOptional(index)) {
        lacking.push_back(("'" + parameter.name.text + "'").str());
        if (isAnnotatedAsNumber(parameter))
          number = parameter.name.text;
      }
    } else if (parameter.kind == Parameter::Kind::VarPositional) {
      for (auto [at, spec] : llvm::enumerate(variadic))
        result.push_back(
            {InputTree(spec), (parameter.name.text + Twine(at)).str(), false});
    } else {
      for (auto [name, tree] :
           llvm::zip(variadicNamed.names, variadicNamed.parts))
        result.push_back({tree, name, true});
    }
  }
  if (!lacking.empty())
    return error() << " needs an input for " << llvm::join(lacking, ", ")
                   << ": give it " << definition.inputHint()
                   << (number.empty() ? ""
                                      : ("; '" + number + "' with --arg " +
                                         number + "=VALUE")
                                            .str());
  return result;
}

/// What is known of inputs of a callable that has no signature.
static std::vector<BoundInput>
bindUnchecked(ArrayRef<ArgumentSpec> inputs,
              ArrayRef<std::pair<std::string, InputTree>> constants) {
  std::vector<BoundInput> result;
  for (const ArgumentSpec &spec : inputs)
    if (spec.name.empty())
      result.push_back(
          {InputTree(&spec), "input" + std::to_string(result.size()), false});
  for (const ArgumentSpec &spec : inputs)
    if (!spec.name.empty())
      result.push_back({InputTree(&spec), spec.name, true});
  for (const auto &[name, tree] : constants)
    result.push_back({tree, name, true});
  return result;
}

FailureOr<std::vector<BoundInput>> bindInputs(Definition &definition,
                                              ArrayRef<ArgumentSpec> inputs) {
  std::vector<std::pair<std::string, InputTree>> constants;
  for (const auto &[name, text] : definition.arguments()) {
    FailureOr<Value> value = definition.evaluate(name, text);
    if (failed(value))
      return failure();
    InputTree tree;
    tree.constant = *value;
    tree.constantText = text;
    constants.push_back({name, tree});
  }
  Signature signature = signatureOf(definition);
  if (!signature.function)
    return bindUnchecked(inputs, constants);
  Binder binder(definition, signature);
  // Names first, so that positions fill what is left.
  for (const auto &[name, tree] : constants)
    if (failed(binder.addByName(name, tree)))
      return failure();
  for (bool named : {true, false})
    for (const ArgumentSpec &spec : inputs)
      if (spec.name.empty() != named && failed(binder.add(spec)))
        return failure();
  return binder.finish();
}

} // namespace kiln::python
