//===- RandomInputs.h - Inputs where the user gives none --------*- C++ -*-===//

#ifndef KILN_VERIFY_RANDOMINPUTS_H
#define KILN_VERIFY_RANDOMINPUTS_H

#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

#include <vector>

namespace kiln {

/// Inputs for a graph: floating-point numbers from -1 to 1, integers and
/// booleans 0 or 1, which are valid indices nearly everywhere.
std::vector<HostTensor> randomInputs(GraphOp graph, uint64_t seed);

} // namespace kiln

#endif
