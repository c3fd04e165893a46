//===- BoundNames.cpp - The names that a statement binds ------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

namespace {
class BoundNames {
public:
  explicit BoundNames(llvm::SmallVectorImpl<Name> &names) : names(names) {}

  void visit(Nodes<Stmt> body) {
    for (const Stmt *stmt : body)
      visit(stmt);
  }

  void visit(const Stmt *stmt) {
    switch (stmt->kind) {
    case Stmt::Kind::Assign:
      for (const Expr *target : cast<AssignStmt>(stmt)->targets)
        add(target);
      break;
    case Stmt::Kind::AugAssign:
      add(cast<AugAssignStmt>(stmt)->target);
      break;
    case Stmt::Kind::AnnAssign:
      if (cast<AnnAssignStmt>(stmt)->value)
        add(cast<AnnAssignStmt>(stmt)->target);
      break;
    case Stmt::Kind::If:
      visit(cast<IfStmt>(stmt)->body);
      visit(cast<IfStmt>(stmt)->otherwise);
      break;
    case Stmt::Kind::While:
      visit(cast<WhileStmt>(stmt)->body);
      visit(cast<WhileStmt>(stmt)->otherwise);
      break;
    case Stmt::Kind::For:
      add(cast<ForStmt>(stmt)->target);
      visit(cast<ForStmt>(stmt)->body);
      visit(cast<ForStmt>(stmt)->otherwise);
      break;
    case Stmt::Kind::Try:
      visitTry(cast<TryStmt>(stmt));
      break;
    case Stmt::Kind::With:
      for (const WithItem &item : cast<WithStmt>(stmt)->items)
        if (item.target)
          add(item.target);
      visit(cast<WithStmt>(stmt)->body);
      break;
    case Stmt::Kind::Function:
      names.push_back(cast<FunctionStmt>(stmt)->function->name);
      break;
    case Stmt::Kind::Class:
      names.push_back(cast<ClassStmt>(stmt)->name);
      break;
    case Stmt::Kind::Import:
      for (const ImportAlias &alias : cast<ImportStmt>(stmt)->names)
        names.push_back(alias.boundName);
      break;
    case Stmt::Kind::ImportFrom:
      for (const ImportAlias &alias : cast<ImportFromStmt>(stmt)->names)
        names.push_back(alias.boundName);
      break;
    case Stmt::Kind::Match:
      for (const MatchCase &matchCase : cast<MatchStmt>(stmt)->cases)
        visit(matchCase.body);
      break;
    case Stmt::Kind::TypeAlias:
      names.push_back(cast<TypeAliasStmt>(stmt)->name->name);
      break;
    default:
      break;
    }
  }

private:
  void visitTry(const TryStmt *stmt) {
    visit(stmt->body);
    for (const ExceptHandler &handler : stmt->handlers)
      visit(handler.body);
    visit(stmt->otherwise);
    visit(stmt->finally);
  }

  void add(const Expr *target) {
    if (auto *name = llvm::dyn_cast<NameExpr>(target))
      names.push_back(name->name);
    else if (auto *tuple = llvm::dyn_cast<TupleExpr>(target))
      for (const Expr *element : tuple->elements)
        add(element);
    else if (auto *list = llvm::dyn_cast<ListExpr>(target))
      for (const Expr *element : list->elements)
        add(element);
    else if (auto *starred = llvm::dyn_cast<StarredExpr>(target))
      add(starred->value);
  }

  llvm::SmallVectorImpl<Name> &names;
};
} // namespace

void collectBoundNames(const Stmt *stmt, llvm::SmallVectorImpl<Name> &names) {
  BoundNames(names).visit(stmt);
}

} // namespace kiln::python
