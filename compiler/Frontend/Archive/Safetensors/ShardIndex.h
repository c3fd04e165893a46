//===- ShardIndex.h - Which file holds which tensor -------------*- C++ -*-===//
//
// Large models come in several files with an index, `*.index.json`:
//
//   {"metadata": {"total_size": 4096},
//    "weight_map": {"fc.weight": "model-00001-of-00002.safetensors", ...}}
//
// The index is as little to be trusted as any file: what it names must lie in
// its own folder.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_SAFETENSORS_SHARDINDEX_H
#define KILN_FRONTEND_ARCHIVE_SAFETENSORS_SHARDINDEX_H

#include "compiler/Frontend/Archive/Budget.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace kiln {

struct ShardIndex {
  /// Names of tensors and of the shards that hold them, in the file's order.
  std::vector<std::pair<std::string, std::string>> tensors;
  /// Each shard once, in the order of their first use.
  std::vector<std::string> shards;
  /// What is noted beside them.
  std::vector<std::pair<std::string, std::string>> notes;
};

/// True when the bytes begin like a JSON object.
bool isJson(llvm::ArrayRef<char> bytes);

/// Reads an index; touches no other file.
llvm::Expected<ShardIndex> parseShardIndex(llvm::StringRef text,
                                           const ReadOptions &options);

/// The path of a shard beside the index at `indexPath`, or "" when there is no
/// such file. Fails when it is a link that leads out of the index's folder.
llvm::Expected<std::string> findShard(llvm::StringRef indexPath,
                                      llvm::StringRef shard);

} // namespace kiln

#endif
