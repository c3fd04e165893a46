//===- Support.cpp - What preludes ask of the interpreter -----------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"
#include "compiler/Frontend/Python/Syntax/Ast.h"

namespace kiln::python {

static llvm::StringRef text(Value value) {
  auto *str = llvm::dyn_cast_if_present<StrObject>(value);
  return str ? str->str() : llvm::StringRef();
}

static Value makeOpaque(Interpreter &interp, llvm::StringRef name,
                        llvm::StringRef reason) {
  auto *opaque = interp.create<OpaqueObject>(interp.types.opaque);
  opaque->text = name.str();
  opaque->reason = reason.str();
  return opaque;
}

Value opaqueResult(Interpreter &interp, llvm::StringRef function,
                   Arguments arguments) {
  for (Value argument : arguments.positional)
    if (auto *opaque = llvm::dyn_cast<OpaqueObject>(argument))
      return makeOpaque(interp, (function + "(" + opaque->text + ")").str(),
                        opaque->reason);
  return {};
}

/// A tuple (name, kind, default...) for each parameter; the kinds are numbered
/// as in Parameter::Kind, which has inspect's order.
static Value parametersOf(Interpreter &interp, FunctionObject *function) {
  ListObject *result = interp.list();
  for (auto [index, parameter] : llvm::enumerate(function->node->parameters)) {
    llvm::SmallVector<Value, 3> entry = {
        interp.intern(parameter.name.text),
        Value::integer(static_cast<int64_t>(parameter.kind))};
    if (index < function->defaults.size() && function->defaults[index])
      entry.push_back(function->defaults[index]);
    result->items.push_back(interp.tuple(entry));
  }
  return result;
}

static Value nativeParametersOf(Interpreter &interp,
                                NativeFunctionObject *function) {
  if (!function->hasSignature)
    return Value::none();
  ListObject *result = interp.list();
  for (const NativeParameter &parameter : function->parameters) {
    auto kind = parameter.keywordOnly ? Parameter::Kind::KeywordOnly
                                      : Parameter::Kind::Positional;
    llvm::SmallVector<Value, 3> entry = {
        interp.intern(parameter.name),
        Value::integer(static_cast<int64_t>(kind))};
    if (parameter.optional)
      entry.push_back(Value::none());
    result->items.push_back(interp.tuple(entry));
  }
  return result;
}

/// Whether copy.deepcopy() has to make another object of it. Objects of C++
/// classes that do not say how are values.
static bool hasState(Interpreter &interp, Value value) {
  if (!value.isObject())
    return false;
  Object *object = value.asObject();
  switch (object->kind()) {
  case Object::Kind::List:
  case Object::Kind::Tuple:
  case Object::Kind::Dict:
  case Object::Kind::Instance:
  case Object::Kind::BoundMethod:
    return true;
  case Object::Kind::Set:
    return !object->type->isSubtypeOf(interp.types.frozenset);
  case Object::Kind::Native:
    return static_cast<bool>(object->type->lookup(interp.names.deepcopy));
  default:
    return false;
  }
}

void addSupport(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("_kiln");
  defineFunction(interp, module, "has_state", "value",
                 [](Interpreter &interp, Arguments args) {
                   return Value::boolean(hasState(interp, args[0]));
                 });
  defineFunction(interp, module, "is_native", "value",
                 [](Interpreter &, Arguments args) {
                   return Value::boolean(llvm::isa<NativeObject>(args[0]));
                 });
  defineFunction(interp, module, "opaque",
                 "name, reason=", [](Interpreter &interp, Arguments args) {
                   return makeOpaque(interp, text(args[0]), text(args[1]));
                 });
  defineFunction(interp, module, "is_opaque", "value",
                 [](Interpreter &, Arguments args) {
                   return Value::boolean(llvm::isa<OpaqueObject>(args[0]));
                 });
  // None for callables without a known signature.
  defineFunction(interp, module, "parameters", "function",
                 [](Interpreter &interp, Arguments args) -> Value {
                   if (auto *function = llvm::dyn_cast<FunctionObject>(args[0]))
                     return parametersOf(interp, function);
                   if (auto *function =
                           llvm::dyn_cast<NativeFunctionObject>(args[0]))
                     return nativeParametersOf(interp, function);
                   return Value::none();
                 });
  defineFunction(interp, module, "loaded_module", "name",
                 [](Interpreter &interp, Arguments args) {
                   Value module = Importer::of(interp).loaded(text(args[0]));
                   return llvm::isa_and_present<ModuleObject>(module)
                              ? module
                              : Value::none();
                 });
  defineFunction(interp, module, "replace_module", "name, module",
                 [](Interpreter &interp, Arguments args) {
                   if (auto *module = llvm::dyn_cast<ModuleObject>(args[1]))
                     Importer::of(interp).replace(text(args[0]), module);
                   return Value::none();
                 });
  defineFunction(interp, module, "script_arguments", "",
                 [](Interpreter &interp, Arguments) -> Value {
                   TupleObject *result = interp.tuple();
                   for (llvm::StringRef argument :
                        interp.options().scriptArguments)
                     result->items.push_back(interp.str(argument));
                   return result;
                 });
  defineFunction(interp, module, "import_module", "name",
                 [](Interpreter &interp, Arguments args) {
                   return Importer::of(interp).import(text(args[0]),
                                                      IfMissing::Raise);
                 });
  // None where there is no such module, else its origin and a package's folder.
  defineFunction(
      interp, module, "find_module", "name",
      [](Interpreter &interp, Arguments args) -> Value {
        auto found = Importer::of(interp).locate(text(args[0]));
        if (!found)
          return interp.failed() ? Value() : Value::none();
        auto part = [&](bool exists, llvm::StringRef text) {
          return exists ? Value(interp.str(text)) : Value::none();
        };
        return interp.tuple(
            {part(!found->origin.empty(), found->origin),
             part(found->folder.has_value(), found->folder.value_or(""))});
      });
  defineFunction(interp, module, "installed_version", "distribution",
                 [](Interpreter &interp, Arguments args) {
                   auto version =
                       Importer::of(interp).installedVersion(text(args[0]));
                   return version ? Value(interp.str(*version)) : Value::none();
                 });
  defineFunction(interp, module, "is_generator", "function",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto *function = llvm::dyn_cast<FunctionObject>(args[0]);
                   if (!function)
                     return Value::boolean(false);
                   if (!Importer::of(interp).parseBody(function))
                     return {};
                   return Value::boolean(function->node->isGenerator);
                 });
}

} // namespace kiln::python
