//===- Importer.cpp - Finds and runs modules ------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace kiln::python {

Importer::~Importer() = default;

ModuleObject *Importer::make(llvm::StringRef name) {
  auto *module = interp.create<ModuleObject>(interp.types.module);
  module->name = interp.intern(name);
  module->globals = interp.dict();
  return module;
}

/// Sets the names that every module has.
void Importer::describe(ModuleObject *module) {
  DictObject *globals = module->globals;
  globals->set(interp.names.name, module->name);
  globals->set(interp.names.package, interp.str(module->package));
  if (!globals->find(interp.names.doc))
    globals->set(interp.names.doc, Value::none());
  if (!module->fileName.empty())
    globals->set(interp.names.file, interp.str(module->fileName));
  if (!module->directory.empty())
    globals->set(interp.names.path,
                 interp.list({Value(interp.str(display(module->directory)))}));
}

ModuleObject *Importer::native(llvm::StringRef name) {
  ModuleObject *&module = natives[name];
  if (!module) {
    module = make(name);
    module->package = name.rsplit('.').first.str();
    describe(module);
  }
  return module;
}

void Importer::addPrelude(llvm::StringRef name, llvm::StringRef fileName,
                          llvm::StringRef source, bool isPackage) {
  preludes[name] = {fileName, source, isPackage};
}

//===----------------------------------------------------------------------===//
// Importing
//===----------------------------------------------------------------------===//

Value Importer::missing(llvm::StringRef name, llvm::StringRef part,
                        IfMissing ifMissing) {
  if (ifMissing == IfMissing::Raise)
    return interp.raise(interp.types.moduleNotFoundError,
                        "No module named '" + part + "'");
  Value opaque = Evaluator::makeOpaque(
      interp, part, "module '" + part.str() + "' is not known to kiln");
  modules[part] = opaque;
  for (llvm::StringRef rest = name.drop_front(part.size()); !rest.empty();) {
    llvm::StringRef attribute;
    std::tie(attribute, rest) = rest.drop_front().split('.');
    if (!rest.empty())
      rest = llvm::StringRef(rest.data() - 1, rest.size() + 1);
    opaque = interp.getAttribute(opaque, attribute);
    if (!opaque)
      return {};
  }
  return opaque;
}

Value Importer::import(llvm::StringRef name, IfMissing ifMissing) {
  ModuleObject *parent = nullptr;
  for (size_t end = 0; end != llvm::StringRef::npos;) {
    size_t begin = end ? end + 1 : 0;
    end = name.find('.', begin);
    llvm::StringRef part = name.substr(0, end);
    Value module = modules.lookup(part);
    bool isNew = module.isNull();
    if (isNew) {
      module = load(part, parent);
      if (!module && interp.failed())
        return {};
    }
    if (!module || llvm::isa<OpaqueObject>(module))
      return missing(name, part, ifMissing);
    // What the package's source binds to the name goes first.
    StrObject *leaf = interp.intern(part.substr(begin));
    if (isNew && parent && !parent->globals->find(leaf))
      parent->globals->set(leaf, module);
    parent = llvm::cast<ModuleObject>(module);
  }
  return parent;
}

Value Importer::load(llvm::StringRef name, ModuleObject *parent) {
  auto prelude = preludes.find(name);
  if (prelude != preludes.end())
    return loadPrelude(name, prelude->second);
  auto native = natives.find(name);
  if (native != natives.end()) {
    native->second->isInitialized = true;
    modules[name] = native->second;
    return native->second;
  }
  std::optional<Found> found = find(name, parent);
  if (!found)
    return {};
  return loadFile(name, *found, Failures::MakeOpaque);
}

Value Importer::loadPrelude(llvm::StringRef name, const Prelude &prelude) {
  auto native = natives.find(name);
  ModuleObject *module = native == natives.end() ? make(name) : native->second;
  module->fileName = prelude.fileName.str();
  module->isPrelude = true;
  module->package = prelude.isPackage    ? name.str()
                    : name.contains('.') ? name.rsplit('.').first.str()
                                         : "";
  describe(module);
  modules[name] = module;
  const Tree *tree = parse(module->fileName, prelude.source, TextKind::Library);
  if (!tree ||
      !Evaluator::runModule(interp, module, *tree, Failures::Propagate)) {
    modules.erase(name);
    return {};
  }
  return module;
}

void Importer::replace(llvm::StringRef name, ModuleObject *module) {
  Value &present = modules[name];
  // Submodules go on lying where they did.
  if (auto *before = llvm::dyn_cast_if_present<ModuleObject>(present);
      before && before != module) {
    module->fileName = before->fileName;
    module->package = before->package;
    module->directory = before->directory;
    module->root = before->root;
    folders[module] = folders.lookup(before);
  }
  present = module;
}

