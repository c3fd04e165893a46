//===- Pattern.cpp - What characters and nodes match ----------------------===//

#include "compiler/Frontend/Python/Stdlib/Regex/Pattern.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python::regex {

static bool isAsciiLetterOrDigit(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

bool isWord(uint32_t c, bool ascii) {
  if (c < 128 || ascii)
    return isAsciiLetterOrDigit(c) || c == '_';
  return isLetter(c) || isDigit(c);
}

static bool inCategory(uint32_t c, CharacterSet::Category category,
                       bool ascii) {
  switch (category) {
  case CharacterSet::Category::Digit:
    return ascii ? c >= '0' && c <= '9' : isDigit(c);
  case CharacterSet::Category::Space:
    return ascii ? c == ' ' || (c >= '\t' && c <= '\r') : isSpace(c);
  case CharacterSet::Category::Word:
    return isWord(c, ascii);
  }
  return false;
}

static bool inSet(const CharacterSet &set, uint32_t c) {
  for (auto [first, last] : set.ranges)
    if (c >= first && c <= last)
      return true;
  for (auto [category, negated] : set.categories)
    if (inCategory(c, category, set.ascii) != negated)
      return true;
  return false;
}

bool CharacterSet::contains(uint32_t c) const {
  bool found =
      inSet(*this, c) ||
      (ignoreCase && (inSet(*this, toLower(c)) || inSet(*this, toUpper(c))));
  return found != negated;
}

static bool widthOfChildren(const Node &node, uint32_t &width) {
  width = 0;
  for (const auto &child : node.children) {
    uint32_t childWidth = 0;
    if (!fixedWidth(*child, childWidth))
      return false;
    width += childWidth;
  }
  return true;
}

static bool commonWidth(const Node &node, uint32_t &width) {
  for (size_t i = 0; i < node.children.size(); ++i) {
    uint32_t childWidth = 0;
    if (!fixedWidth(*node.children[i], childWidth) ||
        (i > 0 && childWidth != width))
      return false;
    width = childWidth;
  }
  return true;
}

bool fixedWidth(const Node &node, uint32_t &width) {
  width = 0;
  switch (node.kind) {
  case Node::Kind::Character:
  case Node::Kind::Any:
  case Node::Kind::AnyButNewline:
  case Node::Kind::Set:
    width = 1;
    return true;
  case Node::Kind::Sequence:
  case Node::Kind::Group:
  case Node::Kind::Atomic:
    return widthOfChildren(node, width);
  case Node::Kind::Alternation:
  case Node::Kind::Conditional:
    return commonWidth(node, width);
  case Node::Kind::Repeat:
    if (!widthOfChildren(node, width))
      return false;
    if (width == 0)
      return true;
    width *= node.minimum;
    return node.minimum == node.maximum;
  case Node::Kind::BackReference:
    return false;
  default:
    return true;
  }
}

} // namespace kiln::python::regex
