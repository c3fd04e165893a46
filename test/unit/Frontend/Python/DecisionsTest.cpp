//===- DecisionsTest.cpp - Numbers that a definition decides by -----------===//

#include "EvaluatorFixture.h"

#include "compiler/Frontend/Python/Runtime/Decisions.h"

using namespace kiln::python;

namespace {

class DecisionLogTest : public EvaluatorTest {
protected:
  /// What a program decides by: "order 5 3 at 2".
  std::string decide(llvm::StringRef text) {
    // What the builtins take to begin with is not the program's.
    EXPECT_EQ(run("pass"), "");
    DecisionLog log;
    EXPECT_EQ(run(text), "");
    std::string result;
    for (const Decision &decision : log.decisions)
      result += describe(decision);
    return result;
  }

private:
  static std::string number(double value) {
    std::string text;
    llvm::raw_string_ostream(text) << llvm::format("%g", value);
    return text;
  }

  static std::string describe(const Decision &decision) {
    constexpr const char *kinds[] = {"equality", "order",     "lookup",
                                     "quotient", "remainder", "round down",
                                     "round up", "step"};
    std::string text = kinds[decision.kind];
    text += " " + number(decision.a) + " " + number(decision.b);
    if (decision.isStep())
      text += " gives " + number(decision.result);
    if (!decision.areIntegers)
      text += " of reals";
    auto line = decision.location->findInstanceOf<mlir::FileLineColLoc>();
    return text + " at " + std::to_string(line ? line.getLine() : 0) + "\n";
  }
};

} // namespace

TEST_F(DecisionLogTest, ComparisonsAreNoted) {
  EXPECT_EQ(decide("a = 5\nb = a < 3\n"), "order 5 3 at 2\n");
  EXPECT_EQ(decide("a = 5\n\nb = a == 7\n"), "equality 5 7 at 3\n");
  EXPECT_EQ(decide("b = 5.5 >= 3\n"), "order 5.5 3 of reals at 1\n");
}

TEST_F(DecisionLogTest, TruthOfNumbersIsAComparison) {
  EXPECT_EQ(decide("a = 5\nif a:\n  pass\n"), "equality 5 0 at 2\n");
}

TEST_F(DecisionLogTest, StepsAreNoted) {
  EXPECT_EQ(decide("a = 7\nb = a // 2\n"), "quotient 7 2 gives 3 at 2\n");
  EXPECT_EQ(decide("a = 7\nb = a % 4\n"), "remainder 7 4 gives 3 at 2\n");
  EXPECT_EQ(decide("a = 7\nb = a & 5\n"), "step 7 5 gives 5 at 2\n");
  EXPECT_EQ(decide("a = 7.5\nb = int(a)\n"),
            "round down 7.5 1 gives 7 of reals at 2\n");
}

TEST_F(DecisionLogTest, PolynomialsAreNoDecisions) {
  EXPECT_EQ(decide("a = 7\nb = a * 3 - 2 + a ** 2\nc = a / 2\n"), "");
}

TEST_F(DecisionLogTest, KeysChoose) {
  EXPECT_EQ(decide("a = [1, 2]\nb = a[1]\n"), "lookup 1 0 at 2\n");
}

TEST_F(DecisionLogTest, TheInnermostLogTakesNote) {
  EXPECT_EQ(DecisionLog::current(), nullptr);
  DecisionLog outer;
  EXPECT_EQ(DecisionLog::current(), &outer);
  {
    DecisionLog inner;
    EXPECT_EQ(DecisionLog::current(), &inner);
    run("b = 1 < 2\n");
    EXPECT_EQ(inner.decisions.size(), 1u);
  }
  EXPECT_EQ(DecisionLog::current(), &outer);
  EXPECT_TRUE(outer.decisions.empty());
}
