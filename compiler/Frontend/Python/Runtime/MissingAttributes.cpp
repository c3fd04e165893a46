//===- MissingAttributes.cpp - Suggests what was meant --------------------===//

#include "compiler/Frontend/Python/Runtime/Runtime.h"
#include "compiler/Support/Text.h"

namespace kiln::python {

/// Names beyond this many are not compared with the one that is missing.
static constexpr size_t mostCandidates = 4000;

static void collectNames(const DictObject *dict,
                         llvm::SmallVectorImpl<StringRef> &found) {
  if (!dict)
    return;
  for (const HashTable::Entry &entry : dict->table.slots())
    if (auto *text = llvm::dyn_cast<StrObject>(entry.key))
      if (found.size() < mostCandidates)
        found.push_back(text->str());
}

static std::string nearestAttribute(Interpreter &interp, Value object,
                                    StringRef name) {
  llvm::SmallVector<StringRef> names;
  if (object.isObject())
    collectNames(object.asObject()->attributes, names);
  if (auto *module = llvm::dyn_cast<ModuleObject>(object))
    collectNames(module->globals, names);
  if (auto *type = llvm::dyn_cast<TypeObject>(object))
    for (TypeObject *base : type->mro)
      collectNames(base->dict, names);
  for (TypeObject *base : interp.typeOf(object)->mro)
    collectNames(base->dict, names);
  NearestName nearest(name);
  for (StringRef candidate : names)
    if (!candidate.starts_with("__"))
      nearest.consider(candidate);
  return nearest.get().str();
}

Value raiseNoAttribute(Interpreter &interp, Value object, StrObject *name) {
  std::string subject = ("'" + interp.typeName(object) + "' object").str();
  if (auto *type = llvm::dyn_cast<TypeObject>(object))
    subject = "type object '" + type->name + "'";
  else if (auto *module = llvm::dyn_cast<ModuleObject>(object))
    subject = ("module '" + module->name->str() + "'").str();
  std::string nearest = nearestAttribute(interp, object, name->str());
  return interp.raise(
      interp.types.attributeError,
      subject + " has no attribute '" + name->str() + "'" +
          (nearest.empty() ? "" : ". Did you mean: '" + nearest + "'?"));
}

} // namespace kiln::python
