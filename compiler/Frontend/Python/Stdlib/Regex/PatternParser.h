//===- PatternParser.h - Parses regular expressions -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_STDLIB_REGEX_PATTERNPARSER_H
#define KILN_FRONTEND_PYTHON_STDLIB_REGEX_PATTERNPARSER_H

#include "compiler/Frontend/Python/Stdlib/Regex/Pattern.h"

#include "llvm/ADT/Twine.h"

#include <optional>

namespace kiln::python::regex {

using NodePtr = std::unique_ptr<Node>;

/// Recursive descent. After an error everything else fails at once, so that
/// only loops and results that are used need to ask.
class PatternParser {
public:
  PatternParser(llvm::StringRef text, unsigned flags);

  Pattern run();

private:
  NodePtr parseAlternation();
  NodePtr parseSequence();
  NodePtr parseQuantified();
  NodePtr parseAtom();
  NodePtr parseGroup();
  NodePtr parseExtension(size_t start);
  NodePtr parseNamed(size_t start);
  NodePtr parseConditional();
  NodePtr parseFlags(size_t start);
  NodePtr parseLook(bool behind, bool negated);
  NodePtr parseEscape();
  NodePtr parseSet();
  NodePtr finishGroup(uint32_t group, size_t start);
  NodePtr backReference(uint32_t group, size_t start);

  bool applyQuantifier(NodePtr &atom);
  bool parseBounds(uint32_t &minimum, uint32_t &maximum);
  std::optional<uint32_t> parseNumber();
  std::string parseName(uint32_t terminator);
  /// The group that a name or number of the pattern means.
  uint32_t findGroup(llvm::StringRef name, size_t start);

  /// One member of a set: a character, or a category that is added to it.
  std::optional<uint32_t> parseSetMember(CharacterSet &set);
  bool parseCategory(uint32_t letter, CharacterSet &set);
  /// What an escape that stands for one character means; `letter` is read.
  std::optional<uint32_t> parseCharacterEscape(uint32_t letter);
  std::optional<uint32_t> parseHex(unsigned digits);
  unsigned parseFlagLetters();

  NodePtr make(Node::Kind kind) const;
  NodePtr character(uint32_t c) const;
  NodePtr fail(const llvm::Twine &message, size_t position);
  NodePtr fail(const llvm::Twine &message) { return fail(message, next); }
  bool failed() const { return !pattern.error.empty(); }

  bool atEnd() const { return next >= text.size(); }
  uint32_t peek(size_t ahead = 0) const {
    return next + ahead < text.size() ? text[next + ahead] : 0;
  }
  bool accept(uint32_t c) {
    if (atEnd() || text[next] != c)
      return false;
    ++next;
    return true;
  }
  void skipVerbose();

  std::vector<uint32_t> text;
  size_t next = 0;
  unsigned flags;
  unsigned depth = 0;
  /// The highest group that a conditional asks for.
  uint32_t lastConditional = 0;
  std::vector<uint32_t> openGroups;
  Pattern pattern;
};

} // namespace kiln::python::regex

#endif
