//===- Formula.h - What formulas of named dimensions mean -------*- C++ -*-===//
//
// The one definition of the arithmetic of sizes: the compiler writes formulas
// and proves things of them by it, the runtime evaluates them by it. C's
// headers suffice.
//
// Numbers are those of int64_t. A result beyond them does not exist, and a
// quotient exists where the divisor is positive; what is computed from a number
// that does not exist does not exist either. The compiler refuses formulas that
// may come to that for some values of the dimensions, and the runtime values
// that come to it all the same.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_FORMULA_H
#define KILN_RUNTIME_FORMULA_H

#include "runtime/ModuleDescriptor.h"

namespace kiln {

/// The result of an operation on two numbers. False if it does not exist.
constexpr bool applyFormula(int64_t operation, int64_t a, int64_t b,
                            int64_t &result) {
  switch (operation) {
  case KILN_FORMULA_ADD:
    return !__builtin_add_overflow(a, b, &result);
  case KILN_FORMULA_MULTIPLY:
    return !__builtin_mul_overflow(a, b, &result);
  case KILN_FORMULA_FLOORDIV:
    if (b <= 0)
      return false;
    result = a / b - (a % b < 0);
    return true;
  case KILN_FORMULA_MAX:
    result = a > b ? a : b;
    return true;
  case KILN_FORMULA_MIN:
    result = a < b ? a : b;
    return true;
  default:
    return false;
  }
}

/// The most numbers that the steps have pushed and not yet taken; 0 if they are
/// no program that leaves one number.
constexpr uint64_t depthOfFormula(const KilnFormulaStep *steps,
                                  uint64_t count) {
  uint64_t depth = 0, most = 0;
  for (uint64_t i = 0; i < count; ++i) {
    bool pushes = steps[i].operation == KILN_FORMULA_NUMBER ||
                  steps[i].operation == KILN_FORMULA_DIM ||
                  steps[i].operation == KILN_FORMULA_STEP;
    if (!pushes && depth < 2)
      return 0;
    depth += pushes ? 1 : -1;
    most = depth > most ? depth : most;
  }
  return depth == 1 ? most : 0;
}

/// The number that the steps leave for the given values of the dimensions.
/// False if it does not exist, or if they need more than KILN_FORMULA_DEPTH.
constexpr bool evaluateFormula(const KilnFormulaStep *steps, uint64_t count,
                               const int64_t *dims, int64_t &result,
                               int64_t loopStep = 0) {
  uint64_t most = depthOfFormula(steps, count);
  if (!most || most > KILN_FORMULA_DEPTH)
    return false;
  int64_t stack[KILN_FORMULA_DEPTH] = {};
  uint64_t depth = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const KilnFormulaStep &step = steps[i];
    if (step.operation == KILN_FORMULA_NUMBER) {
      stack[depth++] = step.value;
    } else if (step.operation == KILN_FORMULA_DIM) {
      stack[depth++] = dims[step.value];
    } else if (step.operation == KILN_FORMULA_STEP) {
      stack[depth++] = loopStep;
    } else {
      --depth;
      if (!applyFormula(step.operation, stack[depth - 1], stack[depth],
                        stack[depth - 1]))
        return false;
    }
  }
  result = stack[0];
  return true;
}

} // namespace kiln

#endif
