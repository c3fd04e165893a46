//===- Locations.h - Places in the user's files -----------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_LOCATIONS_H
#define KILN_DIALECTS_KILN_LOCATIONS_H

#include "mlir/IR/Location.h"

#include <string>

namespace kiln {

/// "net.py:21:13": the innermost place that is not in kiln's own Python
/// (`<kiln>/...`), of fused locations the first one. Empty if there is none.
std::string placeOf(mlir::Location location);

} // namespace kiln

#endif
