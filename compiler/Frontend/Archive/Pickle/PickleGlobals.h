//===- PickleGlobals.h - Classes and functions known by name ----*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEGLOBALS_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEGLOBALS_H

#include "compiler/Frontend/Archive/Pickle/Value.h"

namespace kiln {

/// True when a call is known to run code, reach files or the network. Safety
/// does not rest on this list, since nothing is ever called: it is there to
/// name an attack where it stands instead of ignoring it.
bool runsCode(const GlobalValue &global);

struct StorageClass {
  std::optional<DType> dtype;
  /// Zero for packed types of less than a byte.
  unsigned elementBytes;
};

/// What `torch.FloatStorage` and its like hold; nullopt for other classes.
std::optional<StorageClass> storageClass(const GlobalValue &global);

/// "FloatStorage" for f32; "" for types whose tensors lie in storages without
/// a type.
llvm::StringRef storageClassOf(DType type);

/// What `torch.float32` stands for; nullopt for types kiln does not have.
std::optional<DType> dtypeOfGlobal(const GlobalValue &global);

/// True for the dict-like classes of Python's library.
bool isDictClass(const GlobalValue &global);

/// True for `builtins` of Python 3 and its name in Python 2.
bool isBuiltinModule(llvm::StringRef module);

} // namespace kiln

#endif
