//===- Sniff.cpp - What kind of model file some bytes are -----------------===//

#include "compiler/Frontend/Archive/Sniff.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/Safetensors/ShardIndex.h"

using namespace kiln;
using llvm::StringRef;

llvm::Expected<FileKind> kiln::sniffFile(llvm::ArrayRef<char> bytes) {
  StringRef text(bytes.data(), bytes.size());
  if (bytes.empty())
    return failure("the file is empty");
  if (isJson(bytes))
    return FileKind::ShardIndex;
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
  if (allArrays)
    return FileKind::Npz;
  return failure("it is a zip archive of {0} members but no model: it has no "
                 "{1}",
                 archive.entries().size(), quoted(prefix + "data.pkl"));
}
