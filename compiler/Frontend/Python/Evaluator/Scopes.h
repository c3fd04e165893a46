//===- Scopes.h - Which names each scope binds and uses ---------*- C++ -*-===//
//
// What the resolver notes while it walks a tree, and from that the slots and
// cells of each function.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_SCOPES_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_SCOPES_H

#include "compiler/Frontend/Python/Object.h"
#include "compiler/Frontend/Python/Syntax/Parser.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace kiln::python {

/// What a scope does with a name.
struct Symbol {
  bool isBound = false;
  bool isParameter = false;
  bool isUsed = false;
  bool isGlobal = false;   ///< by declaration
  bool isNonlocal = false; ///< by declaration
  /// The variable of a `for` of a comprehension.
  bool isIterated = false;
  Position declared; ///< nonlocal
};

struct Scope {
  enum class Kind : uint8_t { Module, Function, Comprehension, Class };

  Scope(Kind kind, FunctionNode *node, Scope *parent)
      : kind(kind), node(node), parent(parent) {}

  bool isFunction() const {
    return kind == Kind::Function || kind == Kind::Comprehension;
  }
  bool binds(StrObject *name) const {
    auto it = symbols.find(name);
    return it != symbols.end() && it->second.isBound && !it->second.isGlobal &&
           !it->second.isNonlocal;
  }

  Kind kind;
  FunctionNode *node;
  Scope *parent;
  llvm::SmallMapVector<StrObject *, Symbol, 8> symbols;
  /// The fields of the tree to be filled in.
  std::vector<std::pair<Variable *, StrObject *>> references;

  llvm::SmallSetVector<StrObject *, 4> ownCells, closure;
  /// Indices in the frame; those of cells count the function's own first.
  llvm::SmallDenseMap<StrObject *, uint32_t, 8> slots;
  llvm::SmallDenseMap<StrObject *, uint32_t, 2> ownCellIndex, closureIndex;
  /// `__class__` of the closure is that of an enclosing class.
  bool seesClass = false;
};

/// The scopes of a tree, enclosing ones first.
class ScopeTree {
public:
  /// `classCell` is the name `__class__`.
  explicit ScopeTree(StrObject *classCell) : classCell(classCell) {}

  Scope *add(Scope::Kind kind, FunctionNode *node, Scope *parent) {
    scopes.push_back(std::make_unique<Scope>(kind, node, parent));
    return scopes.back().get();
  }

  /// Decides where each name lives and fills in the tree.
  std::optional<SyntaxError> assign();

private:
  Scope *findOwner(Scope *scope, StrObject *name) const;
  std::optional<SyntaxError> capture(Scope *scope, StrObject *name,
                                     const Symbol &symbol);
  void layOutCells(Scope *scope);
  void layOutSlots(Scope *scope);
  void fillIn(Scope *scope);
  Variable place(const Scope *scope, StrObject *name) const;

  StrObject *classCell;
  std::vector<std::unique_ptr<Scope>> scopes;
};

} // namespace kiln::python

#endif
