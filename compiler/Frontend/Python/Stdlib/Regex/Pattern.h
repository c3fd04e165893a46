//===- Pattern.h - Parsed regular expressions -------------------*- C++ -*-===//
//
// The tree of a regular expression in Python's syntax. Text is code points.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_STDLIB_REGEX_PATTERN_H
#define KILN_FRONTEND_PYTHON_STDLIB_REGEX_PATTERN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kiln::python::regex {

using Text = llvm::ArrayRef<uint32_t>;

/// Numbered as in Python's re.
enum Flag : unsigned {
  IgnoreCase = 2,
  Locale = 4,
  MultiLine = 8,
  DotAll = 16,
  Unicode = 32,
  Verbose = 64,
  Ascii = 256,
};

/// A class such as [a-z\d].
struct CharacterSet {
  enum class Category : uint8_t { Digit, Space, Word };

  bool negated = false;
  bool ignoreCase = false;
  bool ascii = false;
  std::vector<std::pair<uint32_t, uint32_t>> ranges;
  std::vector<std::pair<Category, bool>> categories; // and whether negated

  bool contains(uint32_t c) const;
};

bool isWord(uint32_t c, bool ascii);

struct Node {
  enum class Kind : uint8_t {
    Empty,
    Character,
    Any,
    AnyButNewline,
    Set,
    Sequence,
    Alternation,
    Repeat,
    Group,
    BackReference,
    Look,
    Atomic,
    Conditional,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    TextEndOrNewline,
    WordBoundary,
    NotWordBoundary,
  };

  explicit Node(Kind kind) : kind(kind) {}

  Kind kind;
  bool ignoreCase = false;
  bool ascii = false;
  bool lazy = false;       ///< of Repeat
  bool possessive = false; ///< of Repeat
  bool negated = false;    ///< of Look
  bool behind = false;     ///< of Look
  uint32_t character = 0;
  uint32_t group = 0; ///< of Group, BackReference and Conditional
  uint32_t minimum = 0, maximum = 0;
  CharacterSet set;
  std::vector<std::unique_ptr<Node>> children;

  static constexpr uint32_t unbounded = ~0u;
};

struct Pattern {
  std::unique_ptr<Node> root;
  unsigned flags = 0;
  uint32_t groupCount = 0; ///< without the whole match
  std::vector<std::pair<std::string, uint32_t>> groupNames;
  /// Why the pattern is wrong and where, or empty.
  std::string error;
  size_t errorPosition = 0;
};

Pattern parse(llvm::StringRef text, unsigned flags);

/// The number of characters that the node matches if that is always the same.
bool fixedWidth(const Node &node, uint32_t &width);

} // namespace kiln::python::regex

#endif
