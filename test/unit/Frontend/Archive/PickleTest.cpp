//===- PickleTest.cpp -----------------------------------------------------===//

#include "compiler/Frontend/Archive/Pickle/Pickle.h"
#include "Bytes.h"
#include "compiler/Frontend/Archive/Pickle/PrintValues.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

/// The pickle's value as text, or the error.
std::string read(const std::string &bytes, const ReadOptions &options = {}) {
  ByteReader reader({bytes.data(), bytes.size()});
  ValueArena arena;
  llvm::Expected<Value *> value =
      readPickle(reader, arena, refusePersistentIds, options);
  if (!value)
    return "error: " + llvm::toString(value.takeError());
  return summarize(**value);
}

PickleBytes pickle(char protocol = 2) { return PickleBytes(protocol); }

/// A call of a function with one string.
std::string call(llvm::StringRef module, llvm::StringRef name) {
  return pickle()
      .global(module, name)
      .mark()
      .string("echo broken")
      .tuple()
      .reduce()
      .stop();
}

} // namespace

TEST(Pickle, ReadsPlainValues) {
  EXPECT_EQ(read(pickle().none().stop()), "None");
  EXPECT_EQ(read(pickle().boolean(true).stop()), "True");
  EXPECT_EQ(read(pickle().integer(-5).stop()), "-5");
  EXPECT_EQ(read(pickle().integer(int64_t(1) << 40).stop()), "1099511627776");
  EXPECT_EQ(read(pickle().raw(std::string("\x8a\0", 2)).stop()), "0");
  EXPECT_EQ(read(pickle().raw("\x8a\x01\xff").stop()), "-1");
  EXPECT_EQ(read(pickle().raw("\x8a\x09" + std::string(8, '\0') + "\1").stop()),
            "0x010000000000000000");
  EXPECT_EQ(read(pickle().raw(std::string("G\x3f\xf8\0\0\0\0\0\0", 9)).stop()),
            "1.5");
  EXPECT_EQ(read(pickle().string("text").stop()), "'text'");
  EXPECT_EQ(read(pickle().dims({1, 2}).stop()), "(1, 2)");
  EXPECT_EQ(read(pickle().list().integer(1).append().stop()), "[1]");
  EXPECT_EQ(read(pickle()
                     .raw("U\x03"
                          "abc")
                     .stop()),
            "'abc'");
  EXPECT_EQ(read(pickle().raw("U\x01\xff").stop()), "1 bytes");
}

TEST(Pickle, ReadsLaterProtocols) {
  // FRAME, SHORT_BINUNICODE, MEMOIZE, STACK_GLOBAL.
  std::string bytes = pickle(4)
                          .raw("\x95" + little<uint64_t>(9))
                          .raw("\x8c\x01"
                               "m\x94\x8c\x01"
                               "n\x94\x93")
                          .stop();
  EXPECT_EQ(read(bytes), "m.n");
  EXPECT_EQ(read(pickle(5).raw("\x8f(K\x01K\x02\x90").stop()), "{1, 2}");
  EXPECT_EQ(read(pickle(4).raw("(K\x01\x91").stop()), "{1}");
  EXPECT_EQ(read(pickle(5).raw("\x96" + little<uint64_t>(2) + "ab").stop()),
            "2 bytes");
}

TEST(Pickle, UnderstandsPlainCalls) {
  EXPECT_EQ(read(pickle()
                     .global("__builtin__", "set")
                     .mark()
                     .list()
                     .integer(3)
                     .append()
                     .tuple()
                     .reduce()
                     .stop()),
            "{3}");
  EXPECT_EQ(read(pickle()
                     .global("_codecs", "encode")
                     .mark()
                     .string("\xc3\xbf")
                     .string("latin1")
                     .tuple()
                     .reduce()
                     .stop()),
            "1 bytes");
  EXPECT_EQ(read(pickle()
                     .global("torch", "Size")
                     .mark()
                     .dims({2, 2})
                     .tuple()
                     .reduce()
                     .stop()),
            "(2, 2)");
}

TEST(Pickle, NeverCallsAndNamesWhatRunsCode) {
  for (auto [module, name] : std::vector<std::pair<std::string, std::string>>{
           {"os", "system"},
           {"posix", "system"},
           {"nt", "system"},
           {"subprocess", "Popen"},
           {"subprocess.x", "run"},
           {"builtins", "eval"},
           {"__builtin__", "exec"},
           {"builtins", "eval.__call__"},
           {"importlib", "import_module"},
           {"torch.hub", "load"},
           {"socket", "create_connection"},
           {"pip", "main"},
           {"io", "open"}}) {
    EXPECT_TRUE(contains(read(call(module, name)),
                         "calls `" + module + "." + name + "`, which runs"));
    // A class of it that is only mentioned harms nobody.
    EXPECT_EQ(read(pickle().global(module, name).stop()), module + "." + name);
  }
  EXPECT_TRUE(
      contains(read(pickle().global("os", "system").raw(")\x81").stop()),
               "which runs code"));
  EXPECT_EQ(read(call("my.package", "run")), "my.package.run('echo broken')");
}

