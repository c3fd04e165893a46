//===- ImportStatements.cpp - import and from ... import ------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"

namespace kiln::python {

Flow Evaluator::executeImport(const ImportStmt *stmt) {
  Importer &importer = Importer::of(interp);
  IfMissing ifMissing =
      frame.importGuards ? IfMissing::Raise : IfMissing::Opaque;
  for (const ImportAlias &alias : stmt->names) {
    frame.position = alias.position;
    Value module = importer.import(alias.module, ifMissing);
    if (!module)
      return Flow::Raise;
    if (!alias.hasAs)
      if (Value outermost = importer.loaded(alias.module.split('.').first))
        module = outermost;
    if (!storeName(alias.variable, alias.boundName, module))
      return Flow::Raise;
  }
  return Flow::Next;
}

/// The name that a `from` import asks for: an attribute or a submodule.
Value Evaluator::importedName(Value value, llvm::StringRef moduleName,
                              const ImportAlias &alias) {
  auto *module = llvm::dyn_cast<ModuleObject>(value);
  StrObject *name = alias.importedName.object;
  if (!module)
    return interp.getAttribute(value, name);
  if (Value found = module->globals->find(name))
    return found;
  Importer &importer = Importer::of(interp);
  std::string submodule = (moduleName + "." + name->str()).str();
  if (importer.exists(submodule, module))
    return importer.import(submodule, IfMissing::Raise);
  Value found = interp.findAttribute(value, name);
  if (found || interp.failed())
    return found;
  auto belongsToKiln = [&] {
    return module->isPrelude || module->fileName.empty();
  };
  if (belongsToKiln() && !frame.importGuards)
    return makeOpaque(interp, submodule,
                      "kiln's module '" + moduleName.str() + "' has no '" +
                          name->str().str() + "'");
  return interp.raise(interp.types.importError,
                      "cannot import name '" + name->str() + "' from " +
                          (module->isInitialized || belongsToKiln()
                               ? "'"
                               : "partially initialized module '") +
                          moduleName + "'" +
                          (module->isInitialized || belongsToKiln()
                               ? ""
                               : " (most likely due to a circular import)"));
}

bool Evaluator::importStar(Value value, llvm::StringRef moduleName) {
  auto *module = llvm::dyn_cast<ModuleObject>(value);
  if (!module) {
    Importer::of(interp).unknownStars[frame.module] = moduleName.str();
    return true;
  }
  auto store = [&](StrObject *name, Value item) {
    Variable variable;
    variable.where = frame.isClassBody ? Variable::Where::ClassBody
                                       : Variable::Where::Global;
    return storeName(variable, Name{name->str(), name}, item);
  };
  if (Value all = module->globals->find(interp.names.all)) {
    return succeeded(interp.forEach(all, [&](Value item) {
      auto *text = llvm::dyn_cast<StrObject>(item);
      if (!text)
        return mlir::success();
      ImportAlias alias;
      alias.importedName.object = interp.intern(text);
      Value found = importedName(value, moduleName, alias);
      return mlir::success(found && store(alias.importedName.object, found));
    }));
  }
  // A copy of the entries: the module may be this very one.
  llvm::SmallVector<HashTable::Entry> entries(module->globals->table.slots());
  for (const HashTable::Entry &entry : entries) {
    auto *name = llvm::dyn_cast_if_present<StrObject>(entry.key);
    if (name && !name->str().starts_with("_") && !store(name, entry.value))
      return false;
  }
  auto unknown = Importer::of(interp).unknownStars.find(module);
  if (unknown != Importer::of(interp).unknownStars.end())
    Importer::of(interp).unknownStars[frame.module] = unknown->second;
  return true;
}

Flow Evaluator::executeImportFrom(const ImportFromStmt *stmt) {
  Importer &importer = Importer::of(interp);
  if (stmt->level == 0 && stmt->module == "__future__") {
    for (const ImportAlias &alias : stmt->names)
      if (alias.importedName.text == "annotations")
        importer.spelledAnnotations.insert(frame.module);
    return Flow::Next;
  }
  std::string name = stmt->module.str();
  if (stmt->level) {
    name = importer.absoluteName(frame.module, stmt->level, stmt->module);
    if (name.empty())
      return Flow::Raise;
  }
  Value module = importer.import(name, frame.importGuards ? IfMissing::Raise
                                                          : IfMissing::Opaque);
  if (!module)
    return Flow::Raise;
  if (stmt->isStar)
    return importStar(module, name) ? Flow::Next : Flow::Raise;
  for (const ImportAlias &alias : stmt->names) {
    frame.position = alias.position;
    Value value = importedName(module, name, alias);
    if (!value || !storeName(alias.variable, alias.boundName, value))
      return Flow::Raise;
  }
  return Flow::Next;
}

} // namespace kiln::python
