//===- ParseExpressions.cpp - Operators and their precedence --------------===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// Lists of expressions
//===----------------------------------------------------------------------===//

/// Whether a list such as `a, b,` ends here rather than going on.
static bool endsList(Token::Kind kind) {
  switch (kind) {
  case Token::Newline:
  case Token::EndOfFile:
  case Token::Semicolon:
  case Token::Equal:
  case Token::Colon:
  case Token::RightParen:
  case Token::RightBracket:
  case Token::RightBrace:
  case Token::Exclamation:
  case Token::In:
    return true;
  default:
    return kind >= Token::StarStarEqual && kind <= Token::CaretEqual &&
           (kind <= Token::GreaterGreaterEqual || kind >= Token::PlusEqual);
  }
}

Expr *Parser::parseStarExpression() {
  if (!at(Token::Star))
    return parseExpression();
  auto *starred = make<StarredExpr>(take().position);
  starred->value = parseBinary();
  return starred;
}

Expr *Parser::parseStarNamedExpression() {
  return at(Token::Star) ? parseStarExpression() : parseNamedExpression();
}

Expr *Parser::parseStarExpressions() {
  Position position = peek().position;
  Expr *first = parseStarExpression();
  if (!at(Token::Comma))
    return first;
  llvm::SmallVector<Expr *> elements = {first};
  while (consume(Token::Comma) && !endsList(peek().kind))
    elements.push_back(parseStarExpression());
  auto *tuple = make<TupleExpr>(position);
  tuple->elements = copy(elements);
  return tuple;
}

Expr *Parser::parseYieldOrStarExpressions() {
  return at(Token::Yield) ? parseYield() : parseStarExpressions();
}

Expr *Parser::parseYield() {
  Position position = take().position;
  if (function)
    function->isGenerator = true;
  if (consume(Token::From)) {
    auto *yield = make<YieldFromExpr>(position);
    yield->value = parseExpression();
    return yield;
  }
  auto *yield = make<YieldExpr>(position);
  if (!endsList(peek().kind)) {
    yield->value = parseStarExpressions();
    refuseStarred(yield->value);
  }
  return yield;
}

