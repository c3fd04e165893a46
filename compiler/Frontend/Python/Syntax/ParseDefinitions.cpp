//===- ParseDefinitions.cpp - Functions, classes and parameters -----------===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

#include "llvm/ADT/DenseSet.h"

using namespace kiln;
using namespace kiln::python;

Stmt *Parser::parseDecorated() {
  llvm::SmallVector<Expr *> decorators;
  while (consume(Token::At)) {
    decorators.push_back(parseNamedExpression());
    expect(Token::Newline, " after a decorator");
  }
  Nodes<Expr> list = copy(decorators);
  switch (peek().kind) {
  case Token::Def:
    return parseFunction(peek().position, /*isAsync=*/false, list);
  case Token::Class:
    return parseClass(list);
  case Token::Async:
    if (peek(1).kind == Token::Def)
      return parseAsync(list);
    [[fallthrough]];
  default:
    failExpected("a function or class after its decorator");
    return make<PassStmt>(peek().position);
  }
}

void Parser::findDocstring(Nodes<Stmt> body, llvm::StringRef &docstring,
                           bool &hasDocstring) {
  auto *first = body.empty() ? nullptr : llvm::dyn_cast<ExprStmt>(body[0]);
  auto *text = first ? llvm::dyn_cast<ConstantExpr>(first->value) : nullptr;
  if (!text || text->literal != ConstantExpr::Literal::Str)
    return;
  docstring = text->text;
  hasDocstring = true;
}

Stmt *Parser::parseFunction(Position position, bool isAsync,
                            Nodes<Expr> decorators) {
  take();
  auto *statement = make<FunctionStmt>(position);
  FunctionNode *node = statement->function = tree.makeFunction();
  statement->decorators = decorators;
  node->position = position;
  node->isAsync = isAsync;
  node->name = parseName(" for a function");
  statement->typeParameters = parseTypeParameters();
  Token opening = expect(Token::LeftParen, " after the name of a function");
  node->parameters = parseParameters(Token::RightParen, /*canAnnotate=*/true);
  expectClosing(Token::RightParen, opening);
  if (consume(Token::Arrow))
    node->returns = parseExpression();
  node->deferred = deferBody(node);
  if (!node->deferred)
    parseBody(*node);
  return statement;
}

void Parser::parseBody(FunctionNode &node) {
  llvm::SaveAndRestore restore(function, &node);
  llvm::SaveAndRestore inner(defersBodies, false);
  node.body = parseBlock("the header of a function", node.position);
  findDocstring(node.body, node.docstring, node.hasDocstring);
}

DeferredBody *Parser::deferBody(FunctionNode *node) {
  if (!defersBodies || !at(Token::Colon) || peek(1).kind != Token::Newline)
    return nullptr;
  assert(current + 2 == tokens.size() && "no rule looks beyond a line");
  std::optional<Lexer::Block> block = lexer.skipBlock();
  if (!block)
    return nullptr;
  take();
  take();
  auto *body = new (tree.arena.Allocate<DeferredBody>()) DeferredBody;
  body->function = node;
  body->tree = &tree;
  body->text = block->text;
  body->line = block->line;
  body->column = block->outer.column;
  body->tabless = block->outer.tabless;
  body->depth = depth;
  return body;
}

void Parser::parseDeferredBody(const DeferredBody &deferred) {
  FunctionNode &node = *deferred.function;
  depth = deferred.depth;
  Nesting nesting(*this);
  llvm::SaveAndRestore restore(function, &node);
  node.body = parseIndented("the header of a function", node.position);
  findDocstring(node.body, node.docstring, node.hasDocstring);
}

Stmt *Parser::parseClass(Nodes<Expr> decorators) {
  auto *statement = make<ClassStmt>(take().position);
  FunctionNode *scope = statement->scope = tree.makeFunction();
  statement->decorators = decorators;
  statement->name = parseName(" for a class");
  statement->typeParameters = parseTypeParameters();
  if (at(Token::LeftParen)) {
    CallArguments arguments = parseArguments(take());
    statement->bases = arguments.positional;
    statement->keywords = arguments.keywords;
  }
  llvm::SaveAndRestore<FunctionNode *> restore(function, nullptr);
  statement->body = parseBlock("the header of a class", statement->position);
  findDocstring(statement->body, statement->docstring, statement->hasDocstring);
  scope->name = statement->name;
  scope->position = statement->position;
  scope->body = statement->body;
  scope->docstring = statement->docstring;
  scope->hasDocstring = statement->hasDocstring;
  return statement;
}

