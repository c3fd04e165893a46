//===- CheckModelFiles.cpp - Reads model files and tells what it finds ----===//
//
// usage: check-model-files FOLDER          (see TensorOracle.h)
//        check-model-files --print FILE...
//        check-model-files --weights FILE
//
//===----------------------------------------------------------------------===//

#include "TensorOracle.h"

#include "compiler/Frontend/Archive/StateDict.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;
using namespace kiln::test;
using llvm::StringRef;

/// Prints models as `kiln inspect` does, or why they cannot be read.
static int printFiles(llvm::ArrayRef<char *> paths) {
  int status = 0;
  for (const char *path : paths) {
    llvm::Expected<ModelFile> model = readModelFile(path);
    if (model) {
      printModel(llvm::outs(), *model);
      continue;
    }
    llvm::outs() << llvm::toString(model.takeError()) << "\n";
    status = 1;
  }
  return status;
}

/// Prints the name, type, shape and checksum of each weight found in a file.
static int printWeights(StringRef path) {
  llvm::Expected<ModelFile> model = readModelFile(path);
  llvm::Expected<StateDict> weights =
      model ? findStateDict(*model) : model.takeError();
  if (!weights) {
    llvm::outs() << llvm::toString(weights.takeError()) << "\n";
    return 1;
  }
  for (const StateDict::Entry &entry : *weights) {
    llvm::outs() << entry.name << " " << shortName(entry.tensor.dtype());
    for (int64_t dim : entry.tensor.shape())
      llvm::outs() << " " << dim;
    llvm::outs() << llvm::formatv(" {0:x}\n", checksum(entry.tensor));
  }
  return 0;
}

static int checkFolder(StringRef folder) {
  OracleResult result = checkModelFolder(folder, llvm::outs());
  llvm::outs() << result.comparedFiles << " files with "
               << result.comparedTensors << " tensors compared, "
               << result.otherFiles << " more read, " << result.refusedFiles
               << " refused, " << result.failures << " failures\n";
  return result.failures ? 1 : 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && StringRef(argv[1]) == "--weights")
    return printWeights(argv[2]);
  if (argc > 2 && StringRef(argv[1]) == "--print")
    return printFiles(llvm::ArrayRef(argv, argc).drop_front(2));
  if (argc == 2)
    return checkFolder(argv[1]);
  llvm::errs() << "usage: check-model-files FOLDER | --print FILE... | "
                  "--weights FILE\n";
  return 2;
}
