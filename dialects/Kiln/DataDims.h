//===- DataDims.h - Named dimensions that are computed ----------*- C++ -*-===//
//
// The values of most named dimensions are read off the inputs. Those that a
// kiln.define_dim defines are known in the middle of a run: memory is planned
// with their bounds.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_DATADIMS_H
#define KILN_DIALECTS_KILN_DATADIMS_H

#include "dialects/Kiln/KilnOps.h"

namespace kiln {

class DataDims {
public:
  /// Those that the ops of a graph or program define.
  explicit DataDims(mlir::Block &body);

  bool contains(llvm::StringRef name) const;
  bool isEmpty() const { return bounds.empty(); }
  /// Whether a size, or one of a tensor, is known in the middle of a run only.
  bool decide(Dim size) const;
  bool decide(mlir::Type tensor) const;

  /// A size that does not depend on them and is at least as large.
  Dim mostOf(Dim size) const;

private:
  /// By what is known before the run.
  std::vector<std::pair<std::string, DimExpr>> bounds;
};

} // namespace kiln

#endif
