//===- Decisions.cpp - Where a model may take another path ----------------===//

#include "compiler/Frontend/NamedDims/Decisions.h"

#include "mlir/IR/Diagnostics.h"

#include <set>

using namespace kiln;
using namespace mlir;
using python::Decision;

/// Values that are tried one by one.
static constexpr int64_t mostTried = 1 << 16;

namespace {

/// One comparison at all samples.
class DecisionCheck {
public:
  DecisionCheck(ArrayRef<const Decision *> made, const DimSymbols &symbols,
                const DimFitter &fitter, std::vector<DimSample> &other)
      : made(made), symbols(symbols), fitter(fitter), other(other) {}

  LogicalResult run() {
    if (llvm::all_of(made, [&](const Decision *decision) {
          return difference(*decision) == difference(*made.front());
        }))
      return success();
    if (made.front()->kind == Decision::Lookup)
      return checkLookup();
    if (!llvm::all_of(made,
                      [](auto *decision) { return decision->areIntegers; }))
      return checkReals();
    std::vector<int64_t> differences;
    for (const Decision *decision : made)
      differences.push_back(static_cast<int64_t>(difference(*decision)));
    std::optional<Dim> fitted = fitter.fit(differences);
    return fitted ? checkFormula(*fitted) : reportUnknown();
  }

private:
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

  /// Order is taken to change at most once along each dimension.
  LogicalResult checkReals() { return isOrder() ? success() : reportUnknown(); }

  LogicalResult checkFormula(Dim formula) {
    DimRange range = formula.range();
    if (range.least > 0 || range.most < 0)
      return success();
    DimSymbols used;
    collectSymbols(formula.expression(), used);
    int64_t count = 1;
    for (const auto &[name, bounds] : used)
      count *= std::min(bounds.most - bounds.least + 1, mostTried + 1);
    if (count <= mostTried) {
      tryAll(formula, used);
      return success();
    }
    // A sum of products of different symbols has its ends in the corners.
    return isOrder() ? success() : reportMayBeEqual(formula);
  }

  /// Adds the first place of each outcome that no sample had.
  void tryAll(Dim formula, const DimSymbols &used) {
    std::set<int> seen;
    for (const Decision *decision : made)
      seen.insert(outcome(difference(*decision)));
    std::vector<int64_t> values;
    for (const auto &[name, bounds] : used)
      values.push_back(bounds.least);
    do {
      int64_t at = evaluate(formula, [&](StringRef name) {
        for (auto [symbol, value] : llvm::zip(used, values))
          if (symbol.first == name)
            return value;
        return int64_t(0);
      });
      if (seen.insert(outcome(static_cast<double>(at))).second)
        addSample(used, values);
    } while (next(used, values));
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
    return error() << "this compares numbers that kiln cannot express by them";
  }

  LogicalResult reportMayBeEqual(Dim formula) const {
    return error() << "this asks whether " << formula.text()
                   << " is 0, which it may be";
  }

  ArrayRef<const Decision *> made;
  const DimSymbols &symbols;
  const DimFitter &fitter;
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
                     const DimSymbols &symbols, const DimFitter &fitter) {
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
      key.push_back(each[index].a - each[index].b);
    }
    key.push_back(made.front()->kind);
    if (!done.insert(std::move(key)).second)
      continue;
    if (failed(DecisionCheck(made, symbols, fitter, other).run()))
      return failure();
  }
  return other;
}
