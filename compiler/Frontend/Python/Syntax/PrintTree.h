//===- PrintTree.h - Syntax trees as text -----------------------*- C++ -*-===//
//
// S-expressions for tests: `x = a + 1` is `(= x (+ a 1))`. What is left out of
// the source is `_`.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_PRINTTREE_H
#define KILN_FRONTEND_PYTHON_SYNTAX_PRINTTREE_H

#include "compiler/Frontend/Python/Syntax/Ast.h"

#include "llvm/Support/raw_ostream.h"

namespace kiln::python {

/// One statement a line.
void printTree(const Tree &tree, llvm::raw_ostream &os);

} // namespace kiln::python

#endif
