//===- Formatting.h - Values as text ----------------------------*- C++ -*-===//
//
// repr, format specifications ("{:>8.3f}"), str.format and the % operator.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_FORMATTING_H
#define KILN_FRONTEND_PYTHON_BUILTINS_FORMATTING_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// repr of a float: the fewest digits that read back as the same number.
std::string formatReal(double number);
/// repr of text and of bytes, with quotes.
std::string quoteText(llvm::StringRef text);
std::string quoteBytes(llvm::StringRef bytes);

/// A parsed specification: [[fill]align][sign][z][#][0][width][,][.p][type].
struct FormatSpec {
  std::string fill = " ";
  char align = 0; // one of "<>=^", or 0 for the type's own
  char sign = 0;  // one of "+- ", or 0 where it was left out
  char type = 0;
  char grouping = 0; // ',' or '_'
  bool alternate = false;
  bool noNegativeZero = false;
  int64_t width = 0;
  int64_t precision = -1;
};

/// Raises a ValueError for a text that is no specification.
mlir::FailureOr<FormatSpec> parseFormatSpec(Interpreter &interp,
                                            llvm::StringRef text,
                                            llvm::StringRef typeName);

/// `format(number, spec)` for ints, bools and floats.
mlir::FailureOr<std::string> formatNumber(Interpreter &interp, Value number,
                                          llvm::StringRef spec);
mlir::FailureOr<std::string> formatInteger(Interpreter &interp, int64_t number,
                                           const FormatSpec &spec);
mlir::FailureOr<std::string> formatFloat(Interpreter &interp, double number,
                                         const FormatSpec &spec);
/// `format(text, spec)` for str.
mlir::FailureOr<std::string>
formatText(Interpreter &interp, llvm::StringRef text, llvm::StringRef spec);
/// Fills up to the width; `fallback` is the alignment where the specification
/// has none.
mlir::FailureOr<std::string> padText(Interpreter &interp, llvm::StringRef text,
                                     const FormatSpec &spec, char fallback);

/// `format % arguments`
mlir::FailureOr<std::string>
formatPercent(Interpreter &interp, llvm::StringRef format, Value arguments);
/// `format.format(*args, **kwargs)`
mlir::FailureOr<std::string>
formatFields(Interpreter &interp, llvm::StringRef format, Arguments arguments);
/// `format.format_map(mapping)`
mlir::FailureOr<std::string>
formatFieldsFrom(Interpreter &interp, llvm::StringRef format, Value mapping);
/// What `!r`, `!s` and `!a` give; 0 stands for none of them.
mlir::FailureOr<std::string> convertForFormat(Interpreter &interp, Value value,
                                              char conversion);
/// repr with everything beyond ASCII escaped.
mlir::FailureOr<std::string> asciiRepr(Interpreter &interp, Value value);

} // namespace kiln::python

#endif
