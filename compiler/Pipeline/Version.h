//===- Version.h - kiln's version -------------------------------*- C++ -*-===//

#ifndef KILN_PIPELINE_VERSION_H
#define KILN_PIPELINE_VERSION_H

#include "llvm/ADT/StringRef.h"

namespace kiln {

/// "0.1.0"
llvm::StringRef version();

} // namespace kiln

#endif
