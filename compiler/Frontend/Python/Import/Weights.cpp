//===- Weights.cpp - The elements of a model's parameters -----------------===//

#include "compiler/Frontend/Python/Import/Weights.h"

#include "compiler/Frontend/Python/Import/HostCast.h"
#include "compiler/Frontend/Python/Import/RandomWeights.h"

#include "llvm/Support/MathExtras.h"

namespace kiln::python {

using namespace mlir;

const HostTensor *lookup(const StateDict &dict, const StateEntry &entry) {
  for (const std::string &name : llvm::reverse(entry.names))
    if (const HostTensor *tensor = dict.lookup(name))
      return tensor;
  return nullptr;
}

LogicalResult Weights::loadFile(Definition &definition,
                                const ImportOptions &options) {
  path = options.weights;
  auto report = [&](llvm::Error error) -> LogicalResult {
    return emitError(UnknownLoc::get(definition.context()))
           << llvm::toString(std::move(error));
  };
  llvm::Expected<ModelFile> file = readModelFile(path);
  if (!file)
    return report(file.takeError());
  llvm::Expected<StateDict> found = findStateDict(*file, options.key);
  if (!found)
    return report(found.takeError());
  dict = std::move(*found);
  source = Source::File;
  return checkStateDict(definition, dict, path, options.allowKeyMismatch);
}

/// Random weights are for trying out: no memory is given to numbers that mean
/// nothing beyond this.
static constexpr uint64_t maxRandomBytes = uint64_t(16) << 30;

static LogicalResult checkRandomSize(Definition &definition) {
  uint64_t bytes = 0;
  for (const StateEntry &entry : definition.entries())
    bytes = llvm::SaturatingMultiplyAdd<uint64_t>(
        checkedNumElements(entry.shape()).value_or(INT64_MAX),
        byteWidth(entry.dtype()), bytes);
  if (bytes <= maxRandomBytes)
    return success();
  return emitError(UnknownLoc::get(definition.context()))
         << definition.text() << " has " << (bytes >> 30)
         << " GB of weights, expected at most " << (maxRandomBytes >> 30)
         << " GB for random ones";
}

LogicalResult Weights::load(Definition &definition,
                            const ImportOptions &options) {
  auto error = [&] { return emitError(UnknownLoc::get(definition.context())); };
  if (!options.weights.empty() && options.randomWeightsSeed)
    return error() << "weights from a file and random weights were both asked "
                      "for: leave out --weights or --random-weights";
  if (!options.weights.empty())
    return loadFile(definition, options);
  if (options.randomWeightsSeed) {
    source = Source::Random;
    seed = *options.randomWeightsSeed;
    return checkRandomSize(definition);
  }
  size_t count = llvm::count_if(definition.entries(), [](const auto &entry) {
    return entry.isParameter;
  });
  if (count == 0)
    return success();
  return error() << options.model << " has " << count
                 << (count == 1 ? " parameter" : " parameters")
                 << " and no weights were given: name their file with "
                    "--weights=FILE, or use --random-weights";
}

static HostTensor fitted(const HostTensor &tensor, const StateEntry &entry) {
  return castHost(tensor.reshaped(entry.shape()), entry.dtype());
}

FailureOr<HostTensor> Weights::get(Definition &definition,
                                   const StateEntry &entry, Location location,
                                   std::string &origin) const {
  if (source == Source::None)
    return HostTensor();
  if (source == Source::File)
    if (const HostTensor *tensor = lookup(dict, entry)) {
      origin = path;
      return fitted(*tensor, entry);
    }
  if (auto constructed = definition.torch().emit.evaluate(entry.constructed)) {
    origin = definition.text();
    return *constructed;
  }
  if (definition.torch().emit.wasTooMuch())
    return emitError(location)
           << "'" << entry.name << "': " << aten::tooMuchText;
  if (source == Source::Random) {
    origin = "random";
    return randomWeights(seed, entry.name, entry.dtype(), entry.shape());
  }
  return emitError(location)
         << "the elements of '" << entry.name
         << "' are not known: the definition fills it with random numbers"
         << (path.empty() ? std::string(" and no weights were given")
                          : " and " + path + " does not have it");
}

} // namespace kiln::python
