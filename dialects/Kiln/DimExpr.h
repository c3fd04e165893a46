//===- DimExpr.h - Expressions of named dimensions --------------*- C++ -*-===//
//
// Expressions are kept in one canonical form, a sum of products of symbols and
// quotients, so that equal ones are one object: what is equal is the same, and
// what lies in the ranges of the symbols can be proved. runtime/Formula.h says
// what the operations mean, and when a number does not exist.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_DIMEXPR_H
#define KILN_DIALECTS_KILN_DIMEXPR_H

#include "runtime/ModuleDescriptor.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
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

  /// The operation on the operands.
  KilnFormulaOperation operation() const;
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
  /// What has a coefficient beyond 64 bits or no positive divisor. All that is
  /// computed from it is the same, and nothing is proved of it.
  static DimExpr none() { return noNumber; }
  bool isNone() const { return terms.empty() && constant == noNumber; }

  bool isConstant() const { return terms.empty(); }

  int64_t constant;
  std::vector<DimTerm> terms;

  bool operator==(const DimExpr &other) const {
    return compare(*this, other) == 0;
  }
  static int compare(const DimExpr &a, const DimExpr &b);

  /// The factor by itself.
  static DimExpr of(DimAtom factor);

  /// Constants are larger; what is smaller stands for expressions in a Dim.
  static constexpr int64_t noNumber = INT64_MIN + (int64_t(1) << 48) + 1;
};

DimExpr operator+(const DimExpr &a, const DimExpr &b);
DimExpr operator-(const DimExpr &a, const DimExpr &b);
DimExpr operator*(const DimExpr &a, const DimExpr &b);
/// Rounded down; `b` is positive wherever it is evaluated.
DimExpr floorDiv(const DimExpr &a, const DimExpr &b);
DimExpr max(const DimExpr &a, const DimExpr &b);
DimExpr min(const DimExpr &a, const DimExpr &b);
/// An interval around the results of an operation on all numbers of two others;
/// nothing if some of them may not exist. Divisors count where they are
/// positive.
std::optional<DimRange> rangeOfResults(int64_t operation, DimRange a,
                                       DimRange b);
/// An interval around all values for symbols in their ranges; all of int64_t if
/// some of them may not exist.
DimRange rangeOf(const DimExpr &expression);

/// The symbols with their ranges, by name.
using DimSymbols = std::vector<std::pair<std::string, DimRange>>;
/// Adds the symbols of an expression that are not in the list yet.
void collectSymbols(const DimExpr &expression, DimSymbols &symbols);

/// Values of symbols.
using DimValues = llvm::function_ref<int64_t(llvm::StringRef)>;
/// Nothing if the number does not exist.
std::optional<int64_t> evaluate(const DimExpr &expression, DimValues values);

/// What stands in the place of a symbol; nothing where it stays.
using DimReplacement =
    llvm::function_ref<std::optional<DimExpr>(llvm::StringRef)>;
DimExpr substitute(const DimExpr &expression, DimReplacement replacement);
/// An expression that is at least as large for all values of the symbols that
/// have a bound, between 0 and it. The bounds are not negative.
DimExpr mostOf(const DimExpr &expression, DimReplacement boundOf);

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

} // namespace kiln

#endif
