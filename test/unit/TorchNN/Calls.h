//===- Calls.h - Layers and functions with PyTorch's results ----*- C++ -*-===//
//
// Reads test/data/nn, which test/oracle/make_nn.py writes: families of calls of
// torch.nn with the results that PyTorch gives.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_UNIT_TORCHNN_CALLS_H
#define KILN_TEST_UNIT_TORCHNN_CALLS_H

#include "Values.h"
#include "compiler/Frontend/ImportModel.h"

namespace kiln::test {

struct StoredCall {
  /// An expression among the names of test/data/nn/cases.py: a layer, or a
  /// function of tensors.
  std::string text;
  /// The line of the family's file.
  unsigned line = 0;
  std::vector<CallInput> inputs;
  /// Arguments that are no tensors, as expressions.
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::pair<std::string, HostTensor>> state;
  std::vector<HostTensor> outputs;
  /// A part of the message with which kiln refuses the call, or warns of it;
  /// empty: it works.
  std::string refusal, warning;
  /// The error allowed, where it is not that of one kernel.
  std::optional<double> tolerance;
  /// What it tests: `nn.Conv2d`, `F.relu`.
  std::vector<std::string> subjects;

  std::vector<HostTensor> values() const;
};

/// Fails with what is wrong with the files, one that holds no calls included.
llvm::Expected<std::vector<StoredCall>> loadCalls(llvm::StringRef family);

/// The names of all families.
std::vector<std::string> callFamilies();

/// How to import a call. Its weights are written to the file `weights`.
ImportOptions importOptions(const StoredCall &call, llvm::StringRef weights);

/// What differs from the stored results, behind which so many states follow;
/// empty if nothing does.
std::string compareResults(const StoredCall &call,
                           llvm::ArrayRef<HostTensor> results, size_t states);

} // namespace kiln::test

#endif
