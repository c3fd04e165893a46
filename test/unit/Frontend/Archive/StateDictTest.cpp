//===- StateDictTest.cpp --------------------------------------------------===//

#include "Bytes.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

const std::string data = KILN_TEST_DATA_DIR;

/// Opens `'name': {` or `'name': tensor` inside of a dict.
PickleBytes &tensor(PickleBytes &pickle, llvm::StringRef name,
                    llvm::ArrayRef<int64_t> sizes = {2}) {
  std::vector<int64_t> strides(sizes.size(), 1);
  return pickle.string(name).tensor("0", 2, 0, sizes, strides).setItem();
}

std::string fileOf(PickleBytes &pickle) {
  return torchZip(pickle.stop(), {floats(2)});
}

/// "key|stripped|name,name", or the error.
std::string find(const std::string &bytes, llvm::StringRef key = "") {
  llvm::Expected<ModelFile> model = readBytes(bytes);
  if (!model)
    return llvm::toString(model.takeError());
  llvm::Expected<StateDict> weights = findStateDict(*model, key);
  if (!weights)
    return llvm::toString(weights.takeError());
  std::string text = weights->key + "|" + weights->strippedPrefix + "|";
  for (const StateDict::Entry &entry : *weights)
    text += (text.back() == '|' ? "" : ",") + entry.name;
  return text;
}

/// {name: {'w': tensor}, ...}
std::string dicts(llvm::ArrayRef<llvm::StringRef> names) {
  PickleBytes pickle;
  pickle.dict();
  for (llvm::StringRef name : names)
    tensor(pickle.string(name).dict(), "w").setItem();
  return fileOf(pickle);
}

} // namespace

TEST(StateDict, FindsTrainedNetworks) {
  llvm::Expected<ModelFile> net =
      readModelFile(data + "/models/captum_cifar_net.pt");
  ASSERT_TRUE(bool(net));
  StateDict weights = llvm::cantFail(findStateDict(*net));
  EXPECT_EQ(weights.size(), 10u);
  ASSERT_TRUE(weights.lookup("fc1.weight"));
  EXPECT_EQ(weights.lookup("fc1.weight")->shape().vec(), (Dims{120, 400}));
  EXPECT_EQ(weights.lookup("fc4.weight"), nullptr);

  llvm::Expected<ModelFile> resnet =
      readModelFile(data + "/models/resnet20_cifar10_akamaster.th");
  ASSERT_TRUE(bool(resnet));
  weights = llvm::cantFail(findStateDict(*resnet));
  EXPECT_EQ(weights.key, "state_dict");
  EXPECT_EQ(weights.strippedPrefix, "module.");
  EXPECT_EQ(weights.begin()->name, "conv1.weight");
  EXPECT_TRUE(weights.lookup("layer3.2.bn2.running_var"));
}

TEST(StateDict, TakesFlatDictsAndLists) {
  PickleBytes flat;
  tensor(tensor(flat.dict(), "a.w"), "a.b");
  EXPECT_EQ(find(fileOf(flat)), "||a.w,a.b");
  PickleBytes list;
  list.list().tensor("0", 2, 0, {2}, {1}).append();
  EXPECT_EQ(find(fileOf(list)), "||0");
  PickleBytes bare;
  bare.tensor("0", 2, 0, {2}, {1});
  EXPECT_EQ(find(fileOf(bare)), "||");
}

TEST(StateDict, LooksIntoCheckpoints) {
  EXPECT_EQ(find(dicts({"state_dict"})), "state_dict||w");
  EXPECT_EQ(find(dicts({"anything"})), "anything||w");
  // The order of the keys does not matter.
  EXPECT_EQ(find(dicts({"optimizer", "model", "other"})), "model||w");
  EXPECT_EQ(find(dicts({"other", "model", "optimizer"})), "model||w");
  PickleBytes loss;
  loss.dict();
  tensor(loss, "loss", {});
  tensor(loss.string("net").dict(), "w").setItem();
  EXPECT_EQ(find(fileOf(loss)), "net||w");
}

TEST(StateDict, AsksWhenThereAreSeveral) {
  std::string several = dicts({"params", "params_ema"});
  EXPECT_EQ(find(several),
            "file: it holds several sets of weights; choose one with --key: "
            "`params` (1 tensors), `params_ema` (1 tensors)");
  EXPECT_EQ(find(several, "params_ema"), "params_ema||w");
  EXPECT_EQ(find(several, "ema"),
            "file: there is no `ema` in it (`ema` was asked for)");
  // A dict that mixes weights and dicts of weights is one choice, too.
  PickleBytes mixed;
  mixed.dict();
  tensor(tensor(mixed, "w").string("block").dict(), "w").setItem();
  EXPECT_TRUE(contains(find(fileOf(mixed)), "the whole file (2 tensors)"));
}

