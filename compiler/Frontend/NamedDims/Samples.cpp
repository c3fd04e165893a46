//===- Samples.cpp - Named dimensions at some of their values -------------===//

#include "compiler/Frontend/NamedDims/Samples.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <set>

using namespace kiln;
using llvm::ArrayRef;

//===----------------------------------------------------------------------===//
// Where to look
//===----------------------------------------------------------------------===//

/// Ranges with no more values than this are looked at as a whole.
static constexpr int64_t mostExhaustive = 6;
/// Values inside of a range stay near its least one, where models are small.
static constexpr int64_t reach = 23;

static int64_t valuesIn(const DimSymbols &symbols) {
  int64_t count = 1;
  for (const auto &[name, range] : symbols)
    count *= std::min(range.most - range.least + 1, mostExhaustive + 1);
  return count;
}

/// Every combination of the values that `valuesOf` gives for each symbol.
static void combine(const DimSymbols &symbols,
                    llvm::function_ref<DimSample(DimRange)> valuesOf,
                    std::vector<DimSample> &samples) {
  std::vector<DimSample> partial{{}};
  for (const auto &[name, range] : symbols) {
    std::vector<DimSample> next;
    for (const DimSample &sample : partial)
      for (int64_t value : valuesOf(range)) {
        next.push_back(sample);
        next.back().push_back(value);
      }
    partial = std::move(next);
  }
  samples.insert(samples.end(), partial.begin(), partial.end());
}

/// The corners of the ranges; of many symbols those at which all but one have
/// their least value or their largest.
static void addCorners(const DimSymbols &symbols,
                       std::vector<DimSample> &samples) {
  constexpr size_t fewSymbols = 3;
  auto ends = [](DimRange range) { return DimSample{range.least, range.most}; };
  if (symbols.size() <= fewSymbols)
    return combine(symbols, ends, samples);
  DimSample least, most;
  for (const auto &[name, range] : symbols) {
    least.push_back(range.least);
    most.push_back(range.most);
  }
  samples.insert(samples.end(), {least, most});
  for (size_t index = 0; index < symbols.size(); ++index)
    for (const DimSample &corner : {least, most}) {
      samples.push_back(corner);
      samples.back()[index] = (&corner == &least ? most : least)[index];
    }
}

static DimSample insideOf(const DimSymbols &symbols, int64_t number) {
  DimSample sample;
  for (auto [index, symbol] : llvm::enumerate(symbols)) {
    DimRange range = symbol.second;
    int64_t room = std::min(range.most - range.least - 1, reach);
    // Steps without a common divisor with the reach give all values in turn,
    // odd and even ones, in another order for each symbol.
    int64_t step = 5 + 4 * static_cast<int64_t>(index);
    sample.push_back(room > 0 ? range.least + 1 + number * step % room
                              : range.least);
  }
  return sample;
}

std::vector<DimSample> kiln::chooseSamples(const DimSymbols &symbols) {
  std::vector<DimSample> samples;
  if (valuesIn(symbols) <= mostExhaustive) {
    auto all = [](DimRange range) {
      DimSample values;
      for (int64_t value = range.least; value <= range.most; ++value)
        values.push_back(value);
      return values;
    };
    combine(symbols, all, samples);
    // The last one has the fewest dimensions of size 1.
    std::reverse(samples.begin(), samples.end());
    return samples;
  }
  int64_t inside = symbols.size() == 1 ? 4 : 5 * int64_t(symbols.size());
  for (int64_t number = 1; number <= inside; ++number)
    samples.push_back(insideOf(symbols, number));
  addCorners(symbols, samples);
  std::set<DimSample> seen;
  llvm::erase_if(samples, [&](const DimSample &sample) {
    return !seen.insert(sample).second;
  });
  return samples;
}

//===----------------------------------------------------------------------===//
// Fitting
//===----------------------------------------------------------------------===//

