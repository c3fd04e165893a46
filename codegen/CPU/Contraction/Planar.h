//===- Planar.h - Convolution with few channels -----------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_PLANAR_H
#define KILN_CODEGEN_CPU_CONTRACTION_PLANAR_H

#include "codegen/CPU/Contraction/Problem.h"

namespace kiln::contraction {

/// Whether the planar kernel computes the problem: plain layouts, stride 1
/// along the width, pooling windows that do not overlap.
bool planarApplies(const ConvProblem &problem);

} // namespace kiln::contraction

#endif
