//===- KernelRunner.cpp ---------------------------------------------------===//

#include "KernelRunner.h"

#include "codegen/CPU/Contraction/Linear.h"

#include <cmath>
#include <limits>

using namespace kiln::contraction;
using namespace mlir;

namespace kiln::test {

static std::unique_ptr<GuardedBuffer> bufferOf(const HostTensor &tensor) {
  auto buffer = std::make_unique<GuardedBuffer>(tensor.numElements());
  std::copy_n(tensor.data<float>(), tensor.numElements(), buffer->data());
  return buffer;
}

static HostTensor tensorOf(llvm::ArrayRef<int64_t> shape,
                           const std::vector<float> &values) {
  return HostTensor::of<float>(DType::F32, shape, values);
}

/// Copies NCHW values into an activation whose halo and padded channels hold
/// what the layout promises.
static std::unique_ptr<GuardedBuffer> layOut(const Activation &a,
                                             const std::vector<float> &values) {
  auto buffer = std::make_unique<GuardedBuffer>(a.numElements());
  std::fill_n(buffer->data(), a.numElements(), 0.0f);
  const float *from = values.data();
  for (int64_t n = 0; n < a.batch; ++n)
    for (int64_t c = 0; c < a.channels; ++c)
      for (int64_t y = 0; y < a.height; ++y)
        for (int64_t x = 0; x < a.width; ++x)
          (*buffer)[elementOf(a, n, c, y, x)] = *from++;
  return buffer;
}

/// Adds the bias, indexed by channel, and clamps at zero. Lanes of planar
/// kernels are pixels of one channel.
static Epilogue biasAndRelu(Emitter &e, Value bias, bool lanesAreChannels) {
  return [&e, bias, lanesAreChannels](OpBuilder &, Location, Value sums,
                                      ArrayRef<Value> at, int64_t) -> Value {
    Offset channel(at[1]);
    Value b = lanesAreChannels ? e.load(bias, channel)
                               : e.loadBroadcast(bias, channel);
    return e.maximum(e.add(sums, b), e.zero());
  };
}

ConvKernel::ConvKernel(const Level &level, const ConvProblem &problem,
                       const ConvSchedule &schedule)
    : p(problem), items(contraction::workItems(p, schedule, level.target)) {
  const Activation &in = p.input;
  plainInput = randomValues(in.batch * in.channels * in.height * in.width, 1);
  plainWeights = randomValues(p.outChannels * p.depth(), 2);
  plainBias = randomValues(p.outChannels, 3);
  input = layOut(in, plainInput);
  HostTensor w = tensorOf(
      {p.outChannels, p.groupInputs(), p.window.kernelH, p.window.kernelW},
      plainWeights);
  weights = bufferOf(pack(w, packingFor(p, schedule)));
  bias =
      bufferOf(pack(tensorOf({p.outChannels}, plainBias), {Packing::Channels}));
  output = std::make_unique<GuardedBuffer>(p.output.numElements());
  scratch = std::make_unique<GuardedBuffer>(
      scratchElements(p, schedule, level.target));
  bool channels = schedule.algorithm != ConvAlgorithm::Planar;
  jit = std::make_unique<KernelJit>(
      level, 5,
      [&](Emitter &e, ArrayRef<Value> pointers, Value begin, Value end) {
        emitConv(
            e, p, schedule,
            {pointers[0], pointers[1], pointers[2], pointers[3], p.input.batch},
            {biasAndRelu(e, pointers[4], channels), nullptr}, begin, end);
      });
}

void ConvKernel::run(int64_t begin, int64_t end) const {
  jit->run({input->data(), weights->data(), output->data(), scratch->data(),
            bias->data()},
           begin, end);
}

double ConvKernel::error() const {
  std::vector<float> expected =
      referenceConv(p, plainInput, plainWeights, plainBias);
  double worst = 0, largest = 0;
  const float *want = expected.data();
  const Activation &out = p.output;
  std::vector<bool> inside(out.numElements(), false);
  for (int64_t n = 0; n < out.batch; ++n)
    for (int64_t c = 0; c < roundUp(out.channels, out.pixelStride()); ++c)
      for (int64_t y = 0; y < out.height; ++y)
        for (int64_t x = 0; x < out.width; ++x) {
          int64_t at = elementOf(out, n, c, y, x);
          inside[at] = true;
          if (c >= out.channels)
            continue;
          double difference = std::fabs((*output)[at] - *want);
          worst =
              std::isnan(difference) ? INFINITY : std::max(worst, difference);
          largest = std::max<double>(largest, std::fabs(*want++));
        }
  for (int64_t i = 0; i < out.numElements(); ++i)
    if (!inside[i] && (*output)[i] != 0.0f)
      return std::numeric_limits<double>::infinity();
  return worst / largest;
}

LinearKernel::LinearKernel(const Level &level, const LinearProblem &problem,
                           bool descending)
    : p(problem) {
  // What code generation is told of it.
  LinearProblem stated = p;
  if (p.openRows)
    stated.rows = 1;
  LinearSchedule schedule = chooseLinearSchedule(stated, level.target);
  schedule.descending = descending;
  items = contraction::workItems(stated, schedule, level.target);
  if (p.openRows)
    items *= ceilDiv(p.rows, openBandRows(stated, schedule, level.target));
  plainWeights = randomValues(p.outputs * p.depth, 2);
  input =
      bufferOf(tensorOf({p.rows, p.depth}, randomValues(p.rows * p.depth, 1)));
  weights = bufferOf(pack(tensorOf({p.outputs, p.depth}, plainWeights),
                          packingFor(p, schedule)));
  bias = bufferOf(pack(tensorOf({p.outputs}, randomValues(p.outputs, 3)),
                       {Packing::Channels}));
  output = std::make_unique<GuardedBuffer>(p.rows * p.outputs);
  jit = std::make_unique<KernelJit>(
      level, 4,
      [&](Emitter &e, ArrayRef<Value> pointers, Value begin, Value end) {
        Epilogue addBias = [&](OpBuilder &, Location, Value sums,
                               ArrayRef<Value> at, int64_t) {
          return e.add(sums, e.load(pointers[3], Offset(at[1])));
        };
        Offset rows = p.openRows ? Offset(e.constant(p.rows)) : Offset(1);
        emitLinear(e, stated, schedule,
                   {pointers[0], pointers[1], pointers[2], rows}, addBias,
                   begin, end);
      });
}

void LinearKernel::run(int64_t begin, int64_t end) const {
  jit->run({input->data(), weights->data(), output->data(), bias->data()},
           begin, end);
}

double LinearKernel::error() const {
  double worst = 0, largest = 0;
  for (int64_t m = 0; m < p.rows; ++m)
    for (int64_t n = 0; n < p.outputs; ++n) {
      double sum = (*bias)[n];
      for (int64_t k = 0; k < p.depth; ++k)
        sum += static_cast<double>((*input)[m * p.depth + k]) *
               plainWeights[n * p.depth + k];
      double difference = std::fabs((*output)[m * p.outputs + n] - sum);
      worst = std::isnan(difference) ? INFINITY : std::max(worst, difference);
      largest = std::max(largest, std::fabs(sum));
    }
  return worst / largest;
}

} // namespace kiln::test
