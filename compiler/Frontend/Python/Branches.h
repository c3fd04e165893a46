//===- Branches.h - Control flow that depends on elements -------*- C++ -*-===//
//
// A condition on elements that only the program knows is gone both ways: from
// one state of the evaluation, each way into a region of its own, and what
// differs afterwards becomes results of the regions. The evaluator says where
// ways begin and end; what a condition is and what becomes of values is said by
// whoever knows tensors.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_BRANCHES_H
#define KILN_FRONTEND_PYTHON_BRANCHES_H

#include "compiler/Frontend/Python/Value.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <functional>
#include <memory>
#include <string>

namespace kiln::python {

/// Values of the running function that ways may change, and their names.
struct LocalValues {
  llvm::MutableArrayRef<Value> values;
  std::function<std::string(size_t)> nameOf;
};

/// A condition that is gone both ways. Where it ends without close(), the state
/// is that before it.
class Fork {
public:
  virtual ~Fork() = default;

  /// Goes on in one of the ways: at first from the state before the fork, later
  /// from where the way was left.
  virtual void enter(bool holds) = 0;
  /// Joins the ways: all that differs between them, and `pairs`, whose values
  /// of the first and the second way become `joined`. False with an exception
  /// pending where that fails. Values that cannot be joined are opaque: they
  /// are an error where they are used.
  virtual bool close(llvm::ArrayRef<std::pair<Value, Value>> pairs,
                     llvm::SmallVectorImpl<Value> &joined) = 0;
};

class Branches {
public:
  virtual ~Branches() = default;

  /// Whether only the program knows the truth of a value.
  virtual bool isOpen(Value condition) = 0;
  /// The truth of an open value, and its opposite, as a value that is open.
  virtual Value truthOf(Value condition) = 0;
  virtual Value opposite(Value condition) = 0;
  /// `condition and other`, or `condition or other`.
  virtual Value combine(Value condition, Value other, bool isAnd) = 0;
  /// Null with an exception pending where that fails.
  virtual std::unique_ptr<Fork> fork(Value condition, LocalValues locals) = 0;
  /// Repeats `round` as long as the condition that `condition` gives holds.
  /// Both run several times, until it is known what rounds change. False with
  /// an exception pending where either fails.
  virtual bool loop(LocalValues locals, llvm::function_ref<Value()> condition,
                    llvm::function_ref<bool()> round) = 0;
};

} // namespace kiln::python

#endif
