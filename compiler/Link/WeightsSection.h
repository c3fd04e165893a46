//===- WeightsSection.h - Weights behind what the linker wrote --*- C++ -*-===//
//
// The linker sees the weights as a section without content: it gives them
// addresses and resolves their symbol. Afterwards the bytes are appended to
// the file, and its headers made to point at them. The program header for
// their segment is that of a note which exists for this purpose.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_LINK_WEIGHTSSECTION_H
#define KILN_LINK_WEIGHTSSECTION_H

#include "compiler/Link/Link.h"

namespace kiln {

/// An object that reserves the addresses of `bytes` bytes of weights. In a
/// `final` link (not a relocatable one) it also carries the note.
llvm::Expected<std::string> weightsPlaceholder(llvm::StringRef modelName,
                                               uint64_t bytes, bool final);

/// Appends the weights to the linked file at `path` and fixes its headers.
llvm::Error appendWeights(const std::string &path, const LinkInputs &inputs);

/// Writes a weights file that a program can map to `path`.
llvm::Error writeWeightsFile(const std::string &path, const LinkInputs &inputs);

} // namespace kiln

#endif
