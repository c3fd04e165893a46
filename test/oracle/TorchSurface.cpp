//===- TorchSurface.cpp - What kiln knows of torch.Tensor -----------------===//
//
// usage: torch-surface NAMES.json
//
// Prints each name of the list `Tensor` with where it comes from: `class`, the
// C++ class of tensors; `table`, the table of operators; `prelude`, a
// composition of others; or `none`. For the table in docs/.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/PythonSession.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace kiln;
using namespace kiln::python;
using llvm::StringRef;

static StringRef originOf(TorchState &state, Value composites, StringRef name) {
  Interpreter &interp = state.interp;
  if (state.tensorType->lookup(interp.intern(name)))
    return "class";
  if (aten::Table::get().knows(name))
    return "table";
  if (interp.findAttribute(composites, name) ||
      interp.findAttribute(composites, name.rtrim('_')))
    return "prelude";
  return "none";
}

int main(int count, char **arguments) {
  if (count != 2) {
    llvm::errs() << "usage: torch-surface NAMES.json\n";
    return 2;
  }
  auto text = llvm::MemoryBuffer::getFile(arguments[1]);
  if (!text) {
    llvm::errs() << arguments[1] << ": " << text.getError().message() << "\n";
    return 1;
  }
  auto names = llvm::cantFail(llvm::json::parse((*text)->getBuffer()));
  mlir::MLIRContext context;
  context.loadDialect<KilnDialect>();
  PythonSession session(&context, {});
  std::unique_ptr<TorchState> state = addTorch(session.interpreter());
  Value composites = session.interpreter().importModule("torch._composites");
  if (!composites)
    return 1;
  for (const auto &name : *names.getAsObject()->getArray("Tensor"))
    llvm::outs() << *name.getAsString() << " "
                 << originOf(*state, composites, *name.getAsString()) << "\n";
  return 0;
}
