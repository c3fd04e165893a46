//===- ConvertTest.cpp ----------------------------------------------------===//

#include "compiler/Frontend/Archive/Convert.h"
#include "Written.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Support/OutputFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace kiln;
using namespace kiln::test;

namespace {

class Convert : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("kiln-convert", folder));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }

  std::string path(llvm::StringRef name) const {
    return (folder + "/" + name).str();
  }
  void put(llvm::StringRef name, const std::string &bytes) const {
    llvm::cantFail(writeWholeFile(path(name), bytes));
  }
  std::string get(llvm::StringRef name) const {
    auto buffer = llvm::MemoryBuffer::getFile(path(name));
    return buffer ? (*buffer)->getBuffer().str() : "";
  }

  /// The notes, or the error.
  std::string convert(llvm::StringRef input, llvm::StringRef output,
                      llvm::ArrayRef<llvm::StringRef> renames = {},
                      llvm::StringRef key = "") const {
    ConvertOptions options;
    options.input = path(input);
    options.output = path(output);
    options.format = *formatOfPath(output);
    options.key = key.str();
    for (llvm::StringRef rename : renames)
      options.renames.push_back(llvm::cantFail(RenameRule::create(rename)));
    auto notes = convertWeights(options);
    return notes ? llvm::join(*notes, "\n")
                 : "error: " + llvm::toString(notes.takeError());
  }

  llvm::SmallString<64> folder;
};

/// {'a.w': 2x3, 'a.t': its transpose, 'b.w': two floats of its own}
std::string threeTensors() {
  PickleBytes pickle;
  pickle.dict();
  pickle.string("a.w").tensor("0", 6, 0, {2, 3}, {3, 1}).setItem();
  pickle.string("a.t").tensor("0", 6, 0, {3, 2}, {1, 3}).setItem();
  pickle.string("b.w").tensor("1", 2, 0, {2}, {1}).setItem();
  return torchZip(pickle.stop(), {floats(6), floats(2)});
}

} // namespace

TEST_F(Convert, GoesRoundThroughAllFormats) {
  put("a.pt", threeTensors());
  std::string expected = describeFile(get("a.pt"));
  EXPECT_EQ(convert("a.pt", "b.safetensors"),
            "made contiguous, which they were not: `a.t`\n"
            "written once for each name, though they share elements: "
            "`a.w` = `a.t`");
  EXPECT_EQ(convert("b.safetensors", "c.npz"), "");
  EXPECT_EQ(convert("c.npz", "d.pt"), "");
  EXPECT_EQ(convert("d.pt", "e.safetensors"), "");
  for (const char *name : {"b.safetensors", "c.npz", "d.pt", "e.safetensors"})
    EXPECT_EQ(describeFile(get(name)), expected) << name;
}

TEST_F(Convert, MakesTheSameBytesAgain) {
  put("a.pt", threeTensors());
  for (const char *name : {"x.pt", "x.safetensors", "x.npz"}) {
    convert("a.pt", name);
    std::string first = get(name);
    convert("a.pt", name);
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(get(name), first);
  }
}

TEST_F(Convert, RenamesTensorsAndTheirModules) {
  PickleBytes pickle;
  pickle.global("collections", "OrderedDict").raw(")R");
  pickle.string("module.bn.gamma").tensor("0", 2, 0, {2}, {1}).setItem();
  pickle.dict().string("_metadata").dict();
  for (const char *name : {"", "module", "module.bn"})
    pickle.string(name).dict().string("version").integer(2).setItem().setItem();
  pickle.setItem().build();
  put("a.pt", torchZip(pickle.stop(), {floats(2)}));
  EXPECT_EQ(convert("a.pt", "b.pt", {"module.=", "*.gamma=*.weight"}), "");
  std::string bytes = get("b.pt");
  ModelFile model = llvm::cantFail(readBytes(bytes));
  StateDict weights = llvm::cantFail(findStateDict(model));
  EXPECT_TRUE(weights.lookup("bn.weight"));
  auto *metadata = llvm::dyn_cast_if_present<DictValue>(weights.metadata);
  ASSERT_TRUE(metadata);
  EXPECT_TRUE(metadata->lookup("bn"));
  EXPECT_TRUE(metadata->lookup(""));
  EXPECT_FALSE(metadata->lookup("module.bn"));
}

TEST_F(Convert, KeepsNamesUnlessAsked) {
  PickleBytes pickle;
  pickle.dict().string("module.w").tensor("0", 2, 0, {2}, {1}).setItem();
  put("a.pt", torchZip(pickle.stop(), {floats(2)}));
  EXPECT_EQ(convert("a.pt", "b.npz"), "");
  EXPECT_TRUE(contains(describeFile(get("b.npz")), "module.w f32 2:"));
}

TEST_F(Convert, RefusesRulesThatFitNothingOrCollide) {
  put("a.pt", threeTensors());
  EXPECT_TRUE(contains(convert("a.pt", "b.pt", {"a.v=x"}),
                       "a.pt: --rename `a.v=x` fits no tensor; there is `a."));
  EXPECT_TRUE(contains(convert("a.pt", "b.pt", {"a.=b."}),
                       "after --rename `a.=b.` there are two tensors `b.w`"));
  EXPECT_FALSE(llvm::sys::fs::exists(path("b.pt")));
}

