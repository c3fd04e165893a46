//===- Values.h - Inputs and weights of stored calls ------------*- C++ -*-===//
//
// What test/oracle/nn_cases/values.py computes, so that the inputs and weights
// of test/data/nn need not be stored.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_UNIT_TORCHNN_VALUES_H
#define KILN_TEST_UNIT_TORCHNN_VALUES_H

#include "compiler/Frontend/ArgumentSpec.h"
#include "compiler/Support/HostTensor.h"

namespace kiln::test {

/// The input `[NAME=][DTYPE:]SHAPE`, then `LOW..HIGH` or `= VALUES`.
struct CallInput {
  ArgumentSpec spec;
  HostTensor value;
};

/// `number` counts the inputs of a call from 1.
CallInput parseCallInput(llvm::StringRef text, uint64_t number);

/// The entry of a state_dict that `index` others come before.
HostTensor weightOf(const ArgumentSpec &spec, uint64_t index);

} // namespace kiln::test

#endif
