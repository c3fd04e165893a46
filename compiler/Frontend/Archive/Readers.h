//===- Readers.h - One function per kind of model file ----------*- C++ -*-===//
//
// Each fills in the tensors of a ModelFile whose path and kind are set.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_READERS_H
#define KILN_FRONTEND_ARCHIVE_READERS_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"

namespace kiln {

/// What a file is read with.
struct ReadContext {
  const ReadOptions &options;
  ByteBudget &budget;
};

/// How many bytes may be copied out of files of this size together: what the
/// options say, else four times as many.
ByteBudget budgetFor(uint64_t fileBytes, const ReadOptions &options);

/// Reads one file of any kind but an index. Errors begin with the path.
llvm::Expected<ModelFile> readOneFile(llvm::StringRef path, const Blob &bytes,
                                      ReadContext &context);

/// Reads the index at `path` and the shards beside it. Errors name no path.
llvm::Expected<ModelFile> readShardedModel(llvm::StringRef path,
                                           const Blob &index,
                                           const ReadOptions &options);

/// The prefix of all records of PyTorch's archives, "archive/"; it is that of
/// the first member.
llvm::StringRef archivePrefix(const ZipArchive &archive);

/// A member that is going to be parsed: it must be of a size that is, and not
/// be packed more than text ever is.
llvm::Expected<Blob> readStructure(const ZipArchive &archive,
                                   const ZipArchive::Entry &entry,
                                   ReadContext &context);

/// torch.save's zip and TorchScript: `<prefix>data.pkl` and `<prefix>data/*`.
llvm::Error readTorchZip(ModelFile &model, const ZipArchive &archive,
                         ReadContext &context);

/// A pickle of such an archive: `<prefix><name>.pkl`, with its storages in
/// `<prefix><name>/*`. Its tensors have storages but are not loaded.
llvm::Expected<Value *> readTorchPickle(llvm::StringRef name,
                                        ValueArena &values,
                                        const ZipArchive &archive,
                                        ReadContext &context);

/// torch.jit.save's archives: readTorchZip(), the constants and the code.
llvm::Error readTorchScript(ModelFile &model, const ZipArchive &archive,
                            ReadContext &context);

/// torch.export's archives of all versions: their weights and constants.
llvm::Error readExportedProgram(ModelFile &model, const ZipArchive &archive,
                                ReadContext &context);

/// NumPy's archives of arrays.
llvm::Error readNpz(ModelFile &model, const ZipArchive &archive,
                    ReadContext &context);

bool isTorchLegacy(llvm::ArrayRef<char> bytes);
llvm::Error readTorchLegacy(ModelFile &model, const Blob &file,
                            ReadContext &context);

bool isTar(llvm::ArrayRef<char> bytes);
llvm::Error readTorchTar(ModelFile &model, const Blob &file,
                         ReadContext &context);

bool isSafetensors(llvm::ArrayRef<char> bytes);
llvm::Error readSafetensors(ModelFile &model, const Blob &file,
                            ReadContext &context);

/// ONNX has no magic number: the whole file must be fields of a ModelProto,
/// with an IR version and a graph among them.
bool isOnnx(llvm::ArrayRef<char> bytes);
llvm::Error readOnnx(ModelFile &model, const Blob &file, ReadContext &context);

/// Lists and loads the tensors under the root of the object tree.
llvm::Error addTreeTensors(ModelFile &model, ReadContext &context);

/// Adds a dense tensor under a name.
void addTensor(ModelFile &model, llvm::StringRef name, HostTensor tensor);

} // namespace kiln

#endif
