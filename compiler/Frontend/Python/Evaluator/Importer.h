//===- Importer.h - Finds and runs modules ----------------------*- C++ -*-===//
//
// Modules come from C++ (native), from kiln's own Python (preludes) and from
// the folders of the model's file and the search paths, in this order.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_IMPORTER_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_IMPORTER_H

#include "compiler/Frontend/Python/Evaluator/DataFiles.h"
#include "compiler/Frontend/Python/Evaluator/Evaluator.h"
#include "compiler/Frontend/Python/Syntax/Parser.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"

namespace kiln::python {

/// What comes of a module that is not found.
enum class IfMissing : uint8_t {
  /// A ModuleNotFoundError: somebody waits for it.
  Raise,
  /// An opaque value, an error only where the model needs it.
  Opaque,
};

/// What a text is, and so how it is read.
enum class TextKind : uint8_t {
  /// A module of which all is parsed at once.
  File,
  /// A module most of whose functions may never be called.
  Library,
  Expression,
  /// Private names are not mangled and annotations are kept as text.
  TorchScript,
};

class Importer {
public:
  explicit Importer(Interpreter &interp);
  ~Importer();

  static Importer &of(Interpreter &interp) { return *interp.importer; }

  /// A module with these globals and no source yet.
  ModuleObject *native(llvm::StringRef name);
  void addPrelude(llvm::StringRef name, llvm::StringRef fileName,
                  llvm::StringRef source, bool isPackage);

  /// Imports `a.b.c` and its packages; gives the innermost.
  Value import(llvm::StringRef name, IfMissing ifMissing);
  /// Whether `parent.name` is a module that can be imported.
  bool exists(llvm::StringRef name, ModuleObject *parent);
  /// What is known of a module before it is imported: its file, "built-in" for
  /// what kiln brings, and the folder of a package. Packages around it are
  /// imported; empty where there is no such module, or with an exception
  /// pending.
  struct Location {
    std::string origin;
    std::optional<std::string> folder;
  };
  std::optional<Location> locate(llvm::StringRef name);
  /// The version that a `.dist-info` folder on the search paths names.
  std::optional<std::string> installedVersion(llvm::StringRef distribution);
  /// The absolute name of `..name` in a module; empty with an exception
  /// pending if there are not that many packages around it.
  std::string absoluteName(ModuleObject *module, uint32_t level,
                           llvm::StringRef name);
  /// What an import of this name has given, or null.
  Value loaded(llvm::StringRef name) const { return modules.lookup(name); }

  /// Makes imports of a name give another module, as packages do that import
  /// their parts when these are asked for.
  void replace(llvm::StringRef name, ModuleObject *module);

  /// Runs a file given by the user, whose folder (and that of its outermost
  /// package) is where imports are looked up from then on. Null after an error
  /// has been reported or with an exception pending.
  ModuleObject *runFile(llvm::StringRef path, Failures failures);
  ModuleObject *runText(llvm::StringRef fileName, llvm::StringRef text);
  /// The code of a TorchScript archive; `prepare` gives the module its globals.
  ModuleObject *
  runTorchScript(llvm::StringRef fileName, llvm::StringRef text,
                 llvm::function_ref<void(ModuleObject *)> prepare);

  /// Gives the names that the user set their values, if this is the model's
  /// file.
  void pinGlobals(ModuleObject *module) const;

  /// Parses and resolves; the tree lives as long as the interpreter. Null with
  /// an exception pending, after the error has been reported.
  const Tree *parse(llvm::StringRef fileName, llvm::StringRef source,
                    TextKind kind);
  /// Makes sure that the body of a function is parsed. False as parse() fails.
  bool parseBody(const FunctionObject *function) {
    return !function->node->deferred || parseDeferred(function);
  }
  /// As parse(), but raises a SyntaxError.
  const Tree *parseInline(llvm::StringRef source, TextKind kind);

  /// Modules that say `from __future__ import annotations`.
  llvm::DenseSet<const ModuleObject *> spelledAnnotations;
  /// Modules that import `*` from something unknown: names that they lack may
  /// come from there.
  llvm::DenseMap<const ModuleObject *, std::string> unknownStars;

  /// What the definition may read that is no module.
  DataFiles &dataFiles() { return data; }

  /// All modules' files that have been read, as absolute paths.
  llvm::ArrayRef<std::string> filesRead() const { return readFiles; }

private:
  struct Prelude {
    llvm::StringRef fileName, source;
    bool isPackage = false;
  };
  /// Where the source of a module lies.
  struct Found {
    std::string file;      // empty for namespace packages
    std::string directory; // of packages
  };
  struct Parsed {
    const Tree *tree;
    SyntaxError error;
  };

  Value load(llvm::StringRef name, ModuleObject *parent);
  Value loadPrelude(llvm::StringRef name, const Prelude &prelude);
  ModuleObject *loadFile(llvm::StringRef name, const Found &found,
                         Failures failures);
  std::optional<Found> find(llvm::StringRef name, ModuleObject *parent);
  std::optional<Found> findIn(llvm::StringRef directory, llvm::StringRef stem);
  Value missing(llvm::StringRef name, llvm::StringRef part,
                IfMissing ifMissing);
  Parsed tryParse(llvm::StringRef source, TextKind kind);
  bool parseDeferred(const FunctionObject *function);
  void report(llvm::StringRef fileName, const SyntaxError &error);
  ModuleObject *make(llvm::StringRef name);
  void describe(ModuleObject *module);
  /// Gives a file's module its `__spec__`; false with an exception pending.
  bool addSpec(ModuleObject *module);
  bool makePackagesAround(ModuleObject *module, uint32_t count);
  /// The packages that a file lies in, and the folder of the outermost.
  std::string packageOf(llvm::StringRef folder, std::string &root);

  std::unique_ptr<llvm::MemoryBuffer> read(llvm::StringRef path);
  bool evaluateGlobals();
  bool isFile(llvm::StringRef path);
  bool isDirectory(llvm::StringRef path);
  std::string absolute(llvm::StringRef path);
  /// The path as messages show it: as the user would give it.
  std::string display(llvm::StringRef path);
  void addRoot(llvm::StringRef directory);

  Interpreter &interp;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  DataFiles data;
  llvm::StringMap<Value> modules;
  llvm::StringMap<ModuleObject *> natives;
  llvm::StringMap<Prelude> preludes;
  std::vector<std::unique_ptr<Tree>> trees;
  /// Where absolute imports are looked up.
  std::vector<std::string> roots;
  std::vector<std::string> readFiles;
  /// The folders that modules lie in.
  llvm::DenseMap<const ModuleObject *, std::string> folders;
  /// PythonOptions::globals.
  std::vector<std::pair<StrObject *, Value>> globals;
  /// The path of the model's file.
  std::string modelFile;
  /// The folder of the model's file: absolute, and as the user gave it.
  std::string modelFolder, shownFolder;
};

} // namespace kiln::python

#endif
