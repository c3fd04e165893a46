//===- ShapeInference.cpp - Result shapes of kiln ops ---------------------===//

#include "dialects/Kiln/ShapeInference.h"

#include "compiler/Support/HostTensor.h"
#include "compiler/Support/Text.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using mlir::emitOptionalError;
using mlir::failure;
using mlir::LogicalResult;
using mlir::success;

static int64_t rankOf(ShapeRef shape) {
  return static_cast<int64_t>(shape.size());
}

LogicalResult kiln::checkDim(ShapeRef input, int64_t dim,
                             ErrorLocation location) {
  if (dim >= 0 && dim < std::max<int64_t>(rankOf(input), 1))
    return success();
  return emitOptionalError(location, "dimension ", dim,
                           " is out of range for a tensor of rank ",
                           rankOf(input));
}

/// Fails unless a list has one entry for each of `count` dimensions.
static LogicalResult checkLength(llvm::StringRef name, ShapeRef values,
                                 int64_t count, ErrorLocation location) {
  if (rankOf(values) == count)
    return success();
  return emitOptionalError(location, name, " needs ", count, " values, got ",
                           values.size());
}

/// Steps are smaller than sizes, so that their products stay in 64 bits.
static constexpr int64_t mostStep = int64_t(1) << 22;

static LogicalResult checkRange(llvm::StringRef name, ShapeRef values,
                                int64_t least, int64_t most,
                                ErrorLocation location) {
  for (int64_t value : values) {
    if (value < least)
      return emitOptionalError(location, name, " must be at least ", least,
                               ", got ", value);
    if (value > most)
      return emitOptionalError(location, name, " must be at most ", most,
                               ", got ", value);
  }
  return success();
}

static LogicalResult checkAtLeast(llvm::StringRef name, ShapeRef values,
                                  int64_t least, ErrorLocation location) {
  return checkRange(name, values, least, mostElements, location);
}

/// Strides and dilations.
static LogicalResult checkSteps(llvm::StringRef name, ShapeRef values,
                                ErrorLocation location) {
  return checkRange(name, values, 1, mostStep, location);
}