/// Products of at most three symbols, each at most twice; of at most two where
/// there are many symbols.
static std::vector<DimExpr> monomialsOf(const DimSymbols &symbols) {
  std::vector<std::pair<DimExpr, unsigned>> products{{DimExpr(1), 0}};
  unsigned mostDegree = symbols.size() <= 2 ? 3 : 2;
  for (const auto &[name, range] : symbols) {
    DimExpr symbol = DimExpr::symbol(name, range);
    std::vector<std::pair<DimExpr, unsigned>> next;
    for (const auto &[product, degree] : products) {
      DimExpr power = product;
      for (unsigned exponent = 0; exponent <= 2; ++exponent) {
        if (degree + exponent <= mostDegree)
          next.push_back({power, degree + exponent});
        power = power * symbol;
      }
    }
    products = std::move(next);
  }
  std::vector<DimExpr> monomials;
  for (auto &[product, degree] : products)
    monomials.push_back(product);
  return monomials;
}

DimFitter::DimFitter(mlir::MLIRContext *context, const DimSymbols &symbols,
                     std::vector<DimSample> samples, size_t computed)
    : context(context), symbols(symbols), samples(std::move(samples)),
      computed(computed), monomials(monomialsOf(symbols)) {}

Dim DimFitter::symbol(size_t index) const {
  return Dim::symbol(context, symbols[index].first, symbols[index].second);
}

Dim DimFitter::symbol(llvm::StringRef name) const {
  auto found = llvm::find_if(
      symbols, [&](const auto &symbol) { return symbol.first == name; });
  return symbol(found - symbols.begin());
}

std::optional<int64_t> DimFitter::at(Dim dim, size_t sample) const {
  return evaluate(dim, [&](llvm::StringRef name) {
    for (auto [symbol, value] : llvm::zip(symbols, samples[sample]))
      if (symbol.first == name)
        return value;
    return int64_t(0);
  });
}

bool DimFitter::matches(Dim dim, ArrayRef<int64_t> values) const {
  for (size_t sample = 0; sample < count(); ++sample)
    if (at(dim, sample) != values[sample])
      return false;
  return true;
}

void DimFitter::addCandidate(Dim dim) {
  if (!dim.isKnown() && !llvm::is_contained(candidates, dim))
    candidates.push_back(dim);
}

std::optional<Dim> DimFitter::fit(ArrayRef<int64_t> values) const {
  if (llvm::all_equal(values))
    return Dim(values.front());
  for (Dim dim : candidates)
    if (matches(dim, values))
      return dim;
  if (std::optional<Dim> polynomial = fitPolynomial(values))
    return polynomial;
  if (std::optional<Dim> product = fitProduct(values))
    return product;
  return fitSum(values);
}

/// Candidates times one another or a number.
std::optional<Dim> DimFitter::fitProduct(ArrayRef<int64_t> values) const {
  for (Dim dim : candidates) {
    int64_t first = at(dim, 0).value_or(0);
    if (first && values.front() % first == 0)
      if (Dim scaled = dim * (values.front() / first); matches(scaled, values))
        return scaled;
    for (Dim other : candidates)
      if (matches(dim * other, values))
        return dim * other;
  }
  return std::nullopt;
}

/// A candidate that is added to a polynomial or taken from one.
std::optional<Dim> DimFitter::fitSum(ArrayRef<int64_t> values) const {
  auto without = [&](Dim dim) -> std::optional<std::vector<int64_t>> {
    std::vector<int64_t> rest;
    for (auto [sample, value] : llvm::enumerate(values)) {
      std::optional<int64_t> part = at(dim, sample);
      if (!part || llvm::SubOverflow(value, *part, rest.emplace_back()))
        return std::nullopt;
    }
    return rest;
  };
  for (Dim dim : candidates)
    for (Dim part : {dim, dim * -1})
      if (auto rest = without(part))
        if (std::optional<Dim> polynomial = fitPolynomial(*rest))
          return *polynomial + part;
  return std::nullopt;
}

namespace {

/// Arithmetic modulo a prime larger than any coefficient.
struct Modular {
  static constexpr int64_t prime = (int64_t(1) << 61) - 1;

