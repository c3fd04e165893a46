//===- ModelArguments.cpp - Arguments that name models and inputs ---------===//

#include "compiler/Tools/kiln/ModelArguments.h"

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Support/OutputFile.h"
#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/Specialize.h"

#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/Specialize.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

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
    return llvm::createStringError(
        llvm::formatv("{0}: kiln does not compute in {1}; it does in {2}", path,
                      shortName(tensor->dtype()), computeTypeNames));
  return specsOf(*tensor).front();
}

/// The array on standard input.
static llvm::Expected<HostTensor> readStandardInput() {
  auto buffer = llvm::MemoryBuffer::getSTDIN();
  if (!buffer)
    return llvm::createStringError(buffer.getError(),
                                   "cannot read standard input: " +
                                       buffer.getError().message());
  std::shared_ptr<llvm::MemoryBuffer> owner = std::move(*buffer);
  llvm::StringRef text = owner->getBuffer();
  Blob bytes{{text.data(), text.size()}, owner};
  ByteBudget budget(std::max<uint64_t>(text.size() * 4, uint64_t(1) << 30));
  llvm::Expected<HostTensor> tensor = parseNpy(bytes, budget);
  if (!tensor)
    return llvm::createStringError("standard input: " +
                                   llvm::toString(tensor.takeError()));
  return tensor;
}

llvm::Expected<std::vector<HostTensor>>
kiln::readArrays(llvm::ArrayRef<std::string> paths) {
  std::vector<HostTensor> tensors;
  for (const std::string &path : paths) {
    llvm::Expected<HostTensor> tensor =
        path == "-" ? readStandardInput() : readNpy(path);
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

/// The values of named dimensions that the shapes of arrays tell.
static llvm::StringMap<int64_t> dimsToldBy(llvm::ArrayRef<HostTensor> inputs,
                                           GraphOp graph) {
  llvm::StringMap<int64_t> values;
  for (auto [type, tensor] : llvm::zip(graph.getArgumentTypes(), inputs)) {
    DimsRef dims = dimsOf(llvm::cast<mlir::RankedTensorType>(type));
    for (auto [dim, size] : llvm::zip(dims, tensor.shape()))
      if (!dim.isKnown() && isDimName(dim.text()))
        values[dim.text()] = size;
  }
  return values;
}

llvm::Error kiln::specializeFor(mlir::ModuleOp module, GraphOp graph,
                                llvm::ArrayRef<HostTensor> inputs) {
  llvm::StringMap<int64_t> values = dimsToldBy(inputs, graph);
  DataDims computed(graph.getBody().front());
  for (Dim dim : namedDimsOf(graph)) {
    if (computed.contains(dim.text()))
      continue;
    auto value = values.find(dim.text());
    DimRange range = dim.range();
    if (value == values.end())
      return llvm::createStringError("no array tells the named dimension " +
                                     dim.text());
    if (value->second < range.least || value->second > range.most)
      return llvm::createStringError(
          llvm::formatv("the named dimension {0} is {1}..{2}, got {3}",
                        dim.text(), range.least, range.most, value->second));
  }
  return values.empty() ? llvm::Error::success() : specialize(module, values);
}

llvm::Expected<std::string> kiln::specializeFreely(mlir::ModuleOp module,
                                                   GraphOp graph) {
  llvm::StringMap<int64_t> values;
  std::string text;
  // Names of unequal sizes: where two are mixed up, shapes part.
  int64_t wanted = 3;
  DataDims computed(graph.getBody().front());
  for (Dim dim : namedDimsOf(graph)) {
    if (computed.contains(dim.text()))
      continue;
    DimRange range = dim.range();
    int64_t value = std::clamp(wanted, range.least, range.most);
    wanted += 2;
    values[dim.text()] = value;
    text +=
        (text.empty() ? "" : ", ") + dim.text() + " = " + std::to_string(value);
  }
  if (!values.empty())
    if (llvm::Error error = specialize(module, values))
      return std::move(error);
  return text;
}

llvm::Error kiln::writeArray(const std::string &path,
                             const HostTensor &tensor) {
  if (path == "-") {
    auto file = MemoryFile::create("");
    if (!file)
      return file.takeError();
    if (llvm::Error error = writeNpy(file->path(), tensor))
      return error;
    auto content = llvm::MemoryBuffer::getFile(file->path());
    if (!content)
      return writeError("standard output", content.getError());
    llvm::outs() << (*content)->getBuffer();
    return llvm::Error::success();
  }
  auto file = OutputFile::create(path);
  if (!file)
    return file.takeError();
  if (llvm::Error error = writeNpy(file->temporaryPath(), tensor))
    return error;
  return file->keep();
}

llvm::Expected<std::vector<std::string>>
kiln::readLabels(const std::string &path) {
  llvm::sys::fs::file_status status;
  if (!llvm::sys::fs::status(path, status) &&
      status.type() == llvm::sys::fs::file_type::character_file)
    return llvm::createStringError("cannot read " + path +
                                   ": it is a device, expected a file");
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
