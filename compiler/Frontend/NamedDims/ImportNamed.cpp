//===- ImportNamed.cpp - Models with named dimensions ---------------------===//

#include "compiler/Frontend/NamedDims/ImportNamed.h"

#include "compiler/Frontend/Aten/DataSizes.h"
#include "compiler/Frontend/NamedDims/Decisions.h"
#include "compiler/Frontend/NamedDims/Generalize.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/Diagnostics.h"

using namespace kiln;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

/// The named dimensions in the order in which inputs name them.
static FailureOr<DimSymbols> symbolsOf(MLIRContext &context,
                                       const ImportOptions &options) {
  DimSymbols symbols;
  auto find = [&](StringRef name) {
    return llvm::find_if(
        symbols, [&](const auto &symbol) { return symbol.first == name; });
  };
  for (const ArgumentSpec &input : options.inputs)
    for (const std::string &name : input.symbols)
      if (!name.empty() && find(name) == symbols.end())
        symbols.push_back({name, defaultDimRange});
  for (const auto &[name, range] : options.dims) {
    auto symbol = find(name);
    if (symbol == symbols.end())
      return emitError(UnknownLoc::get(&context))
             << "--dim " << name << ": no input has a dimension of this name";
    symbol->second = range;
  }
  constexpr size_t most = 3;
  if (symbols.size() > most)
    return emitError(UnknownLoc::get(&context))
           << "expected at most " << most << " named dimensions, got "
           << symbols.size();
  return symbols;
}

static ImportOptions optionsAt(const ImportOptions &options,
                               const DimSymbols &symbols,
                               const DimSample &sample) {
  ImportOptions result = options;
  result.dims.clear();
  for (ArgumentSpec &input : result.inputs) {
    for (auto [size, name] : llvm::zip(input.shape, input.symbols))
      for (auto [symbol, value] : llvm::zip(symbols, sample))
        if (symbol.first == name)
          size = value;
    input.symbols.clear();
  }
  return result;
}

//===----------------------------------------------------------------------===//
// One import
//===----------------------------------------------------------------------===//

using Import =
    llvm::function_ref<FailureOr<ImportedModel>(const ImportOptions &)>;

/// "N = 3, nonzero0 = 5"
static std::string textOf(const DimSymbols &symbols, const DimSample &sample,
                          ArrayRef<aten::DataSize> sizes) {
  std::string text;
  auto append = [&](StringRef name, int64_t value) {
    text +=
        (text.empty() ? "" : ", ") + name.str() + " = " + std::to_string(value);
  };
  for (auto [symbol, value] : llvm::zip(symbols, sample))
    append(symbol.first, value);
  for (const aten::DataSize &size : sizes)
    append(size.name, size.value);
  return text;
}

/// Places at which a model is looked at.
static constexpr size_t mostSamples = 64;
/// Sizes that depend on data.
static constexpr size_t mostComputed = 8;
/// What stands for a size that depends on data where nobody knows of it yet.
static constexpr int64_t firstValue = 3;

namespace {

/// Imports one model at one sample after the other.
class NamedImport {
public:
  NamedImport(MLIRContext &context, const ImportOptions &options,
              const DimSymbols &symbols, Import import)
      : context(context), options(options), given(symbols), symbols(symbols),
        import(import),
        fitter(std::in_place, &context, symbols, chooseSamples(symbols)) {}

  FailureOr<ImportedModel> run() {
    // Sizes that depend on data are known when the model came to them.
    aten::DataSizes sizes(firstValue);
    if (failed(importSample(0, sizes)))
      return failure();
    if (sizes.sizes.empty() && symbols.empty())
      return std::move(models.front());
    if (!sizes.sizes.empty() && failed(addComputed(sizes.sizes)))
      return failure();
    for (size_t index = 0; index < symbols.size(); ++index)
      fitter->addCandidate(fitter->symbol(index));
    for (bool again = false;; again = true) {
      size_t before = models.size();
      if (failed(importSamples()))
        return failure();
      auto other = findOtherPaths(decisions, symbols, *fitter);
      if (failed(other))
        return failure();
      // Sizes beyond their bounds have led to samples that were there before.
      if (other->empty() || (again && models.size() == before))
        return join();
      fitter->add(*other);
      if (models.size() > mostSamples)
        return emitError(UnknownLoc::get(&context))
               << "what the model computes depends on its named dimensions in "
                  "more ways than kiln can tell";
    }
  }

private:
  //===--------------------------------------------------------------------===//
  // Sizes that depend on data
  //===--------------------------------------------------------------------===//

