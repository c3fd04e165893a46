//===- ResolverImpl.h - The walk of the resolver ----------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_RESOLVERIMPL_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_RESOLVERIMPL_H

#include "compiler/Frontend/Python/Evaluator/Scopes.h"
#include "compiler/Frontend/Python/Interpreter.h"

#include "llvm/Support/SaveAndRestore.h"

namespace kiln::python {

class Resolver {
public:
  Resolver(Interpreter &interp, Tree &tree, bool manglesNames)
      : interp(interp), tree(tree), manglesNames(manglesNames),
        scopes(interp.names.className) {}

  std::optional<SyntaxError> run();
  std::optional<SyntaxError> runBody(const DeferredBody &body);

private:
  /// Levels of a tree that the evaluator, too, can walk by recursion. The
  /// parser's own limit does not count long chains of operators.
  static constexpr unsigned maxDepth = 500;

  struct Depth {
    Depth(Resolver &resolver, Position position) : resolver(resolver) {
      if (++resolver.depth > maxDepth)
        resolver.fail(position, "this is nested or chained more than " +
                                    llvm::Twine(maxDepth) + " levels deep");
    }
    ~Depth() { --resolver.depth; }
    Resolver &resolver;
  };

  /// The walk is within a scope as long as this lives.
  struct Inside {
    Inside(Resolver &resolver, Scope::Kind kind, FunctionNode *node)
        : scope(resolver.scope,
                resolver.scopes.add(kind, node, resolver.scope)),
          loops(resolver.loops, 0) {}
    llvm::SaveAndRestore<Scope *> scope;
    llvm::SaveAndRestore<unsigned> loops;
  };

  void fail(Position position, const llvm::Twine &message);
  void checkInFunction(Position position, llvm::StringRef what);

  // Names
  StrObject *internMangled(Name &name);
  Symbol &use(Name &name, Variable &variable);
  void read(Name &name, Variable &variable);
  void bind(Name &name, Variable &variable);
  /// Binds in the function around comprehensions.
  void bindWalrus(NameExpr *target);

  // Expressions
  void visit(Expr *expr);
  void visit(Nodes<Expr> exprs) {
    for (Expr *expr : exprs)
      visit(expr);
  }
  void visit(llvm::MutableArrayRef<KeywordArgument> keywords);
  void visitConstant(ConstantExpr *constant);
  Value valueOf(const ConstantExpr *constant);
  void visitComprehension(ComprehensionExpr *comprehension);
  static void collectTargets(const Expr *target,
                             llvm::SmallVectorImpl<Name> &names);
  void visitTarget(Expr *target);
  void visitTargets(Nodes<Expr> targets) {
    for (Expr *target : targets)
      visitTarget(target);
  }

  // Functions and classes
  void declareParameter(Parameter &parameter);
  void visitFunction(FunctionNode *function);
  void visitDeferred(DeferredBody &body);
  void visitFunctionStmt(FunctionStmt *stmt);
  void visitClass(ClassStmt *stmt);

  // Statements (ResolveStatements.cpp)
  void visit(Stmt *stmt);
  void visit(Nodes<Stmt> body) {
    for (Stmt *stmt : body)
      visit(stmt);
  }
  void visitLoopBody(Nodes<Stmt> body);
  void visitAnnotated(AnnAssignStmt *stmt);
  void visitNames(Position position, llvm::MutableArrayRef<Name> names,
                  bool isGlobal);
  void visitTry(TryStmt *stmt);
  void visitImport(llvm::MutableArrayRef<ImportAlias> names);
  void visitImportFrom(ImportFromStmt *stmt);
  void visitMatch(MatchStmt *stmt);

  // Patterns
  void visit(Pattern *pattern);
  void visit(Nodes<Pattern> patterns) {
    for (Pattern *pattern : patterns)
      visit(pattern);
  }
  void bindCapture(NameExpr *target) {
    if (target)
      bind(target->name, target->variable);
  }

  Interpreter &interp;
  Tree &tree;
  bool manglesNames;
  ScopeTree scopes;
  Scope *scope = nullptr;
  /// Of the innermost class, without leading underscores, for mangling.
  llvm::StringRef className;
  unsigned loops = 0;
  unsigned depth = 0;
  std::optional<SyntaxError> error;
};

} // namespace kiln::python

#endif
