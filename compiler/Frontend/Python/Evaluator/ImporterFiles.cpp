//===- ImporterFiles.cpp - The files that modules come from ---------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Evaluator/Resolver.h"

#include "llvm/Support/Path.h"

namespace kiln::python {

namespace path = llvm::sys::path;

Importer::Importer(Interpreter &interp)
    : interp(interp),
      files(interp.options().files ? interp.options().files
                                   : llvm::vfs::getRealFileSystem()),
      data(interp.options(), files) {
  for (const std::string &directory : interp.options().searchPaths)
    addRoot(absolute(directory));
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

std::string Importer::absolute(llvm::StringRef name) {
  llvm::SmallString<128> result(name);
  files->makeAbsolute(result);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

std::string Importer::display(llvm::StringRef name) {
  auto below = [&](llvm::StringRef folder) {
    return !folder.empty() && name.starts_with(folder) &&
           name.drop_front(folder.size()).starts_with("/");
  };
  if (below(modelFolder)) {
    llvm::SmallString<128> shown(shownFolder);
    path::append(shown, name.drop_front(modelFolder.size() + 1));
    return shown.str().str();
  }
  llvm::ErrorOr<std::string> working = files->getCurrentWorkingDirectory();
  if (working && below(*working))
    return name.drop_front(working->size() + 1).str();
  return name.str();
}

void Importer::addRoot(llvm::StringRef directory) {
  if (!llvm::is_contained(roots, directory))
    roots.push_back(directory.str());
}

bool Importer::isFile(llvm::StringRef name) {
  llvm::ErrorOr<llvm::vfs::Status> status = files->status(name);
  return status && status->isRegularFile();
}

bool Importer::isDirectory(llvm::StringRef name) {
  llvm::ErrorOr<llvm::vfs::Status> status = files->status(name);
  return status && status->isDirectory();
}

/// The text of a file; null after an error has been reported.
std::unique_ptr<llvm::MemoryBuffer> Importer::read(llvm::StringRef name) {
  auto fail = [&](const llvm::Twine &why) {
    mlir::emitError(interp.location())
        << "cannot read '" << display(name) << "': " << why.str();
    interp.alreadyReported();
    return nullptr;
  };
  llvm::ErrorOr<llvm::vfs::Status> status = files->status(name);
  if (!status)
    return fail(status.getError().message());
  if (!status->isRegularFile())
    return fail("it is not a regular file");
  if (status->getSize() > ParseLimits().sourceBytes)
    return fail("it has " + llvm::Twine(status->getSize()) +
                " bytes, more than " + llvm::Twine(ParseLimits().sourceBytes));
  auto buffer = files->getBufferForFile(name);
  if (!buffer)
    return fail(buffer.getError().message());
  readFiles.push_back(name.str());
  return std::move(*buffer);
}

//===----------------------------------------------------------------------===//
// Finding modules
//===----------------------------------------------------------------------===//

std::optional<Importer::Found> Importer::findIn(llvm::StringRef directory,
                                                llvm::StringRef stem) {
  llvm::SmallString<128> folder(directory), file(directory);
  path::append(folder, stem);
  path::append(file, stem + ".py");
  llvm::SmallString<128> init(folder);
  path::append(init, "__init__.py");
  if (isFile(init))
    return Found{init.str().str(), folder.str().str()};
  if (isFile(file))
    return Found{file.str().str(), ""};
  if (isDirectory(folder))
    return Found{"", folder.str().str()};
  return std::nullopt;
}

std::optional<Importer::Found> Importer::find(llvm::StringRef name,
                                              ModuleObject *parent) {
  if (!parent && name.contains('.'))
    return std::nullopt;
  llvm::StringRef stem = name.substr(name.rfind('.') + 1);
  if (parent)
    return parent->directory.empty() ? std::nullopt
                                     : findIn(parent->directory, stem);
  // A folder without __init__.py is a package only if nothing else is found.
  std::optional<Found> result;
  for (const std::string &root : roots) {
    std::optional<Found> found = findIn(root, stem);
    if (found && !found->file.empty())
      return found;
    if (!result)
      result = found;
  }
  return result;
}

bool Importer::exists(llvm::StringRef name, ModuleObject *parent) {
  if (preludes.contains(name) || natives.contains(name))
    return true;
  if (modules.contains(name))
    return llvm::isa<ModuleObject>(modules.lookup(name));
  return find(name, parent).has_value();
}

std::optional<Importer::Location> Importer::locate(llvm::StringRef name) {
  ModuleObject *parent = nullptr;
  auto [package, leaf] = name.rsplit('.');
  if (!leaf.empty()) {
    Value imported = import(package, IfMissing::Raise);
    parent = llvm::dyn_cast_if_present<ModuleObject>(imported);
    if (!parent)
      return std::nullopt;
  }
  auto prelude = preludes.find(name);
  if (prelude != preludes.end()) {
    bool isPackage = prelude->second.isPackage;
    return Location{"built-in", isPackage ? std::optional("") : std::nullopt};
  }
  if (natives.contains(name))
    return Location{"built-in", std::nullopt};
  std::optional<Found> found = find(name, parent);
  if (!found)
    return std::nullopt;
  Location location{found->file.empty() ? "" : display(found->file), {}};
  if (!found->directory.empty())
    location.folder = display(found->directory);
  return location;
}

/// Names of distributions are equal whatever separates their words:
/// https://packaging.python.org/specifications/name-normalization.
static std::string normalizedDistribution(llvm::StringRef name) {
  std::string result;
  for (char c : name.lower()) {
    bool separates = llvm::StringRef("-_.").contains(c);
    if (!separates || !llvm::StringRef(result).ends_with("-"))
      result += separates ? '-' : c;
  }
  return result;
}

std::optional<std::string>
Importer::installedVersion(llvm::StringRef distribution) {
  std::string wanted = normalizedDistribution(distribution);
  for (const std::string &root : roots) {
    std::error_code failure;
    for (llvm::vfs::directory_iterator entry = files->dir_begin(root, failure),
                                       end;
         !failure && entry != end; entry.increment(failure)) {
      llvm::StringRef name = path::filename(entry->path());
      if (!name.consume_back(".dist-info"))
        continue;
      auto [found, version] = name.split('-');
      if (normalizedDistribution(found) == wanted)
        return version.str();
    }
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Parsing
//===----------------------------------------------------------------------===//

Importer::Parsed Importer::tryParse(llvm::StringRef source, TextKind kind) {
  FunctionBodies bodies =
      kind == TextKind::Library ? FunctionBodies::Defer : FunctionBodies::Parse;
  ParseResult result = kind == TextKind::Expression
                           ? parseExpression(source)
                           : parseModule(source, bodies);
  if (!result.tree)
    return {nullptr, std::move(result.error)};
  bool mangles = kind != TextKind::TorchScript;
  if (std::optional<SyntaxError> error = resolve(interp, *result.tree, mangles))
    return {nullptr, std::move(*error)};
  trees.push_back(std::move(result.tree));
  return {trees.back().get(), {}};
}

void Importer::report(llvm::StringRef fileName, const SyntaxError &error) {
  auto locate = [&](Position position) {
    return mlir::FileLineColLoc::get(interp.context(), fileName, position.line,
                                     position.column);
  };
  mlir::InFlightDiagnostic diagnostic = mlir::emitError(locate(error.position))
                                        << error.message;
  if (error.notePosition)
    diagnostic.attachNote(locate(*error.notePosition)) << error.note;
  diagnostic.report();
  interp.alreadyReported();
}

const Tree *Importer::parse(llvm::StringRef fileName, llvm::StringRef source,
                            TextKind kind) {
  Parsed parsed = tryParse(source, kind);
  if (!parsed.tree)
    report(fileName, parsed.error);
  return parsed.tree;
}

bool Importer::parseDeferred(const FunctionObject *function) {
  const DeferredBody &body = *function->node->deferred;
  std::optional<SyntaxError> error = python::parseBody(body);
  if (!error)
    error = resolveBody(interp, body);
  if (error) {
    report(function->module->fileName, *error);
    return false;
  }
  body.function->deferred = nullptr;
  return true;
}

/// What the tree of a text takes, which is kept as long as the interpreter.
static bool payForTree(Interpreter &interp, llvm::StringRef source) {
  constexpr uint64_t bytesPerTree = 8192, bytesPerCharacter = 64;
  return interp.step(200 + source.size()) &&
         interp.allocate(bytesPerTree + bytesPerCharacter * source.size());
}

const Tree *Importer::parseInline(llvm::StringRef source, TextKind kind) {
  if (!payForTree(interp, source))
    return nullptr;
  Parsed parsed = tryParse(source, kind);
  if (parsed.tree)
    return parsed.tree;
  Value type = interp.builtins()->globals->find(interp.intern("SyntaxError"));
  auto *syntaxError = llvm::dyn_cast_if_present<TypeObject>(type);
  interp.raise(syntaxError ? syntaxError : interp.types.valueError,
               parsed.error.message + " (line " +
                   llvm::Twine(parsed.error.position.line) + ", column " +
                   llvm::Twine(parsed.error.position.column) + ")");
  return nullptr;
}

//===----------------------------------------------------------------------===//
// The user's files
//===----------------------------------------------------------------------===//

std::string Importer::packageOf(llvm::StringRef folder, std::string &root) {
  std::string package;
  root = folder.str();
  while (true) {
    llvm::SmallString<128> init(root);
    path::append(init, "__init__.py");
    llvm::StringRef above = path::parent_path(root);
    if (!isFile(init) || above == root)
      return package;
    std::string name = path::filename(root).str();
    package = package.empty() ? name : name + "." + package;
    root = above.str();
  }
}

bool Importer::evaluateGlobals() {
  for (const auto &[name, text] : interp.options().globals) {
    auto *module = interp.create<ModuleObject>(interp.types.module);
    module->name = interp.str(name);
    module->globals = interp.dict();
    module->fileName = "<" + name + ">";
    const Tree *tree = parse(module->fileName, text, TextKind::Expression);
    Value value =
        tree ? Evaluator::evaluateExpression(interp, module, *tree, nullptr)
             : Value();
    if (!value)
      return false;
    globals.push_back({interp.intern(name), value});
  }
  return true;
}

void Importer::pinGlobals(ModuleObject *module) const {
  if (globals.empty() || module->fileName != modelFile)
    return;
  for (const auto &[name, value] : globals)
    module->globals->set(name, value);
}

ModuleObject *Importer::runFile(llvm::StringRef given, Failures failures) {
  if (!evaluateGlobals())
    return nullptr;
  std::string file = absolute(given);
  modelFolder = path::parent_path(file).str();
  shownFolder = path::parent_path(given).str();
  modelFile = display(file);
  std::string root;
  std::string package = packageOf(modelFolder, root);
  // The search paths go last.
  std::vector<std::string> others = std::move(roots);
  roots.clear();
  addRoot(root);
  addRoot(modelFolder);
  for (const std::string &directory : others)
    addRoot(directory);

  llvm::StringRef stem = path::stem(file);
  Found found{file, ""};
  std::string name = stem.str();
  if (stem == "__init__" && !package.empty()) {
    name = package;
    found.directory = modelFolder;
    package = package.find('.') == std::string::npos
                  ? ""
                  : llvm::StringRef(package).rsplit('.').first.str();
  } else if (!package.empty()) {
    name = package + "." + name;
  }
  ModuleObject *parent = nullptr;
  if (!package.empty()) {
    Value imported = import(package, IfMissing::Opaque);
    if (!imported)
      return nullptr;
    parent = llvm::dyn_cast<ModuleObject>(imported);
  }
  // A file may have the name of a module that it imports.
  if (preludes.contains(name) || natives.contains(name))
    name = "__model__";
  // The packages around it may have imported the file already.
  if (auto *module =
          llvm::dyn_cast_if_present<ModuleObject>(modules.lookup(name));
      module && module->fileName == display(file))
    return module;
  ModuleObject *module = loadFile(name, found, failures);
  if (module && parent)
    parent->globals->set(interp.intern(stem), module);
  return module;
}

ModuleObject *Importer::runText(llvm::StringRef fileName,
                                llvm::StringRef text) {
  ModuleObject *module = make(path::stem(fileName));
  module->fileName = fileName.str();
  describe(module);
  const Tree *tree = parse(fileName, text, TextKind::File);
  if (!tree ||
      !Evaluator::runModule(interp, module, *tree, Failures::Propagate))
    return nullptr;
  return module;
}

ModuleObject *
Importer::runTorchScript(llvm::StringRef fileName, llvm::StringRef text,
                         llvm::function_ref<void(ModuleObject *)> prepare) {
  ModuleObject *module = make(path::stem(fileName));
  module->fileName = fileName.str();
  describe(module);
  spelledAnnotations.insert(module);
  prepare(module);
  const Tree *tree = parse(fileName, text, TextKind::TorchScript);
  if (!tree ||
      !Evaluator::runModule(interp, module, *tree, Failures::Propagate))
    return nullptr;
  return module;
}

} // namespace kiln::python
