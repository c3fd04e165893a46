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

static int64_t rankOf(DimsRef shape) {
  return static_cast<int64_t>(shape.size());
}

LogicalResult kiln::checkDim(DimsRef input, int64_t dim,
                             ErrorLocation location) {
  if (dim >= 0 && dim < std::max<int64_t>(rankOf(input), 1))
    return success();
  return emitOptionalError(location, "dimension ", dim,
                           " is out of range for a tensor of rank ",
                           rankOf(input));
}

/// Fails unless a list has one entry for each of `count` dimensions.
static LogicalResult checkLength(llvm::StringRef name, DimsRef values,
                                 int64_t count, ErrorLocation location) {
  if (rankOf(values) == count)
    return success();
  return emitOptionalError(location, name, " needs ", count, " values, got ",
                           values.size());
}

/// Steps are smaller than sizes, so that their products stay in 64 bits.
static constexpr int64_t mostStep = int64_t(1) << 22;

static LogicalResult checkRange(llvm::StringRef name, DimsRef values,
                                int64_t least, int64_t most,
                                ErrorLocation location) {
  for (Dim value : values) {
    if (!isProvedAtMost(least, value))
      return emitOptionalError(location, name, " must be at least ", least,
                               ", got ", value.text());
    if (!isProvedAtMost(value, most))
      return emitOptionalError(location, name, " must be at most ", most,
                               ", got ", value.text());
  }
  return success();
}

static LogicalResult checkAtLeast(llvm::StringRef name, DimsRef values,
                                  int64_t least, ErrorLocation location) {
  return checkRange(name, values, least, mostElements, location);
}

/// Strides and dilations.
static LogicalResult checkSteps(llvm::StringRef name, ShapeRef values,
                                ErrorLocation location) {
  return checkRange(name, values, 1, mostStep, location);
}

/// Fails unless the dimensions are there and different.
static LogicalResult checkDims(DimsRef input, ShapeRef dims,
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

bool kiln::canBroadcast(DimsRef from, DimsRef to) {
  if (from.size() > to.size())
    return false;
  return llvm::all_of(
      llvm::zip(from, to.take_back(from.size())), [](auto dims) {
        return std::get<0>(dims) == 1 || std::get<0>(dims) == std::get<1>(dims);
      });
}

DimsResult kiln::inferTranspose(DimsRef input, ShapeRef permutation,
                                ErrorLocation location) {
  if (failed(
          checkLength("permutation", permutation, rankOf(input), location)) ||
      failed(checkDims(input, permutation, location)))
    return failure();
  Dims result;
  for (int64_t dim : permutation)
    result.push_back(input[dim]);
  return result;
}

DimsResult kiln::inferSlice(DimsRef input, DimsRef starts, DimsRef sizes,
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
    Dim last = starts[d] + (sizes[d] - 1) * strides[d];
    if (sizes[d] != 0 && !isProvedLess(last, input[d]))
      return emitOptionalError(location, "slice takes index ", last.text(),
                               " of dimension ", d, ", which has size ",
                               input[d].text());
  }
  return Dims(sizes);
}

DimsResult kiln::inferConcat(llvm::ArrayRef<DimsRef> inputs, int64_t dim,
                             ErrorLocation location) {
  if (inputs.empty())
    return emitOptionalError(location, "nothing to concatenate");
  Dims result(inputs.front());
  if (failed(checkDim(result, dim, location)))
    return failure();
  if (result.empty())
    return emitOptionalError(location, "scalars cannot be concatenated");
  for (DimsRef input : inputs.drop_front()) {
    bool fits = input.size() == result.size();
    for (int64_t d = 0; fits && d < rankOf(input); ++d)
      fits = d == dim || input[d] == result[d];
    if (!fits)
      return emitOptionalError(location, "cannot concatenate ",
                               dimsText(inputs.front()), " and ",
                               dimsText(input), " along dimension ", dim);
    result[dim] = result[dim] + input[dim];
  }
  return result;
}

DimsResult kiln::inferPad(DimsRef input, DimsRef low, DimsRef high,
                          bool reflects, bool wraps, ErrorLocation location) {
  if (failed(checkLength("low", low, rankOf(input), location)) ||
      failed(checkLength("high", high, rankOf(input), location)) ||
      failed(checkRange("low", low, -mostElements, mostElements, location)) ||
      failed(checkRange("high", high, -mostElements, mostElements, location)))
    return failure();
  Dims result;
  for (auto [d, size] : llvm::enumerate(input)) {
    Dim most = max(low[d], high[d]);
    bool pads = !isProvedAtMost(most, 0);
    if ((reflects && pads && !isProvedLess(most, size)) ||
        (wraps && !isProvedAtMost(most, size)))
      return emitOptionalError(location, "padding of ", most.text(),
                               " is too large for dimension ", d, " of size ",
                               size.text());
    // No tensor comes near this; the sum must not overflow.
    constexpr int64_t limit = int64_t(1) << 60;
    if (!isProvedAtMost(size, limit))
      return emitOptionalError(location, "padding of dimension ", d,
                               " is too large");
    result.push_back(size + low[d] + high[d]);
    if (!isProvedAtMost(0, result.back()))
      return emitOptionalError(location, "padding cuts more off dimension ", d,
                               " than its size ", size.text());
  }
  return result;
}

