//===- Schema.h - Signatures of operators -----------------------*- C++ -*-===//
//
// Signatures are written as PyTorch writes them:
//
//   conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1,
//          *, int groups=1) -> Tensor
//
// The result's type is for readers only.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_SCHEMA_H
#define KILN_FRONTEND_ATEN_SCHEMA_H

#include "compiler/Frontend/Aten/Argument.h"

#include "llvm/Support/Error.h"

namespace kiln::aten {

enum class Kind {
  Tensor,
  Operand, // a tensor or a number
  Number,  // Scalar and float
  Integer,
  Flag,
  Text,
  DType,
  Ignored, // device, layout, generator, memory format
  Any,
};

struct Parameter {
  std::string name;
  Kind kind = Kind::Any;
  bool isOptional = false;
  bool isList = false;
  bool hasOptionalElements = false; // `Tensor?[]`
  /// `int[2]`: one integer stands for that many equal ones; 0 if any length.
  int64_t listSize = 0;
  bool isKeywordOnly = false;
  std::optional<Argument> defaultValue;
};

struct Schema {
  std::string name;
  std::string text;
  std::vector<Parameter> parameters;

  /// The place of the parameter of this name, which must exist.
  size_t indexOf(llvm::StringRef parameter) const;
};

llvm::Expected<Schema> parseSchema(llvm::StringRef text);

struct NamedArgument {
  std::string name;
  Argument value;
};

/// Arguments in the order of the schema's parameters, defaults filled in, one
/// integer made a list where the schema says so. The error says what does not
/// fit. Integers after the last list parameter's first element are taken as
/// that list when it is the only positional one (`x.view(2, -1)`).
llvm::Expected<ArgumentList> bindArguments(const Schema &schema,
                                           llvm::ArrayRef<Argument> positional,
                                           llvm::ArrayRef<NamedArgument> named);

} // namespace kiln::aten

#endif
