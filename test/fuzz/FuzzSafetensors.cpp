//===- FuzzSafetensors.cpp - Any bytes as a safetensors file --------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Readers.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ReadOptions options = fuzzOptions();
  ByteBudget budget(options.maxCopiedBytes);
  ReadContext context{options, budget};
  ModelFile model;
  model.kind = FileKind::Safetensors;
  llvm::consumeError(readSafetensors(model, fuzzBlob(data, size), context));
  return 0;
}
