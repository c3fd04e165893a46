//===- RegexTest.cpp - The machine behind re ------------------------------===//

#include "compiler/Frontend/Python/Stdlib/Regex/Program.h"

#include "gtest/gtest.h"

namespace kiln::python::regex {
namespace {

/// The spans of all groups as "0-3 1-2 -", or "none", or the error.
std::string match(llvm::StringRef source, llvm::StringRef text,
                  Anchor anchor = Anchor::Search, unsigned flags = 0) {
  Pattern pattern = parse(source, flags);
  if (!pattern.error.empty())
    return pattern.error;
  Program program = compile(pattern);
  if (program.tooLarge)
    return "too large";
  std::vector<uint32_t> codes(text.bytes_begin(), text.bytes_end());
  std::vector<int64_t> slots;
  uint64_t left = 1'000'000;
  Outcome outcome = run(program, codes, 0, static_cast<int64_t>(codes.size()),
                        anchor, slots, [&](uint64_t count) {
                          left -= std::min(left, count);
                          return left > 0;
                        });
  if (outcome != Outcome::Matched)
    return outcome == Outcome::NoMatch ? "none" : "out of steps";
  std::string result;
  for (uint32_t group = 0; group <= program.groupCount; ++group) {
    if (group)
      result += " ";
    result += slots[2 * group + 1] < 0
                  ? "-"
                  : std::to_string(slots[2 * group]) + "-" +
                        std::to_string(slots[2 * group + 1]);
  }
  return result;
}

TEST(RegexTest, QuantifiersPreferMoreOrLess) {
  EXPECT_EQ(match("(a+)(a*)", "aaa"), "0-3 0-3 3-3");
  EXPECT_EQ(match("(a+?)(a*)", "aaa"), "0-3 0-1 1-3");
  EXPECT_EQ(match("a{2,3}", "aaaa"), "0-3");
  EXPECT_EQ(match("a{2}?", "aaaa"), "0-2");
  EXPECT_EQ(match("a{,2}b", "aab"), "0-3");
  EXPECT_EQ(match("a{x}", "a{x}"), "0-4");
}

TEST(RegexTest, PossessiveAndAtomicKeepWhatTheyTook) {
  EXPECT_EQ(match("a*+a", "aaa"), "none");
  EXPECT_EQ(match("(?>a|ab)c", "abc"), "none");
  EXPECT_EQ(match("(?:a|ab)c", "abc"), "0-3");
}

TEST(RegexTest, LoopsOverNothingEnd) {
  EXPECT_EQ(match("(a*)*", "b"), "0-0 0-0");
  EXPECT_EQ(match("(|a)+", "aa"), "0-0 0-0");
  EXPECT_EQ(match("(?:a|b*)*c", "abbac"), "0-5");
}

TEST(RegexTest, GroupsAreRestoredByBacktracking) {
  EXPECT_EQ(match("(?:(a)|b)*", "ab"), "0-2 0-1");
  EXPECT_EQ(match("(?:(a)c|ab)", "ab"), "0-2 -");
  EXPECT_EQ(match("(a)?(?(1)b|c)", "c"), "0-1 -");
  EXPECT_EQ(match(R"((a|b)\1)", "abb"), "1-3 1-2");
}

TEST(RegexTest, LooksDoNotMove) {
  EXPECT_EQ(match("(?=(a))a", "a"), "0-1 0-1");
  EXPECT_EQ(match("a(?!b)", "abac"), "2-3");
  EXPECT_EQ(match("(?<=ab)c", "abc"), "2-3");
  EXPECT_EQ(match("(?<!b)c", "bcac"), "3-4");
  EXPECT_EQ(match("(?<=a+)b", "ab"),
            "look-behind requires fixed-width pattern");
}

TEST(RegexTest, FlagsChangeWhatMatches) {
  EXPECT_EQ(match("AB", "ab", Anchor::Search, IgnoreCase), "0-2");
  EXPECT_EQ(match("(?i:A)b", "aB"), "none");
  EXPECT_EQ(match("^b", "a\nb"), "none");
  EXPECT_EQ(match("^b", "a\nb", Anchor::Search, MultiLine), "2-3");
  EXPECT_EQ(match("a.b", "a\nb", Anchor::Search, DotAll), "0-3");
  EXPECT_EQ(match(" a # b\n c", "ac", Anchor::Search, Verbose), "0-2");
}

TEST(RegexTest, AnchorsBoundTheMatch) {
  EXPECT_EQ(match("b", "ab", Anchor::Match), "none");
  EXPECT_EQ(match("a|ab", "ab", Anchor::FullMatch), "0-2");
  EXPECT_EQ(match("a*", "aab", Anchor::SearchOn), "0-2");
  EXPECT_EQ(match("x*", "ab", Anchor::SearchOn), "1-1");
}

TEST(RegexTest, WrongPatternsSayWhy) {
  EXPECT_EQ(match("(a", ""), "missing ), unterminated subpattern");
  EXPECT_EQ(match("a)", ""), "unbalanced parenthesis");
  EXPECT_EQ(match("*", ""), "nothing to repeat");
  EXPECT_EQ(match("a**", ""), "multiple repeat");
  EXPECT_EQ(match("[a", ""), "unterminated character set");
  EXPECT_EQ(match("[b-a]", ""), "bad character range");
  EXPECT_EQ(match(R"(\q)", ""), "bad escape \\q");
  EXPECT_EQ(match(R"(\1)", ""), "invalid group reference 1");
  EXPECT_EQ(match("(?P<a>)(?P<a>)", ""), "redefinition of group name 'a'");
}

TEST(RegexTest, WorkAndSizeAreBounded) {
  EXPECT_EQ(match("(a*)*b", std::string(40, 'a')), "out of steps");
  EXPECT_EQ(match("(?:a{1000}){1000}", ""), "too large");
  EXPECT_EQ(match(std::string(200, '(') + std::string(200, ')'), ""),
            "the pattern is nested too deeply");
}

} // namespace
} // namespace kiln::python::regex
