//===- ImportNamed.cpp - Models with named dimensions ---------------------===//

#include "compiler/Frontend/NamedDims/ImportNamed.h"

#include "compiler/Frontend/NamedDims/Decisions.h"
#include "compiler/Frontend/NamedDims/Generalize.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/Diagnostics.h"

using namespace kiln;
using namespace mlir;

bool kiln::hasNamedDims(const ImportOptions &options) {
  return llvm::any_of(options.inputs, [](const ArgumentSpec &input) {
    return !input.symbols.empty();
  });
}

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
// Import
//===----------------------------------------------------------------------===//

/// Imports at one sample; errors say which.
static FailureOr<ImportedModel>
importAt(MLIRContext &context, const ImportOptions &options,
         const std::string &sample,
         llvm::function_ref<FailureOr<ImportedModel>(const ImportOptions &)>
             import) {
  ScopedDiagnosticHandler addSample(&context, [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      diagnostic.attachNote(UnknownLoc::get(&context))
          << "with the named dimensions " << sample;
    return failure();
  });
  return import(options);
}

/// Warnings of all imports but the first say nothing new.
static FailureOr<ImportedModel>
importAgain(MLIRContext &context, const ImportOptions &options,
            const std::string &sample,
            llvm::function_ref<FailureOr<ImportedModel>(const ImportOptions &)>
                import) {
  ScopedDiagnosticHandler quiet(&context, [](Diagnostic &diagnostic) {
    return success(diagnostic.getSeverity() != DiagnosticSeverity::Error);
  });
  return importAt(context, options, sample, import);
}

/// Places at which a model is looked at.
static constexpr size_t mostSamples = 64;

namespace {

using Import =
    llvm::function_ref<FailureOr<ImportedModel>(const ImportOptions &)>;

/// Imports one model at one sample after the other.
class NamedImport {
public:
  NamedImport(MLIRContext &context, const ImportOptions &options,
              const DimSymbols &symbols, Import import)
      : context(context), options(options), symbols(symbols), import(import) {}

  FailureOr<ImportedModel> run() {
    DimFitter fitter(&context, symbols, chooseSamples(symbols));
    for (size_t index = 0; index < symbols.size(); ++index)
      fitter.addCandidate(fitter.symbol(index));
    while (models.size() < fitter.count()) {
      if (models.size() > mostSamples)
        return emitError(UnknownLoc::get(&context))
               << "what the model computes depends on its named dimensions in "
                  "more ways than kiln can tell";
      while (models.size() < fitter.count())
        if (failed(importSample(fitter, models.size())))
          return failure();
      auto other = findOtherPaths(decisions, symbols, fitter);
      if (failed(other))
        return failure();
      fitter.add(*other);
    }
    return join(fitter);
  }

private:
  LogicalResult importSample(const DimFitter &fitter, size_t sample) {
    ImportOptions at = optionsAt(options, symbols, fitter.all()[sample]);
    python::DecisionLog log;
    auto model = (sample ? importAgain : importAt)(context, at,
                                                   fitter.text(sample), import);
    if (failed(model))
      return failure();
    models.push_back(std::move(*model));
    decisions.push_back(std::move(log.decisions));
    if (!sample)
      return success();
    auto path = findSamePath(*models.front().module, *models.back().module,
                             fitter, sample);
    if (failed(path))
      return failure();
    paths.push_back(std::move(*path));
    return success();
  }

  FailureOr<ImportedModel> join(DimFitter &fitter) {
    Dims dims;
    for (size_t index = 0; index < symbols.size(); ++index) {
      Dim symbol = fitter.symbol(index);
      if (!symbol.isKnown())
        dims.push_back(symbol);
    }
    ModuleOp module = *models.front().module;
    if (!dims.empty())
      for (auto graph : module.getOps<GraphOp>())
        graph->setAttr(kDimsAttr, DimsAttr::get(&context, dims));
    if (failed(generalize(module, paths, fitter)))
      return failure();
    return std::move(models.front());
  }

  MLIRContext &context;
  const ImportOptions &options;
  const DimSymbols &symbols;
  Import import;
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
