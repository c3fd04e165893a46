//===- TorchZip.cpp - torch.save's zip archives and TorchScript -----------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Frontend/Archive/Torch/TorchStorages.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

StringRef kiln::archivePrefix(const ZipArchive &archive) {
  if (archive.entries().empty())
    return "";
  StringRef first = archive.entries().front().name;
  size_t slash = first.find('/');
  return slash == StringRef::npos ? "" : first.take_front(slash + 1);
}

llvm::Expected<Blob> kiln::readStructure(const ZipArchive &archive,
                                         const ZipArchive::Entry &entry,
                                         ReadContext &context) {
  constexpr uint64_t longestSmall = 1 << 16, highestRatio = 200;
  if (entry.size > context.options.maxParsedBytes)
    return failure("member {0} is {1} bytes, more than {2}", quoted(entry.name),
                   entry.size, context.options.maxParsedBytes);
  if (entry.size > longestSmall &&
      entry.size / highestRatio > entry.compressedSize)
    return failure("member {0} unpacks from {1} to {2} bytes, more than {3} "
                   "times as much",
                   quoted(entry.name), entry.compressedSize, entry.size,
                   highestRatio);
  return archive.read(entry, context.budget);
}

/// Two `data.pkl` would be two models, of which readers might see either.
static Error checkOnePrefix(const ZipArchive &archive, StringRef prefix) {
  for (const ZipArchive::Entry &entry : archive.entries()) {
    StringRef folder = entry.name;
    if (folder.consume_back("data.pkl") && folder.count('/') == 1 &&
        folder.ends_with("/") && folder != prefix)
      return failure("it holds two models, {0} and {1}", quoted(prefix),
                     quoted(entry.name));
  }
  return Error::success();
}

static llvm::Expected<bool> isBigEndian(const ZipArchive &archive,
                                        StringRef prefix, ByteBudget &budget) {
  const ZipArchive::Entry *entry = archive.find((prefix + "byteorder").str());
  if (!entry)
    return false;
  llvm::Expected<Blob> content = archive.read(*entry, budget);
  if (!content)
    return content.takeError();
  StringRef order = content->text().trim();
  if (order != "little" && order != "big")
    return failure("member {0} is {1}, expected `little` or `big`",
                   quoted(entry->name), quoted(order));
  return order == "big";
}

static Error loadStorages(const TorchStorages &storages,
                          const ZipArchive &archive, StringRef prefix,
                          StringRef folder, ByteBudget &budget) {
  llvm::Expected<bool> bigEndian = isBigEndian(archive, prefix, budget);
  if (!bigEndian)
    return bigEndian.takeError();
  for (StorageValue *storage : storages.all()) {
    std::string name = (prefix + folder + "/" + storage->key).str();
    const ZipArchive::Entry *entry = archive.find(name);
    if (!entry)
      return failure("member {0} is missing, which holds a storage of {1} "
                     "elements",
                     quoted(name), storage->numElements);
    llvm::Expected<Blob> data = archive.read(*entry, budget);
    if (!data)
      return data.takeError();
    if (Error error =
            loadStorage(*storage, std::move(*data), *bigEndian, budget))
      return withPrefix("member " + quoted(name), std::move(error));
  }
  return Error::success();
}

llvm::Expected<Value *> kiln::readTorchPickle(StringRef stem,
                                              ValueArena &values,
                                              const ZipArchive &archive,
                                              ReadContext &context) {
  StringRef prefix = archivePrefix(archive);
  std::string name = (prefix + stem + ".pkl").str();
  const ZipArchive::Entry *entry = archive.find(name);
  if (!entry)
    return failure("it has no member {0}", quoted(name));
  llvm::Expected<Blob> pickle = readStructure(archive, *entry, context);
  if (!pickle)
    return pickle.takeError();

  TorchStorages storages(values);
  ByteReader reader(pickle->bytes);
  llvm::Expected<Value *> root = readPickle(
      reader, values, [&](Value *id) { return storages.load(id); },
      context.options);
  if (!root)
    return withPrefix("member " + quoted(name), root.takeError());
  if (!reader.atEnd())
    return failure("member {0} has {1} bytes after its pickle", quoted(name),
                   reader.remaining());
  if (Error error =
          loadStorages(storages, archive, prefix, stem, context.budget))
    return error;
  return *root;
}

Error kiln::readTorchZip(ModelFile &model, const ZipArchive &archive,
                         ReadContext &context) {
  if (Error error = checkOnePrefix(archive, archivePrefix(archive)))
    return error;
  llvm::Expected<Value *> root =
      readTorchPickle("data", *model.values, archive, context);
  if (!root)
    return root.takeError();
  model.root = *root;
  return addTreeTensors(model, context);
}
