//===- ShardIndexTest.cpp - Weights in several files ----------------------===//

#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"
#include "Written.h"
#include "compiler/Support/OutputFile.h"
#include "llvm/Support/FileSystem.h"

using namespace kiln;
using namespace kiln::test;

namespace {

StateDict floatsNamed(llvm::ArrayRef<llvm::StringRef> names) {
  StateDict weights;
  for (llvm::StringRef name : names)
    weights.insert(
        name, HostTensor::of<float>(DType::F32, {1}, {float(weights.size())}));
  return weights;
}

class Shards : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("kiln-shards", base));
    folder = (base + "/model").str();
    ASSERT_FALSE(llvm::sys::fs::create_directory(folder));
    put("one.safetensors", safetensorsFile(floatsNamed({"a", "b"})));
    put("two.safetensors", safetensorsFile(floatsNamed({"c", "extra"})));
    put("three.bin", torchFile(floatsNamed({"d", "e"})));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(base); }

  void put(llvm::StringRef name, const std::string &bytes) const {
    llvm::cantFail(writeWholeFile(folder + "/" + name.str(), bytes));
  }

  /// The names of the weights that an index with this map leads to, or the
  /// error without the index's path.
  std::string readMap(llvm::StringRef map, ReadOptions options = {}) const {
    return read(
        ("{\"metadata\":{\"total_size\":12},\"weight_map\":{" + map + "}}")
            .str(),
        options);
  }
  std::string read(const std::string &text, ReadOptions options) const {
    std::string path = folder + "/model.safetensors.index.json";
    llvm::cantFail(writeWholeFile(path, text));
    llvm::Expected<ModelFile> model = readModelFile(path, options);
    if (!model) {
      std::string message = llvm::toString(model.takeError());
      EXPECT_TRUE(llvm::StringRef(message).starts_with(path + ": "));
      return message.substr(path.size() + 2);
    }
    EXPECT_EQ(model->kind, FileKind::ShardIndex);
    std::string names;
    for (const StateDict::Entry &entry : llvm::cantFail(findStateDict(*model)))
      names += entry.name + "=" +
               std::to_string(int(entry.tensor.data<float>()[0])) + " ";
    return names + std::to_string(model->files.size());
  }

  llvm::SmallString<64> base;
  std::string folder;
};

std::string parseError(llvm::StringRef text, ReadOptions options = {}) {
  llvm::Expected<ShardIndex> index = parseShardIndex(text, options);
  return index ? "" : llvm::toString(index.takeError());
}

std::string mapError(llvm::StringRef shard) {
  return parseError(("{\"weight_map\":{\"w\":" + shard + "}}").str());
}

} // namespace

TEST_F(Shards, TakeEachTensorFromTheShardThatIsNamed) {
  EXPECT_EQ(readMap("\"c\":\"two.safetensors\",\"b\":\"one.safetensors\","
                    "\"e\":\"three.bin\",\"a\":\"one.safetensors\""),
            "c=0 b=1 e=1 a=0 4");
  EXPECT_EQ(readMap("\"module.c\":\"two.safetensors\""),
            "1 of its 1 tensors are not in the shards that it names: "
            "`module.c` (two.safetensors)");
}

TEST_F(Shards, AreAllAskedForAtOnce) {
  EXPECT_EQ(readMap("\"a\":\"one.safetensors\",\"x\":\"four.bin\","
                    "\"y\":\"sub/five.bin\",\"z\":\"four.bin\""),
            "2 of its 3 shards are not beside it: `four.bin`, `sub/five.bin`");
  EXPECT_EQ(readMap("\"a\":\"two.safetensors\",\"c\":\"two.safetensors\","
                    "\"b\":\"three.bin\""),
            "2 of its 3 tensors are not in the shards that it names: `a` "
            "(two.safetensors), `b` (three.bin)");
}

TEST_F(Shards, StayInTheirFolder) {
  llvm::cantFail(writeWholeFile((base + "/outside.safetensors").str(),
                                safetensorsFile(floatsNamed({"a"}))));
  auto link = [&](llvm::StringRef to, llvm::StringRef name) {
    ASSERT_FALSE(llvm::sys::fs::create_link(to, folder + "/" + name.str()));
  };
  link("../outside.safetensors", "out.safetensors");
  link("..", "up");
  link("one.safetensors", "in.safetensors");
  link("nowhere", "broken.safetensors");
  EXPECT_TRUE(contains(readMap("\"a\":\"out.safetensors\""),
                       "the shard `out.safetensors` is a link that leads out"));
  EXPECT_TRUE(contains(readMap("\"a\":\"up/outside.safetensors\""),
                       "is a link that leads out"));
  EXPECT_TRUE(
      contains(readMap("\"a\":\"broken.safetensors\""), "are not beside it"));
  EXPECT_EQ(readMap("\"a\":\"in.safetensors\""), "a=0 2");
  EXPECT_TRUE(contains(readMap("\"a\":\"../outside.safetensors\""),
                       "whose name climbs out"));
}

