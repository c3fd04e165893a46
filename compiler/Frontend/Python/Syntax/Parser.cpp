//===- Parser.cpp - Files, tokens and errors ------------------------------===//

#include "compiler/Frontend/Python/Syntax/Parser.h"
#include "compiler/Frontend/Python/Syntax/ParserImpl.h"
#include "compiler/Frontend/Python/Syntax/Source.h"

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

const Token &Parser::lexAhead(size_t ahead) {
  while (tokens.size() <= current + ahead) {
    if (failed)
      return tokens.back();
    tokens.push_back(lexer.next());
  }
  const Token &token = tokens[current + ahead];
  // What the lexer cannot read is an error once the parser comes to it.
  if (ahead == 0 && token.kind == Token::Error) {
    syntaxError = lexer.error();
    fail(syntaxError.position, syntaxError.message);
    return tokens[current];
  }
  return token;
}

Token Parser::take() {
  last = peek();
  if (!failed)
    ++current;
  return last;
}

bool Parser::consume(Token::Kind kind) {
  if (!at(kind))
    return false;
  take();
  return true;
}

Token Parser::expect(Token::Kind kind, const llvm::Twine &after) {
  if (at(kind))
    return take();
  failExpected(describe(kind) + after);
  return peek();
}

void Parser::expectClosing(Token::Kind kind, const Token &opening,
                           llvm::StringRef separator) {
  if (consume(kind) || failed)
    return;
  failExpected(separator.empty() ? llvm::Twine(describe(kind))
                                 : separator + " or " + describe(kind));
  note(opening.position, "to match this " + describe(opening.kind));
}

void Parser::forgetTokens() {
  if (current < 256)
    return;
  tokens.erase(tokens.begin(), tokens.begin() + current);
  current = 0;
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

void Parser::failExpected(const llvm::Twine &what) {
  const Token &found = peek();
  fail(found.position, "expected " + what + ", found " + describe(found));
}

void Parser::fail(Position position, const llvm::Twine &message) {
  if (failed)
    return;
  failed = true;
  std::string text = message.str();
  syntaxError.position = position;
  syntaxError.message = std::move(text);
  tokens.assign(1, Token{Token::EndOfFile, position, {}});
  current = 0;
}

void Parser::note(Position position, const llvm::Twine &text) {
  if (syntaxError.notePosition)
    return;
  syntaxError.notePosition = position;
  syntaxError.note = text.str();
}

void Parser::failTooDeep() {
  fail(peek().position, "this is nested more than " +
                            llvm::Twine(limits.depth) + " levels deep");
}

Expr *Parser::placeholder() { return make<ConstantExpr>(peek().position); }

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

void Parser::parseFile() {
  llvm::SmallVector<Stmt *> body;
  while (!at(Token::EndOfFile))
    parseStatement(body);
  tree.body = copy(body);
}

void Parser::parseOneExpression() {
  auto *statement = make<ExprStmt>(peek().position);
  statement->value = parseStarExpressions();
  refuseStarred(statement->value);
  consume(Token::Newline);
  if (!at(Token::EndOfFile))
    failExpected("the end of the expression");
  Stmt *body[] = {statement};
  tree.body = tree.copy(llvm::ArrayRef<Stmt *>(body));
}

static ParseResult parse(llvm::StringRef bytes, FunctionBodies bodies,
                         const ParseLimits &limits, void (Parser::*rule)()) {
  ParseResult result;
  if (bytes.size() > limits.sourceBytes) {
    result.error.position = {1, 1};
    result.error.message =
        ("expected a file of up to " + llvm::Twine(limits.sourceBytes) +
         " bytes, found " + llvm::Twine(bytes.size()))
            .str();
    return result;
  }
  auto tree = std::make_unique<Tree>();
  std::optional<llvm::StringRef> source =
      decodeSource(bytes, tree->arena, result.error);
  if (!source)
    return result;
  tree->scope = tree->makeFunction();
  tree->scope->name.text = "<module>";
  tree->scope->position = {1, 1};
  Parser parser(Lexer(*source), *tree, bodies, limits);
  (parser.*rule)();
  if (parser.hasFailed()) {
    result.error = parser.error();
    return result;
  }
  tree->scope->body = tree->body;
  result.tree = std::move(tree);
  return result;
}

ParseResult python::parseModule(llvm::StringRef source, FunctionBodies bodies,
                                const ParseLimits &limits) {
  return parse(source, bodies, limits, &Parser::parseFile);
}

std::optional<SyntaxError> python::parseBody(const DeferredBody &body,
                                             const ParseLimits &limits) {
  Lexer lexer(
      Lexer::Block{body.text, body.line, {body.column, body.tabless, {}}});
  Parser parser(std::move(lexer), *body.tree, FunctionBodies::Parse, limits);
  parser.parseDeferredBody(body);
  if (parser.hasFailed())
    return parser.error();
  return std::nullopt;
}

ParseResult python::parseExpression(llvm::StringRef source,
                                    const ParseLimits &limits) {
  return parse(source.trim(), FunctionBodies::Parse, limits,
               &Parser::parseOneExpression);
}
