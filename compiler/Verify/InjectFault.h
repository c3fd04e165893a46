//===- InjectFault.h - Breaks a kernel, to test verification ----*- C++ -*-===//

#ifndef KILN_VERIFY_INJECTFAULT_H
#define KILN_VERIFY_INJECTFAULT_H

#include "dialects/Kiln/KilnOps.h"

#include <string>

namespace kiln {

struct Fault {
  mlir::Location location;
  std::string what; ///< "add became sub"
};

/// Changes what one kernel of a fused graph computes; which one and how follow
/// from the seed. Nothing if the graph has no kernel.
std::optional<Fault> injectFault(GraphOp graph, uint64_t seed);

} // namespace kiln

#endif
