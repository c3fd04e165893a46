//===- StateDict.h - The weights inside a model file ------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_STATEDICT_H
#define KILN_FRONTEND_ARCHIVE_STATEDICT_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "llvm/ADT/StringMap.h"

namespace kiln {

/// Tensors by their names in the model (`conv1.weight`), in the file's order.
class StateDict {
public:
  struct Entry {
    std::string name;
    HostTensor tensor;
    StoredLayout layout;
  };

  /// False when the name is taken.
  bool insert(llvm::StringRef name, HostTensor tensor,
              StoredLayout layout = {});

  /// The name has to be there.
  void replace(llvm::StringRef name, HostTensor tensor);

  /// Null when there is no such name.
  const HostTensor *lookup(llvm::StringRef name) const;

  const std::vector<Entry> &entries() const { return entries_; }
  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

  /// Where in the file they were found: "state_dict", or "" for the root.
  std::string key;
  /// The prefix that all names had and that was taken off: "module.".
  std::string strippedPrefix;
  /// The versions of modules that PyTorch keeps beside a state_dict
  /// (`_metadata`), which live as long as the model file; else null.
  const Value *metadata = nullptr;

private:
  std::vector<Entry> entries_;
  llvm::StringMap<size_t> index;
};

/// What wrappers such as DataParallel and compiled modules put before every
/// name.
constexpr llvm::StringLiteral wrapperPrefixes[] = {"module.", "_orig_mod."};

/// What becomes of these prefixes where all names have one.
enum class WrapperPrefix { Strip, Keep };

/// Finds the weights in a file: the whole file, one entry of a checkpoint, or
/// the parameters and buffers of a pickled model. `key` (`a.b`) chooses an
/// entry; without it the choice must be clear, else the error lists what there
/// is.
llvm::Expected<StateDict>
findStateDict(const ModelFile &model, llvm::StringRef key = "",
              WrapperPrefix prefix = WrapperPrefix::Strip);

} // namespace kiln

#endif
