//===- ParseTargets.cpp - What can be assigned and deleted ----------------===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

/// How messages speak of what cannot be assigned.
static llvm::StringRef describe(const Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Constant:
    switch (llvm::cast<ConstantExpr>(expr)->literal) {
    case ConstantExpr::Literal::None:
      return "None";
    case ConstantExpr::Literal::True:
      return "True";
    case ConstantExpr::Literal::False:
      return "False";
    case ConstantExpr::Literal::Ellipsis:
      return "'...'";
    default:
      return "a literal";
    }
  case Expr::Kind::Call:
    return "a call";
  case Expr::Kind::Compare:
    return "a comparison";
  case Expr::Kind::Lambda:
    return "a lambda";
  case Expr::Kind::Set:
    return "a set";
  case Expr::Kind::Dict:
    return "a dict";
  case Expr::Kind::Comprehension:
    return "a comprehension";
  case Expr::Kind::FormattedString:
    return "an f-string";
  case Expr::Kind::Conditional:
    return "a conditional expression";
  case Expr::Kind::NamedExpr:
    return "a ':=' expression";
  case Expr::Kind::Yield:
  case Expr::Kind::YieldFrom:
    return "a yield expression";
  case Expr::Kind::Await:
    return "an await expression";
  case Expr::Kind::Tuple:
    return "a tuple";
  case Expr::Kind::List:
    return "a list";
  case Expr::Kind::Starred:
    return "a starred expression";
  default:
    return "an operator's result";
  }
}

static bool isSingleTarget(const Expr *target) {
  return llvm::isa<NameExpr, AttributeExpr, SubscriptExpr>(target);
}

void Parser::checkSingleTarget(Expr *target, llvm::StringRef use) {
  if (!isSingleTarget(target))
    fail(target->position, "expected a name, attribute or item before " + use +
                               ", found " + ::describe(target));
}

void Parser::checkTarget(Expr *target, TargetUse use) {
  if (isSingleTarget(target))
    return;
  Nodes<Expr> elements;
  if (auto *tuple = llvm::dyn_cast<TupleExpr>(target))
    elements = tuple->elements;
  else if (auto *list = llvm::dyn_cast<ListExpr>(target))
    elements = list->elements;
  else {
    llvm::StringRef verb = use == TargetUse::Assign ? "assigned" : "deleted";
    fail(target->position, ::describe(target) + " cannot be " + verb);
    return;
  }
  bool hasStar = false;
  for (Expr *element : elements) {
    auto *starred = llvm::dyn_cast<StarredExpr>(element);
    if (!starred || use == TargetUse::Delete) {
      checkTarget(element, use);
      continue;
    }
    if (hasStar)
      fail(starred->position, "expected one starred target, found another");
    hasStar = true;
    checkTarget(starred->value);
  }
}

Expr *Parser::parseTarget() {
  Expr *target = parsePrimary();
  checkTarget(target);
  return target;
}

Expr *Parser::parseTargetList() {
  auto parseElement = [&]() -> Expr * {
    if (!at(Token::Star))
      return parseBinary();
    auto *starred = make<StarredExpr>(take().position);
    starred->value = parseBinary();
    return starred;
  };
  Position position = peek().position;
  Expr *target = parseElement();
  if (at(Token::Comma)) {
    llvm::SmallVector<Expr *> elements = {target};
    while (consume(Token::Comma) && !at(Token::In) && !at(Token::Equal))
      elements.push_back(parseElement());
    auto *tuple = make<TupleExpr>(position);
    tuple->elements = copy(elements);
    target = tuple;
  }
  checkTarget(target);
  return target;
}
