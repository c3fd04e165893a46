//===- Decisions.cpp - Where a model may take another path ----------------===//

#include "compiler/Frontend/NamedDims/Decisions.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>
#include <set>

using namespace kiln;
using namespace mlir;
using python::Decision;

/// Values that are tried one by one.
static constexpr int64_t mostTried = 1 << 16;
/// Of real numbers that are quotients of sizes.
static constexpr int64_t mostDivisor = 64;

namespace {

/// One comparison or step at all samples.
class DecisionCheck {
public:
  DecisionCheck(ArrayRef<const Decision *> made, const DimSymbols &symbols,
                DimFitter &fitter, std::vector<DimSample> &other)
      : made(made), symbols(symbols), fitter(fitter), other(other) {}

  LogicalResult run() {
    if (llvm::any_of(made, [&](const Decision *decision) {
          return decision->kind != made.front()->kind;
        }))
      return reportUnknown();
    if (made.front()->isStep())
      return checkStep();
    if (areOne(difference))
      return success();
    if (made.front()->kind == Decision::Lookup)
      return checkLookup();
    if (!llvm::all_of(made,
                      [](auto *decision) { return decision->areIntegers; }))
      return checkReals();
    std::optional<Dim> fitted = fit(difference);
    return fitted ? checkFormula(*fitted) : reportUnknown();
  }

private:
  using Number = llvm::function_ref<double(const Decision &)>;

  /// Whether a number is the same at all samples. Infinity minus itself is NaN.
  bool areOne(Number number) const {
    double first = number(*made.front());
    return llvm::all_of(made, [&](const Decision *decision) {
      double value = number(*decision);
      return value == first || (std::isnan(value) && std::isnan(first));
    });
  }

  /// The expression of a number times `factor`, which must be whole.
  std::optional<Dim> fit(Number number, int64_t factor = 1) const {
    std::vector<int64_t> values;
    for (const Decision *decision : made) {
      double value = number(*decision) * static_cast<double>(factor);
      if (!(std::fabs(value) < 0x1p53) || value != std::floor(value))
        return std::nullopt;
      values.push_back(static_cast<int64_t>(value));
    }
    return fitter.fit(values);
  }

  /// The expression of a real number, and what it is divided by.
  std::optional<std::pair<Dim, int64_t>> fitReal(Number number) const {
    for (int64_t divisor = 1; divisor <= mostDivisor; ++divisor)
      if (std::optional<Dim> dim = fit(number, divisor))
        return std::pair(*dim, divisor);
    return std::nullopt;
  }

  static double argument(const Decision &decision) { return decision.a; }
  static double divisor(const Decision &decision) { return decision.b; }
  static double result(const Decision &decision) { return decision.result; }

  /// What the step gives by its arguments; nothing if no expression tells.
  std::optional<Dim> formulaOfStep() const {
    switch (made.front()->kind) {
    case Decision::Quotient:
    case Decision::Remainder: {
      std::optional<Dim> a = fit(argument), b = fit(divisor);
      if (!a || !b || !isProvedAtMost(1, *b))
        return std::nullopt;
      Dim quotient = floorDiv(*a, *b);
      return made.front()->kind == Decision::Quotient ? quotient
                                                      : *a - *b * quotient;
    }
    case Decision::RoundDown:
      if (auto real = fitReal(argument))
        return floorDiv(real->first, real->second);
      return std::nullopt;
    case Decision::RoundUp:
      if (auto real = fitReal(argument))
        return ceilDiv(real->first, real->second);
      return std::nullopt;
    default:
      return std::nullopt;
    }
  }

  LogicalResult checkStep() {
    if (areOne(argument) && areOne(divisor))
      return success();
    std::optional<Dim> formula = formulaOfStep();
    if (!formula)
      return error() << "this rounds a number that depends on them";
    fitter.addCandidate(*formula);
    // What has no expression is refused where it is used.
    std::optional<Dim> taken = fit(result);
    if (!taken || *taken == *formula)
      return success();
    return findWhereTheyPart(*formula, *taken);
  }

