//===- TorchTar.cpp - torch.save before 0.1.10 ----------------------------===//
//
// A tar archive of three members: the storages, the tensors on them, and the
// object's pickle, whose persistent ids are the tensors' keys.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"
#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"

#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::Error;
using llvm::StringRef;

bool kiln::isTar(llvm::ArrayRef<char> bytes) {
  constexpr size_t magicOffset = 257;
  StringRef text(bytes.data(), bytes.size());
  return text.substr(magicOffset).starts_with("ustar");
}

/// The content of a regular member of a tar archive.
static llvm::Expected<Blob> findMember(const Blob &file, StringRef wanted) {
  constexpr uint64_t blockSize = 512;
  uint64_t position = 0;
  while (file.size() - position >= blockSize) {
    StringRef block = file.slice(position, blockSize).text();
    StringRef name = block.substr(0, 100).split('\0').first;
    if (name.empty())
      break;
    uint64_t size;
    if (block.substr(124, 12).split('\0').first.trim().getAsInteger(8, size))
      return failure("the tar header at byte {0} has no size", position);
    position += blockSize;
    if (size > file.size() - position)
      return failure("the tar member {0} of {1} bytes is longer than the {2} "
                     "bytes left",
                     quoted(name), size, file.size() - position);
    char type = block[156];
    name.consume_front("./");
    if (name == wanted && (type == '0' || type == '\0'))
      return file.slice(position, size);
    uint64_t padded = llvm::alignTo(size, blockSize);
    if (padded > file.size() - position)
      break;
    position += padded;
  }
  return failure("the tar archive has no member {0}", quoted(wanted));
}

namespace {

class TarReader {
public:
  TarReader(ModelFile &model, const Blob &file, ReadContext &context)
      : model(model), file(file), context(context), arena(*model.values) {}

  Error run();

private:
  llvm::Expected<Value *> readSimple(ByteReader &reader);
  llvm::Expected<int64_t> readCount(ByteReader &reader);
  Error readStorages(const Blob &member);
  Error readStorage(ByteReader &reader, const Blob &member);
  Error readViews(const Value &views);
  Error readTensors(const Blob &member);
  Error readTensor(ByteReader &reader);
  llvm::Expected<Value *> loadPersistent(Value *id);

  ModelFile &model;
  const Blob &file;
  ReadContext &context;
  ValueArena &arena;
  llvm::StringMap<StorageValue *> storages;
  llvm::StringMap<TensorValue *> tensors;
};

/// Keys are integers or strings of digits.
std::optional<std::string> keyOf(const Value *value) {
  if (auto *number = dyn_cast<IntValue>(value))
    return std::to_string(number->value);
  if (auto *text = dyn_cast<StringValue>(value))
    return text->text.str();
  return std::nullopt;
}

/// The elements of a tuple of `size` elements, or none.
llvm::ArrayRef<Value *> tupleOf(const Value &value, size_t size) {
  auto *tuple = dyn_cast<SequenceValue>(&value);
  if (!tuple || tuple->items.size() != size)
    return {};
  return tuple->items;
}

} // namespace

llvm::Expected<Value *> TarReader::readSimple(ByteReader &reader) {
  return readPickle(reader, arena, refusePersistentIds, context.options);
}

llvm::Expected<int64_t> TarReader::readCount(ByteReader &reader) {
  llvm::Expected<Value *> value = readSimple(reader);
  if (!value)
    return value.takeError();
  auto *number = dyn_cast<IntValue>(*value);
  if (!number || number->value < 0)
    return failure("it has {0} for a count", describe(**value));
  if (static_cast<uint64_t>(number->value) > context.options.maxTensors)
    return failure("it has {0} parts, more than {1}", number->value,
                   context.options.maxTensors);
  return number->value;
}

Error TarReader::readStorage(ByteReader &reader, const Blob &member) {
  uint64_t start = reader.position();
  llvm::Expected<Value *> value = readSimple(reader);
  if (!value)
    return value.takeError();
  llvm::ArrayRef<Value *> parts = tupleOf(**value, 3);
  std::optional<std::string> key =
      parts.empty() ? std::nullopt : keyOf(parts[0]);
  auto *global = parts.empty() ? nullptr : dyn_cast<GlobalValue>(parts[2]);
  std::optional<StorageClass> type =
      global ? storageClass(*global) : std::nullopt;
  if (!key || !type || !type->elementBytes)
    return failure("the storage at byte {0} has no key and type", start);
  auto *storage = arena.make<StorageValue>();
  if (!storages.try_emplace(*key, storage).second)
    return failure("two storages have the key {0}", quoted(*key));
  int64_t bytes;
  StringRef data;
  if (!reader.read(storage->numElements) || storage->numElements < 0 ||
      llvm::MulOverflow<int64_t>(storage->numElements, type->elementBytes,
                                 bytes) ||
      !reader.take(bytes, data))
    return failure("storage {0} of {1} elements is longer than the {2} bytes "
                   "left",
                   quoted(*key), storage->numElements, reader.remaining());
  storage->key = arena.save(*key);
  storage->className = global->name;
  storage->dtype = type->dtype;
  storage->elementBytes = type->elementBytes;
  if (auto *location = dyn_cast<StringValue>(parts[1]))
    storage->location = location->text;
  return loadStorage(*storage, {{data.data(), data.size()}, member.owner},
                     false, context.budget);
}

