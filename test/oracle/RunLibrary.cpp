//===- RunLibrary.cpp - Runs a model of --emit=shared ---------------------===//
//
// usage: run-library LIBRARY MODEL OUTPUT.npy INPUT.npy...
//
// Loads the model through its C interface, runs it once and writes its first
// output.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Verify/LoadedModel.h"

#include "llvm/Support/raw_ostream.h"

using namespace kiln;

static llvm::Error run(llvm::ArrayRef<const char *> arguments) {
  auto model = LoadedModel::load(arguments[0], arguments[1]);
  if (!model)
    return model.takeError();
  std::vector<HostTensor> inputs;
  for (const char *path : arguments.drop_front(3)) {
    llvm::Expected<HostTensor> input = readNpy(path);
    if (!input)
      return input.takeError();
    inputs.push_back(std::move(*input));
  }
  auto outputs = (*model)->run(inputs);
  if (!outputs)
    return outputs.takeError();
  return writeNpy(arguments[2], outputs->front());
}

int main(int argc, char **argv) {
  if (argc < 4) {
    llvm::errs()
        << "usage: run-library LIBRARY MODEL OUTPUT.npy INPUT.npy...\n";
    return 2;
  }
  llvm::Error error =
      run(llvm::ArrayRef<const char *>(argv, argc).drop_front());
  if (!error)
    return 0;
  llvm::errs() << llvm::toString(std::move(error)) << "\n";
  return 1;
}