TEST(StateDict, ChoosesByDottedKeys) {
  PickleBytes nested;
  nested.dict().string("a.b").dict().string("c").dict();
  tensor(tensor(nested, "w").string("d").dict(), "w").setItem();
  std::string bytes = fileOf(nested.setItem().setItem());
  EXPECT_EQ(find(bytes, "a.b.c"), "a.b.c||w,d.w");
  EXPECT_EQ(find(bytes, "a.b.c.d"), "a.b.c.d||w");
  EXPECT_TRUE(contains(find(bytes, "a.c"), "there is no `a`"));
}

TEST(StateDict, StripsPrefixesThatAllNamesHave) {
  PickleBytes all;
  tensor(tensor(all.dict(), "module._orig_mod.w"), "module._orig_mod.b");
  EXPECT_EQ(find(fileOf(all)), "|module._orig_mod.|w,b");
  PickleBytes some;
  tensor(tensor(some.dict(), "module.w"), "b");
  EXPECT_EQ(find(fileOf(some)), "||module.w,b");
}

TEST(StateDict, WalksModules) {
  // An nn.Module: a parameter, a buffer, a buffer that is not persistent, and
  // a submodule; its other attributes are no weights.
  PickleBytes module;
  module.global("net", "Net").raw(")").newObject().dict();
  tensor(module.string("_parameters").dict(), "w").string("b").none();
  module.setItem().setItem().string("_buffers").dict();
  tensor(tensor(module, "mean"), "cache").setItem();
  module.string("_non_persistent_buffers_set").raw("]");
  module.string("cache").append().setItem();
  module.string("_modules").dict().string("sub");
  module.global("net", "Sub").raw(")").newObject().dict();
  tensor(module.string("_parameters").dict(), "w").setItem();
  module.string("_modules").dict().setItem().build().setItem().setItem();
  tensor(module, "anchors").build();
  std::string bytes = fileOf(module);
  EXPECT_EQ(find(bytes), "||w,mean,sub.w");
  EXPECT_EQ(find(bytes, "sub"), "sub||w");
}

TEST(StateDict, TakesModelsWithoutWeights) {
  PickleBytes nothing;
  nothing.dict();
  EXPECT_EQ(find(fileOf(nothing)), "||");
}

TEST(StateDict, RefusesFilesWithoutWeights) {
  PickleBytes numbers;
  numbers.dict().string("epoch").integer(3).setItem();
  EXPECT_EQ(find(fileOf(numbers)), "file: it holds no weights");
  PickleBytes inert;
  inert.global("my", "function").mark().tensor("0", 2, 0, {2}, {1}).tuple();
  EXPECT_EQ(find(fileOf(inert.reduce())), "file: it holds no weights");
}

TEST(StateDict, PrintsModels) {
  llvm::Expected<ModelFile> model =
      readModelFile(data + "/archive/checkpoint/candle_test_with_key.pt");
  ASSERT_TRUE(bool(model));
  model->path = "x.pt";
  std::string text;
  llvm::raw_string_ostream os(text);
  printModel(os, *model);
  EXPECT_EQ(text, "x.pt: PyTorch file (zip), 1.3 KiB\n"
                  "\n"
                  "  tensor                 type  shape   bytes\n"
                  "  model_state_dict.test  i64   [2, 4]   64 B\n"
                  "\n"
                  "1 tensor, 8 elements, 64 B\n");
}

TEST(StateDict, PrintsNamesThatTerminalsSurvive) {
  PickleBytes pickle;
  tensor(tensor(pickle.dict(), "\x1b[2J"), "größe");
  pickle.string("a\u202eb").string("\x07").setItem();
  std::string bytes = fileOf(pickle);
  llvm::Expected<ModelFile> model = readBytes(bytes);
  ASSERT_TRUE(bool(model));
  std::string text;
  llvm::raw_string_ostream os(text);
  printModel(os, *model);
  EXPECT_TRUE(contains(text, "  \\x1b[2J  f32   [2]      8 B\n"
                             "  größe    f32   [2]      8 B\n"));
  EXPECT_TRUE(contains(text, "  a\\xe2\\x80\\xaeb: '\\x07'\n"));
}
