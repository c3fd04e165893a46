//===- Reconstruct.h - What calls in a pickle stand for ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_RECONSTRUCT_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_RECONSTRUCT_H

#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "llvm/Support/Error.h"

namespace kiln {

using ValueList = llvm::ArrayRef<Value *>;

/// REDUCE: `callee(*arguments)`. Functions that rebuild values and tensors are
/// understood, those known to run code are refused by name, and any other call
/// becomes an inert object.
llvm::Expected<Value *> reconstructCall(ValueArena &arena, Value *callee,
                                        SequenceValue *arguments);

/// NEWOBJ: `callee.__new__(callee, *arguments)`.
llvm::Expected<Value *> reconstructInstance(ValueArena &arena, Value *callee,
                                            SequenceValue *arguments);

/// BUILD: `target.__setstate__(state)`.
llvm::Error reconstructState(Value *target, Value *state);

/// The tensors' part of reconstructCall: null when `callee` makes no tensor.
llvm::Expected<Value *> rebuildTensor(ValueArena &arena,
                                      const GlobalValue &callee,
                                      ValueList arguments);

/// True for `torch.FloatTensor` and its like, whose instances get their data
/// by BUILD.
bool isTensorClass(const GlobalValue &global);

/// Gives a tensor that NEWOBJ made its storage and geometry.
llvm::Error buildTensor(TensorValue &tensor, Value *state);

/// A phrase for errors: "an integer", "a tensor".
llvm::StringRef describe(const Value &value);

} // namespace kiln

#endif
