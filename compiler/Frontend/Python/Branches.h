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

/// Values of the running function that ways may change, and their names; behind
/// them those that the evaluator keeps itself.
struct LocalValues {
  llvm::MutableArrayRef<Value> values;
  std::function<std::string(size_t)> nameOf;
  llvm::MutableArrayRef<Value> hidden = {};

  size_t size() const { return values.size() + hidden.size(); }
  Value &operator[](size_t index) const {
    return index < values.size() ? values[index]
                                 : hidden[index - values.size()];
  }
};

/// A condition that is gone both ways. Where it ends without close(), the state
/// is that before it.
class Fork {
public:
  virtual ~Fork() = default;

  /// Goes on in one of the ways: at first from the state before the fork, later
  /// from where the way was left.
  virtual void enter(bool holds) = 0;
  /// Whether an iterator or generator that was there before the fork has been
  /// advanced since then: the other way cannot begin with it.
  virtual bool hasAdvanced() const = 0;
  /// Joins the ways: all that differs between them, and `pairs`, whose values
  /// of the first and the second way become `joined`; a null one of a pair may
  /// be anything. False with an exception pending where that fails. Values that
  /// cannot be joined are opaque: they are an error where they are used.
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
  /// Whether a value is True or False, or one of both.
  virtual bool isBool(Value value) = 0;
  /// `condition and other`, or `condition or other`.
  virtual Value combine(Value condition, Value other, bool isAnd) = 0;
  /// `a if condition else b` of two numbers or tensors; null where they are
  /// neither, with an exception pending where it fails.
  virtual Value choose(Value condition, Value a, Value b) = 0;
  /// `int(value)` and `float(value)` of an open value.
  virtual Value integerOf(Value value) = 0;
  virtual Value realOf(Value value) = 0;
  /// A function of module math, of numbers of which one is open.
  virtual Value callMath(llvm::StringRef name,
                         llvm::ArrayRef<Value> numbers) = 0;

  /// Null with an exception pending where that fails.
  virtual std::unique_ptr<Fork> fork(Value condition, LocalValues locals) = 0;
  /// Repeats `round` as long as the condition that `condition` gives holds.
  /// Both run several times, until it is known what rounds change. False with
  /// an exception pending where either fails.
  virtual bool loop(LocalValues locals, llvm::function_ref<Value()> condition,
                    llvm::function_ref<bool()> round) = 0;
  /// Whether `body` succeeds; if not, all is as it was before.
  virtual bool attempt(LocalValues locals, llvm::function_ref<bool()> body) = 0;
};

} // namespace kiln::python

#endif
