//===- Weights.cpp - The elements of a model's parameters -----------------===//

#include "compiler/Frontend/Python/Import/Weights.h"

#include "compiler/Frontend/Python/Import/HostCast.h"
#include "compiler/Frontend/Python/Import/RandomWeights.h"

#include "llvm/Support/FormatVariadic.h"

namespace kiln::python {

using namespace mlir;

const HostTensor *lookup(const StateDict &dict, const StateEntry &entry) {
  for (const std::string &name : llvm::reverse(entry.names))
    if (const HostTensor *tensor = dict.lookup(name))
      return tensor;
  return nullptr;
}

/// Names of a model that is wrapped itself are those of the file as it is.
static WrapperPrefix prefixFor(Definition &definition) {
  bool isWrapped = false;
  for (const StateEntry &entry : definition.entries()) {
    StringRef name = entry.name;
    if (!entry.isPersistent)
      continue;
    if (llvm::none_of(wrapperPrefixes, [&](StringRef prefix) {
          return name.starts_with(prefix);
        }))
      return WrapperPrefix::Strip;
    isWrapped = true;
  }
  return isWrapped ? WrapperPrefix::Keep : WrapperPrefix::Strip;
}

/// Complex parameters are pairs of real numbers; see torch._complex.
static void readComplexAsPairs(Definition &definition, StateDict &dict) {
  for (const StateEntry &entry : definition.entries()) {
    if (!entry.object->isComplex)
      continue;
    for (const std::string &name : entry.names) {
      const HostTensor *tensor = dict.lookup(name);
      if (!tensor || !isComplex(tensor->dtype()))
        continue;
      llvm::SmallVector<int64_t> shape(tensor->shape());
      shape.push_back(2);
      dict.replace(name,
                   HostTensor::view(realType(tensor->dtype()), shape,
                                    tensor->bytes(), tensor->keepAlive()));
    }
  }
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
  llvm::Expected<StateDict> found =
      findStateDict(*file, options.key, prefixFor(definition));
  if (!found)
    return report(found.takeError());
  dict = std::move(*found);
  // It outlives the object tree.
  dict.metadata = nullptr;
  files = file->files;
  source = Source::File;
  readComplexAsPairs(definition, dict);
  return checkStateDict(definition, dict, path, options.allowKeyMismatch);
}

LogicalResult Weights::loadOrKeep(Definition &definition,
                                  const ImportOptions &options) {
  if (options.randomWeightsSeed)
    return emitError(UnknownLoc::get(definition.context()))
           << options.model << " holds its weights: leave out --random-weights";
  source = Source::Constructed;
  return options.weights.empty() ? success() : loadFile(definition, options);
}

/// As floating-point numbers: a definition may ask for more than 2^63.
static double bytesOfState(Definition &definition) {
  double bytes = 0;
  for (const StateEntry &entry : definition.entries()) {
    double size = byteWidth(entry.dtype());
    for (int64_t dim : entry.shape())
      size *= static_cast<double>(dim);
    bytes += size;
  }
  return bytes;
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
    if (bytesOfState(definition) > static_cast<double>(bytesOfMemory()))
      return error() << options.model << " has parameters of "
                     << llvm::formatv("{0:F1}", bytesOfState(definition) / 1e9)
                     << " GB, more than this machine's memory can hold as "
                        "random weights";
    return success();
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
