//===- ResolveStatements.cpp - Names of statements and patterns -----------===//

#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Evaluator/ResolverImpl.h"

using namespace kiln;
using namespace kiln::python;

using llvm::cast;

void Resolver::checkInFunction(Position position, llvm::StringRef what) {
  if (scope->kind == Scope::Kind::Comprehension)
    fail(position, "'" + what + "' cannot stand in a comprehension");
  else if (scope->kind != Scope::Kind::Function)
    fail(position, "'" + what + "' stands outside of a function");
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

Value Resolver::valueOf(const ConstantExpr *constant) {
  using Literal = ConstantExpr::Literal;
  switch (constant->literal) {
  case Literal::None:
    return Value::none();
  case Literal::True:
    return Value::boolean(true);
  case Literal::False:
    return Value::boolean(false);
  case Literal::Ellipsis:
    return Value::ellipsis();
  case Literal::Integer:
    return Value::integer(constant->integer);
  case Literal::Float:
    return Value::real(constant->real);
  case Literal::Imaginary:
    return makeComplex(interp, {0, constant->real});
  case Literal::Str:
    return interp.str(constant->text);
  case Literal::Bytes:
    return interp.bytes(constant->text.str());
  case Literal::BigInteger: {
    auto *opaque = interp.create<OpaqueObject>(interp.types.opaque);
    opaque->text = constant->text.take_front(40).str();
    opaque->reason = "integers beyond 64 bits are not supported";
    opaque->line = constant->position.line;
    opaque->column = constant->position.column;
    return opaque;
  }
  }
  return Value::none();
}

void Resolver::visitConstant(ConstantExpr *constant) {
  constant->value = valueOf(constant);
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Resolver::visit(Stmt *stmt) {
  Depth depth(*this, stmt->position);
  if (error)
    return;
  switch (stmt->kind) {
  case Stmt::Kind::Expr:
    return visit(cast<ExprStmt>(stmt)->value);
  case Stmt::Kind::Assign:
    visit(cast<AssignStmt>(stmt)->value);
    return visitTargets(cast<AssignStmt>(stmt)->targets);
  case Stmt::Kind::AugAssign:
    visit(cast<AugAssignStmt>(stmt)->value);
    return visitTarget(cast<AugAssignStmt>(stmt)->target);
  case Stmt::Kind::AnnAssign:
    return visitAnnotated(cast<AnnAssignStmt>(stmt));
  case Stmt::Kind::Return:
    if (scope->kind != Scope::Kind::Function)
      fail(stmt->position, "'return' stands outside of a function");
    return visit(cast<ReturnStmt>(stmt)->value);
  case Stmt::Kind::Delete:
    return visitTargets(cast<DeleteStmt>(stmt)->targets);
  case Stmt::Kind::Pass:
    return;
  case Stmt::Kind::Break:
    if (!loops)
      fail(stmt->position, "'break' stands outside of a loop");
    return;
  case Stmt::Kind::Continue:
    if (!loops)
      fail(stmt->position, "'continue' stands outside of a loop");
    return;
  case Stmt::Kind::Raise:
    visit(cast<RaiseStmt>(stmt)->exception);
    return visit(cast<RaiseStmt>(stmt)->cause);
  case Stmt::Kind::Global:
    return visitNames(stmt->position, cast<GlobalStmt>(stmt)->names, true);
  case Stmt::Kind::Nonlocal:
    return visitNames(stmt->position, cast<NonlocalStmt>(stmt)->names, false);
  case Stmt::Kind::Assert:
    visit(cast<AssertStmt>(stmt)->condition);
    return visit(cast<AssertStmt>(stmt)->message);
  case Stmt::Kind::If:
    visit(cast<IfStmt>(stmt)->condition);
    visit(cast<IfStmt>(stmt)->body);
    return visit(cast<IfStmt>(stmt)->otherwise);
  case Stmt::Kind::While:
    visit(cast<WhileStmt>(stmt)->condition);
    visitLoopBody(cast<WhileStmt>(stmt)->body);
    return visit(cast<WhileStmt>(stmt)->otherwise);
  case Stmt::Kind::For:
    visitTarget(cast<ForStmt>(stmt)->target);
    visit(cast<ForStmt>(stmt)->iterable);
    visitLoopBody(cast<ForStmt>(stmt)->body);
    return visit(cast<ForStmt>(stmt)->otherwise);
  case Stmt::Kind::Try:
    return visitTry(cast<TryStmt>(stmt));
  case Stmt::Kind::With:
    for (const WithItem &item : cast<WithStmt>(stmt)->items) {
      visit(item.context);
      visitTarget(item.target);
    }
    return visit(cast<WithStmt>(stmt)->body);
  case Stmt::Kind::Function:
    return visitFunctionStmt(cast<FunctionStmt>(stmt));
  case Stmt::Kind::Class:
    return visitClass(cast<ClassStmt>(stmt));
  case Stmt::Kind::Import:
    return visitImport(cast<ImportStmt>(stmt)->names);
  case Stmt::Kind::ImportFrom:
    return visitImportFrom(cast<ImportFromStmt>(stmt));
  case Stmt::Kind::Match:
    return visitMatch(cast<MatchStmt>(stmt));
  case Stmt::Kind::TypeAlias: {
    auto *alias = cast<TypeAliasStmt>(stmt);
    bind(alias->name->name, alias->name->variable);
    for (TypeParameter &parameter : alias->typeParameters)
      bind(parameter.name, parameter.variable);
    return visit(alias->value);
  }
  }
}

void Resolver::visitLoopBody(Nodes<Stmt> body) {
  ++loops;
  visit(body);
  --loops;
}

void Resolver::visitAnnotated(AnnAssignStmt *stmt) {
  visit(stmt->annotation);
  visit(stmt->value);
  visitTarget(stmt->target);
}

/// `global` and `nonlocal`
void Resolver::visitNames(Position position, llvm::MutableArrayRef<Name> names,
                          bool isGlobal) {
  std::string keyword = isGlobal ? "'global'" : "'nonlocal'";
  if (!isGlobal && scope->kind == Scope::Kind::Module)
    return fail(position, "'nonlocal' stands outside of a function");
  for (Name &name : names) {
    Symbol &symbol = scope->symbols[internMangled(name)];
    std::string quoted = ("'" + name.text + "'").str();
    if (symbol.isParameter)
      fail(position, quoted + " is a parameter and cannot be " +
                         (isGlobal ? "global" : "nonlocal"));
    else if (isGlobal ? symbol.isNonlocal : symbol.isGlobal)
      fail(position, quoted + " cannot be both global and nonlocal");
    else if (symbol.isBound || symbol.isUsed)
      fail(position, "expected " + keyword + " before " + quoted + " is used");
    (isGlobal ? symbol.isGlobal : symbol.isNonlocal) = true;
    symbol.declared = position;
  }
}

void Resolver::visitTry(TryStmt *stmt) {
  visit(stmt->body);
  for (const ExceptHandler &handler : stmt->handlers) {
    visit(handler.type);
    bindCapture(handler.target);
    visit(handler.body);
  }
  visit(stmt->otherwise);
  visit(stmt->finally);
}

void Resolver::visitImport(llvm::MutableArrayRef<ImportAlias> names) {
  for (ImportAlias &alias : names) {
    if (!alias.importedName.empty())
      alias.importedName.object = interp.intern(alias.importedName.text);
    bind(alias.boundName, alias.variable);
  }
}

void Resolver::visitImportFrom(ImportFromStmt *stmt) {
  if (stmt->isStar && scope->kind != Scope::Kind::Module)
    return fail(stmt->position,
                "'import *' can only stand at the top level of a module");
  visitImport(stmt->names);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

void Resolver::visitMatch(MatchStmt *stmt) {
  visit(stmt->subject);
  for (const MatchCase &arm : stmt->cases) {
    visit(arm.pattern);
    visit(arm.guard);
    visit(arm.body);
  }
}

void Resolver::visit(Pattern *pattern) {
  if (!pattern)
    return;
  Depth depth(*this, pattern->position);
  if (error)
    return;
  switch (pattern->kind) {
  case Pattern::Kind::Value:
    return visit(cast<ValuePattern>(pattern)->value);
  case Pattern::Kind::Sequence:
    return visit(cast<SequencePattern>(pattern)->elements);
  case Pattern::Kind::Mapping:
    visit(cast<MappingPattern>(pattern)->keys);
    visit(cast<MappingPattern>(pattern)->values);
    return bindCapture(cast<MappingPattern>(pattern)->rest);
  case Pattern::Kind::Class: {
    auto *cls = cast<ClassPattern>(pattern);
    visit(cls->cls);
    visit(cls->positional);
    for (Name &name : cls->keywordNames)
      name.object = interp.intern(name.text);
    return visit(cls->keywordPatterns);
  }
  case Pattern::Kind::Star:
    return bindCapture(cast<StarPattern>(pattern)->target);
  case Pattern::Kind::Capture:
    visit(cast<CapturePattern>(pattern)->pattern);
    return bindCapture(cast<CapturePattern>(pattern)->target);
  case Pattern::Kind::Or:
    return visit(cast<OrPattern>(pattern)->alternatives);
  }
}
