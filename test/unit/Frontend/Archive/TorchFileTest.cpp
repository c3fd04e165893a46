//===- TorchFileTest.cpp --------------------------------------------------===//

#include "Bytes.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

/// A checkpoint-free file: {'x': tensor}.
PickleBytes dictOf(llvm::StringRef name = "x") {
  PickleBytes pickle;
  return pickle.dict().string(name);
}

/// {'x': a float tensor of the geometry on a storage of six floats}.
std::string tensorFile(int64_t offset, llvm::ArrayRef<int64_t> sizes,
                       llvm::ArrayRef<int64_t> strides) {
  return torchZip(
      dictOf().tensor("0", 6, offset, sizes, strides).setItem().stop(),
      {floats(6)});
}

std::vector<float> readTensor(const std::string &bytes) {
  llvm::Expected<ModelFile> model = readBytes(bytes);
  if (!model) {
    ADD_FAILURE() << llvm::toString(model.takeError());
    return {};
  }
  EXPECT_EQ(model->tensors.size(), 1u);
  return valuesOf(model->tensors[0].tensor);
}

/// torch.save's legacy format of one object and its storages.
struct LegacyBytes {
  std::string magic = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"
                      ".";
  int64_t version = 1001;
  bool littleEndian = true;
  std::string object;
  std::vector<std::string> keys = {"0"};
  std::string data;

  std::string build() const {
    PickleBytes machine, list;
    machine.dict().string("little_endian").boolean(littleEndian).setItem();
    list.list();
    for (const std::string &key : keys)
      list.string(key).append();
    return magic + PickleBytes().integer(version).stop() + machine.stop() +
           object + list.stop() + data;
  }
};

LegacyBytes legacyTensor() {
  LegacyBytes file;
  file.object = dictOf()
                    .tensor("0", 6, 0, {2, 3}, {3, 1}, "Float", true)
                    .setItem()
                    .stop();
  file.data = little<int64_t>(6) + floats(6);
  return file;
}

} // namespace

TEST(TorchFile, ReadsGeometries) {
  EXPECT_EQ(readTensor(tensorFile(0, {2, 3}, {3, 1})),
            (Floats{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(readTensor(tensorFile(0, {3, 2}, {1, 3})),
            (Floats{0, 3, 1, 4, 2, 5}));
  EXPECT_EQ(readTensor(tensorFile(1, {2, 2}, {1, 1})), (Floats{1, 2, 2, 3}));
  EXPECT_EQ(readTensor(tensorFile(5, {3}, {0})), (Floats{5, 5, 5}));
  EXPECT_EQ(readTensor(tensorFile(4, {}, {})), (Floats{4}));
  EXPECT_EQ(readTensor(tensorFile(2, {1, 2, 1}, {99, 2, 77})), (Floats{2, 4}));
  EXPECT_EQ(readTensor(tensorFile(0, {1, 3, 1}, {INT64_MAX, 2, INT64_MAX})),
            (Floats{0, 2, 4}));
  EXPECT_EQ(readTensor(tensorFile(0, {3, 0, 2}, {1, 1, 1})), (Floats{}));
}

TEST(TorchFile, RefusesGeometriesOutsideOfTheStorage) {
  EXPECT_TRUE(contains(errorOf(tensorFile(1, {2, 3}, {3, 1})),
                       "tensor `x`: it reaches element 6 of a storage of 6"));
  EXPECT_TRUE(contains(errorOf(tensorFile(int64_t(1) << 62, {2}, {1})),
                       "it reaches element"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {2}, {int64_t(1) << 62})),
                       "it reaches element"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {5}, {int64_t(1) << 62})),
                       "beyond 63 bits"));
  EXPECT_TRUE(contains(
      errorOf(tensorFile(0, {int64_t(1) << 40, int64_t(1) << 40}, {0, 0})),
      "too many elements"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {int64_t(1) << 62}, {0})),
                       "too many elements"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {int64_t(1) << 40}, {0})),
                       "needs a copy"));
  EXPECT_TRUE(contains(errorOf(tensorFile(-1, {2}, {1})), "offset is -1"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {-2}, {1})), "negative"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {2}, {-1})), "negative"));
  EXPECT_TRUE(contains(errorOf(tensorFile(0, {2}, {})), "1 sizes but 0"));
  std::vector<int64_t> many(65, 1);
  EXPECT_TRUE(contains(errorOf(tensorFile(0, many, many)), "65 dimensions"));
}

