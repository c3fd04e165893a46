//===- Dims.h - Sizes that depend on named dimensions -----------*- C++ -*-===//
//
// `--input Nx3x224x224` makes N a symbol, and every size that follows from it
// an expression (DimExpr.h) in the context, so that equal sizes are the same.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_DIMS_H
#define KILN_DIALECTS_KILN_DIMS_H

#include "dialects/Kiln/DimExpr.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"

namespace kiln {

class DimAttr;

/// One size: a number or, as a reference to the context, an expression. It has
/// the bits of an int64_t, so that static shapes are lists of these as they
/// are.
class Dim {
public:
  Dim(int64_t number = 0) : bits(number) {}
  Dim(DimAttr expression);
  static Dim of(mlir::MLIRContext *context, const DimExpr &expression);
  static Dim symbol(mlir::MLIRContext *context, llvm::StringRef name,
                    DimRange range = defaultDimRange);

  bool isKnown() const { return bits > lastReference; }
  int64_t known() const {
    assert(isKnown() && "the size depends on a named dimension");
    return bits;
  }
  /// Whether it stands for a size that does not exist: DimExpr::none().
  bool isNone() const { return bits == DimExpr::noNumber; }
  /// Null for numbers.
  DimAttr attribute() const;
  DimExpr expression() const;
  DimRange range() const;
  std::string text() const;
  /// What a tensor type's shape says.
  int64_t inType() const {
    return isKnown() ? bits : mlir::ShapedType::kDynamic;
  }

  /// Whether both are proved to be equal.
  bool operator==(Dim other) const { return bits == other.bits; }
  bool operator!=(Dim other) const { return bits != other.bits; }
  friend llvm::hash_code hash_value(Dim dim) {
    return llvm::hash_value(dim.bits);
  }

private:
  static constexpr int64_t lastReference = DimExpr::noNumber - 1;
  int64_t bits;
};
static_assert(sizeof(Dim) == sizeof(int64_t));

Dim operator+(Dim a, Dim b);
Dim operator-(Dim a, Dim b);
Dim operator*(Dim a, Dim b);
Dim floorDiv(Dim a, Dim b);
Dim ceilDiv(Dim a, Dim b);
Dim max(Dim a, Dim b);
Dim min(Dim a, Dim b);
Dim alignTo(Dim a, int64_t alignment);

/// Whether a <= b, or a < b, for all values of the symbols.
bool isProvedAtMost(Dim a, Dim b);
inline bool isProvedLess(Dim a, Dim b) { return isProvedAtMost(a + 1, b); }
/// Whether the number divides all values of `a`.
bool isProvedMultiple(Dim a, int64_t divisor);
/// The largest number that divides all coefficients; of a number, itself.
int64_t contentOf(Dim dim);
/// Nothing if the number does not exist.
std::optional<int64_t> evaluate(Dim dim, DimValues values);

using Dims = llvm::SmallVector<Dim>;

/// A list of sizes; static shapes convert.
class DimsRef : public llvm::ArrayRef<Dim> {
public:
  DimsRef() = default;
  DimsRef(llvm::ArrayRef<Dim> dims) : ArrayRef(dims) {}
  DimsRef(const llvm::SmallVectorImpl<Dim> &dims) : ArrayRef(dims) {}
  DimsRef(const Dim &dim) : ArrayRef(dim) {}
  DimsRef(llvm::ArrayRef<int64_t> shape)
      : ArrayRef(reinterpret_cast<const Dim *>(shape.data()), shape.size()) {}
  DimsRef(const llvm::SmallVectorImpl<int64_t> &shape)
      : DimsRef(llvm::ArrayRef<int64_t>(shape)) {}

  bool areKnown() const {
    return llvm::all_of(*this, [](Dim dim) { return dim.isKnown(); });
  }
  /// The numbers, where all are known.
  llvm::ArrayRef<int64_t> known() const {
    assert(areKnown() && "a size depends on a named dimension");
    return {reinterpret_cast<const int64_t *>(data()), size()};
  }
};

/// The product of all.
Dim productOf(DimsRef dims);
/// "[N, 3, 224, 224]".
std::string dimsText(DimsRef dims);

} // namespace kiln

#endif
