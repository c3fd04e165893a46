//===- Sniff.cpp - What kind of model file some bytes are -----------------===//

#include "compiler/Frontend/Archive/Sniff.h"
#include "compiler/Frontend/Archive/ByteReader.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Npy.h"
#include "compiler/Frontend/Archive/Readers.h"

using namespace kiln;
using llvm::StringRef;

static bool readVarint(ByteReader &reader, uint64_t &value) {
  value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    uint8_t byte;
    if (!reader.read(byte))
      return false;
    value |= uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return true;
  }
  return false;
}

/// ONNX has no magic number: the whole file must be fields of a ModelProto,
/// with an IR version and a graph among them.
static bool isOnnx(llvm::ArrayRef<char> bytes) {
  constexpr uint64_t irVersion = 1, graph = 7, lastField = 64;
  bool hasVersion = false, hasGraph = false;
  ByteReader reader(bytes);
  while (!reader.atEnd()) {
    uint64_t tag, value;
    if (!readVarint(reader, tag) || tag >> 3 == 0 || tag >> 3 > lastField)
      return false;
    if ((tag & 7) == 0) {
      if (!readVarint(reader, value))
        return false;
      hasVersion |= tag >> 3 == irVersion && value > 0 && value < 100;
    } else if ((tag & 7) == 2) {
      if (!readVarint(reader, value) || !reader.skip(value))
        return false;
      hasGraph |= tag >> 3 == graph;
    } else {
      return false;
    }
  }
  return hasVersion && hasGraph;
}

llvm::Expected<FileKind> kiln::sniffFile(llvm::ArrayRef<char> bytes) {
  StringRef text(bytes.data(), bytes.size());
  if (bytes.empty())
    return failure("the file is empty");
  // Before pickles: the length of a safetensors header may look like one.
  if (isSafetensors(bytes))
    return FileKind::Safetensors;
  if (isTorchLegacy(bytes))
    return FileKind::TorchLegacy;
  if (isNpy(bytes))
    return FileKind::Npy;
  if (isTar(bytes))
    return FileKind::TorchTar;
  if (isOnnx(bytes))
    return FileKind::Onnx;
  if (text[0] == '\x80' && bytes.size() > 1 && text[1] <= 5)
    return failure("it is a bare pickle, which torch.save does not write: "
                   "refused");
  if (text.starts_with("\x89HDF"))
    return failure("it is an HDF5 file, which is not supported");
  if (text.starts_with("GGUF"))
    return failure("it is a GGUF file, which is not supported");
  return failure("not a model file that kiln knows, first bytes {0}: it reads "
                 "PyTorch, TorchScript, torch.export, safetensors, NumPy and "
                 "ONNX files",
                 quoted(text.take_front(8)));
}

llvm::Expected<FileKind> kiln::sniffArchive(const ZipArchive &archive,
                                            ByteBudget &budget) {
  std::string prefix = archivePrefix(archive).str();
  auto has = [&](const char *name) { return archive.find(prefix + name); };
  if (has("constants.pkl") && has("data.pkl"))
    return FileKind::TorchScript;
  if (const ZipArchive::Entry *format = has("archive_format")) {
    llvm::Expected<Blob> content = archive.read(*format, budget);
    if (!content)
      return content.takeError();
    if (content->text().trim() != "pt2")
      return failure("its archive format is {0}, expected `pt2`",
                     quoted(content->text()));
    return FileKind::ExportedProgram;
  }
  if (archive.find("serialized_exported_program.json"))
    return FileKind::ExportedProgram;
  if (has("data.pkl"))
    return FileKind::TorchZip;
  bool allArrays = llvm::all_of(archive.entries(), [](const auto &entry) {
    return entry.name.ends_with(".npy");
  });
  if (allArrays && !archive.entries().empty())
    return FileKind::Npz;
  return failure("it is a zip archive of {0} members but no model: it has no "
                 "{1}",
                 archive.entries().size(), quoted(prefix + "data.pkl"));
}
