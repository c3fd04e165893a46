//===- NumericCases.cpp - Single ops with PyTorch's results ---------------===//

#include "test/unit/NumericCases/NumericCases.h"

#include "compiler/Frontend/Archive/ModelFile.h"

#include "mlir/Parser/Parser.h"

#include "llvm/ADT/StringMap.h"

using namespace kiln;
using namespace kiln::test;

/// NAME.in0, NAME.in1, ... as long as there are any.
static std::vector<HostTensor>
takeTensors(const llvm::StringMap<HostTensor> &tensors, llvm::StringRef name,
            llvm::StringRef kind) {
  std::vector<HostTensor> found;
  for (;;) {
    auto entry =
        tensors.find((name + "." + kind + llvm::Twine(found.size())).str());
    if (entry == tensors.end())
      return found;
    found.push_back(entry->second);
  }
}

llvm::Expected<NumericCases> test::loadNumericCases(mlir::MLIRContext &context,
                                                    llvm::StringRef family) {
  std::string stem = KILN_TEST_DATA_DIR "/ops/" + family.str();
  llvm::Expected<ModelFile> file = readModelFile(stem + ".safetensors");
  if (!file)
    return file.takeError();
  llvm::StringMap<HostTensor> tensors;
  for (const ModelTensor &tensor : file->tensors)
    tensors[tensor.name] = tensor.tensor;

  context.loadDialect<KilnDialect>();
  NumericCases result;
  result.module =
      mlir::parseSourceFile<mlir::ModuleOp>(stem + ".mlir", &context);
  if (!result.module)
    return llvm::createStringError("cannot parse " + stem + ".mlir");
  for (GraphOp graph : result.module->getOps<GraphOp>()) {
    std::string name = graph.getSymName().str();
    result.cases.push_back({name, graph, takeTensors(tensors, name, "in"),
                            takeTensors(tensors, name, "out")});
  }
  return result;
}

llvm::ArrayRef<llvm::StringRef> test::numericFamilies() {
  static const llvm::StringRef names[] = {
      "binary",  "cast",      "contraction", "normalization",
      "pooling", "reduction", "shape",       "unary"};
  return names;
}

double test::caseTolerance(DType type) {
  switch (type) {
  case DType::F64:
    return 1e-13;
  case DType::F16:
    return 2e-3;
  case DType::BF16:
    return 1.6e-2;
  default:
    return 2e-6;
  }
}
