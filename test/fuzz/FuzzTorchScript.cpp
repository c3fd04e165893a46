//===- FuzzTorchScript.cpp - Any text as the code of an archive -----------===//
//
// The input is the text of `__torch__.py`; lines like `#: __torch__/a/b` begin
// further files. What follows a null byte, if there is one, is the pickle of
// the objects.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "FuzzHost.h"
#include "FuzzStorages.h"
#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/TorchScript/ScriptProgram.h"

#include <deque>

using namespace kiln;
using llvm::StringRef;

/// An object of the class `__torch__.Net` with nothing in it.
static constexpr llvm::StringLiteral emptyObject("\x80\2c__torch__\nNet\n"
                                                 ")\x81}b.");

namespace {

/// An archive with this code and these objects.
class Archive {
public:
  Archive(StringRef code, StringRef pickle) {
    file.path = "file";
    file.kind = FileKind::TorchScript;
    file.values = std::make_shared<ValueArena>();
    addSources(code);
    file.root = readRoot(pickle.empty() ? StringRef(emptyObject) : pickle);
  }

  ModelFile file;

private:
  void addSources(StringRef code) {
    StringRef path = "__torch__";
    while (!path.empty()) {
      auto [text, rest] = code.split("\n#: ");
      file.sources.emplace_back(("code/" + path + ".py").str(), text.str());
      std::tie(path, code) = rest.split('\n');
    }
  }

  const kiln::Value *readRoot(StringRef pickle) {
    ByteBudget budget(fuzzOptions().maxCopiedBytes);
    TorchStorages storages(*file.values);
    ByteReader reader({pickle.data(), pickle.size()});
    llvm::Expected<kiln::Value *> root = readPickle(
        reader, *file.values,
        [&](kiln::Value *id) { return storages.load(id); }, fuzzOptions());
    if (!root) {
      llvm::consumeError(root.takeError());
      return nullptr;
    }
    loadStorages(storages, budget);
    return *root;
  }
};

class Host : public FuzzHost {
public:
  /// Calls forward().
  void run(StringRef code, StringRef pickle) {
    archives.emplace_back(code, pickle);
    programs.emplace_back(*torch, archives.back().file);
    mlir::ScopedDiagnosticHandler quiet(
        &context, [](mlir::Diagnostic &) { return mlir::success(); });
    python::StepAllowance allowance(interp(), stepsOfRun);
    StringRef shapes = "2x3";
    if (code.consume_front("#! "))
      shapes = code.take_until([](char c) { return c == '\n'; });
    if (!callForward(programs.back(), shapes) && interp().failed())
      interp().reportPending();
  }

private:
  python::Value callForward(python::ScriptProgram &program, StringRef shapes) {
    python::Value model = program.makeModel();
    python::Value method =
        model ? program.findMethod(model, "forward") : python::Value();
    if (!method)
      return {};
    llvm::SmallVector<python::Value> inputs;
    while (!shapes.empty()) {
      auto [shape, rest] = shapes.split(' ');
      inputs.push_back(makeInput(shape));
      shapes = rest;
    }
    return interp().call(method, inputs);
  }

  python::Value makeInput(StringRef shape) {
    Shape dims;
    int64_t dim;
    while (dims.size() < 6 && !shape.consumeInteger(10, dim)) {
      dims.push_back(std::clamp<int64_t>(dim, 0, 64));
      shape.consume_front("x");
    }
    return torch->make(torch->emit.uninitialized(
        torch->emit.tensorType(dims, torch->emit.elementType(DType::F32))));
  }

  /// Values of earlier programs may still be there.
  std::deque<Archive> archives;
  std::deque<python::ScriptProgram> programs;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto [code, pickle] =
      StringRef(reinterpret_cast<const char *>(data), size).split('\0');
  FuzzHost::next<Host>().run(code, pickle);
  return 0;
}
