//===- LinkTest.cpp - Linking programs, libraries and objects ---*- C++ -*-===//

#include "test/unit/Link/Command.h"
#include "test/unit/Link/ToyModel.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

#include <csignal>

using namespace kiln;
using namespace kiln::test;

namespace {

class LinkTest : public testing::Test {
protected:
  LinkOptions options(LinkOutput output, llvm::StringRef name) {
    LinkOptions result;
    result.output = output;
    result.outputPath = folder.path(name);
    result.runtimeDirectory = KILN_TEST_RUNTIME_DIR;
    return result;
  }
  static std::string read(const std::string &path) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : "";
  }
  static std::string message(llvm::Error error) {
    return llvm::toString(std::move(error));
  }

  TemporaryFolder folder;
};

/// x = 0 1 2 3 gives x * 2 + x.
void expectTripled(const CommandResult &result) {
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_NE(result.output.find("z: f32 [4]\n  0 3 6 9\n"), std::string::npos)
      << result.output;
}

} // namespace

TEST_F(LinkTest, StaticExecutableRuns) {
  ToyModel model({4});
  LinkOptions exe = options(LinkOutput::Executable, "toy");
  ASSERT_EQ(message(model.link(exe)), "");
  std::string input = folder.writeArray("x.npy", {4}, {0, 1, 2, 3});
  expectTripled(run({exe.outputPath, input}));
  EXPECT_LT(read(exe.outputPath).size(), 300000u);
}

TEST_F(LinkTest, DynamicExecutableRuns) {
  ToyModel model({4});
  LinkOptions exe = options(LinkOutput::Executable, "toy");
  exe.libc = LinkLibC::Glibc;
  ASSERT_EQ(message(model.link(exe)), "");
  std::string input = folder.writeArray("x.npy", {4}, {0, 1, 2, 3});
  expectTripled(run({exe.outputPath, input}));
}

TEST_F(LinkTest, WeightsMayLieBesideTheProgram) {
  ToyModel model({4});
  model.module.weightsFile = "toy.weights";
  LinkOptions exe = options(LinkOutput::Executable, "toy");
  ASSERT_EQ(message(model.link(exe)), "");
  std::string input = folder.writeArray("x.npy", {4}, {0, 1, 2, 3});
  expectTripled(run({exe.outputPath, input}));

  ToyModel other({4});
  other.module.weightsFile = "toy.weights";
  other.module.modelHash = "another";
  ASSERT_EQ(message(other.link(exe)), "");
  ASSERT_EQ(
      message(writeWholeFile(folder.path("toy.weights"), "no weights at all")),
      "");
  CommandResult broken = run({exe.outputPath, input});
  EXPECT_EQ(broken.status, 1);
  EXPECT_NE(broken.output.find("is too short for a weights file"),
            std::string::npos)
      << broken.output;
}

TEST_F(LinkTest, OutputDependsOnInputsAlone) {
  ToyModel model({4});
  LinkOptions first = options(LinkOutput::Executable, "first");
  LinkOptions second = options(LinkOutput::Executable, "second");
  ASSERT_EQ(message(model.link(first)), "");
  ASSERT_EQ(message(model.link(second)), "");
  EXPECT_EQ(read(first.outputPath), read(second.outputPath));
}

TEST_F(LinkTest, HeaderDescribesTheModel) {
  std::string text = modelHeader(ToyModel({4}).module);
  EXPECT_NE(text.find("#define KILN_TOY_INPUT_0_BYTES 16"), std::string::npos);
  EXPECT_NE(text.find(" *   0  x  f32 [4]\n"), std::string::npos);
  EXPECT_NE(text.find("const kiln_model *kiln_model_toy(void);"),
            std::string::npos);
}

