//===- Commands.h - What kiln does ------------------------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_COMMANDS_H
#define KILN_TOOLS_KILN_COMMANDS_H

#include "compiler/Tools/kiln/CommandLine.h"

#include "mlir/IR/MLIRContext.h"

namespace kiln {

/// Each gives failure after having reported why.
mlir::LogicalResult compile(mlir::MLIRContext &context,
                            const CompileCommand &command);
mlir::LogicalResult inspect(mlir::MLIRContext &context,
                            const InspectCommand &command);
mlir::LogicalResult run(mlir::MLIRContext &context, const RunCommand &command);
mlir::LogicalResult verify(mlir::MLIRContext &context,
                           const VerifyCommand &command);
mlir::LogicalResult convert(mlir::MLIRContext &context,
                            const ConvertCommand &command);

/// Does what the user asks; the exit status.
int execute(const Command &command);

} // namespace kiln

#endif
