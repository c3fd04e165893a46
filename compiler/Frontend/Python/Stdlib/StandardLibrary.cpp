//===- StandardLibrary.cpp - Registers the standard library ---------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"

namespace kiln::python {

/// Made by kiln_embed_python().
llvm::ArrayRef<EmbeddedModule> standardPrelude();

void addStandardLibrary(Interpreter &interp) {
  addSupport(interp);
  addMath(interp);
  addRe(interp);
  addRandom(interp);
  addStruct(interp);
  addFiles(interp);
  addYaml(interp);
  addPreludes(interp, standardPrelude());
}

} // namespace kiln::python
