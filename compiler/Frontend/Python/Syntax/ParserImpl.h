//===- ParserImpl.h - The parser's state and rules --------------*- C++ -*-===//
//
// Recursive descent with loops for all that repeats, so that only nesting makes
// the stack grow; ParseLimits::depth bounds that.
//
// After the first error the parser sees nothing but the end of the file: every
// loop ends, rules return a node of no meaning rather than null, and callers
// check nothing.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_PARSERIMPL_H
#define KILN_FRONTEND_PYTHON_SYNTAX_PARSERIMPL_H

#include "compiler/Frontend/Python/Syntax/Lexer.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/SaveAndRestore.h"

namespace kiln::python {

class Parser {
public:
  Parser(Lexer lexer, Tree &tree, FunctionBodies bodies,
         const ParseLimits &limits)
      : lexer(std::move(lexer)), tree(tree), limits(limits),
        defersBodies(bodies == FunctionBodies::Defer) {}

  void parseFile();
  void parseOneExpression();
  void parseDeferredBody(const DeferredBody &deferred);

  bool hasFailed() const { return failed; }
  const SyntaxError &error() const { return syntaxError; }

private:
  template <typename T> using List = llvm::SmallVectorImpl<T>;

  //===--------------------------------------------------------------------===//
  // Tokens and errors (Parser.cpp)
  //===--------------------------------------------------------------------===//

  const Token &peek(size_t ahead = 0) {
    size_t index = current + ahead;
    if (index < tokens.size() && tokens[index].kind != Token::Error) [[likely]]
      return tokens[index];
    return lexAhead(ahead);
  }
  const Token &lexAhead(size_t ahead);
  bool at(Token::Kind kind) { return peek().kind == kind; }
  bool atName(llvm::StringRef text) {
    return at(Token::Name) && peek().text == text;
  }
  Token take();
  bool consume(Token::Kind kind);
  /// `after` completes the message: " after the condition", say.
  Token expect(Token::Kind kind, const llvm::Twine &after = "");
  /// The bracket that ends what `opening` began.
  void expectClosing(Token::Kind kind, const Token &opening,
                     llvm::StringRef separator = "','");
  void failExpected(const llvm::Twine &what);
  void fail(Position position, const llvm::Twine &message);
  void note(Position position, const llvm::Twine &text);
  /// Frees the tokens before this one.
  void forgetTokens();

  /// One level of nesting as long as it lives.
  struct Nesting {
    explicit Nesting(Parser &parser) : parser(parser) {
      if (++parser.depth > parser.limits.depth)
        parser.failTooDeep();
    }
    ~Nesting() { --parser.depth; }
    Parser &parser;
  };
  void failTooDeep();

  template <typename T> T *make(Position position) {
    return tree.make<T>(position);
  }
  template <typename T> llvm::MutableArrayRef<T> copy(const List<T> &items) {
    return tree.copy(llvm::ArrayRef<T>(items));
  }
  Expr *placeholder();

  //===--------------------------------------------------------------------===//
  // Expressions (ParseExpressions.cpp)
  //===--------------------------------------------------------------------===//

  Expr *parseExpression();
  /// Or `name := value`.
  Expr *parseNamedExpression();
  /// `a`, or `a, *b, c` as a tuple.
  Expr *parseStarExpressions();
  Expr *parseStarExpression();
  Expr *parseStarNamedExpression();
  Expr *parseYieldOrStarExpressions();
  Expr *parseYield();
  Expr *parseDisjunction();
  Expr *parseConjunction();
  Expr *parseNot();
  Expr *parseComparison();
  std::optional<Comparison> takeComparison();
  Expr *parseBinary(unsigned minimumLevel = 0);
  Expr *parseUnary();
  Expr *parsePower();
  Expr *parseLambda();
  /// Fails if `value` is `*x` alone, which only a tuple or call can hold.
  void refuseStarred(Expr *value);

  //===--------------------------------------------------------------------===//
  // Primaries and displays (ParsePrimaries.cpp)
  //===--------------------------------------------------------------------===//

  Expr *parsePrimary();
  Expr *parseAtom();
  NameExpr *makeName(const Token &token);
  ConstantExpr *makeConstant(const Token &token);
  Expr *parseGroup();
  Expr *parseList();
  Expr *parseBraces();
  Expr *finishDict(const Token &opening, Expr *firstKey);
  Expr *finishSet(const Token &opening, Expr *first);
  Expr *parseSubscript(Expr *object);
  Expr *parseSlice();
  Expr *parseCall(Expr *callee);
  struct CallArguments {
    Nodes<Expr> positional;
    llvm::MutableArrayRef<KeywordArgument> keywords;
    bool hasUnpacking = false;
  };
  /// From behind `(` to `)`.
  CallArguments parseArguments(const Token &opening);
  void parseArgument(CallArguments &arguments, List<Expr *> &positional,
                     List<KeywordArgument> &keywords, llvm::StringSet<> &names);
  bool atComprehension() { return at(Token::For) || at(Token::Async); }
  /// From `for` on; `scopeName` is "<listcomp>" or its like.
  Expr *parseComprehension(Position position, ComprehensionExpr::Form form,
                           Expr *element, Expr *value = nullptr);
  ComprehensionClause parseComprehensionClause();
  FunctionNode *makeComprehensionScope(Position position,
                                       ComprehensionExpr::Form form);

  //===--------------------------------------------------------------------===//
  // Strings (ParseStrings.cpp)
  //===--------------------------------------------------------------------===//

