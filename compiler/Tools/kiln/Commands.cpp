//===- Commands.cpp - What kiln does --------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"

#include "codegen/Object/LowerToLLVM.h"
#include "compiler/Tools/kiln/DiagnosticPrinter.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Kiln/KilnDialect.h"

using namespace kiln;

int kiln::execute(const Command &command) {
  mlir::DialectRegistry registry;
  registerKernelDialects(registry);
  mlir::MLIRContext context(registry);
  context.loadDialect<KilnDialect, kernel::KernelDialect>();
  DiagnosticPrinter printer(&context);
  struct {
    mlir::MLIRContext &context;
    mlir::LogicalResult operator()(const CompileCommand &command) {
      return compile(context, command);
    }
    mlir::LogicalResult operator()(const InspectCommand &command) {
      return inspect(context, command);
    }
    mlir::LogicalResult operator()(const RunCommand &command) {
      return run(context, command);
    }
    mlir::LogicalResult operator()(const VerifyCommand &command) {
      return verify(context, command);
    }
    mlir::LogicalResult operator()(const ConvertCommand &command) {
      return convert(context, command);
    }
  } executor{context};
  mlir::LogicalResult result = std::visit(executor, command);
  return mlir::failed(result) || printer.sawError();
}