TEST(TorchFile, RefusesStoragesOfWrongSize) {
  std::string pickle = dictOf().tensor("0", 6, 0, {6}, {1}).setItem().stop();
  EXPECT_TRUE(contains(errorOf(torchZip(pickle, {floats(5)})), "20 bytes"));
  EXPECT_TRUE(contains(errorOf(torchZip(pickle, {floats(7)})), "28 bytes"));
  EXPECT_TRUE(
      contains(errorOf(torchZip(pickle)), "`archive/data/0` is missing"));
  // 0x4000000000000001 * 4 wraps to 4.
  std::string wrapping =
      dictOf().tensor("0", 0x4000000000000001, 0, {1}, {1}).setItem().stop();
  EXPECT_TRUE(contains(errorOf(torchZip(wrapping, {floats(1)})), "expected"));
  std::string negative = dictOf().tensor("0", -1, 0, {0}, {1}).setItem().stop();
  EXPECT_TRUE(contains(errorOf(torchZip(negative, {""})), "persistent id"));
}

TEST(TorchFile, RefusesOneStorageOfTwoTypes) {
  std::string pickle = dictOf()
                           .tensor("0", 4, 0, {4}, {1}, "Byte")
                           .setItem()
                           .string("y")
                           .tensor("0", 1, 0, {1}, {1}, "Float")
                           .setItem()
                           .stop();
  EXPECT_TRUE(contains(errorOf(torchZip(pickle, {floats(1)})), "at once"));
}

TEST(TorchFile, SharesStoragesWithoutCopy) {
  std::string pickle = dictOf()
                           .tensor("0", 4, 0, {4}, {1})
                           .setItem()
                           .string("y")
                           .tensor("0", 4, 2, {2}, {1})
                           .setItem()
                           .stop();
  // The padding moves the storage over all alignments; where it is right, the
  // tensors lie in the file's own bytes.
  unsigned inPlace = 0;
  for (size_t padding = 0; padding < 4; ++padding) {
    ZipBytes zip;
    zip.add("a/data.pkl", pickle).add("a/pad", std::string(padding, ' '));
    std::string bytes = zip.add("a/data/0", floats(4)).build();
    llvm::Expected<ModelFile> model = readBytes(bytes);
    ASSERT_TRUE(bool(model));
    const HostTensor &x = model->tensors[0].tensor;
    const HostTensor &y = model->tensors[1].tensor;
    EXPECT_EQ(valuesOf(x), (Floats{0, 1, 2, 3}));
    EXPECT_EQ(valuesOf(y), (Floats{2, 3}));
    bool isInPlace = x.bytes().data() > bytes.data() &&
                     x.bytes().data() < bytes.data() + bytes.size();
    inPlace += isInPlace && y.bytes().data() == x.bytes().data() + 8;
  }
  EXPECT_EQ(inPlace, 1u);
}

TEST(TorchFile, ReadsBigEndianFiles) {
  std::string data = floats(3);
  for (size_t i = 0; i < data.size(); i += 4)
    std::reverse(data.begin() + i, data.begin() + i + 4);
  ZipBytes zip;
  zip.add("a/data.pkl", dictOf().tensor("0", 3, 0, {3}, {1}).setItem().stop());
  zip.add("a/byteorder", "big").add("a/data/0", data);
  EXPECT_EQ(readTensor(zip.build()), (Floats{0, 1, 2}));
  zip.members[1].content = "middle";
  EXPECT_TRUE(contains(errorOf(zip.build()), "`middle`"));
}

TEST(TorchFile, AppliesNegation) {
  PickleBytes pickle = dictOf();
  pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
  pickle.storage("Float", "0", 2).integer(0).dims({2}).dims({1});
  pickle.boolean(false).dict().dict().string("neg").boolean(true).setItem();
  std::string bytes =
      torchZip(pickle.tuple().reduce().setItem().stop(), {floats(2)});
  EXPECT_EQ(readTensor(bytes), (Floats{0, -1}));
}

