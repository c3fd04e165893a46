//===- FuzzPickle.cpp - Any bytes as the pickle of a model ----------------===//

#include "Fuzz.h"
#include "FuzzStorages.h"
#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/Archive/Pickle/PrintValues.h"
#include "compiler/Frontend/Archive/Pickle/Walk.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ReadOptions options = fuzzOptions();
  ByteBudget budget(options.maxCopiedBytes);
  ValueArena arena;
  TorchStorages storages(arena);
  Blob blob = fuzzBlob(data, size);
  ByteReader reader(blob.bytes);
  llvm::Expected<Value *> root = readPickle(
      reader, arena, [&](Value *id) { return storages.load(id); }, options);
  if (!root) {
    llvm::consumeError(root.takeError());
    return 0;
  }
  loadStorages(storages, budget);
  bool omitted;
  (void)summarizeValues(**root, WalkStyle::Instances, omitted);
  for (WalkStyle style :
       {WalkStyle::Tree, WalkStyle::Instances, WalkStyle::StateDict}) {
    WalkBudget walk;
    llvm::Expected<std::vector<NamedTensor>> tensors =
        findTensors(**root, style, options, walk);
    if (!tensors) {
      llvm::consumeError(tensors.takeError());
      continue;
    }
    for (NamedTensor &tensor : *tensors)
      llvm::consumeError(loadTensor(*tensor.tensor, budget));
  }
  return 0;
}
