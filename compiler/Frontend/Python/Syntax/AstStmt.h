//===- AstStmt.h - Statements -----------------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_ASTSTMT_H
#define KILN_FRONTEND_PYTHON_SYNTAX_ASTSTMT_H

#include "compiler/Frontend/Python/Syntax/AstExpr.h"
#include "compiler/Frontend/Python/Syntax/AstPattern.h"

namespace kiln::python {

class Stmt {
public:
  enum class Kind : uint8_t {
    Expr,
    Assign,
    AugAssign,
    AnnAssign,
    Return,
    Delete,
    Pass,
    Break,
    Continue,
    Raise,
    Global,
    Nonlocal,
    Assert,
    If,
    While,
    For,
    Try,
    With,
    Function,
    Class,
    Import,
    ImportFrom,
    Match,
    TypeAlias,
  };
  const Kind kind;
  Position position;

protected:
  Stmt(Kind kind, Position position) : kind(kind), position(position) {}
};

template <Stmt::Kind K> class StmtOf : public Stmt {
public:
  explicit StmtOf(Position position) : Stmt(K, position) {}
  static bool classof(const Stmt *stmt) { return stmt->kind == K; }
};

class ExprStmt : public StmtOf<Stmt::Kind::Expr> {
public:
  using StmtOf::StmtOf;
  Expr *value = nullptr;
};

/// `targets[0] = targets[1] = value`
class AssignStmt : public StmtOf<Stmt::Kind::Assign> {
public:
  using StmtOf::StmtOf;
  Nodes<Expr> targets;
  Expr *value = nullptr;
};

class AugAssignStmt : public StmtOf<Stmt::Kind::AugAssign> {
public:
  using StmtOf::StmtOf;
  BinaryOp op = BinaryOp::Add;
  Expr *target = nullptr, *value = nullptr;
};

class AnnAssignStmt : public StmtOf<Stmt::Kind::AnnAssign> {
public:
  using StmtOf::StmtOf;
  Expr *target = nullptr, *annotation = nullptr;
  Expr *value = nullptr; ///< may be null
  bool isParenthesized = false;
};

class ReturnStmt : public StmtOf<Stmt::Kind::Return> {
public:
  using StmtOf::StmtOf;
  Expr *value = nullptr; ///< may be null
};

class DeleteStmt : public StmtOf<Stmt::Kind::Delete> {
public:
  using StmtOf::StmtOf;
  Nodes<Expr> targets;
};

using PassStmt = StmtOf<Stmt::Kind::Pass>;
using BreakStmt = StmtOf<Stmt::Kind::Break>;
using ContinueStmt = StmtOf<Stmt::Kind::Continue>;

class RaiseStmt : public StmtOf<Stmt::Kind::Raise> {
public:
  using StmtOf::StmtOf;
  Expr *exception = nullptr, *cause = nullptr; ///< may be null
};

template <Stmt::Kind K> class NamesStmt : public StmtOf<K> {
public:
  using StmtOf<K>::StmtOf;
  llvm::MutableArrayRef<Name> names;
};
using GlobalStmt = NamesStmt<Stmt::Kind::Global>;
using NonlocalStmt = NamesStmt<Stmt::Kind::Nonlocal>;

class AssertStmt : public StmtOf<Stmt::Kind::Assert> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Expr *message = nullptr; ///< may be null
};

/// `elif` is an IfStmt alone in `otherwise`.
class IfStmt : public StmtOf<Stmt::Kind::If> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Nodes<Stmt> body, otherwise;
};

class WhileStmt : public StmtOf<Stmt::Kind::While> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Nodes<Stmt> body, otherwise;
};

class ForStmt : public StmtOf<Stmt::Kind::For> {
public:
  using StmtOf::StmtOf;
  Expr *target = nullptr, *iterable = nullptr;
  Nodes<Stmt> body, otherwise;
  bool isAsync = false;
};

struct ExceptHandler {
  Expr *type = nullptr;       ///< null catches everything
  NameExpr *target = nullptr; ///< of `as name`, or null
  Nodes<Stmt> body;
  Position position;
};

class TryStmt : public StmtOf<Stmt::Kind::Try> {
public:
  using StmtOf::StmtOf;
  Nodes<Stmt> body;
  llvm::ArrayRef<ExceptHandler> handlers;
  Nodes<Stmt> otherwise, finally;
  bool isStar = false; ///< `except*`
};

struct WithItem {
  Expr *context = nullptr;
  Expr *target = nullptr; ///< may be null
};

class WithStmt : public StmtOf<Stmt::Kind::With> {
public:
  using StmtOf::StmtOf;
  llvm::ArrayRef<WithItem> items;
  Nodes<Stmt> body;
  bool isAsync = false;
};

/// `T` of `def f[T](...)`, `class A[T]` or `type A[T] = ...` (PEP 695): a name
/// of the enclosing scope, to be bound to something opaque.
struct TypeParameter {
  Name name;
  Variable variable;
  Position position;
};

class FunctionStmt : public StmtOf<Stmt::Kind::Function> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  FunctionNode *function = nullptr;
  Nodes<Expr> decorators;
  Variable variable; ///< of the function's name
};

class ClassStmt : public StmtOf<Stmt::Kind::Class> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  Name name;
  Nodes<Expr> bases; ///< may be StarredExpr
  llvm::MutableArrayRef<KeywordArgument> keywords;
  Nodes<Stmt> body;
  Nodes<Expr> decorators;
  llvm::StringRef docstring;
  bool hasDocstring = false;
  Variable variable; ///< of the class's name
  /// The class body as a function without parameters, whose names are of
  /// Variable::Where::ClassBody. Made by the parser.
  FunctionNode *scope = nullptr;
};

/// `import a.b as c`; without `as` binds `a`.
struct ImportAlias {
  llvm::StringRef module; ///< dotted; the name itself in ImportFromStmt
  Name importedName;      ///< of ImportFromStmt
  Name boundName;
  Variable variable;
  bool hasAs = false;
  Position position;
};

class ImportStmt : public StmtOf<Stmt::Kind::Import> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<ImportAlias> names;
};

class ImportFromStmt : public StmtOf<Stmt::Kind::ImportFrom> {
public:
  using StmtOf::StmtOf;
  uint32_t level = 0; ///< the number of leading dots
  llvm::StringRef module;
  llvm::MutableArrayRef<ImportAlias> names; ///< empty for `*`
  bool isStar = false;
};

struct MatchCase {
  Pattern *pattern = nullptr;
  Expr *guard = nullptr; ///< may be null
  Nodes<Stmt> body;
};

class MatchStmt : public StmtOf<Stmt::Kind::Match> {
public:
  using StmtOf::StmtOf;
  Expr *subject = nullptr;
  llvm::ArrayRef<MatchCase> cases;
};

/// `type Name[T] = value`: bound to a name, never evaluated.
class TypeAliasStmt : public StmtOf<Stmt::Kind::TypeAlias> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  NameExpr *name = nullptr;
  Expr *value = nullptr;
};

} // namespace kiln::python

#endif
