//===- ShardIndex.cpp - Which file holds which tensor ---------------------===//

#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Safetensors/JsonText.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

bool kiln::isJson(llvm::ArrayRef<char> bytes) {
  StringRef text(bytes.data(), bytes.size());
  // The length that safetensors begin with may have the byte of a brace, but
  // is never text as a whole.
  bool isText = llvm::all_of(text.take_front(8), [](char c) {
    return llvm::isPrint(c) || llvm::isSpace(c);
  });
  return isText && text.ltrim().starts_with("{");
}

namespace {

class IndexParser {
public:
  explicit IndexParser(const ReadOptions &options) : options(options) {}

  llvm::Expected<ShardIndex> run(StringRef text);

private:
  Error addMember(const JsonMember &member);
  Error addTensors(StringRef map);
  Error addShard(StringRef name, StringRef shard);
  Error addNotes(StringRef metadata);

  const ReadOptions &options;
  ShardIndex index;
  bool hasMap = false;
  llvm::StringSet<> known;
};

} // namespace

Error IndexParser::addShard(StringRef name, StringRef shard) {
  constexpr size_t maxShards = 10'000;
  // The rules for members of archives are those for files of a folder.
  if (const char *problem = problemOfMemberName(shard))
    return failure("the tensor {0} lies in the shard {1}, whose name {2}",
                   quoted(name), quoted(shard), problem);
  index.tensors.push_back({name.str(), shard.str()});
  if (known.insert(shard).second)
    index.shards.push_back(shard.str());
  if (index.shards.size() > maxShards)
    return failure("it names more than {0} shards", maxShards);
  return Error::success();
}

Error IndexParser::addTensors(StringRef map) {
  llvm::Expected<std::vector<JsonMember>> members = splitJsonObject(map);
  if (!members)
    return withPrefix("`weight_map`", members.takeError());
  if (members->size() > options.maxTensors)
    return failure("it has {0} tensors, more than {1}", members->size(),
                   options.maxTensors);
  for (const JsonMember &member : *members) {
    llvm::Expected<llvm::json::Value> shard = parseJson(member.value);
    if (!shard)
      return withPrefix("`weight_map`: " + quoted(member.key),
                        shard.takeError());
    if (!shard->getAsString())
      return failure("`weight_map` holds something else than the name of a "
                     "file for {0}",
                     quoted(member.key));
    if (Error error = addShard(member.key, *shard->getAsString()))
      return error;
  }
  return Error::success();
}

Error IndexParser::addNotes(StringRef metadata) {
  llvm::Expected<std::vector<JsonMember>> members = splitJsonObject(metadata);
  if (!members)
    return withPrefix("`metadata`", members.takeError());
  for (const JsonMember &member : *members)
    index.notes.push_back({member.key, member.value.trim().str()});
  return Error::success();
}

Error IndexParser::addMember(const JsonMember &member) {
  if (member.key == "metadata")
    return addNotes(member.value);
  if (member.key != "weight_map")
    return Error::success();
  hasMap = true;
  return addTensors(member.value);
}

llvm::Expected<ShardIndex> IndexParser::run(StringRef text) {
  if (text.size() > options.maxParsedBytes)
    return failure("it is an index of {0} bytes, more than {1}", text.size(),
                   options.maxParsedBytes);
  llvm::Expected<std::vector<JsonMember>> members = splitJsonObject(text);
  if (!members)
    return withPrefix("it is no JSON", members.takeError());
  for (const JsonMember &member : *members)
    if (Error error = addMember(member))
      return error;
  if (!hasMap)
    return failure("it is JSON but no index of sharded weights: it has no "
                   "`weight_map`");
  return std::move(index);
}

llvm::Expected<ShardIndex> kiln::parseShardIndex(StringRef text,
                                                 const ReadOptions &options) {
  return IndexParser(options).run(text);
}

llvm::Expected<std::string> kiln::findShard(StringRef indexPath,
                                            StringRef shard) {
  namespace fs = llvm::sys::fs;
  StringRef parent = llvm::sys::path::parent_path(indexPath);
  llvm::SmallString<128> path(parent), folder, target;
  llvm::sys::path::append(path, shard);
  if (!fs::exists(path))
    return std::string();
  std::error_code problem =
      fs::real_path(parent.empty() ? StringRef(".") : parent, folder);
  if (!problem)
    problem = fs::real_path(path, target);
  if (problem)
    return failure("shard {0}: cannot open: {1}", quoted(shard),
                   problem.message());
  StringRef within = target;
  bool isInside =
      folder == "/" || (within.consume_front(folder) &&
                        (within.empty() || within.starts_with("/")));
  if (!isInside)
    return failure("the shard {0} is a link that leads out of the index's "
                   "folder, to {1}: refused; put a copy in its place",
                   quoted(shard), quoted(target));
  return std::string(path);
}
