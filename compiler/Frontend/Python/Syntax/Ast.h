//===- Ast.h - The syntax tree of Python ------------------------*- C++ -*-===//
//
// What the parser builds and the evaluator walks. Nodes live in the arena of
// their Tree and are never changed after parsing but for what Resolver.h fills
// in (where names live, values of constants) and bodies that were deferred.
//
// The node kinds are those of Python's own `ast` module, whose documentation
// says what each means.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_AST_H
#define KILN_FRONTEND_PYTHON_SYNTAX_AST_H

#include "compiler/Frontend/Python/Syntax/AstExpr.h"
#include "compiler/Frontend/Python/Syntax/AstPattern.h"
#include "compiler/Frontend/Python/Syntax/AstStmt.h"

#include "llvm/Support/Allocator.h"

#include <memory>
#include <vector>

namespace kiln::python {

using Arena = llvm::BumpPtrAllocatorImpl<llvm::MallocAllocator, 1 << 15>;

/// The tree of one file. Text in it lives in the arena.
class Tree {
public:
  Nodes<Stmt> body;
  /// The module as a function without parameters; all its names are global.
  FunctionNode *scope = nullptr;
  Arena arena;

  template <typename T, typename... Args> T *make(Args &&...args) {
    return new (arena.Allocate<T>()) T(std::forward<Args>(args)...);
  }
  /// FunctionNodes hold vectors, so the tree destroys them.
  FunctionNode *makeFunction() {
    functionNodes.push_back(std::make_unique<FunctionNode>());
    return functionNodes.back().get();
  }
  template <typename T> llvm::MutableArrayRef<T> copy(llvm::ArrayRef<T> items) {
    T *data = arena.Allocate<T>(items.size());
    std::uninitialized_copy(items.begin(), items.end(), data);
    return llvm::MutableArrayRef<T>(data, items.size());
  }
  llvm::StringRef copy(llvm::StringRef text) { return text.copy(arena); }

  /// All functions, classes and comprehensions but those of deferred bodies.
  llvm::ArrayRef<std::unique_ptr<FunctionNode>> functions() const {
    return functionNodes;
  }

private:
  std::vector<std::unique_ptr<FunctionNode>> functionNodes;
};

} // namespace kiln::python

#endif
