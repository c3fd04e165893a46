//===- Scatter.h - Writing through index tensors ----------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ATEN_SCATTER_H
#define KILN_FRONTEND_ATEN_SCATTER_H

#include "compiler/Frontend/Aten/Emitter.h"

namespace kiln::aten {

/// `old` with old[indices[i]] = rows[i]; of several rows for one position the
/// last one counts. The indices are not negative.
mlir::Value scatterRows(Emitter &emit, mlir::Value old, mlir::Value indices,
                        mlir::Value rows);

} // namespace kiln::aten

#endif
