//===- ProgramTest.cpp - The command line of linked programs ----*- C++ -*-===//

#include "test/unit/Link/Command.h"
#include "test/unit/Link/ToyModel.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace kiln;
using namespace kiln::test;

namespace {

/// A program of a model that triples its input.
class ProgramTest : public testing::Test {
protected:
  void build(ToyModel model) {
    LinkOptions options;
    options.outputPath = program = folder.path("toy");
    options.runtimeDirectory = KILN_TEST_RUNTIME_DIR;
    ASSERT_EQ(llvm::toString(model.link(options)), "");
  }
  CommandResult call(std::vector<std::string> arguments,
                     const std::string &standardInput = "") {
    arguments.insert(arguments.begin(), program);
    return run(arguments, standardInput);
  }
  void expectFailure(std::vector<std::string> arguments, int status,
                     const std::string &message) {
    CommandResult result = call(std::move(arguments));
    EXPECT_EQ(result.status, status);
    EXPECT_EQ(result.output, "toy: error: " + message + "\n");
  }
  std::string picture(const std::string &name) {
    return KILN_TEST_DATA_DIR "/pictures/" + name;
  }
  std::string read(llvm::StringRef name) {
    auto buffer = llvm::MemoryBuffer::getFile(folder.path(name));
    return buffer ? (*buffer)->getBuffer().str() : "";
  }

