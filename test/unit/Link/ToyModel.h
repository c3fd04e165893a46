//===- ToyModel.h - A model made by hand, for tests -------------*- C++ -*-===//
//
// Two kernels, y = x * w and z = y + x, over any shape. They stand for what
// the compiler generates, so that linking and running can be tested alone.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_LINK_TOYMODEL_H
#define KILN_TEST_LINK_TOYMODEL_H

#include "compiler/Link/Link.h"

namespace kiln::test {

struct ToyModel {
  /// `weightsBytes` may exceed what the kernels read.
  ToyModel(std::vector<int64_t> dims, uint64_t weightsBytes = 0,
           std::string name = "toy");

  /// Compiles the kernels and the descriptor.
  llvm::SmallVector<char, 0> object() const;

  /// Links with weights of value `weight`.
  llvm::Error link(const LinkOptions &options, float weight = 2.0f) const;

  ModuleDescription module;
};

} // namespace kiln::test

#endif
