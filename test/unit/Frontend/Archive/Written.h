//===- Written.h - What the writers write, in memory ------------*- C++ -*-===//

#ifndef KILN_TEST_UNIT_ARCHIVE_WRITTEN_H
#define KILN_TEST_UNIT_ARCHIVE_WRITTEN_H

#include "Bytes.h"
#include "compiler/Frontend/Archive/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

namespace kiln::test {

inline std::string
collect(llvm::function_ref<void(llvm::raw_pwrite_stream &)> write) {
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream os(bytes);
  write(os);
  return bytes.str().str();
}

inline std::string torchFile(const StateDict &weights) {
  return collect([&](auto &os) { writeTorchZip(os, weights); });
}
inline std::string npzFile(const StateDict &weights) {
  return collect([&](auto &os) { writeNpz(os, weights); });
}
inline std::string safetensorsFile(const StateDict &weights,
                                   const TextNotes &notes = {}) {
  return collect(
      [&](auto &os) { llvm::cantFail(writeSafetensors(os, weights, notes)); });
}

/// "name dtype 2x3 bytes" of every tensor, sorted by name.
inline std::string describe(const StateDict &weights) {
  std::vector<std::string> lines;
  for (const StateDict::Entry &entry : weights) {
    std::string line = entry.name + " " + shortName(entry.tensor.dtype()).str();
    for (int64_t dim : entry.tensor.shape())
      line += " " + std::to_string(dim);
    line += ":";
    for (char byte : entry.tensor.bytes())
      line += " " + std::to_string(static_cast<unsigned char>(byte));
    lines.push_back(line + "\n");
  }
  llvm::sort(lines);
  return llvm::join(lines, "");
}

/// The same of the weights in a file, or why there are none.
inline std::string describeFile(const std::string &bytes) {
  llvm::Expected<ModelFile> model = readBytes(bytes);
  if (!model)
    return llvm::toString(model.takeError());
  llvm::Expected<StateDict> weights =
      findStateDict(*model, "", WrapperPrefix::Keep);
  return weights ? describe(*weights) : llvm::toString(weights.takeError());
}

} // namespace kiln::test

#endif
