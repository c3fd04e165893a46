//===- ModelArguments.cpp - Arguments that name models and inputs ---------===//

#include "compiler/Tools/kiln/ModelArguments.h"

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Npy.h"
#include "compiler/Support/OutputFile.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace kiln;

llvm::StringRef kiln::fileOf(llvm::StringRef model) {
  size_t end = model.find(".py:");
  return end == llvm::StringRef::npos ? model : model.take_front(end + 3);
}

bool kiln::isDefinition(llvm::StringRef model) {
  return fileOf(model).ends_with(".py");
}

llvm::Expected<ArgumentSpec> kiln::specOfExample(const std::string &path) {
  llvm::Expected<HostTensor> tensor = readNpy(path);
  if (!tensor)
    return tensor.takeError();
  if (!isComputeType(tensor->dtype()))
    return llvm::createStringError(llvm::formatv(
        "{0}: kiln does not compute in {1}", path, shortName(tensor->dtype())));
  return specsOf(*tensor).front();
}

llvm::Expected<std::vector<HostTensor>>
kiln::readArrays(llvm::ArrayRef<std::string> paths) {
  std::vector<HostTensor> tensors;
  for (const std::string &path : paths) {
    llvm::Expected<HostTensor> tensor = readNpy(path);
    if (!tensor)
      return tensor.takeError();
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

std::vector<ArgumentSpec> kiln::specsOf(llvm::ArrayRef<HostTensor> tensors) {
  std::vector<ArgumentSpec> specs;
  for (const HostTensor &tensor : tensors)
    specs.push_back({"",
                     tensor.dtype(),
                     llvm::SmallVector<int64_t, 4>(tensor.shape()),
                     {}});
  return specs;
}

llvm::Error kiln::writeArray(const std::string &path,
                             const HostTensor &tensor) {
  auto file = OutputFile::create(path);
  if (!file)
    return file.takeError();
  if (llvm::Error error = writeNpy(file->temporaryPath(), tensor))
    return error;
  return file->keep();
}

llvm::Expected<std::vector<std::string>>
kiln::readLabels(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer)
    return llvm::createStringError(buffer.getError(),
                                   "cannot read " + path + ": " +
                                       buffer.getError().message());
  std::vector<std::string> labels;
  llvm::SmallVector<llvm::StringRef> lines;
  (*buffer)->getBuffer().rtrim().split(lines, '\n');
  for (llvm::StringRef line : lines)
    labels.push_back(line.trim().str());
  return labels;
}
