//===- StrMethods.h - How methods of str are registered ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_STRMETHODS_H
#define KILN_FRONTEND_PYTHON_BUILTINS_STRMETHODS_H

#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

/// Counts what a method does at most: looking for its longest argument at every
/// place of the text.
bool countSearch(Interpreter &interp, llvm::StringRef text,
                 Arguments arguments);

/// A method of str; `args` holds the object itself too, null where an argument
/// was left out.
using StrMethod = Value (*)(Interpreter &, llvm::StringRef self,
                            Arguments args);
/// Registers it; the signature leaves `self` out.
void defineStrMethod(Interpreter &interp, llvm::StringRef name,
                     llvm::StringRef signature, StrMethod method);

/// The text of an argument; false with a TypeError if it is no str.
bool textArgument(Interpreter &interp, Value argument, llvm::StringRef method,
                  llvm::StringRef &text);
/// An int argument, or `fallback` where it was left out.
bool countArgument(Interpreter &interp, Value argument, int64_t fallback,
                   int64_t &count);

void addStrCase(Interpreter &interp);     // upper, title, isdigit, ...
void addStrSearch(Interpreter &interp);   // find, startswith, replace, ...
void addStrSplit(Interpreter &interp);    // split, partition, join, strip, ...
void addStrEncoding(Interpreter &interp); // encode, translate, format, ...
void addBytesMethods(Interpreter &interp);

/// `text.encode(encoding, errors)` and `bytes.decode(encoding, errors)`; the
/// arguments may be null.
Value encodeText(Interpreter &interp, llvm::StringRef text, Value encoding,
                 Value errors);
Value decodeBytes(Interpreter &interp, llvm::StringRef bytes, Value encoding,
                  Value errors);

} // namespace kiln::python

#endif
