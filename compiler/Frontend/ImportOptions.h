//===- ImportOptions.h - What is imported, and what becomes of it -*- C++
//-*-===//
//
// What every frontend is asked for and gives.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_IMPORTOPTIONS_H
#define KILN_FRONTEND_IMPORTOPTIONS_H

#include "compiler/Frontend/ArgumentSpec.h"
#include "dialects/Kiln/DimExpr.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>
#include <string>
#include <vector>

namespace kiln {

struct ImportOptions {
  /// What to import: `net.py:Net`, `resnet.py:resnet20(num_classes=10)`, or a
  /// model file.
  std::string model;
  /// The state_dict, checkpoint or whole model that holds the weights.
  std::string weights;
  /// Where in the weights file the state_dict lies (`a.b`); empty: found.
  std::string key;
  /// Fill parameters with a generator of this seed instead of a file.
  std::optional<uint64_t> randomWeightsSeed;
  /// One per argument of forward(), in its order or by name.
  std::vector<ArgumentSpec> inputs;
  /// The values that named dimensions of the inputs may have.
  DimSymbols dims;
  /// Further folders in which imports of Python modules are looked up.
  std::vector<std::string> searchPaths;
  /// Files, and folders of files, that a definition may read.
  std::vector<std::string> dataPaths;
  /// Files that define the classes of a whole model.
  std::vector<std::string> sources;
  /// What a script finds in sys.argv behind its name.
  std::vector<std::string> scriptArguments;
  /// `NAME=EXPRESSION` of names at the top of the file: instead of what the
  /// file assigns to them.
  std::vector<std::pair<std::string, std::string>> globals;
  /// `NAME=EXPRESSION` of arguments of forward() that are no inputs; a number
  /// names the parameter at this position.
  std::vector<std::pair<std::string, std::string>> arguments;
  /// How the user gives an input, for who has forgotten one.
  std::string inputHint = "with --input=[NAME=][DTYPE:]SHAPE";
  /// Accept missing and unexpected keys of the state_dict with a warning.
  bool allowKeyMismatch = false;
};

struct ImportedModel {
  /// One `kiln.graph` and the parameters that it reads.
  mlir::OwningOpRef<mlir::ModuleOp> module;
  /// An identifier for what was imported: `Net`, `resnet20`.
  std::string name;
  /// Every file that was read: the definition, what it imports, the weights.
  std::vector<std::string> dependencies;
};

/// Fails with an error if an option is given that has no meaning for `what`,
/// such as "a TorchScript archive"; `meaningful` are the others: "--weights".
mlir::LogicalResult checkOptions(mlir::MLIRContext &context,
                                 const ImportOptions &options,
                                 llvm::StringRef what,
                                 llvm::ArrayRef<llvm::StringRef> meaningful);

/// The parts of `net.py:Net(10)` and `model.pt:encode`. A text that is the name
/// of a file is that file alone.
struct ModelReference {
  std::string path;
  std::string call;
};
ModelReference parseModelReference(llvm::StringRef text);

/// The name of a model that has only its file's: `my_net` for `a/my-net.pt`.
std::string identifierOfPath(llvm::StringRef path);

} // namespace kiln

#endif