TEST(TorchFile, ListsWhatItCannotUse) {
  PickleBytes pickle = dictOf();
  pickle.global("torch._utils", "_rebuild_qtensor").mark();
  pickle.storage("QInt8", "0", 4).integer(0).dims({4}).dims({1});
  pickle.mark().global("torch", "per_tensor_affine").tuple();
  std::string bytes =
      torchZip(pickle.tuple().reduce().setItem().stop(), {"abcd"});
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  EXPECT_TRUE(contains(model->tensors[0].problem, "per_tensor_affine"));
  llvm::Expected<StateDict> weights = findStateDict(*model);
  ASSERT_FALSE(bool(weights));
  EXPECT_TRUE(contains(llvm::toString(weights.takeError()),
                       "file: tensor `x` of QInt8Storage is quantized"));
}

TEST(TorchFile, RefusesBoolsOfOtherBytes) {
  std::string pickle =
      dictOf().tensor("0", 2, 0, {2}, {1}, "Bool").setItem().stop();
  EXPECT_EQ(errorOf(torchZip(pickle, {std::string("\0\1", 2)})), "");
  EXPECT_TRUE(contains(errorOf(torchZip(pickle, {"\1\2"})), "the byte 2"));
}

TEST(TorchFile, RefusesMisusedTensors) {
  auto file = [](PickleBytes &pickle) {
    return torchZip(pickle.stop(), {floats(6)});
  };
  PickleBytes item, build, name;
  item.tensor("0", 6, 0, {6}, {1}).integer(0).integer(1).setItem();
  EXPECT_TRUE(contains(errorOf(file(item)), "sets items of a tensor"));
  build.tensor("0", 6, 0, {6}, {1}).dict().build();
  EXPECT_TRUE(contains(errorOf(file(build)), "tensor that is complete"));
  for (std::string kind : {"storag", "", "module"}) {
    PickleBytes id;
    id.mark().string(kind).tuple().persistent();
    EXPECT_TRUE(contains(errorOf(file(id)), "persistent id"));
  }
  PickleBytes wrongClass;
  wrongClass.mark().string("storage").global("os", "system").string("0");
  wrongClass.string("cpu").integer(1).tuple().persistent();
  EXPECT_TRUE(contains(errorOf(file(wrongClass)), "expected a storage class"));
}

TEST(TorchFile, RefusesOddArchives) {
  std::string pickle = PickleBytes().dict().stop();
  EXPECT_TRUE(contains(errorOf(ZipBytes().add("a/x", "").build()),
                       "it has no `a/data.pkl`"));
  EXPECT_TRUE(
      contains(errorOf(ZipBytes().add("a/data.pkl", "").build()), "cut short"));
  EXPECT_TRUE(
      contains(errorOf(ZipBytes().add("a/data.pkl", pickle + "x").build()),
               "1 bytes after its pickle"));
  EXPECT_TRUE(contains(errorOf(ZipBytes()
                                   .add("a/data.pkl", pickle)
                                   .add("b/data.pkl", pickle)
                                   .build()),
                       "two models"));
  EXPECT_EQ(errorOf(ZipBytes().add("a/data.pkl", pickle, true).build()), "");
  std::string bomb = PickleBytes().raw(std::string(1 << 20, 'N')).stop();
  EXPECT_TRUE(
      contains(errorOf(ZipBytes().add("a/data.pkl", bomb, true).build()),
               "more than 200 times as much"));
  ReadOptions options;
  options.maxParsedBytes = 2;
  EXPECT_TRUE(contains(errorOf(torchZip(pickle), options), "more than 2"));
}

TEST(TorchFile, CutsCirclesAndExponentialTrees) {
  PickleBytes circle;
  circle.dict().put(0).string("self").get(0).setItem();
  circle.string("x").tensor("0", 6, 0, {6}, {1}).setItem();
  EXPECT_EQ(readTensor(torchZip(circle.stop(), {floats(6)})).size(), 6u);

  // [[..., ...], [..., ...]] of 60 levels, with and without a tensor below.
  for (bool hasTensor : {false, true}) {
    PickleBytes doubling;
    doubling.list();
    if (hasTensor)
      doubling.tensor("0", 6, 0, {6}, {1}).append();
    doubling.put(0).raw("0");
    for (uint8_t i = 0; i < 60; ++i)
      doubling.list().get(i).append().get(i).append().put(i + 1).raw("0");
    doubling.get(60);
    std::string error = errorOf(torchZip(doubling.stop(), {floats(6)}));
    EXPECT_EQ(error.empty(), !hasTensor) << error;
  }
}

