//===- TorchStorages.cpp - Persistent ids of torch.save's pickles ---------===//

#include "compiler/Frontend/Archive/Torch/TorchStorages.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"
#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::StringRef;

/// The text of a string, which Python 2 may have written as bytes.
static std::optional<StringRef> textOf(const Value *value) {
  if (auto *text = dyn_cast<StringValue>(value))
    return text->text;
  if (auto *bytes = dyn_cast<BytesValue>(value))
    return bytes->bytes;
  return std::nullopt;
}

llvm::Expected<Value *> TorchStorages::load(Value *id) {
  auto *tuple = dyn_cast<SequenceValue>(id);
  if (!tuple || tuple->kind() != Value::Kind::Tuple || tuple->items.empty())
    return failure("a persistent id is {0}, expected a tuple", describe(*id));
  llvm::ArrayRef<Value *> items = tuple->items;
  std::optional<StringRef> kind = textOf(items[0]);
  if (kind == "module") {
    auto *global = items.size() < 2 ? nullptr : dyn_cast<GlobalValue>(items[1]);
    if (!global)
      return failure("a persistent id of a module names no class");
    if (items.size() > 3)
      global->source = textOf(items[3]).value_or("");
    return global;
  }
  if (kind != "storage")
    return failure("a persistent id begins with {0}, expected `storage`",
                   kind ? quoted(*kind) : describe(*items[0]).str());
  llvm::Expected<StorageValue *> storage = loadStorage(items.drop_front());
  if (!storage)
    return storage.takeError();
  if (items.size() == 6 && items[5]->kind() != Value::Kind::None)
    return loadView(*storage, items[5]);
  return *storage;
}

llvm::Expected<StorageValue *>
TorchStorages::loadStorage(llvm::ArrayRef<Value *> id) {
  if (id.size() != 4 && id.size() != 5)
    return failure("a persistent id has {0} elements, expected 5 or 6",
                   id.size() + 1);
  auto *global = dyn_cast<GlobalValue>(id[0]);
  std::optional<StorageClass> type =
      global ? storageClass(*global) : std::nullopt;
  if (!type)
    return failure("a persistent id names {0}, expected a storage class",
                   global ? quoted(global->qualifiedName())
                          : describe(*id[0]).str());
  std::optional<StringRef> key = textOf(id[1]), location = textOf(id[2]);
  auto *count = dyn_cast<IntValue>(id[3]);
  if (!key || !location || !count || count->value < 0)
    return failure("a persistent id has {0}, {1} and {2}, expected a key, a "
                   "location and a number of elements",
                   describe(*id[1]), describe(*id[2]), describe(*id[3]));
  constexpr size_t longestKey = 256;
  if (key->size() > longestKey)
    return failure("the key of a storage has {0} bytes, more than {1}",
                   key->size(), longestKey);
  StorageValue *&storage = byKey[*key];
  if (storage) {
    if (storage->className != global->name ||
        storage->numElements != count->value)
      return failure("storage {0} is of {1} {2} and of {3} {4} at once",
                     quoted(*key), storage->numElements, storage->className,
                     count->value, global->name);
    return storage;
  }
  storage = arena.make<StorageValue>();
  storage->className = global->name;
  storage->dtype = type->dtype;
  storage->elementBytes = type->elementBytes;
  storage->key = *key;
  storage->location = *location;
  storage->numElements = count->value;
  storages.push_back(storage);
  return storage;
}

llvm::Expected<Value *> TorchStorages::loadView(StorageValue *whole,
                                                const Value *metadata) {
  auto *tuple = dyn_cast<SequenceValue>(metadata);
  if (!tuple || tuple->items.size() != 3)
    return failure("a storage's view is {0}, expected a key, an offset and a "
                   "size",
                   describe(*metadata));
  std::optional<StringRef> key = textOf(tuple->items[0]);
  auto *offset = dyn_cast<IntValue>(tuple->items[1]);
  auto *size = dyn_cast<IntValue>(tuple->items[2]);
  if (!key || !offset || !size)
    return failure("a storage's view has no key, offset and size");
  if (offset->value < 0 || size->value < 0 ||
      offset->value > whole->numElements ||
      size->value > whole->numElements - offset->value)
    return failure("a view of {0} elements at {1} is outside of storage {2} of "
                   "{3}",
                   size->value, offset->value, quoted(whole->key),
                   whole->numElements);
  View &view = views[*key];
  if (!view.part) {
    view = {arena.make<StorageValue>(*whole), whole, offset->value};
    view.part->key = *key;
    view.part->numElements = size->value;
  }
  if (view.whole != whole || view.offset != offset->value ||
      view.part->numElements != size->value)
    return failure("the view {0} is described in two ways", quoted(*key));
  return view.part;
}

llvm::Error TorchStorages::loadViews() {
  for (auto &entry : views) {
    View &view = entry.second;
    if (!view.whole->isLoaded || !view.whole->elementBytes)
      return failure("storage {0} has no data", quoted(view.whole->key));
    uint64_t width = view.whole->elementBytes;
    view.part->data = view.whole->data.slice(view.offset * width,
                                             view.part->numElements * width);
    view.part->isLoaded = true;
  }
  return llvm::Error::success();
}