/// `[T, U: bound = default, *Ts, **P]`: bounds and defaults are dropped, as
/// nothing in a model can depend on them.
llvm::MutableArrayRef<TypeParameter> Parser::parseTypeParameters() {
  if (!at(Token::LeftBracket))
    return {};
  Token opening = take();
  llvm::SmallVector<TypeParameter> parameters;
  do {
    if (!consume(Token::Star))
      consume(Token::StarStar);
    TypeParameter parameter;
    parameter.position = peek().position;
    parameter.name = parseName(" for a type parameter");
    if (consume(Token::Colon))
      parseExpression();
    if (consume(Token::Equal))
      parseStarExpression();
    parameters.push_back(parameter);
  } while (consume(Token::Comma) && !at(Token::RightBracket));
  expectClosing(Token::RightBracket, opening);
  return copy(parameters);
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

struct Parser::ParameterState {
  llvm::SmallVector<Parameter> parameters;
  llvm::SmallDenseSet<llvm::StringRef, 16> names;
  bool hasDefault = false;
  bool hasSlash = false, hasStar = false, hasMapping = false;
  /// Behind a bare `*`, where a name must follow.
  bool needsKeywordOnly = false;
};

llvm::MutableArrayRef<Parameter> Parser::parseParameters(Token::Kind end,
                                                         bool canAnnotate) {
  ParameterState state;
  while (!at(end)) {
    if (state.hasMapping)
      fail(peek().position, "expected no parameter after '**" +
                                state.parameters.back().name.text + "'");
    if (at(Token::Slash))
      parseParameterMarker(state);
    else if (at(Token::Star))
      parseStarParameter(state, end, canAnnotate);
    else
      parseParameter(state, canAnnotate);
    if (!consume(Token::Comma))
      break;
  }
  if (state.needsKeywordOnly)
    failExpected("the name of a parameter after '*'");
  return copy(state.parameters);
}

/// `/`: those before it cannot be passed by keyword.
void Parser::parseParameterMarker(ParameterState &state) {
  Position position = take().position;
  if (state.hasSlash || state.hasStar || state.parameters.empty())
    fail(position, "expected a parameter, found '/'");
  state.hasSlash = true;
  for (Parameter &parameter : state.parameters)
    parameter.kind = Parameter::Kind::PositionalOnly;
}

void Parser::parseStarParameter(ParameterState &state, Token::Kind end,
                                bool canAnnotate) {
  Position position = take().position;
  if (state.hasStar)
    fail(position, "expected one '*' among the parameters, found another");
  state.hasStar = true;
  if (at(Token::Comma) || at(end)) {
    state.needsKeywordOnly = true;
    return;
  }
  Parameter parameter;
  parameter.kind = Parameter::Kind::VarPositional;
  parameter.position = position;
  addParameter(state, parameter);
  if (canAnnotate && consume(Token::Colon))
    state.parameters.back().annotation = parseStarExpression();
}

void Parser::parseParameter(ParameterState &state, bool canAnnotate) {
  Parameter parameter;
  parameter.position = peek().position;
  state.hasMapping = consume(Token::StarStar);
  parameter.kind = state.hasMapping ? Parameter::Kind::VarKeyword
                   : state.hasStar  ? Parameter::Kind::KeywordOnly
                                    : Parameter::Kind::Positional;
  if (!state.hasMapping)
    state.needsKeywordOnly = false;
  addParameter(state, parameter);
  Parameter &added = state.parameters.back();
  if (canAnnotate && consume(Token::Colon))
    added.annotation = parseExpression();
  bool mayHaveDefault = !state.hasMapping;
  if (mayHaveDefault && consume(Token::Equal)) {
    added.defaultValue = parseExpression();
    state.hasDefault |= !state.hasStar;
  } else if (state.hasDefault && added.kind == Parameter::Kind::Positional) {
    fail(added.position, "expected a default for the parameter '" +
                             added.name.text +
                             "', as one before it has a default");
  }
}

void Parser::addParameter(ParameterState &state, Parameter &parameter) {
  Position position = peek().position;
  parameter.name = parseName(" for a parameter");
  if (!state.names.insert(parameter.name.text).second)
    fail(position, "there are two parameters '" + parameter.name.text + "'");
  state.parameters.push_back(parameter);
}