bool Importer::addSpec(ModuleObject *module) {
  if (!preludes.contains("importlib.machinery"))
    return true;
  Value machinery = import("importlib.machinery", IfMissing::Raise);
  Value make = machinery ? interp.getAttribute(machinery, "_spec_of") : Value();
  if (!make)
    return false;
  auto textOrNone = [&](llvm::StringRef text) {
    return text.empty() ? Value::none() : Value(interp.str(text));
  };
  std::string folder =
      module->directory.empty() ? "" : display(module->directory);
  Value spec = interp.call(
      make, {module->name, textOrNone(module->fileName), textOrNone(folder)});
  if (!spec)
    return false;
  module->globals->set(interp.intern("__spec__"), spec);
  return true;
}

ModuleObject *Importer::loadFile(llvm::StringRef name, const Found &found,
                                 Failures failures) {
  ModuleObject *module = make(name);
  module->directory = found.directory;
  if (!found.directory.empty())
    module->package = name.str();
  else if (name.contains('.'))
    module->package = name.rsplit('.').first.str();
  if (found.file.empty()) {
    describe(module);
    module->isInitialized = true;
    modules[name] = module;
    return module;
  }
  std::unique_ptr<llvm::MemoryBuffer> source = read(found.file);
  if (!source)
    return nullptr;
  module->fileName = display(found.file);
  folders[module] = llvm::sys::path::parent_path(found.file).str();
  describe(module);
  if (!addSpec(module))
    return nullptr;
  bool isModel = module->fileName == modelFile;
  const Tree *tree = parse(module->fileName, source->getBuffer(),
                           isModel ? TextKind::File : TextKind::Library);
  if (!tree)
    return nullptr;
  modules[name] = module;
  if (!Evaluator::runModule(interp, module, *tree, failures)) {
    modules.erase(name);
    return nullptr;
  }
  return llvm::cast<ModuleObject>(modules.lookup(name));
}

//===----------------------------------------------------------------------===//
// Relative names
//===----------------------------------------------------------------------===//

/// Files that say `from ..x import y` lie in packages, even where these have no
/// `__init__.py` or are only a part of their project.
bool Importer::makePackagesAround(ModuleObject *module, uint32_t count) {
  std::string folder = folders.lookup(module);
  llvm::SmallVector<std::string> around;
  for (uint32_t i = 0; i < count && !folder.empty(); ++i) {
    around.push_back(folder);
    std::string above = llvm::sys::path::parent_path(folder).str();
    folder = above == folder ? "" : above;
  }
  if (around.size() < count)
    return false;
  std::string name;
  for (const std::string &directory : llvm::reverse(around)) {
    std::string part = llvm::sys::path::filename(directory).str();
    for (char &c : part)
      if (!llvm::isAlnum(c))
        c = '_';
    name += (name.empty() ? "" : ".") + part;
    auto isTaken = [&] {
      if (preludes.contains(name) || natives.contains(name))
        return true;
      auto *other =
          llvm::dyn_cast_if_present<ModuleObject>(modules.lookup(name));
      return modules.contains(name) &&
             (!other || other->directory != directory);
    };
    while (isTaken())
      name += '_';
    if (!modules.contains(name) &&
        !loadFile(name, {"", directory}, Failures::MakeOpaque))
      return false;
  }
  module->package = name;
  module->globals->set(interp.names.package, interp.str(name));
  return true;
}

std::string Importer::absoluteName(ModuleObject *module, uint32_t level,
                                   llvm::StringRef name) {
  auto depth = [&]() -> uint32_t {
    llvm::StringRef package = module->package;
    return package.empty() ? 0 : package.count('.') + 1;
  };
  if (depth() < level && !makePackagesAround(module, level)) {
    interp.raise(interp.types.importError,
                 "attempted relative import with no known parent package");
    return "";
  }
  llvm::StringRef package = module->package;
  for (uint32_t i = 1; i < level; ++i)
    package = package.rsplit('.').first;
  return (package + (name.empty() ? "" : ".") + name).str();
}

//===----------------------------------------------------------------------===//
// The interpreter's side
//===----------------------------------------------------------------------===//

ModuleObject *Interpreter::nativeModule(llvm::StringRef name) {
  return importer->native(name);
}

void Interpreter::addPrelude(llvm::StringRef name, llvm::StringRef fileName,
                             llvm::StringRef source, bool isPackage) {
  importer->addPrelude(name, fileName, source, isPackage);
}

Value Interpreter::importModule(llvm::StringRef name) {
  IfMissing ifMissing = IfMissing::Raise;
  // importlib and the like are called by the line that counts.
  Frame *user = frame;
  while (user && user->module->isPrelude && !user->importGuards)
    user = user->caller;
  if (user && !user->importGuards)
    ifMissing = IfMissing::Opaque;
  return importer->import(name, ifMissing);
}

} // namespace kiln::python
