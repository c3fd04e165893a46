//===- CallOperator.cpp - Operators by their names in programs ------------===//

#include "compiler/Frontend/ExportedProgram/CallOperator.h"

#include "compiler/Frontend/Python/Syntax/Ast.h"

#include "llvm/ADT/StringSwitch.h"

namespace kiln::exported {

using namespace mlir;
using namespace python;
using Value = python::Value;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Finding
//===----------------------------------------------------------------------===//

Value OperatorCaller::attributeOf(StringRef module, StringRef name) {
  Interpreter &interp = torch.interp;
  Value found = interp.importModule(module);
  return found ? interp.findAttribute(found, name) : Value();
}

/// A function of torch._aten, not what that module imports.
FunctionObject *OperatorCaller::preludeFunction(StringRef name) {
  Value found = attributeOf("torch._aten", name);
  auto *function = llvm::dyn_cast_if_present<FunctionObject>(found);
  if (!function || !function->module->name->str().starts_with("torch._aten"))
    return nullptr;
  return function;
}

static bool isInPlaceName(StringRef name) {
  return name.size() > 1 && name.ends_with("_") && !name.ends_with("__");
}

OperatorCaller::Callee OperatorCaller::resolveAten(StringRef name,
                                                   StringRef overload) {
  auto composed = [&](FunctionObject *function, bool isInPlace) -> Callee {
    std::string name = ("aten." + function->name->str()).str();
    return {torch.composed(name, function), "", isInPlace, function};
  };
  if (auto *function = preludeFunction((name + "_" + overload).str()))
    return composed(function, false);
  if (auto *function = preludeFunction(name))
    return composed(function, false);
  if (isInPlaceName(name))
    if (auto *function = preludeFunction(name.drop_back()))
      return composed(function, true);
  if (aten::Table::get().knows(name))
    return {torch.operatorFunction(name), name.str(), false};
  Value composite = torch.composite(name);
  Value function = torch.operatorFunction(name);
  if (torch.interp.failed())
    return {};
  if (composite)
    return {function, "", false, llvm::dyn_cast<FunctionObject>(composite)};
  // What only tensors have: `x.to()`.
  if (Value method = torch.interp.findAttribute(torch.tensorType, name))
    return {method, "", false};
  return {function, "", false};
}

OperatorCaller::Callee OperatorCaller::resolve(StringRef target) {
  StringRef rest = target;
  if (rest.consume_front("torch.ops.")) {
    auto [library, qualified] = rest.split('.');
    auto [name, overload] = qualified.split('.');
    return library == "aten" ? resolveAten(name, overload) : Callee();
  }
  if (rest.consume_front("torch.sym_"))
    return {attributeOf("builtins", rest), "", false};
  if (rest.consume_front("_operator.") || rest.consume_front("operator."))
    return {attributeOf("operator", rest), "", false};
  if (rest.consume_front("math."))
    return {attributeOf("math", rest), "", false};
  if (rest.consume_front("builtins."))
    return {attributeOf("builtins", rest), "", false};
  return {};
}

const OperatorCaller::Callee &OperatorCaller::find(StringRef target) {
  auto [entry, isNew] = callees.try_emplace(target);
  if (isNew)
    entry->second = resolve(target);
  return entry->second;
}

//===----------------------------------------------------------------------===//
// Calling
//===----------------------------------------------------------------------===//

/// What says where and how a tensor lies, which kiln decides itself.
static bool isAboutPlacement(StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases({"device", "layout", "pin_memory", "memory_format"}, true)
      .Cases({"non_blocking", "generator", "requires_grad", "names"}, true)
      .Default(false);
}

static bool hasParameter(const FunctionObject &function, StringRef name) {
  return llvm::any_of(function.node->parameters, [&](const auto &parameter) {
    return parameter.name.text == name;
  });
}

static bool hasParameter(const aten::Schema &schema, StringRef name) {
  return llvm::any_of(schema.parameters, [&](const auto &parameter) {
    return parameter.name == name;
  });
}

/// Whether all arguments but the first can be passed by their names.
bool OperatorCaller::accepts(const Callee &callee,
                             ArrayRef<OperatorArgument> arguments) const {
  auto all = [&](auto &signature) {
    return llvm::all_of(arguments.drop_front(), [&](const auto &argument) {
      return hasParameter(signature, argument.name);
    });
  };
  if (arguments.empty())
    return true;
  if (callee.signature)
    return all(*callee.signature);
  StringRef name = callee.tableName;
  const aten::Table &table = aten::Table::get();
  if (!table.contains(name) && isInPlaceName(name))
    name = name.drop_back();
  return llvm::any_of(table.overloads(name), [&](const aten::Entry &entry) {
    return all(entry.schema);
  });
}

Value OperatorCaller::call(StringRef target,
                           ArrayRef<OperatorArgument> arguments) {
  Interpreter &interp = torch.interp;
  const Callee &callee = find(target);
  if (interp.failed())
    return {};
  SmallVector<OperatorArgument> kept;
  for (const OperatorArgument &argument : arguments)
    if (kept.empty() || !isAboutPlacement(argument.name))
      kept.push_back(argument);
  bool hasPoison = llvm::any_of(arguments, [](const auto &argument) {
    return python::isPoison(argument.value);
  });
  if (hasPoison && callee.function)
    return torch.make(aten::Tensor::poison());
  bool byName = callee.function && accepts(callee, kept);
  SmallVector<Value> positional;
  SmallVector<Keyword> keywords;
  for (const OperatorArgument &argument : kept)
    if (!positional.empty() && (byName || argument.isKeyword))
      keywords.push_back({interp.intern(argument.name), argument.value});
    else
      positional.push_back(argument.value);
  if (!callee.function)
    return torch.noteUnsupported(target, Arguments(positional));
  Value result = interp.call(callee.function, Arguments(positional, keywords));
  if (!result || !callee.isInPlace)
    return result;
  Value operands[] = {positional.front(), result};
  return torch.call("copy_", Arguments(operands));
}

} // namespace kiln::exported
