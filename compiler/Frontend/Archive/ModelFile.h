//===- ModelFile.h - The content of a model file ----------------*- C++ -*-===//
//
// One door for everything that holds tensors: PyTorch's zip, legacy and tar
// files, TorchScript, torch.export archives, safetensors and NumPy arrays.
// The kind is found from the content, never from the name. Nothing that a file
// contains is executed: a pickle becomes a tree of inert values.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_MODELFILE_H
#define KILN_FRONTEND_ARCHIVE_MODELFILE_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Budget.h"
#include "compiler/Support/HostTensor.h"

#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace kiln {

class Value;
class ValueArena;

enum class FileKind {
  TorchZip,        // torch.save since 1.6
  TorchLegacy,     // torch.save from 0.1.10 to 1.5
  TorchTar,        // torch.save before 0.1.10
  TorchScript,     // torch.jit.save
  ExportedProgram, // torch.export.save, .pt2
  Safetensors,
  Npy,
  Npz,
  Onnx,
  ShardIndex, // *.index.json, with shards of the other kinds beside it
};

/// A phrase for people: "PyTorch zip archive".
llvm::StringRef describe(FileKind kind);

/// One tensor of a file and how it was stored there.
struct ModelTensor {
  /// The way to it from the root of the file's object tree, joined by dots.
  std::string name;
  /// Row-major; over the mapped file where it lies there contiguous and
  /// aligned, else a copy. Empty when `problem` is set.
  HostTensor tensor;
  /// Why the tensor cannot be used ("quantized (per_tensor_affine)"), or "".
  std::string problem;
  /// The type as the file names it, where kiln has none of its own.
  std::string typeName;
  llvm::SmallVector<int64_t, 4> shape;
  llvm::SmallVector<int64_t, 4> strides;
  /// In elements, within the storage of this key.
  int64_t offset = 0;
  std::string storageKey;
  int64_t storageNumElements = 0;
  /// Its bytes; without an owner where `tensor` is all there is.
  Blob storage;
  /// The device it was saved from: "cpu", "cuda:0".
  std::string location;
  /// Not one of the model's weights: a buffer that is not persistent or a
  /// constant of the code.
  bool isConstant = false;
  /// The name of the file that holds it, where there are several.
  std::string shard;
};

/// The code of an exported program, as JSON.
struct ProgramText {
  std::string name;
  Blob text;
};

struct ModelFile {
  std::string path;
  FileKind kind;
  /// All files that were read: the path and, of an index, its shards.
  std::vector<std::string> files;
  uint64_t fileBytes = 0;
  /// All tensors in the order of the file's object tree.
  std::vector<ModelTensor> tensors;
  /// The object tree of pickled files, else null; see Value.h.
  const Value *root = nullptr;
  std::shared_ptr<ValueArena> values;
  /// Of torch.export archives.
  std::vector<ProgramText> programs;
  /// TorchScript's code: the name of the member within the archive
  /// (`code/__torch__/net.py`) and its text.
  std::vector<std::pair<std::string, std::string>> sources;
  /// TorchScript's tuple `CONSTANTS`, else null.
  const Value *constants = nullptr;
  /// Further facts for people, such as safetensors' `__metadata__`.
  std::vector<std::pair<std::string, std::string>> notes;
};

/// Reads any model file, and the shards beside an index. Fails with one
/// sentence that begins with the path.
llvm::Expected<ModelFile> readModelFile(llvm::StringRef path,
                                        const ReadOptions &options = {});

/// The same for bytes in memory, which are no index; `name` stands for the
/// path.
llvm::Expected<ModelFile> readModelBytes(llvm::StringRef name, Blob bytes,
                                         const ReadOptions &options = {});

/// Prints what `kiln inspect` shows: the kind, a table of tensors, totals and
/// a summary of the other values.
void printModel(llvm::raw_ostream &os, const ModelFile &model);

} // namespace kiln

#endif
