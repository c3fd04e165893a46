//===- FieldWriter.h - Sizes as fields of descriptors -----------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_PROGRAM_FIELDWRITER_H
#define KILN_CODEGEN_CPU_PROGRAM_FIELDWRITER_H

#include "compiler/Link/ModuleDescription.h"
#include "dialects/Kiln/Dims.h"

#include "llvm/Support/Error.h"

namespace kiln {

/// Writes sizes as fields of descriptors, adding formulas to the module's.
class FieldWriter {
public:
  explicit FieldWriter(ModuleDescription &module) : module(module) {}
  ~FieldWriter() { llvm::consumeError(std::move(problem)); }

  /// The field that holds a size.
  uint64_t field(Dim size);
  /// The number of a named dimension.
  uint64_t dimNumber(llvm::StringRef name) const;
  /// What was wrong with the first size that has no field: it may not exist for
  /// some values of the dimensions, or needs more room than the runtime has.
  llvm::Error takeError() { return std::move(problem); }

private:
  llvm::Error check(const FormulaDescription &formula) const;
  void fail(llvm::Error error);

  ModuleDescription &module;
  llvm::Error problem = llvm::Error::success();
};

} // namespace kiln

#endif
