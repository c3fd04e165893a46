//===- TorchStorages.h - Persistent ids of torch.save's pickles -*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_TORCH_TORCHSTORAGES_H
#define KILN_FRONTEND_ARCHIVE_TORCH_TORCHSTORAGES_H

#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace kiln {

/// The storages that a pickle refers to, one per key: tensors that share one
/// share it here too.
class TorchStorages {
public:
  explicit TorchStorages(ValueArena &arena) : arena(arena) {}

  /// A persistent id: `('storage', class, key, location, numel)`, with a sixth
  /// element in legacy files, or `('module', class, path, source)`, which is
  /// the class.
  llvm::Expected<Value *> load(Value *id);

  /// In the order of their first use.
  const std::vector<StorageValue *> &all() const { return storages; }
  StorageValue *find(llvm::StringRef key) const { return byKey.lookup(key); }

  /// Gives the views of other storages their bytes, once those are loaded.
  llvm::Error loadViews();

private:
  /// Very old legacy files: a storage that is part of another one.
  struct View {
    StorageValue *part;
    StorageValue *whole;
    int64_t offset;
  };

  llvm::Expected<StorageValue *> loadStorage(llvm::ArrayRef<Value *> id);
  llvm::Expected<Value *> loadView(StorageValue *whole, const Value *metadata);

  ValueArena &arena;
  std::vector<StorageValue *> storages;
  llvm::StringMap<StorageValue *> byKey;
  llvm::StringMap<View> views;
};

} // namespace kiln

#endif