TEST_F(Shards, AreFilesOfWeights) {
  put("text", "nothing to see here");
  EXPECT_TRUE(contains(readMap("\"a\":\"text\""),
                       "shard: text: not a model file that kiln knows"));
  EXPECT_TRUE(contains(readMap("\"a\":\".\""), "shard `.`: is a folder"));
  EXPECT_TRUE(contains(readMap("\"a\":\"model.safetensors.index.json\""),
                       "it is an index, whose shards"));
  put("x.npz", npzFile(floatsNamed({"a"})));
  EXPECT_TRUE(contains(readMap("\"a\":\"x.npz\""),
                       "x.npz: it is a NumPy archive of arrays, which no shard "
                       "is"));
}

TEST_F(Shards, PayFromOneBudget) {
  // A tensor that repeats one element, in each of several shards.
  PickleBytes pickle;
  pickle.dict().string("a").tensor("0", 1, 0, {200}, {0}).setItem();
  std::string bytes = torchZip(pickle.stop(), {floats(1)});
  put("x", bytes);
  put("y", bytes);
  ReadOptions options;
  options.maxCopiedBytes = 1000;
  EXPECT_EQ(readMap("\"a\":\"x\"", options), "a=0 2");
  EXPECT_TRUE(contains(readMap("\"a\":\"x\",\"b\":\"y\"", options),
                       "shard: y: tensor `a`: it needs a copy of 800 bytes, "
                       "more than the 200"));
}

TEST(ShardIndex, IsToldFromOtherFiles) {
  auto isIndex = [](llvm::StringRef text) {
    return isJson({text.data(), text.size()});
  };
  EXPECT_TRUE(isIndex("{}"));
  EXPECT_TRUE(isIndex(" \n\t{\"weight_map\""));
  EXPECT_FALSE(isIndex(""));
  EXPECT_FALSE(isIndex("[1]"));
  // The header of safetensors is 123 bytes long here.
  EXPECT_FALSE(isIndex(llvm::StringRef("{\0\0\0\0\0\0\0{\"a\"", 12)));
  // Bytes alone have no folder.
  EXPECT_TRUE(contains(errorOf("{\"weight_map\":{\"a\":\"b\"}}"),
                       "file: it is an index, whose shards"));
}

TEST(ShardIndex, RefusesWhatIsNoIndex) {
  EXPECT_TRUE(contains(parseError("{}"), "no `weight_map`"));
  EXPECT_TRUE(contains(parseError("{\"weight_map\":[]}"), "`weight_map`: "));
  EXPECT_TRUE(contains(parseError("{\"weight_map\":{}"), "it is no JSON"));
  EXPECT_TRUE(contains(parseError("{\"weight_map\":{}}}"), "it is no JSON"));
  EXPECT_TRUE(contains(parseError("{\"weight_map\":{\"a\":\"b\",\"a\":\"c\"}}"),
                       "the key `a` stands twice"));
  EXPECT_TRUE(contains(parseError("{\"metadata\":3,\"weight_map\":{}}"),
                       "`metadata`: "));
  EXPECT_TRUE(contains(mapError("3"), "something else than the name"));
  EXPECT_TRUE(contains(mapError(std::string(200, '[') + std::string(200, ']')),
                       "nests deeper"));
  EXPECT_TRUE(
      contains(parseError("{\"weight_map\":{\"w\":\"\xff\"}}"), "not UTF-8"));
  ReadOptions few;
  few.maxTensors = 1;
  EXPECT_TRUE(
      contains(parseError("{\"weight_map\":{\"a\":\"x\",\"b\":\"x\"}}", few),
               "2 tensors, more than 1"));
  few.maxParsedBytes = 10;
  EXPECT_TRUE(contains(parseError("{\"weight_map\":{}}", few),
                       "17 bytes, more than 10"));
}

TEST(ShardIndex, RefusesNamesThatLeadAway) {
  EXPECT_TRUE(contains(mapError("\"\""), "is empty"));
  EXPECT_TRUE(contains(mapError("\"/etc/passwd\""), "is absolute"));
  EXPECT_TRUE(contains(mapError("\"..\""), "climbs out"));
  EXPECT_TRUE(contains(mapError("\"a/../b\""), "climbs out"));
  EXPECT_TRUE(contains(mapError("\"..\\\\a\""), "backslash"));
  EXPECT_TRUE(contains(mapError("\"a\\u0000b\""), "NUL"));
  EXPECT_TRUE(contains(mapError("\"" + std::string(70'000, 'a') + "\""),
                       "longer than 65535"));
  std::string many;
  for (unsigned i = 0; i < 10'001; ++i)
    many += (i ? ",\"" : "\"") + std::to_string(i) + "\":\"" +
            std::to_string(i) + "\"";
  EXPECT_TRUE(contains(parseError("{\"weight_map\":{" + many + "}}"),
                       "more than 10000 shards"));
}
