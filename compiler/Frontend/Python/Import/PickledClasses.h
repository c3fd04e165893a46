//===- PickledClasses.h - Classes that a pickle names -----------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_PICKLEDCLASSES_H
#define KILN_FRONTEND_PYTHON_IMPORT_PICKLEDCLASSES_H

#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Python/Import/Definition.h"

#include "llvm/ADT/MapVector.h"

namespace kiln::python {

/// Finds `torch.nn.modules.conv.Conv2d` in kiln's own torch.nn, and the user's
/// classes in the files given with --source, in what --path leads to, or in the
/// text that old files hold of them.
class PickledClasses {
public:
  PickledClasses(Definition &definition, const ImportOptions &options)
      : interp(definition.interpreter()), options(options) {}

  /// Runs the files given with --source. An error has been reported when this
  /// fails.
  mlir::LogicalResult runSources();
  /// Learns the text that a file holds of a class.
  void noteSource(const GlobalValue &global);
  /// Runs these texts; what is wrong with one is told when its class is needed.
  void runNotedSources();

  /// The class or function, or null without an exception pending.
  Value find(const GlobalValue &global);
  /// Why find() gave nothing.
  std::string reasonFor(const GlobalValue &global) const;

private:
  struct EmbeddedSource {
    llvm::StringRef name, text;
    std::string problem;
    bool isDone = false;
  };
  Value lookUp(Value object, llvm::StringRef dottedName);
  Value findInModule(llvm::StringRef module, llvm::StringRef name);
  Value findInTorch(const GlobalValue &global);
  bool runEmbedded(EmbeddedSource &source, llvm::StringRef module);

  Interpreter &interp;
  const ImportOptions &options;
  std::vector<ModuleObject *> sources;
  llvm::MapVector<llvm::StringRef, std::vector<EmbeddedSource>> embedded;
  llvm::StringMap<ModuleObject *> embeddedModules;
};

} // namespace kiln::python

#endif
