//===- Resolver.h - Decides where each name lives ---------------*- C++ -*-===//
//
// Scope analysis after parsing, with the meaning that CPython gives it:
//
//  * Module-level names are Global. A comprehension has a scope of its own even
//    there: its `.0` is slot 0 and holds the iterator of the first iterable,
//    which is evaluated in the enclosing scope.
//  * Names of a function are Local, or Cell where a nested scope uses them too.
//    `Parameter::variable` is always the slot of the parameter's index; those
//    that closures use are listed in `parameterCells` and are to be copied to
//    their cell when a frame is made.
//  * The frame of a class body has cells as functions have. Names of it are
//    ClassBody, or Cell or Global where it declares them nonlocal or global.
//  * Where a method says `super` or `__class__`, the scope of its class makes a
//    cell `classCell`, to be set to the class once it is made; in the functions
//    inside, `classCell` is the cell through which they see it.
//  * Names such as `__x` in a class body are mangled; `Name::text` changes too.
//    TorchScript's code has classes without that.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_RESOLVER_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_RESOLVER_H

#include "compiler/Frontend/Python/Syntax/Parser.h"

#include <optional>

namespace kiln::python {

/// Fills in variables, interned names and the values of constants. The error is
/// that of a program that no scope analysis can accept: `return` outside of a
/// function, `nonlocal x` without a binding, and so on. An integer beyond 64
/// bits is an opaque value, so that only its use is an error.
std::optional<SyntaxError> resolve(Interpreter &interp, Tree &tree,
                                   bool manglesNames = true);

/// The same for a function whose deferred body has been parsed.
std::optional<SyntaxError> resolveBody(Interpreter &interp,
                                       const DeferredBody &body);

} // namespace kiln::python

#endif
