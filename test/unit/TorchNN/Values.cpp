//===- Values.cpp ---------------------------------------------------------===//

#include "Values.h"

#include "compiler/Frontend/Aten/HostData.h"

using namespace kiln;
using namespace kiln::test;
using llvm::StringRef;

static constexpr uint64_t firstWeight = 1000;

/// SplitMix64, of which 24 bits are a fraction of one.
static uint64_t bits24(uint64_t number, uint64_t index) {
  uint64_t x = (index + (number << 32) + 1) * 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return (x ^ (x >> 31)) >> 40;
}

static HostTensor draw(const ArgumentSpec &spec, double low, double high,
                       uint64_t number) {
  if (isFloat(spec.dtype))
    return aten::numbersToHost(spec.dtype, spec.shape, [&](int64_t index) {
      double fraction = static_cast<double>(bits24(number, index)) * 0x1p-24;
      // PyTorch's side rounds to f32 on the way to any type.
      return static_cast<float>(low + (high - low) * fraction);
    });
  return aten::integersToHost(spec.dtype, spec.shape, [&](int64_t index) {
    auto bits = static_cast<int64_t>(bits24(number, index));
    if (spec.dtype == DType::Bool)
      return static_cast<int64_t>(bits % 3 == 0);
    auto first = static_cast<int64_t>(low), last = static_cast<int64_t>(high);
    return first + bits % (last - first);
  });
}

static double numberOf(StringRef text) {
  return std::strtod(text.str().c_str(), nullptr);
}

static HostTensor listed(const ArgumentSpec &spec, StringRef text) {
  llvm::SmallVector<StringRef> words;
  text.split(words, ' ', -1, /*KeepEmpty=*/false);
  if (isFloat(spec.dtype))
    return aten::numbersToHost(spec.dtype, spec.shape, [&](int64_t index) {
      return numberOf(words[index]);
    });
  return aten::integersToHost(spec.dtype, spec.shape, [&](int64_t index) {
    return static_cast<int64_t>(numberOf(words[index]));
  });
}

CallInput test::parseCallInput(StringRef text, uint64_t number) {
  auto [type, values] = text.split(' ');
  CallInput input;
  input.spec = llvm::cantFail(parseArgumentSpec(type));
  if (values.consume_front("=")) {
    input.value = listed(input.spec, values);
  } else if (!values.empty()) {
    auto [low, high] = values.split("..");
    input.value = draw(input.spec, numberOf(low), numberOf(high), number);
  } else {
    input.value = draw(input.spec, -2, 2, number);
  }
  return input;
}

HostTensor test::weightOf(const ArgumentSpec &spec, uint64_t index) {
  if (!isFloat(spec.dtype))
    return HostTensor::zeros(spec.dtype, spec.shape);
  StringRef name = spec.name;
  uint64_t number = firstWeight + index;
  if (name.ends_with("_mask"))
    return aten::numbersToHost(spec.dtype, spec.shape, [&](int64_t at) {
      return bits24(number, at) > (1 << 23);
    });
  for (StringRef positive : {"running_var", "weight_g", "original0"})
    if (name.ends_with(positive))
      return draw(spec, 0.5, 1.5, number);
  return draw(spec, -0.5, 0.5, number);
}
