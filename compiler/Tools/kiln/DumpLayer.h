//===- DumpLayer.h - A layer's results as an array --------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_DUMPLAYER_H
#define KILN_TOOLS_KILN_DUMPLAYER_H

#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

namespace kiln {

/// Runs a graph in the reference interpreter and writes the last result of the
/// layer `name`. A layer is known by the name in its ops' locations, or by that
/// of its parameters without the last part.
mlir::LogicalResult dumpLayer(GraphOp graph, llvm::ArrayRef<HostTensor> inputs,
                              llvm::StringRef name, const std::string &path);

} // namespace kiln

#endif
