//===- ModelArguments.h - Arguments that name models and inputs -*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_MODELARGUMENTS_H
#define KILN_TOOLS_KILN_MODELARGUMENTS_H

#include "compiler/Frontend/ArgumentSpec.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace kiln {

/// Whether a model's name is that of a Python definition: `net.py:Net`.
bool isDefinition(llvm::StringRef model);

/// The file in a model's name: "net.py" of "net.py:Net(3)".
llvm::StringRef fileOf(llvm::StringRef model);

/// What `--example` says: the shape and type of an array.
llvm::Expected<ArgumentSpec> specOfExample(const std::string &path);

/// Reads arrays; "-" is standard input.
llvm::Expected<std::vector<HostTensor>>
readArrays(llvm::ArrayRef<std::string> paths);

/// The specs that arrays stand for.
std::vector<ArgumentSpec> specsOf(llvm::ArrayRef<HostTensor> tensors);

/// Writes an array as .npy; "-" is standard output.
llvm::Error writeArray(const std::string &path, const HostTensor &tensor);

/// Class names, one a line.
llvm::Expected<std::vector<std::string>> readLabels(const std::string &path);

/// Gives the named dimensions of a module's graph the values that arrays for
/// its inputs have; does nothing where there are none.
llvm::Error specializeFor(mlir::ModuleOp module, GraphOp graph,
                          llvm::ArrayRef<HostTensor> inputs);

/// Gives the named dimensions of a module's graph small values in their ranges
/// and says which: "N = 3, T = 5"; "" where there are none.
llvm::Expected<std::string> specializeFreely(mlir::ModuleOp module,
                                             GraphOp graph);

} // namespace kiln

#endif