TEST(TorchFile, ReadsLegacyFiles) {
  EXPECT_EQ(readTensor(legacyTensor().build()), (Floats{0, 1, 2, 3, 4, 5}));
  std::string bytes = legacyTensor().build();
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_NE(errorOf(bytes.substr(0, size)), "") << size;
  EXPECT_TRUE(contains(errorOf(bytes + "x"), "1 bytes after its last"));
}

TEST(TorchFile, RefusesBrokenLegacyFiles) {
  auto changed = [](auto change) {
    LegacyBytes file = legacyTensor();
    change(file);
    return errorOf(file.build());
  };
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.version = 1000; }),
                       "version is 1000"));
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.littleEndian = false; }),
                       "little-endian"));
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.keys = {}; }),
                       "used but not listed"));
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.keys = {"0", "0"}; }),
                       "listed twice"));
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.keys = {"1"}; }),
                       "no tensor uses it"));
  for (int64_t count : {int64_t(5), int64_t(-6), int64_t(1) << 62})
    EXPECT_TRUE(contains(
        changed([&](LegacyBytes &f) { f.data = little(count) + floats(6); }),
        "elements, expected 6"));
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) { f.data.pop_back(); }),
                       "bytes left"));
  // The first pickle calls something instead of being the magic number.
  EXPECT_TRUE(contains(changed([](LegacyBytes &f) {
                         f.magic = "\x80\x02"
                                   "cos\nsystem\n)R.";
                       }),
                       "bare pickle"));
}

TEST(TorchFile, ReadsTarFiles) {
  auto member = [](llvm::StringRef name, const std::string &content) {
    std::string header(512, '\0');
    header.replace(0, name.size(), name.str());
    char size[12];
    std::snprintf(size, sizeof(size), "%011o", unsigned(content.size()));
    header.replace(124, 11, size);
    header[156] = '0';
    header.replace(257, 5, "ustar");
    std::string padded = content;
    padded.resize((content.size() + 511) / 512 * 512);
    return header + padded;
  };
  auto triple = [](int64_t first, auto second, llvm::StringRef type) {
    PickleBytes pickle;
    pickle.mark().integer(first);
    second(pickle);
    return pickle.global("torch", type).tuple().stop();
  };
  std::string storages =
      PickleBytes().integer(1).stop() +
      triple(
          7, [](PickleBytes &p) { p.string("cpu"); }, "FloatStorage") +
      little<int64_t>(6) + floats(6) + PickleBytes().list().stop();
  std::string tensors =
      PickleBytes().integer(1).stop() +
      triple(
          8, [](PickleBytes &p) { p.integer(7); }, "FloatTensor") +
      little<int32_t>(2) + little<int32_t>(0) + little<int64_t>(2) +
      little<int64_t>(2) + little<int64_t>(2) + little<int64_t>(1) +
      little<int64_t>(1);
  std::string object = dictOf().string("8").persistent().setItem().stop();
  std::string file = member("storages", storages) + member("tensors", tensors) +
                     member("pickle", object) + std::string(1024, '\0');
  EXPECT_EQ(readTensor(file), (Floats{1, 2, 3, 4}));
  for (size_t size = 0; size < file.size() - 1024; size += 7)
    (void)errorOf(file.substr(0, size));
}

TEST(TorchFile, SurvivesChangedFiles) {
  std::error_code error;
  std::string folder = KILN_TEST_DATA_DIR "/archive";
  unsigned files = 0;
  for (llvm::sys::fs::recursive_directory_iterator at(folder, error), end;
       at != end && !error; at.increment(error)) {
    auto content = llvm::MemoryBuffer::getFile(at->path());
    if (at->type() != llvm::sys::fs::file_type::regular_file || !content)
      continue;
    std::string bytes = (*content)->getBuffer().take_front(3000).str();
    // A protobuf message that is cut between two fields is another message.
    bool isWhole = bytes.size() == (*content)->getBufferSize() &&
                   !llvm::StringRef(at->path()).ends_with(".onnx");
    ++files;
    for (size_t i = 0; i < bytes.size(); ++i) {
      std::string changed = bytes;
      changed[i] ^= 0x81;
      (void)errorOf(changed);
      std::string cut = errorOf(bytes.substr(0, i));
      EXPECT_TRUE(!isWhole || !cut.empty() || i == 0) << at->path() << " " << i;
    }
  }
  EXPECT_GT(files, 30u);
}
