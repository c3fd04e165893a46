//===- ProgramInputs.h - What an exported program takes ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_PROGRAMINPUTS_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_PROGRAMINPUTS_H

#include "compiler/Frontend/ExportedProgram/Program.h"
#include "compiler/Frontend/Python/Import/Signature.h"

#include <deque>

namespace kiln::exported {

/// The arguments of forward(), with the shapes that the file gives where the
/// user gave none.
struct ProgramInputs {
  std::deque<ArgumentSpec> specs;
  std::vector<python::BoundInput> arguments;
  /// The graph's name of each tensor, in the order of the arguments' leaves.
  std::vector<std::string> names;
};

/// Reports inputs that the program does not have or that do not fit it, and
/// sizes that neither the file nor the user tells.
mlir::LogicalResult bindProgramInputs(mlir::MLIRContext *context,
                                      llvm::StringRef path,
                                      const Program &program,
                                      llvm::ArrayRef<ArgumentSpec> given,
                                      ProgramInputs &inputs);

} // namespace kiln::exported

#endif
