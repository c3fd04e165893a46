//===- Packing.cpp --------------------------------------------------------===//

#include "codegen/CPU/Contraction/Packing.h"

#include "codegen/CPU/Contraction/Emitter.h"
#include "codegen/CPU/Contraction/WinogradTransform.h"

using namespace llvm;

namespace kiln::contraction {

static constexpr std::pair<Packing::Kind, StringLiteral> kKindNames[] = {
    {Packing::Conv, "conv"},           {Packing::Linear, "linear"},
    {Packing::Depthwise, "depthwise"}, {Packing::Planar, "planar"},
    {Packing::Winograd2, "winograd2"}, {Packing::Winograd4, "winograd4"},
    {Packing::Channels, "channels"},
};

StringRef nameOf(Packing::Kind kind) {
  for (auto [known, name] : kKindNames)
    if (known == kind)
      return name;
  llvm_unreachable("packing kind without a name");
}

static int64_t product(ArrayRef<int64_t> shape) {
  int64_t result = 1;
  for (int64_t dim : shape)
    result *= dim;
  return result;
}

int64_t packedElements(ArrayRef<int64_t> shape, const Packing &packing) {
  int64_t depth = product(shape.drop_front());
  switch (packing.kind) {
  case Packing::Conv:
    return packing.groups * roundUp(shape[0] / packing.groups, kBlock) * depth;
  case Packing::Linear:
  case Packing::Depthwise:
  case Packing::Channels:
    return roundUp(shape[0], kBlock) * depth;
  case Packing::Planar:
    return product(shape);
  case Packing::Winograd2:
  case Packing::Winograd4: {
    int64_t edge = packing.kind == Packing::Winograd2 ? 4 : 6;
    return edge * edge * roundUp(shape[0], kBlock) * shape[1];
  }
  }
  llvm_unreachable("unknown packing kind");
}

namespace {

/// Writes [outputs][depth] sources as panels of columns.
class PanelWriter {
public:
  PanelWriter(float *out, int64_t outputs, int64_t panel)
      : out(out), outputs(outputs), panel(panel) {}

  /// Calls `row(first, width)` once for each panel; `row` calls `put`.
  template <typename Rows> void forEachPanel(Rows rows) {
    int64_t padded = roundUp(outputs, kBlock);
    for (int64_t first = 0; first < padded; first += panel)
      rows(first, std::min(panel, padded - first));
  }

  /// One row of a panel: column c comes from `source[(first + c) * stride]`.
  void put(const float *source, int64_t stride, int64_t first, int64_t width) {
    int64_t valid = std::clamp<int64_t>(outputs - first, 0, width);
    for (int64_t c = 0; c < valid; ++c)
      out[c] = source[(first + c) * stride];
    std::fill(out + valid, out + width, 0.0f);
    out += width;
  }

  float *out;
  int64_t outputs, panel;
};

} // namespace

/// One group of convolution weights [O][C][taps].
static float *packConvGroup(const float *in, float *out, int64_t outputs,
                            int64_t channels, int64_t taps,
                            const Packing &packing) {
  PanelWriter writer(out, outputs, packing.panel);
  writer.forEachPanel([&](int64_t first, int64_t width) {
    for (int64_t c0 = 0; c0 < channels; c0 += packing.inputBlock) {
      int64_t c1 = std::min(c0 + packing.inputBlock, channels);
      for (int64_t tap = 0; tap < taps; ++tap)
        for (int64_t c = c0; c < c1; ++c)
          writer.put(in + c * taps + tap, channels * taps, first, width);
    }
  });
  return writer.out;
}

static void packConv(const HostTensor &weights, float *out,
                     const Packing &packing) {
  int64_t outputs = weights.dim(0) / packing.groups;
  int64_t channels = weights.dim(1);
  int64_t taps = product(weights.shape().drop_front(2));
  const float *in = weights.data<float>();
  for (int64_t g = 0; g < packing.groups; ++g)
    out = packConvGroup(in + g * outputs * channels * taps, out, outputs,
                        channels, taps, packing);
}

static void packLinear(const HostTensor &weights, float *out,
                       const Packing &packing) {
  int64_t depth = product(weights.shape().drop_front());
  PanelWriter writer(out, weights.dim(0), packing.panel);
  writer.forEachPanel([&](int64_t first, int64_t width) {
    for (int64_t k = 0; k < depth; ++k)
      writer.put(weights.data<float>() + k, depth, first, width);
  });
}

HostTensor pack(const HostTensor &weights, const Packing &packing) {
  assert(weights.dtype() == DType::F32 && "only f32 weights are packed");
  HostTensor aligned = weights;
  if (reinterpret_cast<uintptr_t>(weights.bytes().data()) % alignof(float))
    aligned = weights.clone();
  HostTensor result =
      HostTensor::zeros(DType::F32, {packedElements(weights.shape(), packing)});
  float *out = result.mutableData<float>();
  Packing blocks = packing;
  switch (packing.kind) {
  case Packing::Conv:
    packConv(aligned, out, packing);
    break;
  case Packing::Linear:
    packLinear(aligned, out, packing);
    break;
  case Packing::Depthwise:
    blocks.panel = kBlock;
    packLinear(aligned, out, blocks);
    break;
  case Packing::Planar:
  case Packing::Channels:
    std::copy_n(aligned.data<float>(), aligned.numElements(), out);
    break;
  case Packing::Winograd2:
    packWinograd(aligned, /*outputs=*/2, packing.panel, out);
    break;
  case Packing::Winograd4:
    packWinograd(aligned, /*outputs=*/4, packing.panel, out);
    break;
  }
  return result;
}

} // namespace kiln::contraction
