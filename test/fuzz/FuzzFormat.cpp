//===- FuzzFormat.cpp - Any bytes as a format -----------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/Builtins/Formatting.h"

using namespace kiln::python;

/// Formats leave nothing behind but the memory they count, so an interpreter
/// serves for many runs.
static Interpreter &interpreter() {
  static mlir::MLIRContext context;
  static std::unique_ptr<Interpreter> interp;
  if (!interp || !interp->canAfford(100, 4096)) {
    PythonOptions options;
    options.budgets.bytes = 4 << 20;
    options.budgets.steps = 1'000'000;
    interp = std::make_unique<Interpreter>(&context, options);
  }
  return *interp;
}

static void finish(Interpreter &interp,
                   const mlir::FailureOr<std::string> &result) {
  if (succeeded(result) == interp.failed())
    abort();
  interp.takeException();
}

/// The first byte picks what is formatted and how.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size)
    return 0;
  Interpreter &interp = interpreter();
  llvm::StringRef format(reinterpret_cast<const char *>(data + 1), size - 1);
  Value values[] = {Value::integer(-1234567), Value::real(3.14159e10),
                    Value::real(-0.0), interp.str("k\xc3\xafln"),
                    Value::boolean(true)};
  Value value = values[data[0] / 4 % std::size(values)];
  switch (data[0] % 4) {
  case 0:
    finish(interp, interp.format(value, format));
    break;
  case 1:
    finish(interp, formatPercent(interp, format, interp.tuple(values)));
    break;
  case 2:
    finish(interp, formatPercent(interp, format, value));
    break;
  case 3:
    finish(interp, formatFields(interp, format, Arguments(values)));
    break;
  }
  return 0;
}
