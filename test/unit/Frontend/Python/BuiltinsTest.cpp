//===- BuiltinsTest.cpp - Builtin functions and methods -------------------===//
//
// The programs in test/data/python/builtins print what CPython 3.12 prints for
// them, which is kept beside them; and what must not cost time or memory.
//
//===----------------------------------------------------------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

class BuiltinsTest : public EvaluatorTest {};

class BuiltinPrograms : public EvaluatorTest,
                        public ::testing::WithParamInterface<const char *> {};

std::string contentOf(const llvm::Twine &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : "cannot read " + path.str();
}

TEST_P(BuiltinPrograms, PrintWhatCPythonPrints) {
  std::string base =
      std::string(KILN_TEST_DATA_DIR) + "/python/builtins/" + GetParam();
  llvm::SmallVector<llvm::StringRef> found, expected;
  std::string printed = run(contentOf(base + ".py"));
  std::string wanted = contentOf(base + ".out");
  llvm::StringRef(printed).split(found, '\n');
  llvm::StringRef(wanted).split(expected, '\n');
  for (size_t line = 0; line < std::max(found.size(), expected.size()); ++line)
    EXPECT_EQ(line < found.size() ? found[line].str() : "(nothing)",
              line < expected.size() ? expected[line].str() : "(nothing)")
        << "line " << line + 1 << " of " << GetParam() << ".out";
}

INSTANTIATE_TEST_SUITE_P(Python, BuiltinPrograms,
                         ::testing::Values("numbers", "formatting", "strings",
                                           "lists", "dicts", "functions",
                                           "objects"),
                         [](const auto &info) { return info.param; });

class BuiltinBudgets : public EvaluatorTest,
                       public ::testing::WithParamInterface<const char *> {};

TEST_P(BuiltinBudgets, EndWhatWouldTakeGigabytesOrHours) {
  budgets.steps = 1'000'000;
  budgets.bytes = 64 << 20;
  EXPECT_NE(run(GetParam()).find("takes more than"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Python, BuiltinBudgets,
    ::testing::Values(
        "'x' * 10**12", "list(range(10**12))", "sum(range(10**12))",
        "[0] * 10**10", "'%1000000000d' % 1", "'a'.ljust(10**12)",
        "'{:>1000000000}'.format(1)", "f'{1.5:1000000000f}'",
        "tuple(iter(int, 1))", "'ab'.replace('', 'x' * 10**7) * 10**4",
        "max(range(10**12))", "bytes(10**12)", "'\\t'.expandtabs(10**11)",
        "list(zip(range(10**12), range(10**12)))", "set(range(10**12))",
        "dict.fromkeys(range(10**12))", "sorted(range(10**12))",
        "(5).to_bytes(10**12, 'big')", "'1'.zfill(10**12)",
        "','.join(str(i) for i in range(10**12))", "any(iter(int, 1))"));

TEST_F(BuiltinsTest, OutsideIsRefused) {
  EXPECT_NE(run("open('/etc/passwd')").find("is no file that kiln may read"),
            std::string::npos);
  EXPECT_NE(run("input('name? ')").find("kiln asks no input()"),
            std::string::npos);
  EXPECT_NE(run("compile('1', 'f', 'eval')").find("does not compile()"),
            std::string::npos);
}

/// Numbers and text made of something unknown are unknown; what would have to
/// know it names it.
TEST_F(BuiltinsTest, UnknownValuesStayUnknown) {
  EXPECT_EQ(run("import cfg\n"
                "n = cfg.width\n"
                "print(int(n), abs(n), round(n, 2), sum([n, 1]), min([n]))\n"
                "print('%d %s' % (n, n), f'{n:.2f}', str(n), [n], 'a' + n)\n"),
            "cfg.width cfg.width cfg.width cfg.width + ... + ... cfg.width\n"
            "cfg.width cfg.width cfg.width cfg.width [cfg.width] "
            "cfg.width + ...\n");
  for (const char *text :
       {"len(cfg.width)", "list(cfg.width)", "'a'.replace('a', cfg.width)",
        "range(cfg.width)", "reversed(cfg.width)", "max(cfg.width, 1)",
        "[1][cfg.width]"}) {
    SCOPED_TRACE(text);
    EXPECT_NE(
        run(("import cfg\n" + llvm::Twine(text)).str()).find("'cfg.width"),
        std::string::npos);
  }
}

TEST_F(BuiltinsTest, IntegersBeyond64BitsAreErrors) {
  for (const char *text : {"int('9223372036854775808')", "int(1e19)",
                           "round(9223372036854775807, -1)", "2 ** 64"}) {
    SCOPED_TRACE(text);
    EXPECT_NE(run(text).find("64 bits"), std::string::npos);
  }
  EXPECT_EQ(run("print(int('-9223372036854775808'))"),
            "-9223372036854775808\n");
}

} // namespace
} // namespace kiln::python
