//===- PrintModel.cpp - What kiln inspect shows of a model file -----------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/ModelFile.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

void kiln::printModel(llvm::raw_ostream &os, const ModelFile &model) {
  os << model.path << ": " << describe(model.kind) << "\n";
  for (const ModelTensor &tensor : model.tensors)
    os << "  " << tensor.name << "  " << tensor.typeName << "  "
       << shapeText(tensor.shape) << "  " << tensor.tensor.numBytes() << " "
       << tensor.problem << "\n";
}
