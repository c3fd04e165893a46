//===- Pickle.h - Reading pickles without running them ----------*- C++ -*-===//
//
// Python's pickle is a program for a small stack machine whose REDUCE calls
// any function of any module. This machine has the same opcodes for data
// (protocols 2 to 5), but a call makes an inert object; only the few functions
// that rebuild plain values and tensors are understood, here, in C++.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_PICKLE_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_PICKLE_H

#include "compiler/Frontend/Archive/Budget.h"
#include "compiler/Frontend/Archive/ByteReader.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

namespace kiln {

/// Gives the value that a persistent id of the pickle stands for.
using PersistentLoader = llvm::function_ref<llvm::Expected<Value *>(Value *id)>;

/// Reads one pickle, up to and with its STOP. Errors name the byte offset.
llvm::Expected<Value *> readPickle(ByteReader &reader, ValueArena &arena,
                                   PersistentLoader load,
                                   const ReadOptions &options);

/// A loader for pickles that must not have persistent ids.
llvm::Expected<Value *> refusePersistentIds(Value *id);

} // namespace kiln

#endif