/// Fails unless the dimensions are there and different.
static LogicalResult checkDims(ShapeRef input, ShapeRef dims,
                               ErrorLocation location) {
  for (auto [i, dim] : llvm::enumerate(dims)) {
    if (failed(checkDim(input, dim, location)))
      return failure();
    if (llvm::is_contained(dims.take_front(i), dim))
      return emitOptionalError(location, "dimension ", dim, " appears twice");
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Elementwise and moving
//===----------------------------------------------------------------------===//

ShapeResult kiln::inferBroadcast(ShapeRef a, ShapeRef b,
                                 ErrorLocation location) {
  Shape result(std::max(a.size(), b.size()), 1);
  for (size_t i = 1; i <= result.size(); ++i) {
    int64_t x = i <= a.size() ? a[a.size() - i] : 1;
    int64_t y = i <= b.size() ? b[b.size() - i] : 1;
    if (x != y && x != 1 && y != 1)
      return emitOptionalError(location, "shapes ", shapeText(a), " and ",
                               shapeText(b), " do not broadcast: ", x,
                               " against ", y, " in dimension ",
                               result.size() - i);
    result[result.size() - i] = x == 1 ? y : x;
  }
  return result;
}

bool kiln::canBroadcast(ShapeRef from, ShapeRef to) {
  if (from.size() > to.size())
    return false;
  return llvm::all_of(
      llvm::zip(from, to.take_back(from.size())), [](auto dims) {
        return std::get<0>(dims) == 1 || std::get<0>(dims) == std::get<1>(dims);
      });
}

ShapeResult kiln::inferTranspose(ShapeRef input, ShapeRef permutation,
                                 ErrorLocation location) {
  if (failed(
          checkLength("permutation", permutation, rankOf(input), location)) ||
      failed(checkDims(input, permutation, location)))
    return failure();
  Shape result;
  for (int64_t dim : permutation)
    result.push_back(input[dim]);
  return result;
}

ShapeResult kiln::inferSlice(ShapeRef input, ShapeRef starts, ShapeRef sizes,
                             ShapeRef strides, ErrorLocation location) {
  int64_t rank = rankOf(input);
  if (failed(checkLength("starts", starts, rank, location)) ||
      failed(checkLength("sizes", sizes, rank, location)) ||
      failed(checkLength("strides", strides, rank, location)) ||
      failed(checkAtLeast("starts", starts, 0, location)) ||
      failed(checkAtLeast("sizes", sizes, 0, location)) ||
      failed(checkRange("strides", strides, 1, INT64_MAX, location)))
    return failure();
  for (int64_t d = 0; d < rank; ++d) {
    int64_t last;
    if (llvm::MulOverflow(sizes[d] - 1, strides[d], last) ||
        llvm::AddOverflow(starts[d], last, last))
      last = INT64_MAX;
    if (sizes[d] > 0 && last >= input[d])
      return emitOptionalError(location, "slice takes index ", last,
                               " of dimension ", d, ", which has size ",
                               input[d]);
  }
  return Shape(sizes);
}

ShapeResult kiln::inferConcat(llvm::ArrayRef<ShapeRef> inputs, int64_t dim,
                              ErrorLocation location) {
  if (inputs.empty())
    return emitOptionalError(location, "nothing to concatenate");
  Shape result(inputs.front());
  if (failed(checkDim(result, dim, location)))
    return failure();
  if (result.empty())
    return emitOptionalError(location, "scalars cannot be concatenated");
  for (ShapeRef input : inputs.drop_front()) {
    bool fits = input.size() == result.size();
    for (int64_t d = 0; fits && d < rankOf(input); ++d)
      fits = d == dim || input[d] == result[d];
    if (!fits)
      return emitOptionalError(location, "cannot concatenate ",
                               shapeText(inputs.front()), " and ",
                               shapeText(input), " along dimension ", dim);
    result[dim] += input[dim];
  }
  return result;
}

ShapeResult kiln::inferPad(ShapeRef input, ShapeRef low, ShapeRef high,
                           bool reflects, bool wraps, ErrorLocation location) {
  if (failed(checkLength("low", low, rankOf(input), location)) ||
      failed(checkLength("high", high, rankOf(input), location)) ||
      failed(checkRange("low", low, -mostElements, mostElements, location)) ||
      failed(checkRange("high", high, -mostElements, mostElements, location)))
    return failure();
  Shape result;
  for (auto [d, size] : llvm::enumerate(input)) {
    int64_t most = std::max(low[d], high[d]);
    if ((reflects && most >= size && most > 0) || (wraps && most > size))
      return emitOptionalError(location, "padding of ", most,
                               " is too large for dimension ", d, " of size ",
                               size);
    // No tensor comes near this; the sum must not overflow.
    constexpr int64_t limit = int64_t(1) << 60;
    if (std::abs(low[d]) > limit || std::abs(high[d]) > limit || size > limit)
      return emitOptionalError(location, "padding of dimension ", d,
                               " is too large");
    result.push_back(size + low[d] + high[d]);
    if (result.back() < 0)
      return emitOptionalError(location, "padding cuts more off dimension ", d,
                               " than its size ", size);
  }
  return result;
}

ShapeResult kiln::inferReverse(ShapeRef input, ShapeRef dims,
                               ErrorLocation location) {
  if (failed(checkDims(input, dims, location)))
    return failure();
  return Shape(input);
}

ShapeResult kiln::inferTake(ShapeRef input, ShapeRef indices, int64_t dim,
                            ErrorLocation location) {
  if (input.empty())
    return emitOptionalError(location, "a scalar cannot be indexed");
  if (failed(checkDim(input, dim, location)))
    return failure();
  Shape result(input.take_front(dim));
  llvm::append_range(result, indices);
  llvm::append_range(result, input.drop_front(dim + 1));
  return result;
}

ShapeResult kiln::inferGather(ShapeRef input, ShapeRef indices, int64_t dim,
                              ErrorLocation location) {
  if (failed(checkDim(input, dim, location)))
    return failure();
  bool fits = input.size() == indices.size();
  for (int64_t d = 0; fits && d < rankOf(input); ++d)
    fits = d == dim || indices[d] <= input[d];
  if (!fits)
    return emitOptionalError(location, "indices of shape ", shapeText(indices),
                             " do not fit a tensor of shape ", shapeText(input),
                             " in all dimensions but ", dim);
  return Shape(indices);
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// Checks what convolutions of both kinds share and gives the spatial rank.
static mlir::FailureOr<int64_t> checkConv(ShapeRef input, ShapeRef weight,
                                          const ConvShapeParams &params,
                                          ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             shapeText(input));
  if (weight.size() != input.size())
    return emitOptionalError(location, "expected a weight of rank ",
                             input.size(), ", got shape ", shapeText(weight));
  if (failed(checkLength("stride", params.stride, rank, location)) ||
      failed(checkLength("padding", params.padding, 2 * rank, location)) ||
      failed(checkLength("dilation", params.dilation, rank, location)) ||
      failed(checkSteps("stride", params.stride, location)) ||
      failed(checkAtLeast("padding", params.padding, 0, location)) ||
      failed(checkSteps("dilation", params.dilation, location)) ||
      failed(checkAtLeast("groups", params.groups, 1, location)) ||
      failed(checkAtLeast("kernel", weight.drop_front(2), 1, location)))
    return failure();
  return rank;
}

static LogicalResult checkBias(std::optional<ShapeRef> bias, int64_t outputs,
                               ErrorLocation location) {
  if (!bias || (bias->size() == 1 && bias->front() == outputs))
    return success();
  return emitOptionalError(location, "expected a bias of shape ", outputs,
                           ", got ", shapeText(*bias));
}

ShapeResult kiln::inferConv(ShapeRef input, ShapeRef weight,
                            std::optional<ShapeRef> bias,
                            const ConvShapeParams &params,
                            ErrorLocation location) {
  mlir::FailureOr<int64_t> rank = checkConv(input, weight, params, location);
  if (failed(rank))
    return failure();
  if (weight[1] * params.groups != input[1])
    return emitOptionalError(location, "conv", *rank, "d expects ",
                             weight[1] * params.groups, " input channels, got ",
                             input[1]);
  if (weight[0] % params.groups != 0)
    return emitOptionalError(location, weight[0],
                             " output channels do not divide into ",
                             params.groups, " groups");
  if (failed(checkBias(bias, weight[0], location)))
    return failure();
  Shape result{input[0], weight[0]};
  for (int64_t d = 0; d < *rank; ++d) {
    int64_t padded =
        input[d + 2] + params.padding[d] + params.padding[*rank + d];
    int64_t reach = params.dilation[d] * (weight[d + 2] - 1) + 1;
    if (reach > padded)
      return emitOptionalError(location, "kernel reaches over ", reach,
                               " elements of dimension ", d + 2, ", which has ",
                               padded, " with padding");
    result.push_back((padded - reach) / params.stride[d] + 1);
  }
  return result;
}

ShapeResult kiln::inferConvTranspose(ShapeRef input, ShapeRef weight,
                                     std::optional<ShapeRef> bias,
                                     const ConvShapeParams &params,
                                     ShapeRef outputPadding,
                                     ErrorLocation location) {
  mlir::FailureOr<int64_t> rank = checkConv(input, weight, params, location);
  if (failed(rank) ||
      failed(checkLength("output_padding", outputPadding, *rank, location)) ||
      failed(checkAtLeast("output_padding", outputPadding, 0, location)))
    return failure();
  if (weight[0] != input[1])
    return emitOptionalError(location, "conv_transpose", *rank, "d expects ",
                             weight[0], " input channels, got ", input[1]);
  if (input[1] % params.groups != 0)
    return emitOptionalError(location, input[1],
                             " input channels do not divide into ",
                             params.groups, " groups");
  int64_t outputs = weight[1] * params.groups;
  if (failed(checkBias(bias, outputs, location)))
    return failure();
  Shape result{input[0], outputs};
  for (int64_t d = 0; d < *rank; ++d) {
    int64_t size = (input[d + 2] - 1) * params.stride[d] - params.padding[d] -
                   params.padding[*rank + d] +
                   params.dilation[d] * (weight[d + 2] - 1) + outputPadding[d] +
                   1;
    if (size < 1)
      return emitOptionalError(location, "dimension ", d + 2,
                               " of the result would have size ", size);
    result.push_back(size);
  }
  return result;
}

/// How many windows there are along a dimension of `size` elements.
static int64_t windowCount(int64_t size, int64_t low, int64_t high,
                           int64_t reach, int64_t stride, bool ceilMode) {
  int64_t room = size + low + high - reach;
  int64_t count = (room + (ceilMode ? stride - 1 : 0)) / stride + 1;
  // The last window must begin inside the input or its low padding.
  if (ceilMode && (count - 1) * stride >= size + low)
    --count;
  return count;
}

ShapeResult kiln::inferPool(ShapeRef input, const PoolShapeParams &params,
                            ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             shapeText(input));
  if (failed(checkLength("kernel", params.kernel, rank, location)) ||
      failed(checkLength("stride", params.stride, rank, location)) ||
      failed(checkLength("padding", params.padding, 2 * rank, location)) ||
      failed(checkLength("dilation", params.dilation, rank, location)) ||
      failed(checkAtLeast("kernel", params.kernel, 1, location)) ||
      failed(checkSteps("stride", params.stride, location)) ||
      failed(checkAtLeast("padding", params.padding, 0, location)) ||
      failed(checkSteps("dilation", params.dilation, location)))
    return failure();
  Shape result(input.take_front(2));
  for (int64_t d = 0; d < rank; ++d) {
    int64_t low = params.padding[d], high = params.padding[rank + d];
    int64_t reach = params.dilation[d] * (params.kernel[d] - 1) + 1;
    if (std::max(low, high) >= reach)
      return emitOptionalError(location, "padding of ", std::max(low, high),
                               " leaves windows of ", reach,
                               " elements without any of the input");
    // In ceil mode the first window may be the one that reaches over the end.
    int64_t over = params.ceilMode ? params.stride[d] - 1 : 0;
    if (reach > input[d + 2] + low + high + over)
      return emitOptionalError(location, "window reaches over ", reach,
                               " elements of dimension ", d + 2, ", which has ",
                               input[d + 2] + low + high, " with padding");
    result.push_back(windowCount(input[d + 2], low, high, reach,
                                 params.stride[d], params.ceilMode));
  }
  return result;
}

ShapeResult kiln::inferAdaptivePool(ShapeRef input, ShapeRef outputSize,
                                    ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             shapeText(input));
  if (failed(checkLength("output_size", outputSize, rank, location)) ||
      failed(checkAtLeast("output_size", outputSize, 0, location)) ||
      failed(checkAtLeast("input size", input.drop_front(2), 1, location)))
    return failure();
  Shape result(input.take_front(2));
  llvm::append_range(result, outputSize);
  return result;
}