/// A list of `(target, root, offset, numel)`: storages inside of others.
Error TarReader::readViews(const Value &views) {
  auto *list = dyn_cast<SequenceValue>(&views);
  if (!list)
    return failure("the list of views is {0}", describe(views));
  if (list->items.size() > context.options.maxTensors)
    return failure("it has {0} views, more than {1}", list->items.size(),
                   context.options.maxTensors);
  for (const Value *item : list->items) {
    llvm::ArrayRef<Value *> parts = tupleOf(*item, 4);
    if (parts.empty())
      return failure("a view of a storage is {0}", describe(*item));
    std::optional<std::string> target = keyOf(parts[0]), root = keyOf(parts[1]);
    auto *offset = dyn_cast<IntValue>(parts[2]);
    auto *count = dyn_cast<IntValue>(parts[3]);
    StorageValue *whole = root ? storages.lookup(*root) : nullptr;
    if (!target || !whole || !offset || !count || offset->value < 0 ||
        count->value < 0 || offset->value > whole->numElements ||
        count->value > whole->numElements - offset->value)
      return failure("a view of a storage is outside of it");
    auto *part = arena.make<StorageValue>(*whole);
    part->key = arena.save(*target);
    part->numElements = count->value;
    part->data = whole->data.slice(offset->value * whole->elementBytes,
                                   count->value * whole->elementBytes);
    if (!storages.try_emplace(*target, part).second)
      return failure("two storages have the key {0}", quoted(*target));
  }
  return Error::success();
}

Error TarReader::readStorages(const Blob &member) {
  ByteReader reader(member.bytes);
  llvm::Expected<int64_t> count = readCount(reader);
  if (!count)
    return count.takeError();
  for (int64_t i = 0; i < *count; ++i)
    if (Error error = readStorage(reader, member))
      return error;
  // Some writers leave out an empty list of views.
  if (reader.atEnd())
    return Error::success();
  llvm::Expected<Value *> views = readSimple(reader);
  return views ? readViews(**views) : views.takeError();
}

Error TarReader::readTensor(ByteReader &reader) {
  uint64_t start = reader.position();
  llvm::Expected<Value *> value = readSimple(reader);
  if (!value)
    return value.takeError();
  llvm::ArrayRef<Value *> parts = tupleOf(**value, 3);
  std::optional<std::string> key, storageKey;
  if (!parts.empty()) {
    key = keyOf(parts[0]);
    storageKey = keyOf(parts[1]);
  }
  StorageValue *storage = storageKey ? storages.lookup(*storageKey) : nullptr;
  if (!key || !storage)
    return failure("the tensor at byte {0} has no key and storage", start);
  auto *tensor = arena.make<TensorValue>();
  tensor->storage = storage;
  tensor->dtype = storage->dtype;
  tensor->typeName = storage->className;
  constexpr int32_t maxRank = 64;
  int32_t rank;
  if (!reader.read(rank) || rank < 0 || rank > maxRank || !reader.skip(4))
    return failure("tensor {0} has no number of dimensions", quoted(*key));
  auto readDims = [&](llvm::SmallVectorImpl<int64_t> &dims) {
    dims.resize(rank);
    return llvm::all_of(
        dims, [&](int64_t &dim) { return reader.read(dim) && dim >= 0; });
  };
  if (!readDims(tensor->sizes) || !readDims(tensor->strides) ||
      !reader.read(tensor->offset) || tensor->offset < 0)
    return failure("tensor {0} has no sizes and strides", quoted(*key));
  if (!tensors.try_emplace(*key, tensor).second)
    return failure("two tensors have the key {0}", quoted(*key));
  return Error::success();
}

Error TarReader::readTensors(const Blob &member) {
  ByteReader reader(member.bytes);
  llvm::Expected<int64_t> count = readCount(reader);
  if (!count)
    return count.takeError();
  for (int64_t i = 0; i < *count; ++i)
    if (Error error = readTensor(reader))
      return error;
  return Error::success();
}

llvm::Expected<Value *> TarReader::loadPersistent(Value *id) {
  // A class with its source comes as a tuple that begins with the class.
  if (auto *tuple = dyn_cast<SequenceValue>(id); tuple && !tuple->items.empty())
    return tuple->items[0];
  std::optional<std::string> key = keyOf(id);
  if (!key)
    return failure("a persistent id is {0}", describe(*id));
  if (TensorValue *tensor = tensors.lookup(*key))
    return tensor;
  if (StorageValue *storage = storages.lookup(*key))
    return storage;
  return failure("no tensor has the key {0}", quoted(*key));
}

Error TarReader::run() {
  for (auto [name, read] : {std::pair("storages", &TarReader::readStorages),
                            std::pair("tensors", &TarReader::readTensors)}) {
    llvm::Expected<Blob> member = findMember(file, name);
    if (!member)
      return member.takeError();
    if (Error error = (this->*read)(*member))
      return withPrefix("member " + quoted(name), std::move(error));
  }
  llvm::Expected<Blob> member = findMember(file, "pickle");
  if (!member)
    return member.takeError();
  ByteReader reader(member->bytes);
  llvm::Expected<Value *> root = readPickle(
      reader, arena, [&](Value *id) { return loadPersistent(id); },
      context.options);
  if (!root)
    return withPrefix("member `pickle`", root.takeError());
  model.root = *root;
  return addTreeTensors(model, context);
}

Error kiln::readTorchTar(ModelFile &model, const Blob &file,
                         ReadContext &context) {
  return TarReader(model, file, context).run();
}
