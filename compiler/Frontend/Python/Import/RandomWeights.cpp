//===- RandomWeights.cpp - Weights for models without a file --------------===//

#include "compiler/Frontend/Python/Import/RandomWeights.h"

#include "compiler/Frontend/Python/Import/HostCast.h"

#include "llvm/Support/xxhash.h"

#include <cmath>

using namespace kiln;
using llvm::ArrayRef;

/// SplitMix64: the finaliser turns a counter into well-mixed bits.
static uint64_t mix(uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

static double boundOf(ArrayRef<int64_t> shape, int64_t count) {
  if (shape.size() < 2)
    return 1 / std::sqrt(static_cast<double>(std::max<int64_t>(count, 1)));
  double fanIn = static_cast<double>(count) / std::max<int64_t>(shape[0], 1);
  return std::sqrt(6 / std::max(fanIn, 1.0));
}

HostTensor python::randomWeights(uint64_t seed, llvm::StringRef name,
                                 DType type, ArrayRef<int64_t> shape) {
  if (!isFloat(type))
    return HostTensor::zeros(type, shape);
  HostTensor result = HostTensor::zeros(DType::F32, shape);
  auto bound = static_cast<float>(boundOf(shape, result.numElements()));
  uint64_t counter = mix(seed) ^ llvm::xxh3_64bits(name);
  float *out = result.mutableData<float>();
  for (int64_t index = 0; index < result.numElements(); ++index) {
    counter += 0x9e3779b97f4a7c15;
    // 24 bits fill a float's fraction exactly: [-1, 1).
    auto fraction = static_cast<float>(mix(counter) >> 40) * 0x1p-23f - 1.0f;
    out[index] = fraction * bound;
  }
  return castHost(result, type);
}
