//===- WriteTest.cpp - Files of weights, written and read again -----------===//

#include "Written.h"
#include "compiler/Frontend/Archive/Pickle/PickleWriter.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"
#include "compiler/Frontend/Archive/Zip/ZipWriter.h"

using namespace kiln;
using namespace kiln::test;

namespace {

constexpr unsigned numTypes = static_cast<unsigned>(DType::F8E8M0FNU) + 1;

/// A tensor whose bytes count up; 0 and 1 for bool.
HostTensor counting(DType type, llvm::ArrayRef<int64_t> shape) {
  HostTensor tensor = HostTensor::zeros(type, shape);
  char *bytes = tensor.mutableData<char>();
  for (size_t i = 0; i < tensor.numBytes(); ++i)
    bytes[i] = static_cast<char>(type == DType::Bool ? i % 2 : i + 1);
  return tensor;
}

StateDict allTypes(llvm::function_ref<bool(DType)> isWanted) {
  StateDict weights;
  for (unsigned i = 0; i < numTypes; ++i) {
    auto type = static_cast<DType>(i);
    if (!isWanted(type))
      continue;
    std::string name = "z.";
    name[0] -= i % 7;
    weights.insert(name + torchName(type).str(), counting(type, {2, 3}));
    weights.insert(name + torchName(type).str() + ".scalar",
                   counting(type, {}));
    weights.insert(name + torchName(type).str() + ".empty",
                   counting(type, {4, 0}));
  }
  return weights;
}

/// The state dict of a file that is kept alive with it.
struct ReadBack {
  std::string bytes;
  ModelFile model;
  StateDict weights;

  explicit ReadBack(std::string file)
      : bytes(std::move(file)), model(llvm::cantFail(readBytes(bytes))),
        weights(llvm::cantFail(findStateDict(model))) {}
};

} // namespace

TEST(Write, TorchHoldsEveryType) {
  StateDict weights = allTypes([](DType) { return true; });
  EXPECT_EQ(weights.size(), 3 * numTypes);
  EXPECT_EQ(describeFile(torchFile(weights)), describe(weights));
}

TEST(Write, SafetensorsHoldsItsTypes) {
  StateDict weights =
      allTypes([](DType type) { return !safetensorsName(type).empty(); });
  EXPECT_EQ(weights.size(), 3 * (numTypes - 2));
  EXPECT_EQ(describeFile(safetensorsFile(weights)), describe(weights));
}

TEST(Write, NpzHoldsItsTypes) {
  StateDict weights =
      allTypes([](DType type) { return !numpyName(type).empty(); });
  EXPECT_EQ(weights.size(), 3u * 14);
  EXPECT_EQ(describeFile(npzFile(weights)), describe(weights));
}

TEST(Write, HoldsNothing) {
  for (const std::string &file :
       {torchFile({}), safetensorsFile({}), npzFile({})})
    EXPECT_EQ(describeFile(file), "");
}

TEST(Write, HoldsManyTensorsOfAnyName) {
  StateDict weights;
  for (unsigned i = 0; i < 2500; ++i)
    weights.insert("layer \"\\\n\xc3\xa4." + std::to_string(i),
                   counting(DType::U8, {i % 5}));
  EXPECT_EQ(describeFile(torchFile(weights)), describe(weights));
  EXPECT_EQ(describeFile(safetensorsFile(weights)), describe(weights));
  StateDict plain;
  for (unsigned i = 0; i < 2500; ++i)
    plain.insert("a/b." + std::to_string(i) + ".npy",
                 counting(DType::U8, {i % 5}));
  EXPECT_EQ(describeFile(npzFile(plain)), describe(plain));
}

TEST(Write, TorchKeepsStridesAndSharing) {
  PickleBytes pickle;
  pickle.dict();
  pickle.string("rows").tensor("0", 6, 0, {2, 3}, {3, 1}).setItem();
  pickle.string("columns").tensor("0", 6, 0, {3, 2}, {1, 3}).setItem();
  pickle.string("tail").tensor("0", 6, 4, {2}, {1}).setItem();
  pickle.string("same").tensor("1", 1, 0, {4}, {0}).setItem();
  ReadBack first(torchZip(pickle.stop(), {floats(6), floats(1)}));
  ReadBack again(torchFile(first.weights));
  EXPECT_EQ(describe(again.weights), describe(first.weights));
  ASSERT_EQ(again.model.tensors.size(), 4u);
  for (auto [before, after] :
       llvm::zip_equal(first.model.tensors, again.model.tensors)) {
    EXPECT_EQ(after.strides, before.strides);
    EXPECT_EQ(after.offset, before.offset);
    EXPECT_EQ(after.storageKey, before.storageKey);
    EXPECT_EQ(after.storageNumElements, before.storageNumElements);
  }
}

