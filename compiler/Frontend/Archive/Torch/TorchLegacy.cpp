//===- TorchLegacy.cpp - torch.save from 0.1.10 to 1.5 --------------------===//
//
// Five pickles in a row (a magic number, the protocol's version, facts about
// the machine, the object, the storages' keys), then the storages' bytes.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Frontend/Archive/Torch/TorchStorages.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::dyn_cast_if_present;
using llvm::Error;
using llvm::StringRef;

// PROTO 2, LONG1 of ten bytes (0x1950a86a20f9469cfc6c), STOP.
constexpr StringRef magic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8"
                          "\x50\x19\x2e",
                          15);
constexpr int64_t protocolVersion = 1001;

bool kiln::isTorchLegacy(llvm::ArrayRef<char> bytes) {
  return StringRef(bytes.data(), bytes.size()).starts_with(magic);
}

namespace {

class LegacyReader {
public:
  LegacyReader(ModelFile &model, const Blob &file, ReadContext &context)
      : model(model), file(file), context(context),
        reader(file.bytes, magic.size()), storages(*model.values) {}

  Error run();

private:
  llvm::Expected<Value *> readPart(const char *what);
  Error readHeader();
  Error readStorages(const Value &keys);
  Error readStorage(const Value &key);

  ModelFile &model;
  const Blob &file;
  ReadContext &context;
  ByteReader reader;
  TorchStorages storages;
};

} // namespace

llvm::Expected<Value *> LegacyReader::readPart(const char *what) {
  uint64_t start = reader.position();
  llvm::Expected<Value *> value = readPickle(
      reader, *model.values, [this](Value *id) { return storages.load(id); },
      context.options);
  if (!value)
    return withPrefix(llvm::formatv("{0} at byte {1}", what, start).str(),
                      value.takeError());
  return value;
}

Error LegacyReader::readHeader() {
  llvm::Expected<Value *> version = readPart("the protocol's version");
  if (!version)
    return version.takeError();
  auto *number = dyn_cast<IntValue>(*version);
  if (!number || number->value != protocolVersion)
    return failure("the protocol's version is {0}, expected {1}",
                   number ? std::to_string(number->value)
                          : describe(**version).str(),
                   protocolVersion);
  llvm::Expected<Value *> machine = readPart("the machine's description");
  if (!machine)
    return machine.takeError();
  auto *facts = dyn_cast<DictValue>(*machine);
  if (!facts)
    return failure("the machine's description is {0}, expected a dict",
                   describe(**machine));
  auto *little = dyn_cast_if_present<BoolValue>(facts->lookup("little_endian"));
  if (!little || !little->value)
    return failure("it was not written on a little-endian machine, which is "
                   "not supported for legacy files");
  return Error::success();
}

Error LegacyReader::readStorage(const Value &key) {
  auto *text = dyn_cast<StringValue>(&key);
  if (!text)
    return failure("the key of a storage is {0}, expected a string",
                   describe(key));
  StorageValue *storage = storages.find(text->text);
  if (!storage)
    return failure("storage {0} is listed but no tensor uses it",
                   quoted(text->text));
  if (storage->isLoaded)
    return failure("storage {0} is listed twice", quoted(text->text));
  uint64_t start = reader.position();
  int64_t count, bytes;
  StringRef data;
  if (!reader.read(count))
    return failure("the file ends before storage {0}, at byte {1}",
                   quoted(text->text), start);
  if (count != storage->numElements)
    return failure("storage {0} at byte {1} has {2} elements, expected {3}",
                   quoted(text->text), start, count, storage->numElements);
  if (!storage->elementBytes)
    return failure("storage {0} is a {1}, which is not supported in legacy "
                   "files",
                   quoted(text->text), storage->className);
  if (llvm::MulOverflow<int64_t>(count, storage->elementBytes, bytes) ||
      !reader.take(bytes, data))
    return failure("storage {0} at byte {1} of {2} elements of {3} bytes is "
                   "longer than the {4} bytes left",
                   quoted(text->text), start, count, storage->elementBytes,
                   reader.remaining());
  Blob blob{{data.data(), data.size()}, file.owner};
  return loadStorage(*storage, std::move(blob), false, context.budget);
}

Error LegacyReader::readStorages(const Value &keys) {
  auto *list = dyn_cast<SequenceValue>(&keys);
  if (!list)
    return failure("the list of storages is {0}, expected a list",
                   describe(keys));
  for (const Value *key : list->items)
    if (Error error = readStorage(*key))
      return error;
  for (const StorageValue *storage : storages.all())
    if (!storage->isLoaded)
      return failure("storage {0} is used but not listed",
                     quoted(storage->key));
  if (!reader.atEnd())
    return failure("the file has {0} bytes after its last storage, at byte {1}",
                   reader.remaining(), reader.position());
  return storages.loadViews();
}

Error LegacyReader::run() {
  if (Error error = readHeader())
    return error;
  llvm::Expected<Value *> root = readPart("the object");
  if (!root)
    return root.takeError();
  model.root = *root;
  llvm::Expected<Value *> keys = readPart("the list of storages");
  if (!keys)
    return keys.takeError();
  if (Error error = readStorages(**keys))
    return error;
  return addTreeTensors(model, context);
}

Error kiln::readTorchLegacy(ModelFile &model, const Blob &file,
                            ReadContext &context) {
  return LegacyReader(model, file, context).run();
}
