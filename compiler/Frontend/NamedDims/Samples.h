//===- Samples.h - Named dimensions at some of their values -----*- C++ -*-===//
//
// The frontends know sizes as numbers. A model with named dimensions is
// imported at several values of them; a number that differs from one to the
// other is an expression of the names.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_NAMEDDIMS_SAMPLES_H
#define KILN_FRONTEND_NAMEDDIMS_SAMPLES_H

#include "dialects/Kiln/Dims.h"

#include <optional>

namespace kiln {

/// One value for each named dimension.
using DimSample = std::vector<int64_t>;

/// Where to look at a model: small values first, all corners of the ranges,
/// and places inside that determine polynomials of the degrees that
/// DimFitter knows. Everything, where that is not more.
std::vector<DimSample> chooseSamples(const DimSymbols &symbols);

/// Finds expressions from their values at the samples.
class DimFitter {
public:
  /// The last `computed` symbols depend on data.
  DimFitter(mlir::MLIRContext *context, const DimSymbols &symbols,
            std::vector<DimSample> samples, size_t computed = 0);

  /// Looks at more places. Sizes that do not fit there are still known.
  void add(llvm::ArrayRef<DimSample> more) {
    samples.insert(samples.end(), more.begin(), more.end());
  }
  size_t count() const { return samples.size(); }
  llvm::ArrayRef<DimSample> all() const { return samples; }
  /// Looks elsewhere, or at one place less.
  void replace(size_t sample, DimSample other) {
    samples[sample] = std::move(other);
  }
  void drop(size_t sample) { samples.erase(samples.begin() + sample); }
  Dim symbol(size_t index) const;
  Dim symbol(llvm::StringRef name) const;
  size_t symbolCount() const { return symbols.size(); }

  /// The value of an expression at a sample; nothing if it does not exist.
  std::optional<int64_t> at(Dim dim, size_t sample) const;
  bool matches(Dim dim, llvm::ArrayRef<int64_t> values) const;

  /// A number, a polynomial with integer coefficients, or something made of
  /// candidates that has these values at all samples.
  std::optional<Dim> fit(llvm::ArrayRef<int64_t> values) const;
  /// Has fit() try a size that a model has.
  void addCandidate(Dim dim);

  /// "N = 3, S = 7"
  std::string text(size_t sample) const;
  /// What to do where a model does not do the same at all samples.
  std::string advice() const;

private:
  std::vector<DimExpr>
  evaluateMonomials(std::vector<std::vector<int64_t>> &rows) const;
  std::optional<Dim> fitPolynomial(llvm::ArrayRef<int64_t> values) const;
  std::optional<Dim> fitProduct(llvm::ArrayRef<int64_t> values) const;
  std::optional<Dim> fitSum(llvm::ArrayRef<int64_t> values) const;

  mlir::MLIRContext *context;
  DimSymbols symbols;
  std::vector<DimSample> samples;
  size_t computed;
  /// Products of symbols.
  std::vector<DimExpr> monomials;
  /// Sizes of the model, some of which are no polynomials.
  Dims candidates;
};

} // namespace kiln

#endif