  TemporaryFolder folder;
  std::string program;
};

ToyModel labelled(std::vector<int64_t> dims) {
  ToyModel model(std::move(dims));
  model.module.labels = {"cat", "dog", "fox"};
  return model;
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_F(ProgramTest, WritesWhatItWasAsked) {
  build(ToyModel({2, 2}));
  std::string x = folder.writeArray("x.npy", {2, 2}, {1, 2, 3, 4});
  std::string y = folder.path("y.npy");
  CommandResult result = call({x, "-o", y});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.output, "");
  // What it wrote it can read.
  EXPECT_TRUE(contains(call({y}).output, "z: f32 [2, 2]\n  9 18 27 36\n"));
  EXPECT_TRUE(contains(call({"-"}, x).output, "  3 6 9 12\n"));
  EXPECT_TRUE(contains(call({x, y}).output, "  3 6 9 12\nz"));
}

TEST_F(ProgramTest, RanksLabels) {
  build(labelled({2, 3}));
  std::string x = folder.writeArray("x.npy", {2, 3}, {0, 2, 1, 5, 0, 0});
  CommandResult result = call({x});
  EXPECT_EQ(result.output, x + "[0]: dog 95.03%, fox 4.73%, cat 0.24%\n" + x +
                               "[1]: cat 100.00%, dog 0.00%, fox 0.00%\n");
}

TEST_F(ProgramTest, DoesNotSoftenProbabilities) {
  build(labelled({1, 3}));
  // Three times these are probabilities already.
  std::string x =
      folder.writeArray("x.npy", {1, 3}, {0.2f / 3, 0.5f / 3, 0.3f / 3});
  EXPECT_EQ(call({x}).output, x + ": dog 50.00%, fox 30.00%, cat 20.00%\n");
}

TEST_F(ProgramTest, PrintsJson) {
  build(labelled({1, 3}));
  std::string x = folder.writeArray("x.npy", {1, 3}, {0, 2, INFINITY});
  CommandResult result = call({"--json", x, x});
  auto json = llvm::json::parse(result.output);
  ASSERT_TRUE(bool(json)) << result.output;
  ASSERT_EQ(json->getAsArray()->size(), 2u);
  const llvm::json::Object &run = *(*json->getAsArray())[0].getAsObject();
  const llvm::json::Object &output =
      *(*run.getArray("outputs"))[0].getAsObject();
  EXPECT_EQ(output.getString("name"), "z");
  EXPECT_EQ((*output.getArray("data"))[1].getAsNumber(), 6);
  EXPECT_EQ((*output.getArray("data"))[2].kind(), llvm::json::Value::Null);
  EXPECT_EQ(run.getArray("predictions")->size(), 1u);
}

TEST_F(ProgramTest, BatchesPictures) {
  build(ToyModel({2, 3, 4, 4}));
  std::string horse = picture("horse.png"), cat = picture("chelsea.png");
  // Three pictures make two runs, of two and one.
  CommandResult result = call({"--json", horse, cat, horse, "--mean", "0.5",
                               "--std", "0.25", "--crop"});
  auto json = llvm::json::parse(result.output);
  ASSERT_TRUE(bool(json)) << result.output;
  const llvm::json::Array &runs = *json->getAsArray();
  ASSERT_EQ(runs.size(), 2u);
  auto value = [&](int run, int index) {
    return *(*(*runs[run].getAsObject()->getArray("outputs"))[0]
                  .getAsObject()
                  ->getArray("data"))[index]
                .getAsNumber();
  };
  EXPECT_EQ(value(0, 5), value(1, 5));
  EXPECT_NE(value(0, 5), value(0, 48 + 5));
  EXPECT_EQ(value(1, 48 + 5), 0); // the empty place of the batch
  EXPECT_TRUE(contains(call({horse, cat, horse, "-o", folder.path("y")}).output,
                       "-o takes the outputs of one run"));
}

TEST_F(ProgramTest, Measures) {
  build(ToyModel({4}));
  EXPECT_TRUE(contains(call({"--bench=20", "--threads=2"}).output,
                       "20 runs, 1 thread: min "));
  auto bench = llvm::json::parse(call({"--bench=20", "--json"}).output);
  ASSERT_TRUE(bool(bench));
  EXPECT_EQ(bench->getAsObject()->getInteger("runs"), 20);
  std::string profile = call({"--profile"}).output;
  EXPECT_TRUE(contains(profile, "scale_0  scale  toy.py:1:1")) << profile;
  EXPECT_EQ(call({"--trace", folder.path("t.json")}).status, 0);
  auto trace = llvm::json::parse(read("t.json"));
  ASSERT_TRUE(bool(trace));
  EXPECT_EQ(trace->getAsObject()->getArray("traceEvents")->size(), 2u);
}

TEST_F(ProgramTest, TapsHoldWhatKernelsWrote) {
  build(ToyModel({4}));
  std::string x = folder.writeArray("x.npy", {4}, {1, 2, 3, 4});
  EXPECT_EQ(call({x, "--taps", folder.path("taps")}).status, 0);
  std::string taps = read("taps");
  ASSERT_EQ(taps.size(), 2 * (16 + 16u));
  float second[4];
  memcpy(second, taps.data() + 16, sizeof second);
  EXPECT_EQ(second[3], 8); // scaled
  memcpy(second, taps.data() + 48, sizeof second);
  EXPECT_EQ(second[3], 12); // and added
}

TEST_F(ProgramTest, AnswersQuestions) {
  ToyModel model({1, 3, 8, 8});
  model.module.preprocessing.channels = 1;
  model.module.preprocessing.mean[0] = 0.5f;
  model.module.preprocessing.std[0] = 0.25f;
  build(model);
  std::string help = call({"--help"}).output;
  EXPECT_TRUE(contains(help, "usage: toy [options] INPUT..."));
  EXPECT_TRUE(contains(help, "inputs  x: f32 [1, 3, 8, 8]"));
  std::string info = call({"--info"}).output;
  EXPECT_TRUE(contains(info, "stretched to the input, mean 0.5, std 0.25"));
  EXPECT_TRUE(contains(info, "model hash   0123abcd"));
  EXPECT_TRUE(bool(llvm::json::parse(call({"--info", "--json"}).output)));
  EXPECT_TRUE(contains(call({"--licenses"}).output, "Rich Felker"));
  EXPECT_EQ(call({"--version"}).output, "toy, compiled by kiln 0.1.0\n");
}

TEST_F(ProgramTest, ErrorsAreOneClearLine) {
  build(ToyModel({2, 2}));
  std::string x = folder.writeArray("x.npy", {2, 2}, {1, 2, 3, 4});
  std::string wrong = folder.writeArray("w.npy", {4}, {1, 2, 3, 4});
  expectFailure({}, 2, "no input given; try --help");
  expectFailure({"--speed"}, 2, "unknown option --speed; try --help");
  expectFailure({"-o"}, 2, "-o needs a value; try --help");
  expectFailure({"--json=1", x}, 2, "--json takes no value");
  expectFailure({"--threads", "many", x}, 2,
                "--threads takes a number from 1 to 1024, not 'many'");
  expectFailure({"--std", "0", x}, 2, "--std takes positive numbers, not '0'");
  expectFailure({"--resize", "3x", x}, 2,
                "--resize takes SHORTER or HEIGHTxWIDTH, not '3x'");
  expectFailure({x, "-o", "a", "-o", "b"}, 2,
                "-o is given 2 times, but the network has 1 output");
  expectFailure({"missing.npy"}, 1,
                "cannot open missing.npy: No such file or directory");
  expectFailure({folder.path("")}, 1,
                "cannot read " + folder.path("") + ": Is a directory");
  expectFailure({wrong}, 1,
                wrong + ": input 'x' takes f32 [2, 2], the file holds f32 [4]");
  expectFailure({program}, 1,
                program + " is neither a .npy file nor a PNG or JPEG");
  expectFailure({picture("horse.png")}, 1,
                picture("horse.png") +
                    ": input 'x' takes no picture but f32 [2, 2]: give a .npy "
                    "file");
  expectFailure({x, "-o", "/no/such/folder/y.npy"}, 1,
                "cannot write /no/such/folder/y.npy: No such file or "
                "directory");
}

TEST_F(ProgramTest, ChecksTheCpu) {
  ToyModel model({2, 2});
  // AMD's SSE4a and Intel's AMX are not found together.
  model.module.variants[0].requiredFeatures =
      uint64_t(1) << KILN_CPU_SSE4A | uint64_t(1) << KILN_CPU_AMXTILE;
  model.module.variants[0].level = "imaginary";
  build(model);
  CommandResult result = call({"--bench"});
  EXPECT_EQ(result.status, 1);
  EXPECT_TRUE(contains(result.output, "toy: error: this CPU cannot run toy, "
                                      "which was compiled for imaginary: "
                                      "missing "))
      << result.output;
}
