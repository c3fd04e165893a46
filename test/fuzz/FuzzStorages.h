//===- FuzzStorages.h - Elements for tensors of fuzzed pickles --*- C++ -*-===//

#ifndef KILN_TEST_FUZZ_FUZZSTORAGES_H
#define KILN_TEST_FUZZ_FUZZSTORAGES_H

#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Frontend/Archive/Torch/TorchStorages.h"

namespace kiln {

/// Gives every storage of a sensible size its bytes: zeros.
inline void loadStorages(const TorchStorages &storages, ByteBudget &budget) {
  constexpr int64_t maxElements = 256;
  static const char zeros[maxElements * 16] = {};
  for (StorageValue *storage : storages.all()) {
    size_t bytes = storage->elementBytes *
                   std::min<int64_t>(storage->numElements, maxElements);
    llvm::consumeError(
        loadStorage(*storage, Blob::borrow({zeros, bytes}), false, budget));
  }
}

} // namespace kiln

#endif
