//===- FuzzTorch.cpp - Any bytes as a model file of any kind --------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/StateDict.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::Expected<ModelFile> model =
      readModelBytes("file", fuzzBlob(data, size), fuzzOptions());
  if (!model) {
    llvm::consumeError(model.takeError());
    return 0;
  }
  printModel(llvm::nulls(), *model);
  llvm::Expected<StateDict> weights = findStateDict(*model);
  if (!weights)
    llvm::consumeError(weights.takeError());
  return 0;
}
