//===- ImportModel.h - From any model file to the kiln dialect --*- C++ -*-===//
//
// The one door into the compiler. importModel() looks at the content of what
// the user named and hands it to the frontend for it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_IMPORTMODEL_H
#define KILN_FRONTEND_IMPORTMODEL_H

#include "compiler/Frontend/ArgumentSpec.h"
#include "dialects/Kiln/Dims.h"
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

/// Builds a verified module. Every error has been reported through `context`'s
/// diagnostic engine when this fails; all dialects needed are loaded.
mlir::FailureOr<ImportedModel> importModel(mlir::MLIRContext &context,
                                           const ImportOptions &options);

/// One layer of a definition; a layer comes before those within.
struct LayerDescription {
  /// The attributes that lead to it: `layer1.0.conv1`; empty for the model.
  std::string path;
  /// Its class: `Conv2d`.
  std::string type;
  /// The types of the tensors that it returned, flat, at its first call.
  std::vector<std::string> outputs;
  /// Elements of the parameters of the layer and of the layers within.
  int64_t parameters = 0;
  /// How often forward() calls it; 0 for layers that it does not call.
  unsigned calls = 0;
};

/// What `kiln inspect net.py:Net --input ...` shows. Weights are not needed:
/// where `options` name none, shapes alone are followed. Without inputs nothing
/// is called and the rows have no outputs.
mlir::FailureOr<std::vector<LayerDescription>>
describeLayers(mlir::MLIRContext &context, const ImportOptions &options);

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
