//===- PatternEscapes.cpp - Escapes and sets of regular expressions -------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Stdlib/Regex/PatternParser.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python::regex {

static bool isDecimal(uint32_t c) { return c >= '0' && c <= '9'; }
static bool isOctal(uint32_t c) { return c >= '0' && c <= '7'; }
static bool isAsciiLetter(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<uint32_t> PatternParser::parseNumber() {
  if (!isDecimal(peek()))
    return std::nullopt;
  uint64_t number = 0;
  while (isDecimal(peek())) {
    number = number * 10 + (text[next++] - '0');
    if (number >= Node::unbounded) {
      fail("the repetition number is too large");
      return std::nullopt;
    }
  }
  return static_cast<uint32_t>(number);
}

std::optional<uint32_t> PatternParser::parseHex(unsigned digits) {
  size_t start = next;
  uint32_t value = 0;
  for (unsigned i = 0; i < digits; ++i) {
    unsigned digit = llvm::hexDigitValue(peek() < 128 ? peek() : 0);
    if (digit == ~0u) {
      fail("incomplete escape", start);
      return std::nullopt;
    }
    value = value * 16 + digit;
    ++next;
  }
  return value;
}

std::optional<uint32_t> PatternParser::parseCharacterEscape(uint32_t letter) {
  switch (letter) {
  case 'a':
    return '\a';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  case 'x':
    return parseHex(2);
  case 'u':
    return parseHex(4);
  case 'U':
    return parseHex(8);
  default:
    if (!isAsciiLetter(letter))
      return letter;
    std::string name;
    appendCodePoint(name, letter);
    fail("bad escape \\" + name, next - 2);
    return std::nullopt;
  }
}

bool PatternParser::parseCategory(uint32_t letter, CharacterSet &set) {
  using Category = CharacterSet::Category;
  bool negated = letter >= 'A' && letter <= 'Z';
  switch (negated ? letter - 'A' + 'a' : letter) {
  case 'd':
    set.categories.push_back({Category::Digit, negated});
    return true;
  case 's':
    set.categories.push_back({Category::Space, negated});
    return true;
  case 'w':
    set.categories.push_back({Category::Word, negated});
    return true;
  default:
    return false;
  }
}

NodePtr PatternParser::parseEscape() {
  size_t start = next - 1;
  if (atEnd())
    return fail("bad escape (end of pattern)", start);
  uint32_t letter = text[next++];
  if (letter == 'A')
    return make(Node::Kind::TextStart);
  if (letter == 'Z')
    return make(Node::Kind::TextEnd);
  if (letter == 'b')
    return make(Node::Kind::WordBoundary);
  if (letter == 'B')
    return make(Node::Kind::NotWordBoundary);
  NodePtr set = make(Node::Kind::Set);
  set->set.ascii = set->ascii;
  if (parseCategory(letter, set->set))
    return set;

  bool isOctalEscape = letter == '0' || (isOctal(letter) && letter <= '3' &&
                                         isOctal(peek()) && isOctal(peek(1)));
  if (isOctalEscape) {
    uint32_t value = letter - '0';
    for (unsigned i = 0; i < 2 && isOctal(peek()); ++i)
      value = value * 8 + (text[next++] - '0');
    return character(value);
  }
  if (isDecimal(letter)) {
    uint32_t group = letter - '0';
    if (isDecimal(peek()))
      group = group * 10 + (text[next++] - '0');
    if (group > pattern.groupCount)
      return fail("invalid group reference " + llvm::Twine(group), start + 1);
    return backReference(group, start);
  }
  std::optional<uint32_t> c = parseCharacterEscape(letter);
  return c ? character(*c) : make(Node::Kind::Empty);
}

std::optional<uint32_t> PatternParser::parseSetMember(CharacterSet &set) {
  uint32_t c = text[next++];
  if (c != '\\' || atEnd())
    return c;
  uint32_t letter = text[next++];
  if (parseCategory(letter, set))
    return std::nullopt;
  if (letter == 'b')
    return '\b';
  if (isOctal(letter)) {
    uint32_t value = letter - '0';
    for (unsigned i = 0; i < 2 && isOctal(peek()); ++i)
      value = value * 8 + (text[next++] - '0');
    return value;
  }
  return parseCharacterEscape(letter);
}

NodePtr PatternParser::parseSet() {
  size_t start = next - 1;
  NodePtr node = make(Node::Kind::Set);
  CharacterSet &set = node->set;
  set.ignoreCase = node->ignoreCase;
  set.ascii = node->ascii;
  set.negated = accept('^');
  // A bracket that comes first stands for itself.
  for (bool first = true; first || peek() != ']'; first = false) {
    if (atEnd())
      return fail("unterminated character set", start);
    size_t memberStart = next;
    std::optional<uint32_t> low = parseSetMember(set);
    if (failed())
      return node;
    bool isRange = peek() == '-' && peek(1) != ']' && next + 1 < text.size();
    if (!isRange) {
      if (low)
        set.ranges.push_back({*low, *low});
      continue;
    }
    ++next;
    std::optional<uint32_t> high = parseSetMember(set);
    if (failed())
      return node;
    if (!low || !high || *high < *low)
      return fail("bad character range", memberStart);
    set.ranges.push_back({*low, *high});
  }
  if (!accept(']'))
    return fail("unterminated character set", start);
  return node;
}

} // namespace kiln::python::regex
