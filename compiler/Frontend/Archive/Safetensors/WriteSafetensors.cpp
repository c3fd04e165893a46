//===- WriteSafetensors.cpp - Writing Hugging Face's tensor files ---------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Safetensors/SafetensorsTypes.h"
#include "compiler/Frontend/Archive/Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::StringRef;

const char *kiln::problemOfSafetensorsName(StringRef name) {
  return name == "__metadata__" ? "is the name of the format's own part"
                                : nullptr;
}

StringRef kiln::safetensorsName(DType type) {
  for (const SafetensorsType &known : safetensorsTypes())
    if (known.dtype == type)
      return known.name;
  return "";
}

/// Where the type stands in the format's list; wider ones stand later.
static size_t rankOf(DType type) {
  llvm::ArrayRef<SafetensorsType> types = safetensorsTypes();
  return llvm::find_if(types,
                       [&](const SafetensorsType &known) {
                         return known.dtype == type;
                       }) -
         types.begin();
}

static std::string quotedJson(StringRef text) {
  return llvm::formatv("{0}", llvm::json::Value(text));
}

/// `"x":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}`.
static std::string describeEntry(const StateDict::Entry &entry,
                                 uint64_t begin) {
  std::string shape;
  for (int64_t dim : entry.tensor.shape())
    shape += (shape.empty() ? "" : ",") + std::to_string(dim);
  return llvm::formatv(
      "{0}:{{\"dtype\":\"{1}\",\"shape\":[{2}],\"data_offsets\":[{3},{4}]}",
      quotedJson(entry.name), safetensorsName(entry.tensor.dtype()), shape,
      begin, begin + entry.tensor.numBytes());
}

static std::string describeNotes(const TextNotes &notes) {
  std::string text;
  for (const auto &[key, value] : notes)
    text +=
        (text.empty() ? "" : ",") + quotedJson(key) + ":" + quotedJson(value);
  return "\"__metadata__\":{" + text + "}";
}

llvm::Error kiln::writeSafetensors(llvm::raw_pwrite_stream &os,
                                   const StateDict &weights,
                                   const TextNotes &notes) {
  std::vector<const StateDict::Entry *> entries;
  for (const StateDict::Entry &entry : weights)
    entries.push_back(&entry);
  llvm::sort(entries, [](const auto *a, const auto *b) {
    size_t rankA = rankOf(a->tensor.dtype()), rankB = rankOf(b->tensor.dtype());
    return std::tie(rankB, a->name) < std::tie(rankA, b->name);
  });
  std::string header = "{";
  if (!notes.empty())
    header += describeNotes(notes);
  uint64_t position = 0;
  for (const StateDict::Entry *entry : entries) {
    if (header.size() > 1)
      header += ",";
    header += describeEntry(*entry, position);
    position += entry->tensor.numBytes();
  }
  header += "}";
  // The data begin at a multiple of 8 bytes.
  header.resize(llvm::alignTo<8>(header.size()), ' ');
  if (header.size() > maxSafetensorsHeader)
    return failure("its header of {0} bytes is larger than the {1} that "
                   "safetensors allows",
                   header.size(), maxSafetensorsHeader);
  llvm::support::endian::write<uint64_t>(os, header.size(),
                                         llvm::endianness::little);
  os << header;
  for (const StateDict::Entry *entry : entries)
    os.write(entry->tensor.bytes().data(), entry->tensor.numBytes());
  return llvm::Error::success();
}
