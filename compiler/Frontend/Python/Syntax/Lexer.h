//===- Lexer.h - From Python source to tokens -------------------*- C++ -*-===//
//
// Tokens as CPython 3.12 makes them: f-strings are taken apart here, so that
// the expressions in them are tokens of the same stream (PEP 701). One pass
// over the text, which is asked for token by token.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_LEXER_H
#define KILN_FRONTEND_PYTHON_SYNTAX_LEXER_H

#include "compiler/Frontend/Python/Syntax/Parser.h"

namespace kiln::python {

struct Token {
  enum Kind : uint8_t {
#define KILN_TOKEN(kind, description) kind,
#define KILN_KEYWORD(kind, spelling) kind,
#define KILN_SIGN(kind, spelling) kind,
#include "compiler/Frontend/Python/Syntax/Tokens.def"
  };
  Kind kind = EndOfFile;
  Position position;
  llvm::StringRef text;

  const char *begin() const { return text.begin(); }
};

/// "':'", "a name", ...: how messages speak of tokens of this kind.
std::string describe(Token::Kind kind);
/// The same of this very token, with its text.
std::string describe(const Token &token);
bool isKeyword(Token::Kind kind);

class Lexer {
public:
  /// Columns of a line's first token: with tabs to multiples of 8, and with
  /// tabs as one; where the two order lines differently, they are inconsistent.
  struct Indentation {
    uint32_t column, tabless;
    Position position;
  };
  /// Whole lines of a file, of which `line` is the first, and how the block
  /// around them is indented.
  struct Block {
    llvm::StringRef text;
    uint32_t line;
    Indentation outer;
  };

  /// `source` is as decodeSource() gives it.
  explicit Lexer(llvm::StringRef source)
      : Lexer(Block{source, 1, {0, 0, {1, 1}}}) {}
  explicit Lexer(const Block &block);

  /// After an Error token, and after the end, gives the end for ever.
  Token next();
  /// Of the Error token.
  const SyntaxError &error() const { return syntaxError; }

  /// Behind the newline of a header: goes over its block (SkipBlock.cpp). None
  /// if no block follows or what it holds cannot be taken apart; the lexer is
  /// then where it was.
  std::optional<Block> skipBlock();

private:
  /// What is open where the lexer stands.
  struct Open {
    enum Kind : uint8_t {
      Bracket,
      String, ///< an f-string, within its text
      Field,  ///< a replacement field of one, within its expression
      Spec,   ///< the same after its ':'
    };
    Kind kind;
    char sign; ///< the bracket or the quote
    bool isTriple = false, isRaw = false;
    Position position;
  };

  char peek(size_t ahead = 0) const {
    return at + ahead < end ? at[ahead] : '\0';
  }
  bool atEnd() const { return at == end; }
  Position here() const;
  void newLine();
  Token make(Token::Kind kind, const char *start, Position position);
  Token fail(Position position, const llvm::Twine &message);
  static char closingOf(const Open &open);
  Token failUnclosed(const Open &open);
  /// How messages speak of a character.
  std::string spellingAt(const char *where) const;

  // Lines and blocks.
  std::optional<Token> startLine();
  std::optional<Token> indentTo(uint32_t column, uint32_t tabless);
  void skipSpace();
  void skipComment();
  bool skipContinuation(std::optional<Token> &failure);
  Token endOfFile();

  // Words, numbers and signs.
  Token lexToken();
  Token lexName(const char *start, Position position);
  Token lexNumber(const char *start, Position position);
  Token lexPrefixed(const char *start, Position position);
  Token lexDecimal(const char *start, Position position);
  Token finishNumber(const char *start, Position position, const char *what);
  bool skipDigits(unsigned base);
  Token lexSign(const char *start, Position position);
  Token open(Token::Kind kind, const char *start, Position position);
  Token close(Token::Kind kind, const char *start, Position position);

  // Strings.
  std::optional<size_t> stringPrefix() const;
  Token lexString(const char *start, size_t prefix, Position position);
  Token lexFStringText();
  bool endsField(const Open &string) const;
  Token failUnclosedField(Position position);
  bool skipNamedCharacter();

  // Blocks. False if there is an error.
  bool skipLinesOfBlock(size_t outer);
  bool skipLogicalLine();
  bool skipString();
  bool skipBracket();

  const char *at, *end;
  const char *lineStart;
  uint32_t line;
  bool atLineStart = true;
  bool lineHasTokens = false;
  bool isDone = false;
  uint32_t pendingDedents = 0;
  std::vector<Indentation> indents; ///< of the open blocks
  std::vector<Open> opened;
  SyntaxError syntaxError;
};

} // namespace kiln::python

#endif
