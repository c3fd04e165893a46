//===- ModelFile.cpp - The content of a model file ------------------------===//

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Archive/Pickle/Walk.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"
#include "compiler/Frontend/Archive/Sniff.h"
#include "compiler/Frontend/Archive/StridedTensor.h"

#include <algorithm>

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

StringRef kiln::describe(FileKind kind) {
  switch (kind) {
  case FileKind::TorchZip:
    return "PyTorch file (zip)";
  case FileKind::TorchLegacy:
    return "PyTorch file (legacy format)";
  case FileKind::TorchTar:
    return "PyTorch file (tar, before 0.1.10)";
  case FileKind::TorchScript:
    return "TorchScript archive";
  case FileKind::ExportedProgram:
    return "torch.export archive";
  case FileKind::Safetensors:
    return "safetensors file";
  case FileKind::Npy:
    return "NumPy array";
  case FileKind::Npz:
    return "NumPy archive of arrays";
  case FileKind::Onnx:
    return "ONNX model";
  case FileKind::ShardIndex:
    return "index of sharded weights";
  }
  llvm_unreachable("all kinds are handled");
}

void kiln::addTensor(ModelFile &model, StringRef name, HostTensor tensor) {
  ModelTensor &entry = model.tensors.emplace_back();
  entry.name = name.str();
  entry.typeName = shortName(tensor.dtype()).str();
  entry.shape.assign(tensor.shape().begin(), tensor.shape().end());
  entry.strides = rowMajorStrides(entry.shape);
  entry.storageNumElements = tensor.numElements();
  entry.tensor = std::move(tensor);
}

static ModelTensor describeTensor(std::string name, const TensorValue &value) {
  ModelTensor entry;
  entry.name = std::move(name);
  entry.tensor = value.tensor;
  entry.problem = value.problem;
  entry.typeName =
      value.dtype ? shortName(*value.dtype).str() : value.typeName.str();
  entry.shape = value.sizes;
  entry.strides = value.strides;
  entry.offset = value.offset;
  if (value.storage) {
    entry.storageKey = value.storage->key.str();
    entry.storageNumElements = value.storage->numElements;
    entry.location = value.storage->location.str();
    if (value.storesElements())
      entry.storage = value.storage->data;
  }
  return entry;
}

Error kiln::addTreeTensors(ModelFile &model, ReadContext &context) {
  WalkStyle style = model.kind == FileKind::TorchScript ? WalkStyle::Instances
                                                        : WalkStyle::Tree;
  // The tree is ours until the model is handed out.
  auto *root = const_cast<Value *>(model.root);
  WalkBudget budget;
  llvm::Expected<std::vector<NamedTensor>> found =
      findTensors(*root, style, context.options, budget);
  if (!found)
    return found.takeError();
  uint64_t described = 0;
  for (NamedTensor &tensor : *found) {
    // One tensor may be listed under many names, each time with all this.
    const TensorValue &value = *tensor.tensor;
    described += value.typeName.size() + 8 * value.sizes.size();
    if (value.storage)
      described += value.storage->key.size() + value.storage->location.size();
    if (described > context.options.maxParsedBytes)
      return failure("describing its tensors takes more than {0} bytes",
                     context.options.maxParsedBytes);
    if (Error error = loadTensor(*tensor.tensor, context.budget))
      return withPrefix("tensor " + quoted(tensor.name), std::move(error));
    model.tensors.push_back(
        describeTensor(std::move(tensor.name), *tensor.tensor));
  }
  return Error::success();
}

static Error readNpyFile(ModelFile &model, const Blob &file,
                         ReadContext &context) {
  llvm::Expected<HostTensor> tensor = parseNpy(file, context.budget);
  if (!tensor)
    return tensor.takeError();
  addTensor(model, "", std::move(*tensor));
  return Error::success();
}

static Error readContent(ModelFile &model, const Blob &file,
                         ReadContext &context) {
  if (ZipArchive::isZip(file.bytes)) {
    llvm::Expected<ZipArchive> archive =
        ZipArchive::open(file, context.options);
    if (!archive)
      return archive.takeError();
    llvm::Expected<FileKind> kind = sniffArchive(*archive, context.budget);
    if (!kind)
      return kind.takeError();
    model.kind = *kind;
    if (*kind == FileKind::ExportedProgram)
      return readExportedProgram(model, *archive, context);
    if (*kind == FileKind::Npz)
      return readNpz(model, *archive, context);
    if (*kind == FileKind::TorchScript)
      return readTorchScript(model, *archive, context);
    return readTorchZip(model, *archive, context);
  }
  llvm::Expected<FileKind> kind = sniffFile(file.bytes);
  if (!kind)
    return kind.takeError();
  model.kind = *kind;
  switch (*kind) {
  case FileKind::TorchLegacy:
    return readTorchLegacy(model, file, context);
  case FileKind::TorchTar:
    return readTorchTar(model, file, context);
  case FileKind::Safetensors:
    return readSafetensors(model, file, context);
  case FileKind::Npy:
    return readNpyFile(model, file, context);
  case FileKind::Onnx:
    return readOnnx(model, file, context);
  case FileKind::ShardIndex:
    return failure("it is an index, whose shards can only be read beside it");
  default:
    llvm_unreachable("the other kinds are zip archives");
  }
}

ByteBudget kiln::budgetFor(uint64_t fileBytes, const ReadOptions &options) {
  constexpr uint64_t least = uint64_t(1) << 30;
  return ByteBudget(options.maxCopiedBytes ? options.maxCopiedBytes
                                           : std::max(fileBytes * 4, least));
}

llvm::Expected<ModelFile> kiln::readOneFile(StringRef path, const Blob &bytes,
                                            ReadContext &context) {
  ModelFile model;
  model.path = path.str();
  model.files.push_back(model.path);
  model.fileBytes = bytes.size();
  model.values = std::make_shared<ValueArena>();
  if (Error error = readContent(model, bytes, context))
    return withPrefix(path, std::move(error));
  return std::move(model);
}

llvm::Expected<ModelFile> kiln::readModelBytes(StringRef name, Blob bytes,
                                               const ReadOptions &options) {
  ByteBudget budget = budgetFor(bytes.size(), options);
  ReadContext context{options, budget};
  return readOneFile(name, bytes, context);
}

llvm::Expected<ModelFile> kiln::readModelFile(StringRef path,
                                              const ReadOptions &options) {
  llvm::Expected<Blob> file = Blob::mapFile(path);
  if (!file)
    return withPrefix(path, file.takeError());
  if (!isJson(file->bytes))
    return readModelBytes(path, std::move(*file), options);
  llvm::Expected<ModelFile> model = readShardedModel(path, *file, options);
  if (!model)
    return withPrefix(path, model.takeError());
  return model;
}
