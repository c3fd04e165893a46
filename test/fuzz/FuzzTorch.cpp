//===- FuzzTorch.cpp - Any bytes as a model file of any kind --------------===//
//
// What has weights is written again in every format that holds them, and must
// be read again with as many.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Writers.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

static void readAgain(llvm::StringRef bytes, size_t numTensors) {
  Blob blob = Blob::borrow({bytes.data(), bytes.size()});
  ModelFile model = llvm::cantFail(readModelBytes("written", blob));
  if (llvm::cantFail(findStateDict(model, "", WrapperPrefix::Keep)).size() !=
      numTensors)
    __builtin_trap();
}

static void writeAll(const StateDict &weights) {
  bool isText = true, isNpz = true, isSafetensors = true;
  for (const StateDict::Entry &entry : weights) {
    DType type = entry.tensor.dtype();
    isText &= !entry.name.empty() && llvm::json::isUTF8(entry.name);
    isNpz &= !numpyName(type).empty() && !problemOfNpzName(entry.name);
    isSafetensors &=
        !safetensorsName(type).empty() && !problemOfSafetensorsName(entry.name);
  }
  auto write = [&](llvm::function_ref<void(llvm::raw_pwrite_stream &)> body) {
    llvm::SmallString<0> bytes;
    llvm::raw_svector_ostream os(bytes);
    body(os);
    readAgain(bytes, weights.size());
  };
  if (!isText)
    return;
  write([&](auto &os) { writeTorchZip(os, weights); });
  if (isNpz)
    write([&](auto &os) { writeNpz(os, weights); });
  if (isSafetensors)
    write([&](auto &os) { llvm::cantFail(writeSafetensors(os, weights, {})); });
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::Expected<ModelFile> model =
      readModelBytes("file", fuzzBlob(data, size), fuzzOptions());
  if (!model) {
    llvm::consumeError(model.takeError());
    return 0;
  }
  printModel(llvm::nulls(), *model);
  llvm::Expected<StateDict> weights =
      findStateDict(*model, "", WrapperPrefix::Keep);
  if (!weights)
    llvm::consumeError(weights.takeError());
  else
    writeAll(*weights);
  return 0;
}
