//===- Writers.h - Writing files of weights ---------------------*- C++ -*-===//
//
// One function per format, the counterparts of Readers.h. Each writes the same
// bytes for the same tensors. What a format lacks is refused by the functions
// above them, before anything is written; errors of writing stay in the stream.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_WRITERS_H
#define KILN_FRONTEND_ARCHIVE_WRITERS_H

#include "compiler/Frontend/Archive/StateDict.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln {

/// Facts beside the tensors, by name.
using TextNotes = std::vector<std::pair<std::string, std::string>>;

/// torch.save's archive of a state_dict. Storages, strides and offsets stay as
/// they are, and tensors that share a storage go on to share it; `_metadata`
/// is kept if it is plain.
void writeTorchZip(llvm::raw_pwrite_stream &os, const StateDict &weights);

/// Why safetensors cannot hold a tensor of this name, or null.
const char *problemOfSafetensorsName(llvm::StringRef name);
/// The format's name of a type, or "" if it has none.
llvm::StringRef safetensorsName(DType type);
/// In the order of the reference implementation: wide types first, then by
/// name. Every tensor is written whole.
llvm::Error writeSafetensors(llvm::raw_pwrite_stream &os,
                             const StateDict &weights, const TextNotes &notes);

/// Why an archive of arrays cannot hold a tensor of this name, or null.
const char *problemOfNpzName(llvm::StringRef name);
/// NumPy's name of a type (`<f4`), or "" if it has none.
llvm::StringRef numpyName(DType type);
/// NumPy's archive of arrays, as np.savez writes it.
void writeNpz(llvm::raw_pwrite_stream &os, const StateDict &weights);

} // namespace kiln

#endif
