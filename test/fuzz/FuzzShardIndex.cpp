//===- FuzzShardIndex.cpp - Any bytes as an index of shards ---------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::Expected<ShardIndex> index = parseShardIndex(text, fuzzOptions());
  if (!index) {
    llvm::consumeError(index.takeError());
    return 0;
  }
  // No name may lead out of a folder.
  for (llvm::StringRef shard : index->shards)
    if (shard.empty() || shard.starts_with("/") || shard.starts_with("../") ||
        shard.contains("/../") || shard.ends_with("/..") || shard == "..")
      __builtin_trap();
  return 0;
}