  /// Begins anew with symbols for the sizes; how large these may be is seen
  /// where everything has its largest value.
  LogicalResult addComputed(ArrayRef<aten::DataSize> found) {
    if (found.size() > mostComputed)
      return emitError(found[mostComputed].location)
             << "expected at most " << mostComputed
             << " sizes that depend on data, this is one more";
    DimSample most;
    for (const auto &[name, range] : given)
      most.push_back(range.most);
    aten::DataSizes largest(INT64_MAX);
    if (failed(importAt(most, largest)) ||
        failed(checkSizes(found, largest.sizes)))
      return failure();
    DimSymbols looked = given;
    for (const aten::DataSize &size : largest.sizes) {
      if (llvm::any_of(given,
                       [&](auto &each) { return each.first == size.name; }))
        return emitError(size.location)
               << "a size that depends on data has the name " << size.name
               << " here; give the dimension of an input another one";
      symbols.push_back({size.name, {0, size.bound}});
      // Without elements a model may take another path: that is looked at where
      // some decision asks for it.
      looked.push_back({size.name, {size.bound > 1, size.bound}});
    }
    computed = std::move(largest.sizes);
    models.clear();
    decisions.clear();
    fitter.emplace(&context, symbols, chooseSamples(looked), computed.size());
    return success();
  }

  LogicalResult checkSizes(ArrayRef<aten::DataSize> first,
                           ArrayRef<aten::DataSize> other) const {
    for (size_t i = 0; i < std::max(first.size(), other.size()); ++i)
      if (i >= first.size() || i >= other.size() ||
          first[i].name != other[i].name)
        return emitError((i < first.size() ? first : other)[i].location)
               << "the model's path depends on its named dimensions: it does "
                  "not come here for all of their values";
    return success();
  }

  //===--------------------------------------------------------------------===//
  // Samples
  //===--------------------------------------------------------------------===//

  LogicalResult importSamples() {
    while (models.size() < fitter->count()) {
      size_t sample = models.size();
      aten::DataSizes sizes(
          firstValue, ArrayRef(fitter->all()[sample]).drop_front(given.size()));
      if (failed(importSample(sample, sizes)))
        return failure();
    }
    return success();
  }

  LogicalResult importSample(size_t sample, aten::DataSizes &sizes) {
    std::optional<python::DecisionLog> log;
    if (!symbols.empty())
      log.emplace();
    FailureOr<ImportedModel> model = importAt(fitter->all()[sample], sizes);
    if (failed(model))
      return failure();
    if (!computed.empty()) {
      if (failed(checkSizes(computed, sizes.sizes)))
        return failure();
      if (!takeValues(sample, sizes.sizes))
        return success();
    }
    models.push_back(std::move(*model));
    decisions.push_back(log ? std::move(log->decisions)
                            : std::vector<python::Decision>());
    if (!sample)
      return success();
    auto path = findSamePath(*models.front().module, *models.back().module,
                             *fitter, sample);
    if (failed(path))
      return failure();
    paths.push_back(std::move(*path));
    return success();
  }

  /// Notes which values the sizes really had. False, without the sample, if
  /// the model was there before.
  bool takeValues(size_t sample, ArrayRef<aten::DataSize> sizes) {
    DimSample taken = fitter->all()[sample];
    for (auto [place, size] :
         llvm::zip(MutableArrayRef(taken).drop_front(given.size()), sizes))
      place = size.value;
    if (llvm::is_contained(fitter->all().take_front(sample), taken)) {
      fitter->drop(sample);
      return false;
    }
    fitter->replace(sample, std::move(taken));
    return true;
  }

  FailureOr<ImportedModel> importAt(const DimSample &sample,
                                    const aten::DataSizes &sizes) {
    bool isFirst = std::exchange(isFirstImport, false);
    ScopedDiagnosticHandler addSample(&context, [&](Diagnostic &diagnostic) {
      bool isError = diagnostic.getSeverity() == DiagnosticSeverity::Error;
      std::string text = textOf(given, sample, sizes.sizes);
      if (isError && !text.empty())
        diagnostic.attachNote(UnknownLoc::get(&context))
            << "with the named dimensions " << text;
      // Warnings of all imports but the first say nothing new.
      return success(!isFirst && !isError);
    });
    return import(optionsAt(options, given, sample));
  }

  FailureOr<ImportedModel> join() {
    Dims dims;
    for (size_t index = 0; index < symbols.size(); ++index) {
      Dim symbol = fitter->symbol(index);
      if (!symbol.isKnown())
        dims.push_back(symbol);
    }
    ModuleOp module = *models.front().module;
    if (!dims.empty())
      for (auto graph : module.getOps<GraphOp>())
        graph->setAttr(kDimsAttr, DimsAttr::get(&context, dims));
    if (failed(generalize(module, paths, *fitter)))
      return failure();
    return std::move(models.front());
  }

  MLIRContext &context;
  const ImportOptions &options;
  /// Of the inputs; then, behind them, those that depend on data.
  const DimSymbols &given;
  DimSymbols symbols;
  std::vector<aten::DataSize> computed;
  Import import;
  std::optional<DimFitter> fitter;
  bool isFirstImport = true;
  std::vector<ImportedModel> models;
  std::vector<SamePath> paths; ///< from the first model to the others
  std::vector<std::vector<python::Decision>> decisions;
};

} // namespace

FailureOr<ImportedModel> kiln::importNamed(
    MLIRContext &context, const ImportOptions &options,
    llvm::function_ref<FailureOr<ImportedModel>(const ImportOptions &)>
        import) {
  FailureOr<DimSymbols> symbols = symbolsOf(context, options);
  if (failed(symbols))
    return failure();
  return NamedImport(context, options, *symbols, import).run();
}
