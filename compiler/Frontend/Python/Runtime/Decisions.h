//===- Decisions.h - Numbers that a definition decides by -------*- C++ -*-===//
//
// What a definition does may depend on its sizes by way of comparisons, and of
// functions that have steps: quotients, rounding, bits. Who looks at a model at
// some sizes asks for them, to know at which others it may do something else.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_RUNTIME_DECISIONS_H
#define KILN_FRONTEND_PYTHON_RUNTIME_DECISIONS_H

#include "mlir/IR/Location.h"

#include <vector>

namespace kiln::python {

/// A comparison of two numbers; whether a number is zero is one too. A key or
/// an index is compared with nothing, but chooses. A step is a function of one
/// or two numbers that is constant between the places where it jumps.
struct Decision {
  enum Kind : uint8_t {
    Equality,
    Order,
    Lookup,
    Quotient,  ///< a // b
    Remainder, ///< a % b
    RoundDown, ///< the largest integer up to a
    RoundUp,   ///< the least integer from a
    Step       ///< any other, such as a & b
  };
  double a, b;
  bool areIntegers;
  Kind kind;
  mlir::Location location;
  double result = 0; ///< of a step

  bool isStep() const { return kind >= Quotient; }
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

  /// Notes a step from `a` and `b` to `result`.
  template <typename Interpreter, typename Value>
  static void noteStep(Interpreter &interp, Decision::Kind kind, Value a,
                       Value b, Value result) {
    if (DecisionLog *log = current(); log && result && result.isNumber())
      log->decisions.push_back({a.asDouble(), b.asDouble(),
                                a.isIntegral() && b.isIntegral(), kind,
                                interp.userLocation(), result.asDouble()});
  }
  /// Notes that a result depends on whether a number is negative.
  template <typename Interpreter, typename Value>
  static void noteSign(Interpreter &interp, Value a) {
    if (DecisionLog *log = current())
      log->decisions.push_back({a.asDouble(), 0, a.isIntegral(),
                                Decision::Order, interp.userLocation()});
  }
  /// Notes that a real number is rounded.
  template <typename Interpreter>
  static void noteRounding(Interpreter &interp, Decision::Kind kind, double a,
                           double result) {
    if (DecisionLog *log = current())
      log->decisions.push_back(
          {a, 1, false, kind, interp.userLocation(), result});
  }

  std::vector<Decision> decisions;

private:
  DecisionLog *outer;
};

} // namespace kiln::python

#endif
