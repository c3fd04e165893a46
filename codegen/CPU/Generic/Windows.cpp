//===- Windows.cpp - Loops over sliding windows ---------------------------===//

#include "codegen/CPU/Generic/Windows.h"

using namespace mlir;

namespace kiln::generic {

SmallVector<WindowSpec, 3>
windowSpecs(ArrayRef<int64_t> input, ArrayRef<int64_t> output,
            ArrayRef<int64_t> kernel, ArrayRef<int64_t> stride,
            ArrayRef<int64_t> dilation, ArrayRef<int64_t> padding) {
  SmallVector<WindowSpec, 3> specs;
  size_t rank = input.size() - 2;
  for (size_t d = 0; d < rank; ++d)
    specs.push_back(
        {kernel[d], stride.empty() ? 1 : stride[d],
         dilation.empty() ? 1 : dilation[d], padding.empty() ? 0 : padding[d],
         padding.empty() ? 0 : padding[rank + d], input[d + 2], output[d + 2]});
  return specs;
}

WindowDim windowAt(Loops &l, const WindowSpec &spec, const Coord &output,
                   bool inside) {
  WindowDim dim;
  dim.origin = {l.add(l.scale(output.base, spec.stride), -spec.low),
                output.step * spec.stride};
  dim.dilation = spec.dilation;
  dim.begin = 0, dim.end = spec.kernel;
  if (inside || spec.staysInside())
    return dim;
  assert(output.step == 0 && "lanes leave the input at different taps");
  Offset before = l.max(l.sub(0, dim.origin.base), 0);
  dim.begin = l.ceilDivide(before, spec.dilation);
  Offset behind = l.max(l.sub(spec.size, dim.origin.base), 0);
  dim.end = l.min(l.ceilDivide(behind, spec.dilation), spec.kernel);
  return dim;
}

Value windowsInside(Loops &l, ArrayRef<WindowSpec> specs,
                    ArrayRef<Coord> outputs, Lanes lanes) {
  Value inside;
  for (auto [spec, output] : llvm::zip(specs, outputs)) {
    if (spec.staysInside())
      continue;
    int64_t span = output.step * spec.stride * (lanes.active - 1);
    assert(span >= 0 && "windows along descending lanes");
    Offset first = l.add(l.scale(output.base, spec.stride), -spec.low);
    Offset last = l.add(first, span + (spec.kernel - 1) * spec.dilation);
    if (spec.low > 0)
      inside = l.both(inside, l.notLess(first, 0));
    inside = l.both(inside, l.less(last, spec.size));
  }
  return inside;
}

bool lanesMayLeave(ArrayRef<WindowSpec> specs, ArrayRef<Coord> outputs,
                   Lanes lanes) {
  if (lanes.scalar())
    return false;
  return llvm::any_of(llvm::zip(specs, outputs), [](auto pair) {
    return std::get<1>(pair).step != 0 && !std::get<0>(pair).staysInside();
  });
}

/// Windows of at most this many taps are written out where all are known.
static constexpr int64_t kUnrolledTaps = 9;

static bool unrolls(ArrayRef<WindowDim> dims) {
  int64_t taps = 1;
  for (const WindowDim &dim : dims) {
    if (!dim.begin.isKnown() || !dim.end.isKnown())
      return false;
    taps *= dim.end.known - dim.begin.known;
  }
  return taps <= kUnrolledTaps;
}

namespace {

/// One recursion over the dimensions of a window.
struct WindowWalk {
  Loops &l;
  ArrayRef<WindowDim> dims;
  llvm::function_ref<Values(const Coords &, ArrayRef<Offset>, ValueRange)> body;
  bool unrolled;
  Coords coords;
  SmallVector<Offset, 3> taps;

  Values step(Offset tap, size_t depth, ValueRange carried) {
    coords.push_back(dims[depth].at(l, tap));
    taps.push_back(tap);
    Values result = walk(depth + 1, carried);
    coords.pop_back();
    taps.pop_back();
    return result;
  }

  Values walk(size_t depth, ValueRange carried) {
    if (depth == dims.size())
      return body(coords, taps, carried);
    const WindowDim &dim = dims[depth];
    if (!unrolled)
      return l.loop(dim.begin, dim.end, 1, carried,
                    [&](Offset tap, ValueRange inner) {
                      return step(tap, depth, inner);
                    });
    Values values(carried);
    for (int64_t k = dim.begin.known; k < dim.end.known; ++k)
      values = step(k, depth, values);
    return values;
  }
};

} // namespace

Values overWindow(
    Loops &l, ArrayRef<WindowDim> dims, ValueRange init,
    llvm::function_ref<Values(const Coords &, ArrayRef<Offset>, ValueRange)>
        body) {
  WindowWalk walk{l, dims, body, unrolls(dims), {}, {}};
  return walk.walk(0, init);
}

} // namespace kiln::generic