DimsResult kiln::inferReverse(DimsRef input, ShapeRef dims,
                              ErrorLocation location) {
  if (failed(checkDims(input, dims, location)))
    return failure();
  return Dims(input);
}

DimsResult kiln::inferTake(DimsRef input, DimsRef indices, int64_t dim,
                           ErrorLocation location) {
  if (input.empty())
    return emitOptionalError(location, "a scalar cannot be indexed");
  if (failed(checkDim(input, dim, location)))
    return failure();
  Dims result(input.take_front(dim));
  llvm::append_range(result, indices);
  llvm::append_range(result, input.drop_front(dim + 1));
  return result;
}

DimsResult kiln::inferGather(DimsRef input, DimsRef indices, int64_t dim,
                             ErrorLocation location) {
  if (failed(checkDim(input, dim, location)))
    return failure();
  bool fits = input.size() == indices.size();
  for (int64_t d = 0; fits && d < rankOf(input); ++d)
    fits = d == dim || isProvedAtMost(indices[d], input[d]);
  if (!fits)
    return emitOptionalError(location, "indices of shape ", dimsText(indices),
                             " do not fit a tensor of shape ", dimsText(input),
                             " in all dimensions but ", dim);
  return Dims(indices);
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// Checks what convolutions of both kinds share and gives the spatial rank.
static mlir::FailureOr<int64_t> checkConv(DimsRef input, DimsRef weight,
                                          const ConvShapeParams &params,
                                          ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             dimsText(input));
  if (weight.size() != input.size())
    return emitOptionalError(location, "expected a weight of rank ",
                             input.size(), ", got shape ", dimsText(weight));
  if (failed(checkLength("stride", params.stride, rank, location)) ||
      failed(checkLength("padding", params.padding, 2 * rank, location)) ||
      failed(checkLength("dilation", params.dilation, rank, location)) ||
      failed(checkSteps("stride", params.stride, location)) ||
      failed(checkAtLeast("padding", params.padding, 0, location)) ||
      failed(checkSteps("dilation", params.dilation, location)) ||
      failed(checkAtLeast("groups", Dim(params.groups), 1, location)) ||
      failed(checkAtLeast("kernel", weight.drop_front(2), 1, location)))
    return failure();
  return rank;
}

static LogicalResult checkBias(std::optional<DimsRef> bias, Dim outputs,
                               ErrorLocation location) {
  if (!bias || (bias->size() == 1 && bias->front() == outputs))
    return success();
  return emitOptionalError(location, "expected a bias of shape [",
                           outputs.text(), "], got ", dimsText(*bias));
}

DimsResult kiln::inferConv(DimsRef input, DimsRef weight,
                           std::optional<DimsRef> bias,
                           const ConvShapeParams &params,
                           ErrorLocation location) {
  mlir::FailureOr<int64_t> rank = checkConv(input, weight, params, location);
  if (failed(rank))
    return failure();
  if (weight[1] * params.groups != input[1])
    return emitOptionalError(location, "conv", *rank, "d expects ",
                             (weight[1] * params.groups).text(),
                             " input channels, got ", input[1].text());
  if (!isProvedMultiple(weight[0], params.groups))
    return emitOptionalError(location, weight[0].text(),
                             " output channels do not divide into ",
                             params.groups, " groups");
  if (failed(checkBias(bias, weight[0], location)))
    return failure();
  Dims result{input[0], weight[0]};
  for (int64_t d = 0; d < *rank; ++d) {
    Dim padded = input[d + 2] + params.padding[d] + params.padding[*rank + d];
    Dim reach = (weight[d + 2] - 1) * params.dilation[d] + 1;
    if (!isProvedAtMost(reach, padded))
      return emitOptionalError(location, "kernel reaches over ", reach.text(),
                               " elements of dimension ", d + 2, ", which has ",
                               padded.text(), " with padding");
    result.push_back(floorDiv(padded - reach, params.stride[d]) + 1);
  }
  return result;
}

DimsResult kiln::inferConvTranspose(DimsRef input, DimsRef weight,
                                    std::optional<DimsRef> bias,
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
                             weight[0].text(), " input channels, got ",
                             input[1].text());
  if (!isProvedMultiple(input[1], params.groups))
    return emitOptionalError(location, input[1].text(),
                             " input channels do not divide into ",
                             params.groups, " groups");
  Dim outputs = weight[1] * params.groups;
  if (failed(checkBias(bias, outputs, location)))
    return failure();
  Dims result{input[0], outputs};
  for (int64_t d = 0; d < *rank; ++d) {
    Dim size = (input[d + 2] - 1) * params.stride[d] - params.padding[d] -
               params.padding[*rank + d] +
               (weight[d + 2] - 1) * params.dilation[d] + outputPadding[d] + 1;
    if (!isProvedAtMost(1, size))
      return emitOptionalError(location, "dimension ", d + 2,
                               " of the result would have size ", size.text());
    result.push_back(size);
  }
  return result;
}

