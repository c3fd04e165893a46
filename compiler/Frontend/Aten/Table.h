//===- Table.h - The one table of torch operators ---------------*- C++ -*-===//
//
// Python definitions, TorchScript and exported programs all call operators
// through this table: a signature each, and a builder that makes kiln ops.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_TABLE_H
#define KILN_FRONTEND_ATEN_TABLE_H

#include "compiler/Frontend/Aten/Emitter.h"
#include "compiler/Frontend/Aten/Schema.h"

namespace kiln::aten {

/// What a builder gives: failure when an error has been reported.
using Result = mlir::FailureOr<Argument>;

/// One call of an operator: its arguments by name, ready to be used.
class Call {
public:
  Call(Emitter &emit, const Schema &schema, llvm::ArrayRef<Argument> arguments)
      : emit(emit), schema(schema), arguments(arguments) {}

  Emitter &emit;
  const Schema &schema;

  const Argument &operator[](llvm::StringRef name) const {
    return arguments[schema.indexOf(name)];
  }
  bool has(llvm::StringRef name) const { return !(*this)[name].isNone(); }
  const Tensor &tensor(llvm::StringRef name) const {
    return (*this)[name].get<Tensor>();
  }
  /// The present value of a tensor argument; null for None.
  mlir::Value value(llvm::StringRef name) const;
  std::vector<Tensor> tensors(llvm::StringRef name) const;
  llvm::SmallVector<int64_t> ints(llvm::StringRef name) const;
  int64_t integer(llvm::StringRef name) const {
    return (*this)[name].asInteger();
  }
  double number(llvm::StringRef name) const { return (*this)[name].asDouble(); }
  std::optional<double> optionalNumber(llvm::StringRef name) const;
  bool flag(llvm::StringRef name) const {
    return (*this)[name].asInteger() != 0;
  }
  llvm::StringRef text(llvm::StringRef name) const {
    return (*this)[name].get<std::string>();
  }
  std::optional<DType> dtype(llvm::StringRef name) const;

  /// A dimension counted from the front; reports one that does not exist.
  mlir::FailureOr<int64_t> dim(llvm::StringRef name, int64_t rank) const;
  /// The same, of a tensor that must have dimensions: for dim(), a scalar has
  /// the dimension 0.
  mlir::FailureOr<int64_t> existingDim(llvm::StringRef name,
                                       int64_t rank) const;
  /// Several of them; None and an empty list mean all.
  mlir::FailureOr<llvm::SmallVector<int64_t>> dims(llvm::StringRef name,
                                                   int64_t rank) const;

  mlir::InFlightDiagnostic error() const {
    return emit.error() << schema.name << ": ";
  }

  /// The result of a builder that ends with this value.
  Result give(mlir::Value value) const;
  Result give(Tensor tensor) const { return Argument(std::move(tensor)); }
  Result give(mlir::FailureOr<Tensor> tensor) const;
  Result give(std::vector<Tensor> tensors) const;

private:
  llvm::ArrayRef<Argument> arguments;
};

/// Counts a dimension from the front, or reports that there is none.
mlir::FailureOr<int64_t> wrapDim(Emitter &emit, int64_t dim, int64_t rank);

using Builder = std::function<Result(const Call &)>;

struct Entry {
  Schema schema;
  Builder build;
};

class Table {
public:
  /// All operators, made at the first use.
  static const Table &get();

  void add(llvm::StringRef schema, Builder build);
  /// Another name for the operators that `name` means so far.
  void alias(llvm::StringRef other, llvm::StringRef name);

  bool contains(llvm::StringRef name) const { return entries.contains(name); }
  llvm::ArrayRef<Entry> overloads(llvm::StringRef name) const;

  /// Calls the first overload that the arguments fit. `add_` without an entry
  /// of its own is `add` and a write to its first argument, and so is `out=`.
  /// A result of an unsupported operation as an argument gives another one.
  Result call(Emitter &emit, llvm::StringRef name,
              llvm::ArrayRef<Argument> positional,
              llvm::ArrayRef<NamedArgument> named) const;
  /// Whether call() would know the name.
  bool knows(llvm::StringRef name) const;

private:
  Table();
  Result callFunctional(Emitter &emit, llvm::StringRef name,
                        llvm::ArrayRef<Argument> positional,
                        llvm::ArrayRef<NamedArgument> named) const;

  llvm::StringMap<std::vector<Entry>> entries;
};

} // namespace kiln::aten

#endif
