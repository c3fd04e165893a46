//===- WriteTorchZip.cpp - Writing torch.save's zip archives --------------===//

#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"
#include "compiler/Frontend/Archive/Pickle/PickleWriter.h"
#include "compiler/Frontend/Archive/Writers.h"
#include "compiler/Frontend/Archive/Zip/ZipWriter.h"

#include <map>

using namespace kiln;
using llvm::StringRef;

namespace {

class TorchWriter {
public:
  explicit TorchWriter(const StateDict &weights) : weights(weights) {}

  void write(llvm::raw_pwrite_stream &os);

private:
  /// Where a storage's bytes are and what class it has: tensors that agree in
  /// both share the record.
  using StorageId =
      std::pair<std::pair<const char *, size_t>, /*className=*/StringRef>;

  void putStateDict();
  void putTensor(const StateDict::Entry &entry);
  void putStorage(const Blob &stored, DType type);
  std::string keyOf(const Blob &data, StringRef className);

  const StateDict &weights;
  PickleWriter pickle;
  std::vector<Blob> storages;
  std::map<StorageId, size_t> known;
};

} // namespace

/// How an entry lies in memory; one behind the other where the file told
/// nothing else.
static StoredLayout layoutOf(const StateDict::Entry &entry) {
  if (entry.layout.storage.owner)
    return entry.layout;
  return {{entry.tensor.bytes(), entry.tensor.keepAlive()},
          rowMajorStrides(entry.tensor.shape()),
          0};
}

std::string TorchWriter::keyOf(const Blob &data, StringRef className) {
  auto add = [&] {
    storages.push_back(data);
    return storages.size() - 1;
  };
  // No bytes are nowhere.
  if (data.bytes.empty())
    return std::to_string(add());
  StorageId id{{data.bytes.data(), data.bytes.size()}, className};
  auto [entry, isNew] = known.try_emplace(id);
  if (isNew)
    entry->second = add();
  return std::to_string(entry->second);
}

/// `('storage', torch.FloatStorage, key, 'cpu', number of elements)`.
void TorchWriter::putStorage(const Blob &stored, DType type) {
  StringRef className = storageClassOf(type);
  // Of records that end within an element, the part that tensors can reach.
  Blob data = stored.slice(0, stored.size() - stored.size() % byteWidth(type));
  pickle.opcode(PickleOpcode::Mark);
  pickle.symbol("storage");
  if (className.empty())
    pickle.global("torch.storage", "UntypedStorage");
  else
    pickle.global("torch", className);
  pickle.string(keyOf(data, className));
  pickle.symbol("cpu");
  pickle.integer(data.size() / (className.empty() ? 1 : byteWidth(type)));
  pickle.opcode(PickleOpcode::Tuple);
  pickle.opcode(PickleOpcode::BinPersId);
}

/// `_rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, hooks)`,
/// or `_rebuild_tensor_v3` with the dtype behind where the storage has no type.
void TorchWriter::putTensor(const StateDict::Entry &entry) {
  DType type = entry.tensor.dtype();
  bool isTyped = !storageClassOf(type).empty();
  StoredLayout layout = layoutOf(entry);
  pickle.global("torch._utils",
                isTyped ? "_rebuild_tensor_v2" : "_rebuild_tensor_v3");
  pickle.opcode(PickleOpcode::Mark);
  putStorage(layout.storage, type);
  pickle.integer(layout.offset);
  pickle.tuple(entry.tensor.shape());
  pickle.tuple(layout.strides);
  pickle.boolean(false);
  pickle.orderedDict();
  if (!isTyped)
    pickle.global("torch", torchName(type));
  pickle.opcode(PickleOpcode::Tuple);
  pickle.opcode(PickleOpcode::Reduce);
}

void TorchWriter::putStateDict() {
  pickle.orderedDict();
  pickle.items(weights.size(), [&](size_t index) {
    const StateDict::Entry &entry = weights.entries()[index];
    pickle.string(entry.name);
    putTensor(entry);
  });
  if (!weights.metadata || !isPlain(*weights.metadata))
    return;
  pickle.opcode(PickleOpcode::EmptyDict);
  pickle.string("_metadata");
  pickle.plain(*weights.metadata);
  pickle.opcode(PickleOpcode::SetItem);
  pickle.opcode(PickleOpcode::Build);
}

void TorchWriter::write(llvm::raw_pwrite_stream &os) {
  putStateDict();
  ZipWriter zip(os);
  zip.add("archive/data.pkl", pickle.take());
  zip.add("archive/byteorder", "little");
  for (size_t index = 0; index < storages.size(); ++index)
    zip.add("archive/data/" + std::to_string(index), storages[index].bytes);
  // Of the layout; torch.save has written this since 1.6.
  zip.add("archive/version", "3\n");
  zip.finish();
}

void kiln::writeTorchZip(llvm::raw_pwrite_stream &os,
                         const StateDict &weights) {
  TorchWriter(weights).write(os);
}
