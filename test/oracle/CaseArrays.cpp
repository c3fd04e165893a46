//===- CaseArrays.cpp - Inputs and outputs stored in one file -------------===//
//
// usage: case-arrays extract CASE.safetensors FOLDER
//        case-arrays compare CASE.safetensors FOLDER TOLERANCE
//
// A case holds tensors input0, input1, ... and output0, output1, ... The first
// form writes the inputs as FOLDER/inputN.npy and prints how many outputs there
// are; the second compares FOLDER/outputN.npy with them as
// compiler/Verify/TensorDifference.h defines it, prints those that differ and
// the largest error, and exits with 1 where any does.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Verify/TensorDifference.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

static int fail(llvm::Error error) {
  llvm::errs() << llvm::toString(std::move(error)) << "\n";
  return 1;
}

static std::string arrayPath(llvm::StringRef folder, llvm::StringRef name) {
  return (folder + "/" + name + ".npy").str();
}

static int extract(const ModelFile &file, llvm::StringRef folder) {
  unsigned outputs = 0;
  for (const ModelTensor &tensor : file.tensors) {
    outputs += llvm::StringRef(tensor.name).starts_with("output");
    if (!llvm::StringRef(tensor.name).starts_with("input"))
      continue;
    if (llvm::Error error =
            writeNpy(arrayPath(folder, tensor.name), tensor.tensor))
      return fail(std::move(error));
  }
  llvm::outs() << outputs << "\n";
  return 0;
}

static int compare(const ModelFile &file, llvm::StringRef folder,
                   double tolerance) {
  int status = 0;
  double largest = 0;
  for (const ModelTensor &tensor : file.tensors) {
    if (!llvm::StringRef(tensor.name).starts_with("output"))
      continue;
    llvm::Expected<ModelFile> actual =
        readModelFile(arrayPath(folder, tensor.name));
    if (!actual)
      return fail(actual.takeError());
    const HostTensor &got = actual->tensors.front().tensor;
    TensorDifference difference = compareTensors(tensor.tensor, got, tolerance);
    largest = std::max(largest, difference.error);
    if (!difference)
      continue;
    status = 1;
    llvm::outs() << tensor.name << ": "
                 << describe(difference, tensor.tensor, got, tolerance) << "\n";
  }
  if (!status)
    llvm::outs() << llvm::formatv("equal, error {0:e1}\n", largest);
  return status;
}

int main(int argc, char **argv) {
  llvm::StringRef mode = argc > 1 ? argv[1] : "";
  double tolerance = 0;
  bool extracts = mode == "extract" && argc == 4;
  bool compares = mode == "compare" && argc == 5 &&
                  !llvm::StringRef(argv[4]).getAsDouble(tolerance);
  if (!extracts && !compares) {
    llvm::errs() << "usage: case-arrays extract CASE.safetensors FOLDER\n"
                    "       case-arrays compare CASE.safetensors FOLDER "
                    "TOLERANCE\n";
    return 2;
  }
  llvm::Expected<ModelFile> file = readModelFile(argv[2]);
  if (!file)
    return fail(file.takeError());
  return extracts ? extract(*file, argv[3])
                  : compare(*file, argv[3], tolerance);
}
