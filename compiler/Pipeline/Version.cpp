//===- Version.cpp - kiln's version ---------------------------------------===//

#include "compiler/Pipeline/Version.h"

llvm::StringRef kiln::version() { return KILN_VERSION_TEXT; }