/// A C program compiled against the headers runs two models in two threads.
class CProgramTest : public LinkTest {
protected:
  void compileAndRun(const std::vector<std::string> &linkArguments) {
    std::string program = folder.path("program");
    std::vector<std::string> command = {KILN_TEST_C_COMPILER,
                                        "-Wall",
                                        "-Wextra",
                                        "-Werror",
                                        "-std=c99",
                                        "-pedantic",
                                        "-fuse-ld=lld",
                                        "-o",
                                        program,
                                        KILN_TEST_SOURCE_DIR "/TwoModels.c",
                                        "-I" + folder.path(""),
                                        "-I" KILN_TEST_INCLUDE_DIR};
    command.insert(command.end(), linkArguments.begin(), linkArguments.end());
    command.insert(command.end(), {"-lm", "-lpthread"});
    CommandResult compiled = run(command);
    ASSERT_EQ(compiled.status, 0) << compiled.output;
    CommandResult result = run({program});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output, "alpha 3 6 9 12\nbeta 6 12 18 24\n");
  }
  void linkBoth(LinkOutput output, llvm::StringRef extension) {
    ASSERT_EQ(message(ToyModel({4}, 0, "alpha")
                          .link(options(output, "alpha" + extension.str()))),
              "");
    ASSERT_EQ(message(ToyModel({4}, 0, "beta")
                          .link(options(output, "beta" + extension.str()), 5)),
              "");
  }
};

TEST_F(CProgramTest, LinksTwoObjects) {
  linkBoth(LinkOutput::Object, ".o");
  compileAndRun({folder.path("alpha.o"), folder.path("beta.o"),
                 KILN_TEST_RUNTIME_DIR "/libkiln_runtime_glibc.a"});
}

TEST_F(CProgramTest, LinksTwoSharedLibraries) {
  linkBoth(LinkOutput::SharedLibrary, ".so");
  compileAndRun({folder.path("alpha.so"), folder.path("beta.so"),
                 "-Wl,-rpath," + folder.path("")});
}

TEST_F(LinkTest, FailureLeavesNothingBehind) {
  ToyModel model({4});
  model.module.variants[0].kernels[0].symbol = "kiln_toy_missing";
  LinkOptions exe = options(LinkOutput::Executable, "toy");
  std::string error = message(model.link(exe));
  EXPECT_NE(error.find("undefined symbol: kiln_toy_missing"), std::string::npos)
      << error;
  EXPECT_EQ(folder.fileCount(), 0u);
}

TEST_F(LinkTest, InterruptionLeavesNothingBehind) {
  ToyModel model({4});
  llvm::SmallVector<char, 0> code = model.object();
  LinkInputs inputs;
  inputs.module = &model.module;
  inputs.objects = {code};
  inputs.writeWeights = [](llvm::raw_ostream &stream) {
    stream << "abcd";
    stream.flush();
    std::raise(SIGINT);
    return llvm::Error::success();
  };
  LinkOptions exe = options(LinkOutput::Executable, "toy");
  // lld keeps threads, which a forked process would wait for in vain; and a
  // shell may have told its background jobs to ignore SIGINT.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  std::signal(SIGINT, SIG_DFL);
  OutputFiles files;
  EXPECT_EXIT(llvm::consumeError(linkModel(inputs, exe, files)),
              testing::KilledBySignal(SIGINT), "");
  EXPECT_EQ(folder.fileCount(), 0u);
}

TEST_F(LinkTest, UnwritableFolderIsAnError) {
  LinkOptions exe = options(LinkOutput::Executable, "missing/toy");
  std::string error = message(ToyModel({4}).link(exe));
  EXPECT_NE(error.find("cannot write "), std::string::npos) << error;
}

TEST(ModelSymbolTest, MakesIdentifiers) {
  EXPECT_EQ(modelSymbol("Net"), "Net");
  EXPECT_EQ(modelSymbol("vgg16(num_classes=10)"), "vgg16_num_classes_10");
  EXPECT_EQ(modelSymbol("2-net"), "model2_net");
  EXPECT_EQ(modelSymbol("()"), "model");
}