  struct StringParts;
  Expr *parseStrings();
  void parsePlainString(StringParts &parts);
  void parseFormattedString(StringParts &parts);
  /// Text and fields up to a token of `end`.
  void parsePieces(StringParts &parts, Token::Kind end, bool isRaw);
  void parseField(StringParts &parts, bool isRaw);
  void appendText(StringParts &parts, llvm::StringRef body, bool isRaw,
                  bool isBytes, bool isFormatted, Position position);
  static Position advance(Position position, llvm::StringRef text);

  //===--------------------------------------------------------------------===//
  // Targets (ParseTargets.cpp)
  //===--------------------------------------------------------------------===//

  enum class TargetUse : uint8_t { Assign, Delete };
  /// Fails if the expression cannot stand left of `=`, or behind `del`.
  void checkTarget(Expr *target, TargetUse use = TargetUse::Assign);
  /// A name, attribute or item, as augmented assignment takes.
  void checkSingleTarget(Expr *target, llvm::StringRef use);
  /// `a, *b` up to `in` or `=`.
  Expr *parseTargetList();
  /// One target: of `with ... as`.
  Expr *parseTarget();

  //===--------------------------------------------------------------------===//
  // Statements (ParseStatements.cpp, ParseSimpleStatements.cpp)
  //===--------------------------------------------------------------------===//

  void parseStatement(List<Stmt *> &body);
  void parseSimpleStatements(List<Stmt *> &body);
  Stmt *parseCompoundStatement();
  /// What stands behind the header of a statement, from ':' on.
  Nodes<Stmt> parseBlock(llvm::StringRef what, Position header);
  /// The same where it begins on a line of its own.
  Nodes<Stmt> parseIndented(llvm::StringRef what, Position header);
  Nodes<Stmt> parseElse(llvm::StringRef what);
  Stmt *parseIf();
  Stmt *parseWhile();
  Stmt *parseFor(Position position, bool isAsync);
  Stmt *parseTry();
  ExceptHandler parseExceptHandler(TryStmt *statement, bool isFirst);
  Stmt *parseWith(Position position, bool isAsync);
  bool hasParenthesizedItems();
  void parseWithItem(List<WithItem> &items);
  Stmt *parseAsync(Nodes<Expr> decorators);

  Stmt *parseSimpleStatement();
  Stmt *parseExpressionStatement();
  Stmt *parseAnnotatedAssignment(Expr *target, bool isParenthesized);
  Stmt *parseAssignment(Expr *first);
  Stmt *parseReturn();
  Stmt *parseDelete();
  Stmt *parseRaise();
  Stmt *parseAssert();
  Stmt *parseNames();
  Stmt *parseImport();
  Stmt *parseFrom();
  llvm::StringRef parseDottedName(Name *first = nullptr);
  ImportAlias parseFromName();
  Name parseName(const llvm::Twine &after = "");
  bool atTypeAlias();
  Stmt *parseTypeAlias();
  void failStatementEnd();

  //===--------------------------------------------------------------------===//
  // Functions and classes (ParseDefinitions.cpp)
  //===--------------------------------------------------------------------===//

  Stmt *parseDecorated();
  Stmt *parseFunction(Position position, bool isAsync, Nodes<Expr> decorators);
  void parseBody(FunctionNode &node);
  /// Goes over the block behind a header; null if it is to be parsed now.
  DeferredBody *deferBody(FunctionNode *node);
  Stmt *parseClass(Nodes<Expr> decorators);
  llvm::MutableArrayRef<TypeParameter> parseTypeParameters();
  struct ParameterState;
  /// Up to `end`, which is left.
  llvm::MutableArrayRef<Parameter> parseParameters(Token::Kind end,
                                                   bool canAnnotate);
  void parseParameter(ParameterState &state, bool canAnnotate);
  void parseParameterMarker(ParameterState &state);
  void addParameter(ParameterState &state, Parameter &parameter);
  void parseStarParameter(ParameterState &state, Token::Kind end,
                          bool canAnnotate);
  static void findDocstring(Nodes<Stmt> body, llvm::StringRef &docstring,
                            bool &hasDocstring);

  //===--------------------------------------------------------------------===//
  // Patterns (ParsePatterns.cpp)
  //===--------------------------------------------------------------------===//

  bool atMatch();
  Stmt *parseMatch();
  MatchCase parseCase();
  Pattern *parsePatterns();
  Pattern *parseStarOrPattern();
  Pattern *parsePattern();
  Pattern *parseOrPattern();
  Pattern *parseClosedPattern();
  Expr *parsePatternNumber();
  Pattern *parseNamePattern();
  Expr *parsePatternValue();
  Pattern *parseGroupPattern();
  Pattern *parseSequencePattern(Token::Kind end, const Token &opening,
                                Pattern *first);
  Pattern *parseMappingPattern();
  Pattern *parseClassPattern(Expr *cls);
  NameExpr *captureTarget(const Token &name);

  Lexer lexer;
  Tree &tree;
  const ParseLimits &limits;
  /// Tokens of the statement, from `current` on not yet taken.
  std::vector<Token> tokens;
  size_t current = 0;
  Token last; ///< taken last
  uint32_t depth = 0;
  bool failed = false;
  SyntaxError syntaxError;
  /// The function whose body is parsed; null in modules and class bodies.
  FunctionNode *function = nullptr;
  /// No function is around, and bodies are to be deferred.
  bool defersBodies;
};

} // namespace kiln::python

#endif