//===----------------------------------------------------------------------===//
// Products, reductions
//===----------------------------------------------------------------------===//

ShapeResult kiln::inferLinear(ShapeRef input, ShapeRef weight,
                              std::optional<ShapeRef> bias,
                              ErrorLocation location) {
  if (weight.size() != 2)
    return emitOptionalError(
        location, "expected a weight of rank 2, got shape ", shapeText(weight));
  if (input.empty() || input.back() != weight[1])
    return emitOptionalError(
        location, "linear expects ", weight[1], " input features, got ",
        input.empty() ? std::string("a scalar") : std::to_string(input.back()));
  if (failed(checkBias(bias, weight[0], location)))
    return failure();
  Shape result(input);
  result.back() = weight[0];
  return result;
}

ShapeResult kiln::inferMatmul(ShapeRef lhs, ShapeRef rhs,
                              ErrorLocation location) {
  bool fits = lhs.size() >= 2 && lhs.size() == rhs.size() &&
              lhs.drop_back(2) == rhs.drop_back(2) &&
              lhs.back() == rhs[rhs.size() - 2];
  if (!fits)
    return emitOptionalError(location, "matrices of shapes ", shapeText(lhs),
                             " and ", shapeText(rhs), " cannot be multiplied");
  Shape result(lhs);
  result.back() = rhs.back();
  return result;
}

ShapeResult kiln::inferReduce(ShapeRef input, ShapeRef dims, bool keepDim,
                              ErrorLocation location) {
  if (failed(checkDims(input, dims, location)))
    return failure();
  Shape result;
  for (auto [d, size] : llvm::enumerate(input)) {
    if (!llvm::is_contained(dims, static_cast<int64_t>(d)))
      result.push_back(size);
    else if (keepDim)
      result.push_back(1);
  }
  return result;
}
