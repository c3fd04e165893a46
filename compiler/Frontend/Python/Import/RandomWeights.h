//===- RandomWeights.h - Weights for models without a file ------*- C++ -*-===//
//
// `--random-weights=SEED`: values that keep activations in a sensible range, so
// that a model can be compiled, timed and compared without trained weights.
// What a definition fills with constants (the scales of normalisations, running
// statistics, zeroed biases) stays; everything else is drawn uniformly from
// +-sqrt(6 / fan_in) for matrices and filters (He et al., 2015), and from
// +-1 / sqrt(n) for vectors of n elements. Element i of a parameter is a
// function of the seed, the parameter's name and i alone.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_RANDOMWEIGHTS_H
#define KILN_FRONTEND_PYTHON_IMPORT_RANDOMWEIGHTS_H

#include "compiler/Support/HostTensor.h"
#include "llvm/ADT/StringRef.h"

namespace kiln::python {

HostTensor randomWeights(uint64_t seed, llvm::StringRef name, DType type,
                         llvm::ArrayRef<int64_t> shape);

} // namespace kiln::python

#endif