void Parser::refuseStarred(Expr *value) {
  if (llvm::isa<StarredExpr>(value))
    fail(value->position, "expected an expression, found '*': a starred one "
                          "can only stand in a tuple, list, set or call");
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

Expr *Parser::parseNamedExpression() {
  if (!at(Token::Name) || peek(1).kind != Token::ColonEqual)
    return parseExpression();
  Nesting nesting(*this);
  auto *named = make<NamedExpr>(peek().position);
  named->target = makeName(take());
  take();
  named->value = parseExpression();
  return named;
}

Expr *Parser::parseExpression() {
  Nesting nesting(*this);
  if (at(Token::Lambda))
    return parseLambda();
  Position position = peek().position;
  Expr *then = parseDisjunction();
  if (!consume(Token::If))
    return then;
  auto *conditional = make<ConditionalExpr>(position);
  conditional->then = then;
  conditional->condition = parseDisjunction();
  expect(Token::Else, " after the condition of 'if' in an expression");
  conditional->otherwise = parseExpression();
  return conditional;
}

Expr *Parser::parseLambda() {
  auto *lambda = make<LambdaExpr>(take().position);
  FunctionNode *node = lambda->function = tree.makeFunction();
  node->name.text = "<lambda>";
  node->position = lambda->position;
  node->parameters = parseParameters(Token::Colon, /*canAnnotate=*/false);
  expect(Token::Colon, " after the parameters of a lambda");
  llvm::SaveAndRestore restore(function, node);
  node->expression = parseExpression();
  return lambda;
}

Expr *Parser::parseDisjunction() {
  Position position = peek().position;
  Expr *first = parseConjunction();
  if (!at(Token::Or))
    return first;
  llvm::SmallVector<Expr *> operands = {first};
  while (consume(Token::Or))
    operands.push_back(parseConjunction());
  auto *expr = make<BoolOpExpr>(position);
  expr->isAnd = false;
  expr->operands = copy(operands);
  return expr;
}

Expr *Parser::parseConjunction() {
  Position position = peek().position;
  Expr *first = parseNot();
  if (!at(Token::And))
    return first;
  llvm::SmallVector<Expr *> operands = {first};
  while (consume(Token::And))
    operands.push_back(parseNot());
  auto *expr = make<BoolOpExpr>(position);
  expr->operands = copy(operands);
  return expr;
}

Expr *Parser::parseNot() {
  if (!at(Token::Not))
    return parseComparison();
  Nesting nesting(*this);
  auto *expr = make<UnaryExpr>(take().position);
  expr->operand = parseNot();
  return expr;
}

std::optional<Comparison> Parser::takeComparison() {
  auto found = [&](Comparison op) {
    take();
    return op;
  };
  switch (peek().kind) {
  case Token::EqualEqual:
    return found(Comparison::Eq);
  case Token::NotEqual:
    return found(Comparison::Ne);
  case Token::Less:
    return found(Comparison::Lt);
  case Token::LessEqual:
    return found(Comparison::Le);
  case Token::Greater:
    return found(Comparison::Gt);
  case Token::GreaterEqual:
    return found(Comparison::Ge);
  case Token::In:
    return found(Comparison::In);
  case Token::Is:
    take();
    return consume(Token::Not) ? Comparison::IsNot : Comparison::Is;
  case Token::Not:
    if (peek(1).kind != Token::In)
      return std::nullopt;
    take();
    return found(Comparison::NotIn);
  case Token::LessGreater:
    fail(peek().position, "expected '!=', found '<>' of Python 2");
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

Expr *Parser::parseComparison() {
  Position position = peek().position;
  Expr *left = parseBinary();
  std::optional<Comparison> op = takeComparison();
  if (!op)
    return left;
  llvm::SmallVector<Comparison> ops;
  llvm::SmallVector<Expr *> operands;
  for (; op; op = takeComparison()) {
    ops.push_back(*op);
    operands.push_back(parseBinary());
  }
  auto *expr = make<CompareExpr>(position);
  expr->left = left;
  expr->ops = copy(ops);
  expr->operands = copy(operands);
  return expr;
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

namespace {
struct Operator {
  unsigned level; ///< higher binds tighter; 0 is no operator
  BinaryOp op;
};
} // namespace

static Operator binaryOperator(Token::Kind kind) {
  switch (kind) {
  case Token::Pipe:
    return {1, BinaryOp::Or};
  case Token::Caret:
    return {2, BinaryOp::Xor};
  case Token::Ampersand:
    return {3, BinaryOp::And};
  case Token::LessLess:
    return {4, BinaryOp::LeftShift};
  case Token::GreaterGreater:
    return {4, BinaryOp::RightShift};
  case Token::Plus:
    return {5, BinaryOp::Add};
  case Token::Minus:
    return {5, BinaryOp::Sub};
  case Token::Star:
    return {6, BinaryOp::Mul};
  case Token::Slash:
    return {6, BinaryOp::Div};
  case Token::SlashSlash:
    return {6, BinaryOp::FloorDiv};
  case Token::Percent:
    return {6, BinaryOp::Mod};
  case Token::At:
    return {6, BinaryOp::MatMul};
  default:
    return {0, BinaryOp::Add};
  }
}

/// Operators that bind tighter than `minimumLevel`. All of them associate to
/// the left.
Expr *Parser::parseBinary(unsigned minimumLevel) {
  Expr *left = parseUnary();
  while (true) {
    Operator found = binaryOperator(peek().kind);
    if (found.level <= minimumLevel)
      return left;
    auto *expr = make<BinaryExpr>(left->position);
    expr->op = found.op;
    expr->opPosition = take().position;
    expr->left = left;
    expr->right = parseBinary(found.level);
    left = expr;
  }
}

Expr *Parser::parseUnary() {
  UnaryOp op;
  switch (peek().kind) {
  case Token::Minus:
    op = UnaryOp::Negative;
    break;
  case Token::Plus:
    op = UnaryOp::Positive;
    break;
  case Token::Tilde:
    op = UnaryOp::Invert;
    break;
  default:
    return parsePower();
  }
  Nesting nesting(*this);
  auto *expr = make<UnaryExpr>(take().position);
  expr->op = op;
  expr->operand = parseUnary();
  return expr;
}

/// `await x ** y`: binds tighter than a sign before it, less tight than one
/// behind.
Expr *Parser::parsePower() {
  Expr *base;
  if (at(Token::Await)) {
    auto *await = make<AwaitExpr>(take().position);
    await->value = parsePrimary();
    base = await;
  } else {
    base = parsePrimary();
  }
  if (!at(Token::StarStar))
    return base;
  Nesting nesting(*this);
  auto *expr = make<BinaryExpr>(base->position);
  expr->op = BinaryOp::Pow;
  expr->opPosition = take().position;
  expr->left = base;
  expr->right = parseUnary();
  return expr;
}