/// How many windows there are along a dimension of `size` elements.
static Dim windowCount(Dim size, int64_t low, int64_t high, int64_t reach,
                       int64_t stride, bool ceilMode) {
  Dim room = size + low + high - reach;
  Dim count = floorDiv(room + (ceilMode ? stride - 1 : 0), stride) + 1;
  // The last window must begin inside the input or its low padding.
  return ceilMode ? min(count, ceilDiv(size + low, stride)) : count;
}

DimsResult kiln::inferPool(DimsRef input, const PoolShapeParams &params,
                           ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             dimsText(input));
  if (failed(checkLength("kernel", params.kernel, rank, location)) ||
      failed(checkLength("stride", params.stride, rank, location)) ||
      failed(checkLength("padding", params.padding, 2 * rank, location)) ||
      failed(checkLength("dilation", params.dilation, rank, location)) ||
      failed(checkAtLeast("kernel", params.kernel, 1, location)) ||
      failed(checkSteps("stride", params.stride, location)) ||
      failed(checkAtLeast("padding", params.padding, 0, location)) ||
      failed(checkSteps("dilation", params.dilation, location)))
    return failure();
  Dims result(input.take_front(2));
  for (int64_t d = 0; d < rank; ++d) {
    int64_t low = params.padding[d], high = params.padding[rank + d];
    int64_t reach = params.dilation[d] * (params.kernel[d] - 1) + 1;
    if (std::max(low, high) >= reach)
      return emitOptionalError(location, "padding of ", std::max(low, high),
                               " leaves windows of ", reach,
                               " elements without any of the input");
    // In ceil mode the first window may be the one that reaches over the end.
    int64_t over = params.ceilMode ? params.stride[d] - 1 : 0;
    Dim padded = input[d + 2] + low + high;
    if (!isProvedAtMost(reach, padded + over))
      return emitOptionalError(location, "window reaches over ", reach,
                               " elements of dimension ", d + 2, ", which has ",
                               padded.text(), " with padding");
    result.push_back(windowCount(input[d + 2], low, high, reach,
                                 params.stride[d], params.ceilMode));
  }
  return result;
}

DimsResult kiln::inferAdaptivePool(DimsRef input, DimsRef outputSize,
                                   ErrorLocation location) {
  int64_t rank = rankOf(input) - 2;
  if (rank < 1 || rank > 3)
    return emitOptionalError(location,
                             "expected an input of rank 3 to 5, got shape ",
                             dimsText(input));
  if (failed(checkLength("output_size", outputSize, rank, location)) ||
      failed(checkAtLeast("output_size", outputSize, 0, location)) ||
      failed(checkAtLeast("input size", input.drop_front(2), 1, location)))
    return failure();
  Dims result(input.take_front(2));
  llvm::append_range(result, outputSize);
  return result;
}

//===----------------------------------------------------------------------===//
// Products, reductions
//===----------------------------------------------------------------------===//

DimsResult kiln::inferLinear(DimsRef input, DimsRef weight,
                             std::optional<DimsRef> bias,
                             ErrorLocation location) {
  if (weight.size() != 2)
    return emitOptionalError(
        location, "expected a weight of rank 2, got shape ", dimsText(weight));
  if (input.empty() || input.back() != weight[1])
    return emitOptionalError(
        location, "linear expects ", weight[1].text(), " input features, got ",
        input.empty() ? std::string("a scalar") : input.back().text());
  if (failed(checkBias(bias, weight[0], location)))
    return failure();
  Dims result(input);
  result.back() = weight[0];
  return result;
}

DimsResult kiln::inferMatmul(DimsRef lhs, DimsRef rhs, ErrorLocation location) {
  bool fits = lhs.size() >= 2 && lhs.size() == rhs.size() &&
              lhs.drop_back(2) == rhs.drop_back(2) &&
              lhs.back() == rhs[rhs.size() - 2];
  if (!fits)
    return emitOptionalError(location, "matrices of shapes ", dimsText(lhs),
                             " and ", dimsText(rhs), " cannot be multiplied");
  Dims result(lhs);
  result.back() = rhs.back();
  return result;
}

DimsResult kiln::inferReduce(DimsRef input, ShapeRef dims, bool keepDim,
                             ErrorLocation location) {
  if (failed(checkDims(input, dims, location)))
    return failure();
  Dims result;
  for (auto [d, size] : llvm::enumerate(input)) {
    if (!llvm::is_contained(dims, static_cast<int64_t>(d)))
      result.push_back(size);
    else if (keepDim)
      result.push_back(1);
  }
  return result;
}
