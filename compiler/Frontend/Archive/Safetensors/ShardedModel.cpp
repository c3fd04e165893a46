//===- ShardedModel.cpp - Weights that lie in several files ---------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"

#include "llvm/ADT/STLExtras.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

namespace {

/// Reads an index and the shards that it names.
class ShardedReader {
public:
  ShardedReader(StringRef path, const ReadOptions &options)
      : path(path), options(options) {}

  llvm::Expected<ModelFile> run(const Blob &text);

private:
  Error mapShards();
  Error readShard(StringRef shard, const Blob &bytes, ReadContext &context);
  Error collect();

  StringRef path;
  const ReadOptions &options;
  ShardIndex index;
  ModelFile model;
  std::vector<Blob> bytes;
  /// The tensors of each shard by name.
  llvm::StringMap<llvm::StringMap<ModelTensor>> shards;
};

} // namespace

Error ShardedReader::mapShards() {
  std::vector<std::string> missing;
  for (const std::string &shard : index.shards) {
    llvm::Expected<std::string> file = findShard(path, shard);
    if (!file)
      return file.takeError();
    if (file->empty()) {
      missing.push_back(quoted(shard));
      continue;
    }
    llvm::Expected<Blob> mapped = Blob::mapFile(*file);
    if (!mapped)
      return withPrefix("shard " + quoted(shard), mapped.takeError());
    model.files.push_back(*file);
    model.fileBytes += mapped->size();
    bytes.push_back(std::move(*mapped));
  }
  if (missing.empty())
    return Error::success();
  return failure("{0} of its {1} shards are not beside it: {2}", missing.size(),
                 index.shards.size(), listOf(missing));
}

Error ShardedReader::readShard(StringRef shard, const Blob &content,
                               ReadContext &context) {
  llvm::Expected<ModelFile> part = readOneFile(shard, content, context);
  if (!part)
    return part.takeError();
  if (part->kind != FileKind::Safetensors && part->kind != FileKind::TorchZip &&
      part->kind != FileKind::TorchLegacy)
    return failure("{0}: it is a {1}, which no shard is", shard,
                   describe(part->kind));
  llvm::StringMap<ModelTensor> &tensors = shards[shard];
  for (ModelTensor &tensor : part->tensors) {
    tensor.shard = shard.str();
    std::string name = tensor.name;
    tensors[name] = std::move(tensor);
  }
  return Error::success();
}

/// Each tensor from the shard that the index names.
Error ShardedReader::collect() {
  std::vector<std::string> missing;
  for (const auto &[name, shard] : index.tensors) {
    llvm::StringMap<ModelTensor> &tensors = shards[shard];
    auto found = tensors.find(name);
    if (found == tensors.end())
      missing.push_back(quoted(name) + " (" + shard + ")");
    else
      model.tensors.push_back(std::move(found->second));
  }
  if (missing.empty())
    return Error::success();
  return failure("{0} of its {1} tensors are not in the shards that it names: "
                 "{2}",
                 missing.size(), index.tensors.size(), listOf(missing));
}

llvm::Expected<ModelFile> ShardedReader::run(const Blob &text) {
  model.path = path.str();
  model.kind = FileKind::ShardIndex;
  model.files.push_back(model.path);
  model.fileBytes = text.size();
  model.values = std::make_shared<ValueArena>();
  llvm::Expected<ShardIndex> parsed = parseShardIndex(text.text(), options);
  if (!parsed)
    return parsed.takeError();
  index = std::move(*parsed);
  model.notes = index.notes;
  if (Error error = mapShards())
    return error;
  // One for all: a thousand small shards must not take a thousand times what
  // one file may.
  ByteBudget budget = budgetFor(model.fileBytes, options);
  ReadContext context{options, budget};
  for (auto [shard, content] : llvm::zip_equal(index.shards, bytes))
    if (Error error = readShard(shard, content, context))
      return withPrefix("shard", std::move(error));
  if (Error error = collect())
    return error;
  return std::move(model);
}

llvm::Expected<ModelFile> kiln::readShardedModel(StringRef path,
                                                 const Blob &text,
                                                 const ReadOptions &options) {
  return ShardedReader(path, options).run(text);
}