TEST(Write, TorchSharesWhatSafetensorsTies) {
  std::string header = "{\"head\":{\"dtype\":\"F32\",\"shape\":[1],"
                       "\"data_offsets\":[0,4]},"
                       "\"__metadata__\":{\"wte\":\"head\"}}";
  ReadBack tied(little<uint64_t>(header.size()) + header + floats(1));
  ReadBack written(torchFile(tied.weights));
  ASSERT_EQ(written.model.tensors.size(), 2u);
  EXPECT_EQ(written.model.tensors[0].storageKey,
            written.model.tensors[1].storageKey);
}

TEST(Write, TorchKeepsVersionsOfModules) {
  PickleBytes pickle;
  pickle.global("collections", "OrderedDict").raw(")R");
  pickle.string("w").tensor("0", 2, 0, {2}, {1}).setItem();
  pickle.dict().string("_metadata");
  pickle.dict().string("").dict().string("version").integer(2).setItem();
  pickle.setItem().setItem().build();
  ReadBack first(torchZip(pickle.stop(), {floats(2)}));
  ReadBack again(torchFile(first.weights));
  auto *metadata = llvm::dyn_cast_if_present<DictValue>(again.weights.metadata);
  ASSERT_TRUE(metadata);
  auto *module = llvm::dyn_cast_if_present<DictValue>(metadata->lookup(""));
  ASSERT_TRUE(module);
  auto *version =
      llvm::dyn_cast_if_present<IntValue>(module->lookup("version"));
  ASSERT_TRUE(version);
  EXPECT_EQ(version->value, 2);
}

TEST(Write, TorchLeavesOutMetadataThatIsNotPlain) {
  PickleBytes pickle;
  pickle.global("collections", "OrderedDict").raw(")R");
  pickle.string("w").tensor("0", 2, 0, {2}, {1}).setItem();
  // A list that holds itself.
  pickle.dict().string("_metadata").list().put(1).get(1).append();
  pickle.setItem().build();
  ReadBack first(torchZip(pickle.stop(), {floats(2)}));
  EXPECT_TRUE(first.weights.metadata);
  ReadBack again(torchFile(first.weights));
  EXPECT_FALSE(again.weights.metadata);
  EXPECT_EQ(describe(again.weights), describe(first.weights));
}

TEST(Write, SafetensorsSortsByTypeAndName) {
  StateDict weights;
  weights.insert("b", counting(DType::F32, {1}));
  weights.insert("c", counting(DType::U8, {2}));
  weights.insert("a", counting(DType::F32, {1}));
  weights.insert("d", counting(DType::I64, {}));
  std::string file = safetensorsFile(weights, {{"format", "pt"}});
  EXPECT_EQ(file.substr(8, file.find("}}", 40) + 2 - 8),
            "{\"__metadata__\":{\"format\":\"pt\"},"
            "\"d\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
            "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]},"
            "\"c\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[16,18]}}");
  EXPECT_EQ((file.size() - 18) % 8, 0u);
}

TEST(Write, ZipAlignsContents) {
  std::string text(100, 'x');
  std::string bytes = collect([&](auto &os) {
    ZipWriter zip(os);
    zip.add("a", text);
    zip.add("folder/name", "");
    llvm::ArrayRef<char> pieces[] = {{text.data(), 7}, {}, {text.data(), 5}};
    zip.add("pieces", pieces);
    zip.finish();
  });
  ZipArchive archive = llvm::cantFail(
      ZipArchive::open(Blob::borrow({bytes.data(), bytes.size()}), {}));
  ASSERT_EQ(archive.entries().size(), 3u);
  ByteBudget budget(0);
  for (auto [entry, size] :
       llvm::zip_equal(archive.entries(), std::vector<size_t>{100, 0, 12})) {
    EXPECT_EQ(entry.payloadOffset % 64, 0u);
    Blob content = llvm::cantFail(archive.read(entry, budget));
    EXPECT_EQ(content.text(), llvm::StringRef(text).take_front(size));
  }
}

TEST(Write, PicklesNumbersOfAllSizes) {
  ValueArena arena;
  auto *list = arena.make<SequenceValue>(Value::Kind::List);
  std::vector<int64_t> numbers = {0,         255,       256,       65535,
                                  65536,     INT32_MAX, INT32_MIN, -1,
                                  1ll << 31, INT64_MIN, INT64_MAX};
  for (int64_t number : numbers)
    list->items.push_back(arena.make<IntValue>(number));
  list->items.push_back(arena.make<FloatValue>(-1.5));
  ASSERT_TRUE(isPlain(*list));
  PickleWriter writer;
  writer.plain(*list);
  std::string file = torchZip(writer.take());
  ModelFile model = llvm::cantFail(readBytes(file));
  const auto &items = llvm::cast<SequenceValue>(model.root)->items;
  ASSERT_EQ(items.size(), numbers.size() + 1);
  for (auto [item, number] : llvm::zip(items, numbers))
    EXPECT_EQ(llvm::cast<IntValue>(item)->value, number);
  EXPECT_EQ(llvm::cast<FloatValue>(items.back())->value, -1.5);
}
