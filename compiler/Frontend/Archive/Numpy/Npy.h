//===- Npy.h - NumPy's array files ------------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_NUMPY_NPY_H
#define KILN_FRONTEND_ARCHIVE_NUMPY_NPY_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Budget.h"
#include "compiler/Support/HostTensor.h"

namespace kiln {

/// What every .npy file begins with.
constexpr llvm::StringRef npyMagic("\x93NUMPY", 6);

/// True when the bytes begin like a .npy file.
bool isNpy(llvm::ArrayRef<char> bytes);

/// Reads versions 1 to 3, little- and big-endian, C and Fortran order, into a
/// row-major tensor. Errors begin with the path.
llvm::Expected<HostTensor> readNpy(llvm::StringRef path);

/// The same for bytes in memory; errors name no file.
llvm::Expected<HostTensor> parseNpy(const Blob &file, ByteBudget &budget);

/// Writes version 1.0. Types that NumPy lacks (bf16) are written as f32.
llvm::Error writeNpy(llvm::StringRef path, const HostTensor &tensor);

} // namespace kiln

#endif
