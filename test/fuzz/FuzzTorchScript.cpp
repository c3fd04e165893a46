//===- FuzzTorchScript.cpp - Any text as the code of an archive -----------===//
//
// The input is the text of `__torch__.py`; what follows a null byte, if there
// is one, is the pickle of the objects.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Pickle.h"
#include "compiler/Frontend/Python/PythonSession.h"
#include "compiler/Frontend/TorchScript/ScriptProgram.h"
#include "dialects/Kiln/KilnDialect.h"

using namespace kiln;

/// An object of the class `__torch__.Net` with nothing in it.
static constexpr llvm::StringLiteral emptyObject("\x80\2c__torch__\nNet\n"
                                                 ")\x81}b.");

static const kiln::Value *readRoot(llvm::StringRef pickle, ValueArena &values) {
  ByteReader reader({pickle.data(), pickle.size()});
  auto noStorage = [](kiln::Value *) -> llvm::Expected<kiln::Value *> {
    return llvm::createStringError("no storages");
  };
  llvm::Expected<kiln::Value *> root =
      readPickle(reader, values, noStorage, fuzzOptions());
  if (root)
    return *root;
  llvm::consumeError(root.takeError());
  return nullptr;
}

static python::Value callForward(python::ScriptProgram &program,
                                 python::TorchState &torch) {
  python::Value model = program.makeModel();
  python::Value method =
      model ? program.findMethod(model, "forward") : python::Value();
  if (!method)
    return {};
  mlir::Type element = torch.emit.elementType(DType::F32);
  python::Value input = torch.make(
      torch.emit.uninitialized(torch.emit.tensorType({2, 3}, element)));
  return torch.interp.call(method, input);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static mlir::MLIRContext context;
  context.loadDialect<KilnDialect>();
  mlir::ScopedDiagnosticHandler quiet(
      &context, [](mlir::Diagnostic &) { return mlir::success(); });
  auto [code, pickle] =
      llvm::StringRef(reinterpret_cast<const char *>(data), size).split('\0');
  ModelFile file;
  file.path = "file";
  file.kind = FileKind::TorchScript;
  file.values = std::make_shared<ValueArena>();
  file.sources = {{"code/__torch__.py", code.str()}};
  file.root = readRoot(pickle.empty() ? llvm::StringRef(emptyObject) : pickle,
                       *file.values);

  python::PythonOptions options;
  options.budgets.steps = 100'000;
  options.budgets.bytes = 64 << 20;
  python::PythonSession session(&context, options);
  auto torch = python::addTorch(session.interpreter());
  python::ScriptProgram program(*torch, file);
  python::Value result = callForward(program, *torch);
  if (!result && session.interpreter().failed())
    session.interpreter().reportPending();
  return 0;
}