  /// Two expressions that are one at all samples.
  LogicalResult findWhereTheyPart(Dim formula, Dim taken) {
    Dim difference = formula - taken;
    DimSymbols used;
    collectSymbols(difference.expression(), used);
    if (countOf(used) > mostTried)
      return reportUnknown();
    bool isFound = false;
    return forEachPlace(difference, used,
                        [&](int64_t at, ArrayRef<int64_t> values) {
                          if (at != 0 && !isFound)
                            addSample(used, values);
                          isFound |= at != 0;
                        });
  }

  static double difference(const Decision &decision) {
    return decision.a - decision.b;
  }

  bool isOrder() const { return made.front()->kind == Decision::Order; }

  /// What a comparison depends on: the sign, or whether it is zero.
  int outcome(double difference) const {
    int sign = difference < 0 ? -1 : difference > 0;
    return isOrder() ? sign : sign == 0;
  }

  /// Keys that are larger than any size are identities of objects, which differ
  /// from one evaluation to the next.
  LogicalResult checkLookup() {
    constexpr double mostSize = 0x1p40;
    bool areSizes = llvm::all_of(
        made, [](const Decision *decision) { return decision->a <= mostSize; });
    if (!areSizes)
      return success();
    return error() << "they choose an item here";
  }

  LogicalResult checkReals() {
    auto real = isOrder() ? fitReal(difference) : std::nullopt;
    return real ? checkFormula(real->first) : reportUnknown();
  }

  static int64_t countOf(const DimSymbols &used) {
    int64_t count = 1;
    for (const auto &[name, bounds] : used)
      count = std::min(
          count * std::min(bounds.most - bounds.least + 1, mostTried + 1),
          mostTried + 1);
    return count;
  }

  /// Whether it has its least and largest value at corners of the ranges: a sum
  /// of products of different symbols.
  static bool hasEndsInCorners(const DimExpr &formula) {
    return llvm::all_of(formula.terms, [](const DimTerm &term) {
      std::set<std::string> names;
      return llvm::all_of(term.factors, [&](const DimAtom &factor) {
        return factor.kind == DimAtom::Symbol &&
               names.insert(factor.name).second;
      });
    });
  }

  LogicalResult checkFormula(Dim formula) {
    DimRange range = formula.range();
    if (range.least > 0 || range.most < 0)
      return success();
    DimSymbols used;
    collectSymbols(formula.expression(), used);
    if (countOf(used) <= mostTried)
      return tryAll(formula, used);
    if (!isOrder())
      return reportMayBeEqual(formula);
    return hasEndsInCorners(formula.expression()) ? tryCorners(formula, used)
                                                  : reportUnknown();
  }

  /// The ends of the ranges in the place of all values.
  LogicalResult tryCorners(Dim formula, DimSymbols used) {
    std::set<int> seen = outcomesSeen();
    std::vector<int64_t> values;
    for (const auto &[name, bounds] : used)
      values.push_back(bounds.least);
    for (uint64_t corner = 0; corner >> used.size() == 0; ++corner) {
      for (size_t index = 0; index < used.size(); ++index)
        values[index] = corner >> index & 1 ? used[index].second.most
                                            : used[index].second.least;
      std::optional<int64_t> at = valueAt(formula, used, values);
      if (!at)
        return reportUnknown();
      if (seen.insert(outcome(static_cast<double>(*at))).second)
        addSample(used, values);
    }
    return success();
  }

  std::set<int> outcomesSeen() const {
    std::set<int> seen;
    for (const Decision *decision : made)
      seen.insert(outcome(difference(*decision)));
    return seen;
  }

  static std::optional<int64_t> valueAt(Dim formula, const DimSymbols &used,
                                        ArrayRef<int64_t> values) {
    return evaluate(formula, [&](StringRef name) {
      for (auto [symbol, value] : llvm::zip(used, values))
        if (symbol.first == name)
          return value;
      return int64_t(0);
    });
  }

