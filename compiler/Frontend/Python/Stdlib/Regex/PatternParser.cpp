//===- PatternParser.cpp - Parses regular expressions ---------------------===//

#include "compiler/Frontend/Python/Stdlib/Regex/PatternParser.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/ADT/STLExtras.h"

namespace kiln::python::regex {

/// Deeper nesting would use up the stack of the parser and the matcher.
static constexpr unsigned maxDepth = 100;

PatternParser::PatternParser(llvm::StringRef source, unsigned flags)
    : flags(flags) {
  for (size_t offset = 0; offset < source.size();)
    text.push_back(decodeCodePoint(source, offset));
}

Pattern PatternParser::run() {
  NodePtr root = parseAlternation();
  if (!failed() && !atEnd())
    fail("unbalanced parenthesis");
  if (lastConditional > pattern.groupCount)
    fail("invalid group reference " + llvm::Twine(lastConditional));
  pattern.root = std::move(root);
  pattern.flags = flags;
  return std::move(pattern);
}

NodePtr PatternParser::make(Node::Kind kind) const {
  auto node = std::make_unique<Node>(kind);
  node->ignoreCase = flags & IgnoreCase;
  node->ascii = flags & Ascii;
  return node;
}

NodePtr PatternParser::character(uint32_t c) const {
  NodePtr node = make(Node::Kind::Character);
  node->character = node->ignoreCase ? toLower(c) : c;
  return node;
}

NodePtr PatternParser::fail(const llvm::Twine &message, size_t position) {
  if (!failed()) {
    pattern.error = message.str();
    pattern.errorPosition = position;
  }
  return make(Node::Kind::Empty);
}

/// Blanks and comments mean nothing under the flag X.
void PatternParser::skipVerbose() {
  while (flags & Verbose && !atEnd()) {
    if (peek() < 128 && isSpace(peek())) {
      ++next;
    } else if (peek() == '#') {
      while (!atEnd() && peek() != '\n')
        ++next;
    } else {
      return;
    }
  }
}

NodePtr PatternParser::parseAlternation() {
  if (++depth > maxDepth)
    return fail("the pattern is nested too deeply");
  unsigned flagsBefore = flags;
  bool isOutermost = depth == 1;
  std::vector<NodePtr> branches;
  do
    branches.push_back(parseSequence());
  while (!failed() && accept('|'));
  if (!isOutermost)
    flags = flagsBefore;
  --depth;
  if (branches.size() == 1)
    return std::move(branches.front());
  NodePtr node = make(Node::Kind::Alternation);
  node->children = std::move(branches);
  return node;
}

NodePtr PatternParser::parseSequence() {
  NodePtr node = make(Node::Kind::Sequence);
  for (skipVerbose(); !failed() && !atEnd() && peek() != '|' && peek() != ')';
       skipVerbose())
    node->children.push_back(parseQuantified());
  return node;
}

NodePtr PatternParser::parseQuantified() {
  NodePtr atom = parseAtom();
  skipVerbose();
  if (failed() || !applyQuantifier(atom))
    return atom;
  skipVerbose();
  size_t start = next;
  NodePtr again = make(Node::Kind::Empty);
  if (applyQuantifier(again) && !failed())
    fail("multiple repeat", start);
  return atom;
}

bool PatternParser::parseBounds(uint32_t &minimum, uint32_t &maximum) {
  size_t start = next;
  ++next;
  std::optional<uint32_t> low = parseNumber();
  std::optional<uint32_t> high = low;
  if (accept(','))
    high = parseNumber();
  else if (!low)
    high = std::nullopt;
  bool hasComma = next > start + 1 && text[next - 1] == ',';
  if (!accept('}') || (!low && !high && !hasComma)) {
    next = start;
    return false;
  }
  minimum = low.value_or(0);
  maximum = high.value_or(Node::unbounded);
  if (minimum > maximum)
    fail("min repeat greater than max repeat", start + 1);
  return true;
}

/// Wraps the atom in a Repeat where a quantifier follows.
bool PatternParser::applyQuantifier(NodePtr &atom) {
  uint32_t minimum = 0, maximum = Node::unbounded;
  if (peek() == '{' && !atEnd()) {
    if (!parseBounds(minimum, maximum))
      return false;
  } else if (accept('+')) {
    minimum = 1;
  } else if (accept('?')) {
    maximum = 1;
  } else if (!accept('*')) {
    return false;
  }
  NodePtr repeat = make(Node::Kind::Repeat);
  repeat->minimum = minimum;
  repeat->maximum = maximum;
  repeat->lazy = accept('?');
  repeat->possessive = !repeat->lazy && accept('+');
  repeat->children.push_back(std::move(atom));
  atom = std::move(repeat);
  return true;
}

NodePtr PatternParser::parseAtom() {
  size_t start = next;
  switch (uint32_t c = text[next++]) {
  case '.':
    return make(flags & DotAll ? Node::Kind::Any : Node::Kind::AnyButNewline);
  case '^':
    return make(flags & MultiLine ? Node::Kind::LineStart
                                  : Node::Kind::TextStart);
  case '$':
    return make(flags & MultiLine ? Node::Kind::LineEnd
                                  : Node::Kind::TextEndOrNewline);
  case '(':
    return parseGroup();
  case '[':
    return parseSet();
  case '\\':
    return parseEscape();
  case '*':
  case '+':
  case '?':
    return fail("nothing to repeat", start);
  case '{': {
    // A brace that begins no bounds stands for itself.
    uint32_t minimum, maximum;
    --next;
    if (parseBounds(minimum, maximum))
      return fail("nothing to repeat", start);
    ++next;
    return character(c);
  }
  default:
    return character(c);
  }
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

NodePtr PatternParser::finishGroup(uint32_t group, size_t start) {
  NodePtr body = parseAlternation();
  if (!failed() && !accept(')'))
    return fail("missing ), unterminated subpattern", start);
  if (!group)
    return body;
  NodePtr node = make(Node::Kind::Group);
  node->group = group;
  node->children.push_back(std::move(body));
  return node;
}

NodePtr PatternParser::parseGroup() {
  size_t start = next - 1;
  if (accept('?'))
    return parseExtension(start);
  uint32_t group = ++pattern.groupCount;
  openGroups.push_back(group);
  NodePtr node = finishGroup(group, start);
  openGroups.pop_back();
  return node;
}

NodePtr PatternParser::parseExtension(size_t start) {
  if (accept(':'))
    return finishGroup(0, start);
  if (accept('P'))
    return parseNamed(start);
  if (accept('='))
    return parseLook(false, false);
  if (accept('!'))
    return parseLook(false, true);
  if (peek() == '<' && (peek(1) == '=' || peek(1) == '!')) {
    next += 2;
    return parseLook(true, text[next - 1] == '!');
  }
  if (accept('>')) {
    NodePtr node = make(Node::Kind::Atomic);
    node->children.push_back(finishGroup(0, start));
    return node;
  }
  if (accept('(')) {
    NodePtr node = parseConditional();
    if (!failed() && !accept(')'))
      return fail("missing ), unterminated subpattern", start);
    return node;
  }
  if (accept('#')) {
    while (!atEnd() && peek() != ')')
      ++next;
    if (!accept(')'))
      return fail("missing ), unterminated comment", start);
    return make(Node::Kind::Empty);
  }
  return parseFlags(start);
}

NodePtr PatternParser::parseNamed(size_t start) {
  if (accept('=')) {
    std::string name = parseName(')');
    return failed() ? make(Node::Kind::Empty)
                    : backReference(findGroup(name, start), start);
  }
  if (!accept('<'))
    return fail("unknown extension ?P", start + 1);
  std::string name = parseName('>');
  for (const auto &[other, group] : pattern.groupNames)
    if (other == name)
      return fail("redefinition of group name '" + name + "'", start);
  if (failed())
    return make(Node::Kind::Empty);
  uint32_t group = ++pattern.groupCount;
  pattern.groupNames.push_back({name, group});
  openGroups.push_back(group);
  NodePtr node = finishGroup(group, start);
  openGroups.pop_back();
  return node;
}

std::string PatternParser::parseName(uint32_t terminator) {
  size_t start = next;
  std::string name;
  while (!atEnd() && peek() != terminator)
    appendCodePoint(name, text[next++]);
  if (name.empty())
    fail("missing group name", start);
  else if (!accept(terminator))
    fail("missing " + llvm::Twine(static_cast<char>(terminator)) +
             ", unterminated name",
         start);
  return name;
}

uint32_t PatternParser::findGroup(llvm::StringRef name, size_t start) {
  uint32_t number = 0;
  if (!name.getAsInteger(10, number)) {
    if (number > 0 && number <= pattern.groupCount)
      return number;
    fail("invalid group reference " + name, start);
    return 0;
  }
  for (const auto &[other, group] : pattern.groupNames)
    if (other == name)
      return group;
  fail("unknown group name '" + name + "'", start);
  return 0;
}

NodePtr PatternParser::backReference(uint32_t group, size_t start) {
  if (llvm::is_contained(openGroups, group))
    return fail("cannot refer to an open group", start);
  NodePtr node = make(Node::Kind::BackReference);
  node->group = group;
  return node;
}

/// `(?(group)then|otherwise)`, up to the closing parenthesis.
NodePtr PatternParser::parseConditional() {
  size_t start = next;
  std::string name = parseName(')');
  if (failed())
    return make(Node::Kind::Empty);
  NodePtr node = make(Node::Kind::Conditional);
  // The number may be that of a group which comes later.
  if (llvm::StringRef(name).getAsInteger(10, node->group))
    node->group = findGroup(name, start);
  lastConditional = std::max(lastConditional, node->group);
  node->children.push_back(parseSequence());
  node->children.push_back(accept('|') ? parseSequence()
                                       : make(Node::Kind::Empty));
  return node;
}

NodePtr PatternParser::parseLook(bool behind, bool negated) {
  size_t start = next;
  NodePtr node = make(Node::Kind::Look);
  node->behind = behind;
  node->negated = negated;
  node->children.push_back(finishGroup(0, start));
  uint32_t width = 0;
  if (!failed() && behind && !fixedWidth(*node->children[0], width))
    return fail("look-behind requires fixed-width pattern", start);
  node->minimum = width;
  return node;
}

unsigned PatternParser::parseFlagLetters() {
  unsigned found = 0;
  for (;; ++next) {
    switch (peek()) {
    case 'i':
      found |= IgnoreCase;
      break;
    case 'm':
      found |= MultiLine;
      break;
    case 's':
      found |= DotAll;
      break;
    case 'x':
      found |= Verbose;
      break;
    case 'a':
      found |= Ascii;
      break;
    case 'u':
      found |= Unicode;
      break;
    case 'L':
      found |= Locale;
      break;
    default:
      return found;
    }
  }
}

/// `(?i)` at the beginning, and `(?i-s:...)`.
NodePtr PatternParser::parseFlags(size_t start) {
  unsigned added = parseFlagLetters();
  unsigned removed = accept('-') ? parseFlagLetters() : 0;
  if (accept(')')) {
    if (start != 0)
      return fail("global flags not at the start of the expression", start);
    flags |= added;
    return make(Node::Kind::Empty);
  }
  if (!accept(':'))
    return fail("unknown extension ?", start + 1);
  unsigned before = flags;
  flags = (flags | added) & ~removed;
  NodePtr node = finishGroup(0, start);
  flags = before;
  return node;
}

Pattern parse(llvm::StringRef text, unsigned flags) {
  return PatternParser(text, flags).run();
}

} // namespace kiln::python::regex
