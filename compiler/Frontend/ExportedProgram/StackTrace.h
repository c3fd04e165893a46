//===- StackTrace.h - Python's stack traces as locations --------*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_STACKTRACE_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_STACKTRACE_H

#include "mlir/IR/Location.h"

namespace kiln::exported {

/// The lines of a trace that Python printed, but for those of PyTorch itself,
/// as callers of each other. Without one, the node of this name in the file.
mlir::Location parseStackTrace(mlir::MLIRContext *context,
                               llvm::StringRef trace, llvm::StringRef path,
                               llvm::StringRef node);

} // namespace kiln::exported

#endif
