//===- Weights.h - The elements of a model's parameters ---------*- C++ -*-===//
//
// Fits a state_dict to a model as load_state_dict() does, or stands in for one.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_WEIGHTS_H
#define KILN_FRONTEND_PYTHON_IMPORT_WEIGHTS_H

#include "compiler/Frontend/Archive/StateDict.h"
#include "compiler/Frontend/Python/Import/Definition.h"

namespace kiln::python {

class Weights {
public:
  /// Reads the file that the options name and compares its keys with the
  /// definition's. Everything that does not fit is reported in one error.
  mlir::LogicalResult load(Definition &definition,
                           const ImportOptions &options);
  /// What the model was made with, unless the options name a file.
  mlir::LogicalResult loadOrKeep(Definition &definition,
                                 const ImportOptions &options);
  /// The elements that come with the model from the file `origin`.
  void adopt(StateDict given, llvm::StringRef origin) {
    dict = std::move(given);
    path = origin.str();
    source = Source::File;
  }
  /// All files that --weights led to.
  const std::vector<std::string> &filesRead() const { return files; }
  /// Parameters have shapes alone.
  void leaveOut() { source = Source::None; }

  /// The elements of an entry of the state_dict, which come from `origin`. The
  /// tensor is empty when parameters have shapes alone. Fails after an error at
  /// `location` when nothing tells them.
  mlir::FailureOr<HostTensor> get(Definition &definition,
                                  const StateEntry &entry,
                                  mlir::Location location,
                                  std::string &origin) const;

private:
  enum class Source { None, Constructed, Random, File };

  mlir::LogicalResult loadFile(Definition &definition,
                               const ImportOptions &options);

  Source source = Source::Constructed;
  uint64_t seed = 0;
  std::string path;
  std::vector<std::string> files;
  StateDict dict;
};

/// The tensor of the file for an entry, or null. Of several names of tied
/// weights the last one counts, as when each is copied in turn.
const HostTensor *lookup(const StateDict &dict, const StateEntry &entry);

/// Reports missing and unexpected keys, shapes and dtypes that differ: fails
/// unless all fit, or `allowMismatch` is set and only keys differ.
mlir::LogicalResult checkStateDict(Definition &definition,
                                   const StateDict &dict, llvm::StringRef path,
                                   bool allowMismatch);

} // namespace kiln::python

#endif
