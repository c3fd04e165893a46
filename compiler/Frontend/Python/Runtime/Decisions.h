//===- Decisions.h - Numbers that a definition compares ---------*- C++ -*-===//
//
// What a definition does may depend on its sizes by way of comparisons. Who
// looks at a model at some sizes asks for them, to know at which others it may
// do something else.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_RUNTIME_DECISIONS_H
#define KILN_FRONTEND_PYTHON_RUNTIME_DECISIONS_H

#include "mlir/IR/Location.h"

#include <vector>

namespace kiln::python {

/// A comparison of two numbers; whether a number is zero is one too. A key or
/// an index is compared with nothing, but chooses.
struct Decision {
  enum Kind : uint8_t { Equality, Order, Lookup };
  double a, b;
  bool areIntegers;
  Kind kind;
  mlir::Location location;
};

/// Notes the decisions of all evaluators on this thread for as long as it
/// lives.
class DecisionLog {
public:
  DecisionLog();
  ~DecisionLog();
  DecisionLog(const DecisionLog &) = delete;
  DecisionLog &operator=(const DecisionLog &) = delete;

  /// The innermost one of this thread; null if there is none.
  static DecisionLog *current();

  /// Notes that an integer chooses an item of a container.
  template <typename Interpreter, typename Value>
  static void noteLookup(Interpreter &interp, Value key) {
    if (DecisionLog *log = current(); log && key.isInt())
      log->decisions.push_back(
          {key.asDouble(), 0, true, Decision::Lookup, interp.userLocation()});
  }

  std::vector<Decision> decisions;

private:
  DecisionLog *outer;
};

} // namespace kiln::python

#endif