TEST_F(Convert, RefusesTypesThatTheTargetLacks) {
  PickleBytes pickle;
  pickle.dict().string("x").tensor("0", 4, 0, {4}, {1}, "BFloat16").setItem();
  pickle.string("y").tensor("1", 1, 0, {1}, {1}, "ComplexDouble").setItem();
  put("a.pt", torchZip(pickle.stop(), {floats(2), std::string(16, 'c')}));
  EXPECT_TRUE(contains(convert("a.pt", "b.npz"),
                       "NumPy lacks the type of 1 tensor: `x` "
                       "(torch.bfloat16)"));
  EXPECT_TRUE(contains(convert("a.pt", "b.safetensors"),
                       "safetensors lacks the type of 1 tensor: `y` "
                       "(torch.complex128)"));
  EXPECT_FALSE(llvm::sys::fs::exists(path("b.npz")));
  EXPECT_EQ(convert("a.pt", "b.pt"), "");
}

TEST_F(Convert, RefusesNamesThatTheTargetLacks) {
  PickleBytes pickle;
  pickle.dict().string("../x").tensor("0", 2, 0, {2}, {1}).setItem();
  pickle.string("__metadata__").tensor("0", 2, 0, {2}, {1}).setItem();
  put("a.pt", torchZip(pickle.stop(), {floats(2)}));
  EXPECT_TRUE(contains(convert("a.pt", "b.npz"), "`../x`: the name climbs"));
  EXPECT_TRUE(
      contains(convert("a.pt", "b.safetensors"), "`__metadata__`: the name"));
}

TEST_F(Convert, NamesATensorThatHasNoName) {
  PickleBytes pickle;
  put("a.pt", torchZip(pickle.tensor("0", 2, 0, {2}, {1}).stop(), {floats(2)}));
  EXPECT_EQ(convert("a.pt", "b.npz"), "");
  EXPECT_TRUE(contains(describeFile(get("b.npz")), "tensor f32 2:"));
}

TEST_F(Convert, NeverReplacesItsInput) {
  put("a.pt", threeTensors());
  std::string before = get("a.pt");
  EXPECT_TRUE(contains(convert("a.pt", "a.pt"), "give another -o"));
  EXPECT_EQ(get("a.pt"), before);
}

TEST_F(Convert, AsksWhichOfSeveralWeights) {
  PickleBytes pickle;
  pickle.dict();
  for (const char *name : {"params", "params_ema"}) {
    pickle.string(name).dict();
    pickle.string("w").tensor("0", 2, 0, {2}, {1}).setItem().setItem();
  }
  put("a.pt", torchZip(pickle.stop(), {floats(2)}));
  EXPECT_TRUE(contains(convert("a.pt", "b.pt"), "choose one with --key"));
  EXPECT_EQ(convert("a.pt", "b.pt", {}, "params"), "");
  EXPECT_TRUE(contains(describeFile(get("b.pt")), "w f32 2:"));
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static std::string renamed(llvm::StringRef rule, llvm::StringRef name) {
  llvm::Expected<RenameRule> parsed = RenameRule::create(rule);
  if (!parsed)
    return "error: " + llvm::toString(parsed.takeError());
  return parsed->apply(name).value_or("-");
}

TEST(Rename, KnowsNamesPrefixesAndPatterns) {
  EXPECT_EQ(renamed("a.b=c", "a.b"), "c");
  EXPECT_EQ(renamed("a.b=c", "a.b.d"), "-");
  EXPECT_EQ(renamed("a.=c.", "a.b"), "c.b");
  EXPECT_EQ(renamed("a.=", "a.b.c"), "b.c");
  EXPECT_EQ(renamed("a.=", "xa.b"), "-");
  EXPECT_EQ(renamed("*.gamma=*.weight", "l.0.gamma"), "l.0.weight");
  EXPECT_EQ(renamed("*.gamma=*.weight", "gamma"), "-");
  EXPECT_EQ(renamed("*=net.*", "w"), "net.w");
  EXPECT_EQ(renamed("h.*.attn.*=block*.*", "h.3.attn.q.w"), "block3.q.w");
  EXPECT_EQ(renamed("*.a.*.b=*-*", "x.a.a.y.b"), "x-a.y");
  EXPECT_EQ(renamed("a*a=*", "a"), "-");
  EXPECT_EQ(renamed("a**b=*+*", "axb"), "+x");
}

TEST(Rename, RefusesRulesWithoutMeaning) {
  EXPECT_TRUE(contains(renamed("a", ""), "takes OLD=NEW, not `a`"));
  EXPECT_TRUE(contains(renamed("=b", ""), "takes OLD=NEW"));
  EXPECT_TRUE(contains(renamed("a=", ""), "the new name is empty"));
  EXPECT_TRUE(contains(renamed("a.*=*.*", ""), "more `*` than the old"));
}