  /// Adds the first place of each outcome that no sample had.
  LogicalResult tryAll(Dim formula, const DimSymbols &used) {
    std::set<int> seen = outcomesSeen();
    return forEachPlace(
        formula, used, [&](int64_t at, ArrayRef<int64_t> values) {
          if (seen.insert(outcome(static_cast<double>(at))).second)
            addSample(used, values);
        });
  }

  /// The value of a formula for all values of the symbols in it. Fails where
  /// one does not exist.
  LogicalResult forEachPlace(
      Dim formula, const DimSymbols &used,
      llvm::function_ref<void(int64_t, ArrayRef<int64_t>)> visit) const {
    std::vector<int64_t> values;
    for (const auto &[name, bounds] : used)
      values.push_back(bounds.least);
    do {
      std::optional<int64_t> at = valueAt(formula, used, values);
      if (!at)
        return reportUnknown();
      visit(*at, values);
    } while (next(used, values));
    return success();
  }

  static bool next(const DimSymbols &used, std::vector<int64_t> &values) {
    for (auto [symbol, value] : llvm::zip(used, values)) {
      if (value++ < symbol.second.most)
        return true;
      value = symbol.second.least;
    }
    return false;
  }

  void addSample(const DimSymbols &used, ArrayRef<int64_t> values) {
    DimSample sample = fitter.all().front();
    for (auto [symbol, value] : llvm::zip(used, values))
      for (auto [each, place] : llvm::zip(symbols, sample))
        if (each.first == symbol.first)
          place = value;
    other.push_back(sample);
  }

  InFlightDiagnostic error() const {
    return emitError(made.front()->location)
           << "the model's path may depend on its named dimensions: ";
  }

  LogicalResult reportUnknown() const {
    InFlightDiagnostic diagnostic = error();
    diagnostic << "this compares numbers that kiln cannot express by them, "
               << numbersAt(0);
    for (size_t sample = 1; sample < made.size(); ++sample)
      if (difference(*made[sample]) != difference(*made.front())) {
        diagnostic << ", " << numbersAt(sample);
        break;
      }
    diagnostic.attachNote() << fitter.advice();
    return diagnostic;
  }

  /// "3 and 7 for N = 3"
  std::string numbersAt(size_t sample) const {
    return llvm::formatv("{0} and {1} for {2}", made[sample]->a,
                         made[sample]->b, fitter.text(sample));
  }

  LogicalResult reportMayBeEqual(Dim formula) const {
    return error() << "this asks whether " << formula.text()
                   << " is 0, which it may be";
  }

  ArrayRef<const Decision *> made;
  const DimSymbols &symbols;
  DimFitter &fitter;
  std::vector<DimSample> &other;
};

} // namespace

static LogicalResult reportOtherTurn(ArrayRef<std::vector<Decision>> decisions,
                                     size_t index) {
  for (const std::vector<Decision> &each : decisions)
    if (index < each.size())
      return emitError(each[index].location)
             << "the model's path depends on its named dimensions: it does not "
                "come here for all of their values";
  llvm_unreachable("no evaluation came so far");
}

FailureOr<std::vector<DimSample>>
kiln::findOtherPaths(ArrayRef<std::vector<Decision>> decisions,
                     const DimSymbols &symbols, DimFitter &fitter) {
  std::vector<DimSample> other;
  size_t count = decisions.front().size();
  for (const std::vector<Decision> &each : decisions)
    count = std::max(count, each.size());
  std::set<std::vector<double>> done;
  for (size_t index = 0; index < count; ++index) {
    SmallVector<const Decision *> made;
    std::vector<double> key;
    for (const std::vector<Decision> &each : decisions) {
      // One path compares the same numbers in turn.
      if (index >= each.size() ||
          each[index].location != decisions.front()[index].location)
        return reportOtherTurn(decisions, index);
      made.push_back(&each[index]);
      key.insert(key.end(), {each[index].a, each[index].b});
    }
    key.insert(key.end(),
               {double(made.front()->kind), double(made.front()->areIntegers)});
    if (!done.insert(std::move(key)).second)
      continue;
    if (failed(DecisionCheck(made, symbols, fitter, other).run()))
      return failure();
  }
  return other;
}
