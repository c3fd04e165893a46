//===- CompareArrays.cpp - Are two NumPy arrays equal? --------------------===//
//
// usage: compare-arrays EXPECTED.npy ACTUAL.npy TOLERANCE
//
// Prints the error as compiler/Verify/TensorDifference.h defines it; exit
// status 1 where it is beyond the tolerance.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Verify/TensorDifference.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

static llvm::Expected<HostTensor> readArray(llvm::StringRef path) {
  llvm::Expected<ModelFile> file = readModelFile(path);
  if (!file)
    return file.takeError();
  if (file->kind != FileKind::Npy || file->tensors.size() != 1)
    return llvm::createStringError(path + ": not a NumPy array");
  return file->tensors.front().tensor.clone();
}

int main(int argc, char **argv) {
  double tolerance;
  if (argc != 4 || llvm::StringRef(argv[3]).getAsDouble(tolerance)) {
    llvm::errs() << "usage: compare-arrays EXPECTED.npy ACTUAL.npy TOLERANCE\n";
    return 2;
  }
  llvm::Expected<HostTensor> expected = readArray(argv[1]);
  llvm::Expected<HostTensor> actual =
      expected ? readArray(argv[2]) : expected.takeError();
  if (!actual) {
    llvm::errs() << llvm::toString(actual.takeError()) << "\n";
    return 1;
  }
  TensorDifference difference = compareTensors(*expected, *actual, tolerance);
  if (difference)
    llvm::outs() << describe(difference, *expected, *actual, tolerance) << "\n";
  else
    llvm::outs() << llvm::formatv("equal, error {0:e1}\n", difference.error);
  return difference ? 1 : 0;
}