  static int64_t of(__int128 number) {
    auto rest = static_cast<int64_t>(number % prime);
    return rest < 0 ? rest + prime : rest;
  }
  static int64_t multiply(int64_t a, int64_t b) {
    return of(static_cast<__int128>(a) * b);
  }
  static int64_t inverse(int64_t a) {
    int64_t result = 1;
    for (int64_t exponent = prime - 2; exponent; exponent >>= 1) {
      if (exponent & 1)
        result = multiply(result, a);
      a = multiply(a, a);
    }
    return result;
  }
  /// The number of smallest magnitude.
  static int64_t lift(int64_t a) { return a > prime / 2 ? a - prime : a; }
};

} // namespace

/// Solves rows of unknowns with the right side behind them; nothing if there
/// is no solution. Unknowns that are not determined are 0.
static std::optional<std::vector<int64_t>>
solve(std::vector<std::vector<int64_t>> rows, size_t unknowns) {
  std::vector<size_t> pivots;
  size_t done = 0;
  for (size_t column = 0; column < unknowns && done < rows.size(); ++column) {
    size_t pivot = done;
    while (pivot < rows.size() && rows[pivot][column] == 0)
      ++pivot;
    if (pivot == rows.size())
      continue;
    std::swap(rows[done], rows[pivot]);
    int64_t inverse = Modular::inverse(rows[done][column]);
    for (int64_t &entry : rows[done])
      entry = Modular::multiply(entry, inverse);
    for (size_t row = 0; row < rows.size(); ++row) {
      int64_t factor = rows[row][column];
      if (row == done || factor == 0)
        continue;
      for (size_t i = 0; i <= unknowns; ++i)
        rows[row][i] =
            Modular::of(rows[row][i] - static_cast<__int128>(factor) *
                                           rows[done][i] % Modular::prime);
    }
    pivots.push_back(column);
    ++done;
  }
  for (size_t row = done; row < rows.size(); ++row)
    if (rows[row][unknowns] != 0)
      return std::nullopt;
  std::vector<int64_t> solution(unknowns, 0);
  for (auto [row, column] : llvm::enumerate(pivots))
    solution[column] = rows[row][unknowns];
  return solution;
}

/// The values of the monomials that exist at all samples: sizes have no others.
std::vector<DimExpr>
DimFitter::evaluateMonomials(std::vector<std::vector<int64_t>> &rows) const {
  std::vector<DimExpr> known;
  for (const DimExpr &monomial : monomials) {
    std::vector<int64_t> column;
    for (size_t sample = 0; sample < count(); ++sample)
      if (auto value = at(Dim::of(context, monomial), sample))
        column.push_back(Modular::of(*value));
    if (column.size() < count())
      continue;
    known.push_back(monomial);
    for (auto [row, value] : llvm::zip(rows, column))
      row.push_back(value);
  }
  return known;
}

std::optional<Dim> DimFitter::fitPolynomial(ArrayRef<int64_t> values) const {
  std::vector<std::vector<int64_t>> rows(count());
  std::vector<DimExpr> known = evaluateMonomials(rows);
  for (auto [row, value] : llvm::zip(rows, values))
    row.push_back(Modular::of(value));
  auto solution = solve(std::move(rows), known.size());
  if (!solution)
    return std::nullopt;
  DimExpr sum;
  for (auto [coefficient, monomial] : llvm::zip(*solution, known))
    sum = sum + DimExpr(Modular::lift(coefficient)) * monomial;
  Dim result = Dim::of(context, sum);
  // Rational coefficients are large numbers here, whose values do not fit.
  return matches(result, values) ? std::optional(result) : std::nullopt;
}

std::string DimFitter::advice() const {
  std::string text;
  if (computed < symbols.size())
    text = "give the sizes as numbers, or a range in which the path is one "
           "with --dim NAME=LEAST..MOST";
  if (!computed)
    return text;
  std::string names;
  for (const auto &[name, range] : llvm::ArrayRef(symbols).take_back(computed))
    names += (names.empty() ? "" : ", ") + name;
  return text + (text.empty() ? "" : "; ") + names +
         (computed == 1 ? " is a size that depends"
                        : " are sizes that depend") +
         " on data: what the model does must not follow from it";
}

std::string DimFitter::text(size_t sample) const {
  std::string text;
  for (auto [symbol, value] : llvm::zip(symbols, samples[sample]))
    text += llvm::formatv("{0}{1} = {2}", text.empty() ? "" : ", ",
                          symbol.first, value);
  return text;
}
