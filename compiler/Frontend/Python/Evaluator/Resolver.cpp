//===- Resolver.cpp - Walks a tree for its names --------------------------===//

#include "compiler/Frontend/Python/Evaluator/Resolver.h"
#include "compiler/Frontend/Python/Evaluator/ResolverImpl.h"

using namespace kiln;
using namespace kiln::python;

using llvm::cast;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

void Resolver::fail(Position position, const llvm::Twine &message) {
  if (!error)
    error = SyntaxError{position, message.str(), {}, {}};
}

StrObject *Resolver::internMangled(Name &name) {
  bool isPrivate = name.text.starts_with("__") && !name.text.ends_with("__");
  if (manglesNames && isPrivate && !className.empty()) {
    std::string mangled = ("_" + className + name.text).str();
    name.text = tree.copy(llvm::StringRef(mangled));
  }
  return name.object = interp.intern(name.text);
}

Symbol &Resolver::use(Name &name, Variable &variable) {
  StrObject *text = internMangled(name);
  scope->references.push_back({&variable, text});
  return scope->symbols[text];
}

void Resolver::read(Name &name, Variable &variable) {
  use(name, variable).isUsed = true;
  // `super()` finds its class through the cell.
  if (scope->isFunction() && name.text == "super")
    scope->symbols[interp.names.className].isUsed = true;
}

void Resolver::bind(Name &name, Variable &variable) {
  use(name, variable).isBound = true;
}

void Resolver::bindWalrus(NameExpr *target) {
  if (scope->kind != Scope::Kind::Comprehension)
    return bind(target->name, target->variable);
  StrObject *name = internMangled(target->name);
  scope->references.push_back({&target->variable, name});
  Scope *outer = scope;
  for (; outer->kind == Scope::Kind::Comprehension; outer = outer->parent) {
    Symbol &symbol = outer->symbols[name];
    if (symbol.isIterated)
      return fail(target->position,
                  "':=' cannot assign the variable '" + name->str() +
                      "' that the comprehension iterates with");
    symbol.isUsed = true;
  }
  if (outer->kind == Scope::Kind::Class)
    return fail(target->position, "':=' cannot stand in a comprehension of a "
                                  "class body");
  outer->symbols[name].isBound = true;
}

