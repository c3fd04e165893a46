//===- PrintTensor.h - Tensors for people -----------------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PRINTTENSOR_H
#define KILN_TOOLS_KILN_PRINTTENSOR_H

#include "compiler/Support/HostTensor.h"

#include "llvm/Support/raw_ostream.h"

namespace kiln {

/// A line with the tensor's type and a few with its first elements.
void printTensor(llvm::raw_ostream &os, llvm::StringRef name,
                 const HostTensor &tensor);

} // namespace kiln

#endif
