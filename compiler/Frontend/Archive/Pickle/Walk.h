//===- Walk.h - Finding the tensors in a tree of values ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_WALK_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_WALK_H

#include "compiler/Frontend/Archive/Budget.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "llvm/Support/Error.h"

namespace kiln {

enum class WalkStyle {
  /// Dicts, sequences and modules with all their attributes; names tell the
  /// whole way: `_modules.conv1._parameters.weight`.
  Tree,
  /// The same, and every instance counts as a module (TorchScript).
  Instances,
  /// Of instances only the tensors and instances among their attributes, which
  /// are the parameters, buffers and submodules of TorchScript.
  InstanceState,
  /// What PyTorch's state_dict() gives: of modules only their parameters,
  /// persistent buffers and submodules: `conv1.weight`.
  StateDict,
};

/// A value inside another one.
struct Child {
  /// The key, or null for an element of a sequence.
  const Value *key;
  size_t index;
  Value *value;

  /// What it is called in a dotted name.
  std::string label() const;
};

/// The values inside a container or module; nothing for other values.
std::vector<Child> childrenOf(const Value &value, WalkStyle style);

struct NamedTensor {
  std::string name;
  TensorValue *tensor;
};

/// How many values the walks through one file may visit.
struct WalkBudget {
  uint64_t visits = 32'000'000;
};

/// All tensors under `root`, with dotted names, in order. A tensor that can be
/// reached on several ways is given for each; circles are cut. Fails when the
/// tree is larger than `options` and `budget` allow.
llvm::Expected<std::vector<NamedTensor>> findTensors(Value &root,
                                                     WalkStyle style,
                                                     const ReadOptions &options,
                                                     WalkBudget &budget);

} // namespace kiln

#endif