void Resolver::visitTarget(Expr *target) {
  if (!target)
    return;
  Depth depth(*this, target->position);
  if (error)
    return;
  switch (target->kind) {
  case Expr::Kind::Name:
    return bind(cast<NameExpr>(target)->name, cast<NameExpr>(target)->variable);
  case Expr::Kind::Starred:
    return visitTarget(cast<StarredExpr>(target)->value);
  case Expr::Kind::Tuple:
    return visitTargets(cast<TupleExpr>(target)->elements);
  case Expr::Kind::List:
    return visitTargets(cast<ListExpr>(target)->elements);
  default:
    return visit(target);
  }
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

void Resolver::visit(Expr *expr) {
  if (!expr)
    return;
  Depth depth(*this, expr->position);
  if (error)
    return;
  switch (expr->kind) {
  case Expr::Kind::Constant:
    return visitConstant(cast<ConstantExpr>(expr));
  case Expr::Kind::Name:
    return read(cast<NameExpr>(expr)->name, cast<NameExpr>(expr)->variable);
  case Expr::Kind::Attribute:
    visit(cast<AttributeExpr>(expr)->object);
    internMangled(cast<AttributeExpr>(expr)->attribute);
    return;
  case Expr::Kind::Subscript:
    visit(cast<SubscriptExpr>(expr)->object);
    return visit(cast<SubscriptExpr>(expr)->index);
  case Expr::Kind::Slice:
    visit(cast<SliceExpr>(expr)->lower);
    visit(cast<SliceExpr>(expr)->upper);
    return visit(cast<SliceExpr>(expr)->step);
  case Expr::Kind::Call:
    visit(cast<CallExpr>(expr)->callee);
    visit(cast<CallExpr>(expr)->arguments);
    return visit(cast<CallExpr>(expr)->keywords);
  case Expr::Kind::Unary:
    return visit(cast<UnaryExpr>(expr)->operand);
  case Expr::Kind::Binary:
    visit(cast<BinaryExpr>(expr)->left);
    return visit(cast<BinaryExpr>(expr)->right);
  case Expr::Kind::BoolOp:
    return visit(cast<BoolOpExpr>(expr)->operands);
  case Expr::Kind::Compare:
    visit(cast<CompareExpr>(expr)->left);
    return visit(cast<CompareExpr>(expr)->operands);
  case Expr::Kind::Conditional:
    visit(cast<ConditionalExpr>(expr)->condition);
    visit(cast<ConditionalExpr>(expr)->then);
    return visit(cast<ConditionalExpr>(expr)->otherwise);
  case Expr::Kind::Lambda:
    return visitFunction(cast<LambdaExpr>(expr)->function);
  case Expr::Kind::Tuple:
    return visit(cast<TupleExpr>(expr)->elements);
  case Expr::Kind::List:
    return visit(cast<ListExpr>(expr)->elements);
  case Expr::Kind::Set:
    return visit(cast<SetExpr>(expr)->elements);
  case Expr::Kind::Dict:
    visit(cast<DictExpr>(expr)->keys);
    return visit(cast<DictExpr>(expr)->values);
  case Expr::Kind::Comprehension:
    return visitComprehension(cast<ComprehensionExpr>(expr));
  case Expr::Kind::FormattedString:
    for (const FormattedPiece &piece :
         cast<FormattedStringExpr>(expr)->pieces) {
      visit(piece.value);
      visit(piece.formatSpec);
    }
    return;
  case Expr::Kind::Starred:
    return visit(cast<StarredExpr>(expr)->value);
  case Expr::Kind::NamedExpr:
    visit(cast<NamedExpr>(expr)->value);
    return bindWalrus(cast<NamedExpr>(expr)->target);
  case Expr::Kind::Yield:
    checkInFunction(expr->position, "yield");
    return visit(cast<YieldExpr>(expr)->value);
  case Expr::Kind::YieldFrom:
    checkInFunction(expr->position, "yield from");
    return visit(cast<YieldFromExpr>(expr)->value);
  case Expr::Kind::Await:
    return visit(cast<AwaitExpr>(expr)->value);
  }
}

void Resolver::visit(llvm::MutableArrayRef<KeywordArgument> keywords) {
  for (KeywordArgument &keyword : keywords) {
    if (!keyword.name.empty())
      keyword.name.object = interp.intern(keyword.name.text);
    visit(keyword.value);
  }
}

void Resolver::visitComprehension(ComprehensionExpr *comprehension) {
  // The first iterable belongs to the scope outside.
  visit(comprehension->clauses[0].iterable);
  Inside inside(*this, Scope::Kind::Comprehension, comprehension->scope);
  for (Parameter &parameter : comprehension->scope->parameters)
    declareParameter(parameter);
  for (const ComprehensionClause &clause : comprehension->clauses) {
    llvm::SmallVector<Name> targets;
    collectTargets(clause.target, targets);
    visitTarget(clause.target);
    for (Name &name : targets)
      scope->symbols[internMangled(name)].isIterated = true;
  }
  for (auto [index, clause] : llvm::enumerate(comprehension->clauses)) {
    if (index > 0)
      visit(clause.iterable);
    visit(clause.conditions);
  }
  visit(comprehension->element);
  visit(comprehension->value);
}

void Resolver::collectTargets(const Expr *target,
                              llvm::SmallVectorImpl<Name> &names) {
  llvm::SmallVector<const Expr *> pending = {target};
  while (!pending.empty()) {
    const Expr *expr = pending.pop_back_val();
    if (auto *name = llvm::dyn_cast<NameExpr>(expr))
      names.push_back(name->name);
    else if (auto *starred = llvm::dyn_cast<StarredExpr>(expr))
      pending.push_back(starred->value);
    else if (auto *tuple = llvm::dyn_cast<TupleExpr>(expr))
      llvm::append_range(pending, tuple->elements);
    else if (auto *list = llvm::dyn_cast<ListExpr>(expr))
      llvm::append_range(pending, list->elements);
  }
}

//===----------------------------------------------------------------------===//
// Functions and classes
//===----------------------------------------------------------------------===//

void Resolver::declareParameter(Parameter &parameter) {
  Symbol &symbol = scope->symbols[internMangled(parameter.name)];
  symbol.isBound = symbol.isParameter = true;
}

void Resolver::visitFunction(FunctionNode *function) {
  for (Parameter &parameter : function->parameters) {
    visit(parameter.defaultValue);
    visit(parameter.annotation);
  }
  visit(function->returns);
  if (!function->name.object)
    function->name.object = interp.intern(function->name.text);
  if (function->deferred)
    return visitDeferred(*function->deferred);
  Inside inside(*this, Scope::Kind::Function, function);
  for (Parameter &parameter : function->parameters)
    declareParameter(parameter);
  visit(function->body);
  visit(function->expression);
}

/// No function is around, so that all that the body can want of its
/// surroundings is the class. It gets it where it may want it: closures are
/// made before the body is parsed.
void Resolver::visitDeferred(DeferredBody &body) {
  for (Parameter &parameter : body.function->parameters)
    internMangled(parameter.name);
  if (manglesNames)
    body.className = className;
  body.isMethod = scope->kind == Scope::Kind::Class;
  body.usesClass = body.isMethod && (body.text.contains("super") ||
                                     body.text.contains("__class__"));
  if (!body.usesClass)
    return;
  Inside inside(*this, Scope::Kind::Function, body.function);
  scope->symbols[interp.names.className].isUsed = true;
}

void Resolver::visitFunctionStmt(FunctionStmt *stmt) {
  visit(stmt->decorators);
  for (TypeParameter &parameter : stmt->typeParameters)
    bind(parameter.name, parameter.variable);
  bind(stmt->function->name, stmt->variable);
  visitFunction(stmt->function);
}

void Resolver::visitClass(ClassStmt *stmt) {
  llvm::StringRef name = stmt->name.text.ltrim('_');
  visit(stmt->decorators);
  for (TypeParameter &parameter : stmt->typeParameters)
    bind(parameter.name, parameter.variable);
  visit(stmt->bases);
  visit(stmt->keywords);
  bind(stmt->name, stmt->variable);
  stmt->scope->name = stmt->name;
  llvm::SaveAndRestore restore(className, name);
  Inside inside(*this, Scope::Kind::Class, stmt->scope);
  visit(stmt->body);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

std::optional<SyntaxError> Resolver::run() {
  {
    Inside inside(*this, Scope::Kind::Module, tree.scope);
    tree.scope->name.object = interp.intern(tree.scope->name.text);
    visit(tree.body);
  }
  return error ? error : scopes.assign();
}

std::optional<SyntaxError> Resolver::runBody(const DeferredBody &body) {
  FunctionNode *function = body.function;
  function->slotNames.clear();
  function->cellNames.clear();
  function->captured.clear();
  function->parameterCells.clear();
  function->classCell = Variable::noSlot;

  // The frames around have been laid out; only their scopes are needed.
  FunctionNode module, cls;
  Inside insideModule(*this, Scope::Kind::Module, &module);
  std::optional<Inside> insideClass;
  if (body.isMethod)
    insideClass.emplace(*this, Scope::Kind::Class, &cls);
  className = body.className;
  {
    Inside inside(*this, Scope::Kind::Function, function);
    for (Parameter &parameter : function->parameters)
      declareParameter(parameter);
    if (body.usesClass)
      scope->symbols[interp.names.className].isUsed = true;
    visit(function->body);
  }
  return error ? error : scopes.assign();
}

std::optional<SyntaxError> python::resolve(Interpreter &interp, Tree &tree,
                                           bool manglesNames) {
  return Resolver(interp, tree, manglesNames).run();
}

std::optional<SyntaxError> python::resolveBody(Interpreter &interp,
                                               const DeferredBody &body) {
  return Resolver(interp, *body.tree, /*manglesNames=*/true).runBody(body);
}
