//===- ScriptProgram.cpp - The code of an archive -------------------------===//

#include "compiler/Frontend/TorchScript/ScriptProgram.h"

#include "compiler/Frontend/Python/Evaluator/Importer.h"

namespace kiln::python {

namespace {

/// `__torch__.a.b` as long as it is neither a class nor a function.
struct NamespaceObject : NativeBase<NamespaceObject> {
  using NativeBase::NativeBase;
  std::string path;
};

} // namespace

static std::string dotted(llvm::StringRef path) {
  std::string result = path.str();
  std::replace(result.begin(), result.end(), '/', '.');
  return result;
}

ScriptProgram::ScriptProgram(TorchState &torch, const ModelFile &file)
    : torch(torch), interp(torch.interp), file(file) {
  for (const auto &[name, text] : file.sources) {
    llvm::StringRef path = name;
    path.consume_front("code/");
    path.consume_back(".py");
    sources[path] = text;
    while (!path.empty()) {
      path = path.rsplit('/').first == path ? "" : path.rsplit('/').first;
      folders.insert(path);
    }
  }
  namespaceType = defineType(interp, "torch", "_ScriptNamespace");
  defineMethod(interp, namespaceType, "__getattr__", "self, name",
               [this](Interpreter &, Arguments args) -> Value {
                 llvm::StringRef name =
                     llvm::cast<StrObject>(args[1].asObject())->str();
                 return lookup(native<NamespaceObject>(args[0])->path, name);
               });
  addScriptFunctions(torch);
}

Value ScriptProgram::mistake(const llvm::Twine &message) {
  return interp.error(file.path + ": " + message);
}

Value ScriptProgram::makeNamespace(llvm::StringRef path) {
  Value &known = namespaces[path];
  if (!known) {
    auto *result = interp.create<NamespaceObject>(namespaceType);
    result->path = path.str();
    known = result;
  }
  return known;
}

Value ScriptProgram::lookup(llvm::StringRef path, llvm::StringRef name) {
  if (sources.contains(path)) {
    ModuleObject *module = load(path);
    if (!module)
      return {};
    StrObject *key = interp.intern(name);
    Value found = module->globals->find(key);
    // Its own, not one of those that every file is given.
    if (found && !found.is(given->find(key)))
      return found;
  }
  std::string inner = (path + "/" + name).str();
  if (sources.contains(inner) || folders.contains(inner))
    return makeNamespace(inner);
  llvm::StringLiteral classes("__torch__/torch/classes");
  if (classes.starts_with(inner))
    return makeNamespace(inner);
  if (path.starts_with(classes))
    return mistake("its code uses the C++ class " + dotted(inner) +
                   ", which kiln does not know");
  return mistake("its code has no " + dotted(inner));
}

Value ScriptProgram::prelude(llvm::StringRef name) {
  Value module = interp.importModule("torch._script");
  return module ? interp.getAttribute(module, name) : Value();
}

Value ScriptProgram::callPrelude(llvm::StringRef name,
                                 llvm::ArrayRef<Value> arguments) {
  Value function = prelude(name);
  return function ? interp.call(function, Arguments(arguments)) : Value();
}

Value ScriptProgram::findMethod(Value model, llvm::StringRef name) {
  return callPrelude("method_of", {model, Value(interp.str(name))});
}

void ScriptProgram::prepareGlobals(ModuleObject *module) {
  given = llvm::dyn_cast_if_present<DictObject>(prelude("script_globals"));
  if (!given)
    return;
  for (const HashTable::Entry &entry : given->table.slots())
    if (!entry.key.isNull())
      module->globals->set(llvm::cast<StrObject>(entry.key.asObject()),
                           entry.value);
  module->globals->set(interp.intern("__torch__"), makeNamespace("__torch__"));
  module->globals->set(interp.intern("CONSTANTS"), constants);
}

/// Lines that only Python's importer and TorchScript's compiler need become
/// `pass`, so that the others keep their numbers.
static std::string withoutDeclarations(llvm::StringRef text) {
  std::string result;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    llvm::StringRef statement = line.ltrim(' ');
    if (statement.starts_with("__annotations__") ||
        statement.starts_with("import __torch__"))
      result += line.take_front(line.size() - statement.size()).str() + "pass";
    else
      result += line;
    result += '\n';
    text = rest;
  }
  return result;
}

ModuleObject *ScriptProgram::load(llvm::StringRef path) {
  if (ModuleObject *known = modules.lookup(path))
    return known;
  std::string fileName = (file.path + "/code/" + path + ".py").str();
  ModuleObject *module = Importer::of(interp).runTorchScript(
      fileName, withoutDeclarations(sources.lookup(path)),
      [&](ModuleObject *fresh) {
        modules[path] = fresh;
        prepareGlobals(fresh);
      });
  if (!module)
    return nullptr;
  if (!callPrelude("finish_classes", Value(module->globals)))
    return nullptr;
  return module;
}

} // namespace kiln::python
