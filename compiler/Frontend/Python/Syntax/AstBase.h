//===- AstBase.h - What all nodes of the tree share -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_ASTBASE_H
#define KILN_FRONTEND_PYTHON_SYNTAX_ASTBASE_H

#include "compiler/Frontend/Python/Syntax/Operators.h"
#include "compiler/Frontend/Python/Value.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Casting.h"

namespace kiln::python {

class StrObject;
class Expr;
class Stmt;
class Pattern;
class Tree;
struct FunctionNode;

/// 1-based; columns count bytes.
struct Position {
  uint32_t line = 0, column = 0;
};

/// An identifier; `object` is its interned name once the tree is resolved.
struct Name {
  llvm::StringRef text;
  StrObject *object = nullptr;

  bool empty() const { return text.empty(); }
};

/// Where a name is found when it is read or written.
struct Variable {
  enum class Where : uint8_t {
    Unresolved,
    /// A slot of the frame.
    Local,
    /// A cell of the frame: made by this function, or one of its closure.
    Cell,
    /// The module's globals, then the builtins.
    Global,
    /// The dict of the class body that is running, then `slot` of the cells if
    /// not `noSlot`, then as Global.
    ClassBody,
  };
  static constexpr uint32_t noSlot = ~0u;
  Where where = Where::Unresolved;
  uint32_t slot = noSlot;
};

template <typename T> using Nodes = llvm::ArrayRef<T *>;

} // namespace kiln::python

#endif
