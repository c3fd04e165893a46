//===- DiagnosticPrinter.h - Diagnostics as compilers print them *- C++ -*-===//

#ifndef KILN_TOOLS_KILN_DIAGNOSTICPRINTER_H
#define KILN_TOOLS_KILN_DIAGNOSTICPRINTER_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln {

/// Prints diagnostics to stderr:
///
///     net.py:21:13: error: conv2d expects 6 input channels, got 3
///         x = self.conv2(x)
///             ^
///     net.py:30:9: note: called from here
///
/// The place is the innermost one in a file of the user's; places in kiln's own
/// Python (`<kiln>/...`) are only told in a note.
class DiagnosticPrinter : public mlir::ScopedDiagnosticHandler {
public:
  explicit DiagnosticPrinter(mlir::MLIRContext *context);

  bool sawError() const { return hadError; }

private:
  void print(mlir::Diagnostic &diagnostic);
  void printMessage(mlir::Location location, llvm::StringRef kind,
                    llvm::raw_ostream::Colors color,
                    const std::string &message);
  void printSourceLine(llvm::StringRef file, unsigned line, unsigned column);
  /// Line number `line` of a file; nothing if there is none.
  std::optional<llvm::StringRef> sourceLine(llvm::StringRef file,
                                            unsigned line);

  bool hadError = false;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> files;
};

} // namespace kiln

#endif