TEST(Pickle, RefusesOtherProtocols) {
  EXPECT_TRUE(contains(read("cos\nsystem\n."), "protocols 0 and 1"));
  EXPECT_TRUE(contains(read(pickle(1).none().stop()), "protocol 1"));
  EXPECT_TRUE(contains(read(pickle(6).none().stop()), "protocol 6"));
  for (std::string opcode :
       {"I1\n", "L1L\n", "F1\n", "S'a'\n", "Va\n", "g0\n", "p0\n", "(d", "(l",
        "P1\n", "N2", "(ia\nb\n", "(o"})
    EXPECT_TRUE(contains(read(pickle().raw(opcode).stop()), "protocols 2 to 5"))
        << opcode;
  for (char opcode : {'\x82', '\x83', '\x84', '\x97', '\x98', '\xff'})
    EXPECT_TRUE(
        contains(read(pickle().raw({&opcode, 1}).stop()), "is not supported"));
}

TEST(Pickle, RefusesBrokenStacks) {
  EXPECT_TRUE(contains(read(pickle().stop()), "empty stack"));
  for (std::string bytes :
       {"\x85", "\x86", "\x87", "t",     "e",    "u", "R", "b",
        "s",    "a",    "\x81", "\x92",  "\x93", "Q", "0", "1",
        "(a",   "(NR",  "((",   "q\x01", "NN",   "N("})
    EXPECT_TRUE(isError(read(pickle().raw(bytes).stop()))) << bytes;
  EXPECT_TRUE(contains(read(pickle().raw("h\x05").stop()),
                       "the value 5, which was never stored"));
  EXPECT_TRUE(
      contains(read(pickle().raw("j\xff\xff\xff\xff").stop()), "4294967295"));
  EXPECT_EQ(read(pickle().raw("Nr\xff\xff\xff\xff").stop()), "None");
  EXPECT_TRUE(contains(read(pickle().none().text), "has no end"));
}

TEST(Pickle, RefusesMisusedValues) {
  EXPECT_TRUE(contains(read(pickle().raw("}(NNNu").stop()), "3 keys"));
  EXPECT_TRUE(contains(read(pickle().raw("}]Ns").stop()), "key of a dict"));
  EXPECT_TRUE(contains(read(pickle().raw(")Na").stop()), "appends to a tuple"));
  EXPECT_TRUE(contains(read(pickle().raw("NNNs").stop()), "items of None"));
  EXPECT_TRUE(
      contains(read(pickle().raw("K\x01)R").stop()), "calls an integer"));
  EXPECT_TRUE(contains(read(pickle().raw("NNb").stop()), "state of None"));
}

TEST(Pickle, RefusesLyingLengths) {
  for (std::string bytes :
       {"X\xff\xff\xff\xff", "T\xff\xff\xff\xff", "B\xff\xff\xff\x7f",
        "\x8d\xff\xff\xff\xff\xff\xff\xff\xff",
        "\x8e\xff\xff\xff\xff\xff\xff\xff\x7f", "U\xff", "\x8c\xff"})
    EXPECT_TRUE(contains(read(pickle().raw(bytes).stop()), "is longer than"));
  EXPECT_TRUE(
      contains(read(pickle().raw("\x8a\xff" + std::string(255, '1')).stop()),
               "255 bytes"));
  EXPECT_TRUE(contains(read(pickle().raw("\x95" + little<uint64_t>(99)).stop()),
                       "a frame"));
}

TEST(Pickle, KeepsToItsBudgets) {
  ReadOptions options;
  options.maxPickleOpcodes = 100;
  EXPECT_TRUE(
      contains(read(pickle().raw(std::string(200, 'N')).stop(), options),
               "more than 100 opcodes"));
  options = {};
  options.maxPickleValues = 100;
  EXPECT_TRUE(
      contains(read(pickle().raw(std::string(200, ']')).stop(), options),
               "too many values"));
  EXPECT_TRUE(
      contains(read(pickle().raw(std::string(200000, '(')).stop()), "marks"));
  options = {};
  options.maxParsedBytes = 10;
  EXPECT_TRUE(contains(read(pickle().string("0123456789abc").stop(), options),
                       "bytes of strings"));
}

TEST(Pickle, SurvivesCirclesAndTruncation) {
  // A list that holds itself, and lists that hold the previous one twice.
  std::string bytes = pickle().list().put(0).get(0).append().stop();
  EXPECT_EQ(read(bytes), "list of 1");
  PickleBytes doubling = pickle();
  doubling.list().put(0);
  for (uint8_t i = 0; i < 60; ++i)
    doubling.list().get(i).append().get(i).append().put(i + 1);
  EXPECT_TRUE(contains(read(doubling.stop()), "error: "));
  std::string whole = call("my.package", "run");
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_TRUE(isError(read(whole.substr(0, size)))) << size;
}
