//===- Dims.h - Sizes that depend on named dimensions -----------*- C++ -*-===//
//
// `--input Nx3x224x224` makes N a symbol, and every size that follows from it
// an expression. Expressions are kept in one canonical form, a sum of products
// of symbols and quotients, so that equal ones are one object: what is equal is
// the same, and what lies in the ranges of the symbols can be proved.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_DIMS_H
#define KILN_DIALECTS_KILN_DIMS_H

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace kiln {

class DimExpr;

/// The values that a symbol or an expression may take, both ends included.
struct DimRange {
  int64_t least, most;
  bool operator==(const DimRange &other) const {
    return least == other.least && most == other.most;
  }
};

/// What a symbol may be where nobody said.
constexpr DimRange defaultDimRange{1, 1024};

/// A factor of a product: a symbol, or a function of two expressions that is no
/// polynomial.
struct DimAtom {
  enum Kind : uint8_t { Symbol, FloorDiv, Max, Min };
  Kind kind = Symbol;
  std::string name;                                            ///< of a symbol
  DimRange range{};                                            ///< of a symbol
  std::shared_ptr<const std::pair<DimExpr, DimExpr>> operands; ///< else

  static int compare(const DimAtom &a, const DimAtom &b);
};

/// A coefficient times factors, which are sorted.
struct DimTerm {
  int64_t coefficient = 0;
  std::vector<DimAtom> factors;

  static int compareFactors(const DimTerm &a, const DimTerm &b);
};

/// A canonical expression: a constant and terms with different factors, sorted,
/// none with the coefficient 0.
class DimExpr {
public:
  DimExpr(int64_t constant = 0) : constant(constant) {}
  static DimExpr symbol(llvm::StringRef name, DimRange range);

  bool isConstant() const { return terms.empty(); }

  int64_t constant;
  std::vector<DimTerm> terms;

  bool operator==(const DimExpr &other) const {
    return compare(*this, other) == 0;
  }
  static int compare(const DimExpr &a, const DimExpr &b);
};

DimExpr operator+(const DimExpr &a, const DimExpr &b);
DimExpr operator-(const DimExpr &a, const DimExpr &b);
DimExpr operator*(const DimExpr &a, const DimExpr &b);
/// Rounded down; `b` is positive wherever it is evaluated.
DimExpr floorDiv(const DimExpr &a, const DimExpr &b);
DimExpr max(const DimExpr &a, const DimExpr &b);
DimExpr min(const DimExpr &a, const DimExpr &b);
/// An interval around all values for symbols in their ranges.
DimRange rangeOf(const DimExpr &expression);

/// The symbols with their ranges, by name.
using DimSymbols = std::vector<std::pair<std::string, DimRange>>;
/// Adds the symbols of an expression that are not in the list yet.
void collectSymbols(const DimExpr &expression, DimSymbols &symbols);

/// Values of symbols.
using DimValues = llvm::function_ref<int64_t(llvm::StringRef)>;
int64_t evaluate(const DimExpr &expression, DimValues values);

/// "4*N*S + floordiv(N + 1, 2) - 1"
std::string toText(const DimExpr &expression);
/// The inverse. Symbols have the range that `rangeOf` tells.
llvm::Expected<DimExpr>
parseDim(llvm::StringRef text,
         llvm::function_ref<DimRange(llvm::StringRef)> rangeOf);
/// "N = 1..64, S = 2..8", without symbols of the default range.
std::string toText(const DimSymbols &symbols);
llvm::Expected<DimSymbols> parseDimRanges(llvm::StringRef text);
/// A name that a symbol may have: a letter, then letters, digits and `_`. No
/// shape is written with a symbol that contains an `x`.
bool isDimName(llvm::StringRef name);

inline llvm::hash_code hash_value(const DimExpr &expression) {
  return llvm::hash_value(toText(expression));
}

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
  static constexpr int64_t lastReference = INT64_MIN + (int64_t(1) << 48);
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
int64_t evaluate(Dim dim, DimValues values);

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
