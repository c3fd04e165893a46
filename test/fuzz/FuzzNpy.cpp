//===- FuzzNpy.cpp - Any bytes as a NumPy array ---------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ByteBudget budget(fuzzOptions().maxCopiedBytes);
  llvm::Expected<HostTensor> tensor = parseNpy(fuzzBlob(data, size), budget);
  if (!tensor)
    llvm::consumeError(tensor.takeError());
  return 0;
}
