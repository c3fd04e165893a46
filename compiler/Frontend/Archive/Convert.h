//===- Convert.h - From one format of weights to another --------*- C++ -*-===//
//
// `kiln convert`: reads any model file, takes its weights and writes them as
// another file, element for element the same.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_CONVERT_H
#define KILN_FRONTEND_ARCHIVE_CONVERT_H

#include "compiler/Frontend/Archive/Rename.h"

#include <string>
#include <vector>

namespace kiln {

enum class WeightsFormat { Torch, Safetensors, Npz };

/// The format that a file's name asks for: `.pt`, `.pth` and `.bin`,
/// `.safetensors`, `.npz`.
std::optional<WeightsFormat> formatOfPath(llvm::StringRef path);

struct ConvertOptions {
  std::string input, output;
  WeightsFormat format = WeightsFormat::Torch;
  /// Where in the file the weights lie (`a.b`); empty: found.
  std::string key;
  /// Each applied to what the ones before it made.
  std::vector<RenameRule> renames;
};

/// Writes the output in whole or not at all. Returns what there is to say
/// about tensors that are stored in another way than they were.
llvm::Expected<std::vector<std::string>>
convertWeights(const ConvertOptions &options);

} // namespace kiln

#endif
