//===- SkipBlock.cpp - Goes over blocks without making tokens -------------===//
//
// Of what a block holds, only strings, brackets, comments and the indentation
// of its lines matter for where it ends.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Syntax/Lexer.h"

#include "llvm/ADT/StringExtras.h"

#include <array>

using namespace kiln;
using namespace kiln::python;

/// Whether a character can be gone over without a further look.
static constexpr std::array<bool, 256> isPlain = [] {
  std::array<bool, 256> plain = {};
  plain.fill(true);
  for (unsigned char c :
       {'\n', '\\', '#', '\'', '"', '(', '[', '{', ')', ']', '}'})
    plain[c] = false;
  return plain;
}();

std::optional<Lexer::Block> Lexer::skipBlock() {
  if (!atLineStart)
    return std::nullopt;
  const char *start = at;
  uint32_t firstLine = line;
  size_t outer = indents.size();
  Indentation header = indents.back();
  if (skipLinesOfBlock(outer))
    return Block{llvm::StringRef(start, (atEnd() ? end : lineStart) - start),
                 firstLine, header};
  at = lineStart = start;
  line = firstLine;
  atLineStart = true;
  isDone = false;
  indents.resize(outer);
  opened.clear();
  return std::nullopt;
}

bool Lexer::skipLinesOfBlock(size_t outer) {
  std::optional<Token> first = startLine();
  if (!first || first->kind != Token::Indent)
    return false;
  while (skipLogicalLine()) {
    std::optional<Token> token = startLine();
    if (!token && !atEnd())
      continue;
    if (token && token->kind == Token::Error)
      return false;
    // Those of the blocks inside are of no interest, others are left.
    size_t open = atEnd() ? outer : indents.size() - pendingDedents;
    pendingDedents = 0;
    if (open <= outer) {
      indents.resize(outer);
      pendingDedents = static_cast<uint32_t>(outer - open);
      return true;
    }
    indents.resize(open);
  }
  return false;
}

/// To the beginning of the next line that is not within brackets.
bool Lexer::skipLogicalLine() {
  while (!atEnd()) {
    char c = *at;
    if (isPlain[static_cast<unsigned char>(c)]) {
      ++at;
    } else if (c == '\n') {
      ++at;
      newLine();
      if (opened.empty())
        return true;
    } else if (c == '#') {
      skipComment();
    } else if (c == '\\') {
      std::optional<Token> failure;
      if (!skipContinuation(failure))
        return false;
    } else if (!(c == '"' || c == '\'' ? skipString() : skipBracket())) {
      return false;
    }
  }
  return opened.empty();
}

bool Lexer::skipString() {
  // Its prefix has been gone over as if it were a name.
  const char *quote = at;
  while (at != lineStart && (llvm::isAlnum(at[-1]) || at[-1] == '_' ||
                             static_cast<unsigned char>(at[-1]) >= 0x80))
    --at;
  std::optional<size_t> prefix = stringPrefix();
  if (!prefix || at + *prefix != quote) {
    at = quote;
    prefix = 0;
  }
  size_t around = opened.size();
  Token token = lexString(at, *prefix, here());
  while (opened.size() > around && token.kind != Token::Error)
    token = next();
  return token.kind != Token::Error;
}

bool Lexer::skipBracket() {
  const char *start = at;
  Position position = here();
  char c = *at++;
  if (c == '(' || c == '[' || c == '{') {
    opened.push_back({Open::Bracket, c, false, false, position});
    return true;
  }
  if (opened.empty() || closingOf(opened.back()) != *start)
    return false;
  opened.pop_back();
  return true;
}
