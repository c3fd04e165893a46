//===- ShapeInference.h - Result shapes of kiln ops -------------*- C++ -*-===//
//
// Free functions over dimensions, used by the ops, by importers (to say what is
// wrong before an op exists) and by passes. On a mistake they emit an error at
// the location, if there is one, and fail.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_SHAPEINFERENCE_H
#define KILN_DIALECTS_KILN_SHAPEINFERENCE_H

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <optional>

namespace kiln {

using Shape = llvm::SmallVector<int64_t>;
using ShapeRef = llvm::ArrayRef<int64_t>;
using ShapeResult = mlir::FailureOr<Shape>;
using ErrorLocation = std::optional<mlir::Location>;

//===----------------------------------------------------------------------===//
// Elementwise and moving
//===----------------------------------------------------------------------===//

/// The shape that both broadcast to.
ShapeResult inferBroadcast(ShapeRef a, ShapeRef b, ErrorLocation location);

/// Whether `from` broadcasts to `to`.
bool canBroadcast(ShapeRef from, ShapeRef to);

ShapeResult inferTranspose(ShapeRef input, ShapeRef permutation,
                           ErrorLocation location);
ShapeResult inferSlice(ShapeRef input, ShapeRef starts, ShapeRef sizes,
                       ShapeRef strides, ErrorLocation location);
ShapeResult inferConcat(llvm::ArrayRef<ShapeRef> inputs, int64_t dim,
                        ErrorLocation location);

/// `reflects` and `wraps` bound the amounts as reflection and circular padding
/// do.
ShapeResult inferPad(ShapeRef input, ShapeRef low, ShapeRef high, bool reflects,
                     bool wraps, ErrorLocation location);
ShapeResult inferReverse(ShapeRef input, ShapeRef dims, ErrorLocation location);
ShapeResult inferTake(ShapeRef input, ShapeRef indices, int64_t dim,
                      ErrorLocation location);
ShapeResult inferGather(ShapeRef input, ShapeRef indices, int64_t dim,
                        ErrorLocation location);

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// Padding holds all lows, then all highs.
struct ConvShapeParams {
  ShapeRef stride, padding, dilation;
  int64_t groups = 1;
};

ShapeResult inferConv(ShapeRef input, ShapeRef weight,
                      std::optional<ShapeRef> bias,
                      const ConvShapeParams &params, ErrorLocation location);
ShapeResult inferConvTranspose(ShapeRef input, ShapeRef weight,
                               std::optional<ShapeRef> bias,
                               const ConvShapeParams &params,
                               ShapeRef outputPadding, ErrorLocation location);

struct PoolShapeParams {
  ShapeRef kernel, stride, padding, dilation;
  bool ceilMode = false;
};

ShapeResult inferPool(ShapeRef input, const PoolShapeParams &params,
                      ErrorLocation location);
ShapeResult inferAdaptivePool(ShapeRef input, ShapeRef outputSize,
                              ErrorLocation location);

//===----------------------------------------------------------------------===//
// Products, reductions, norms
//===----------------------------------------------------------------------===//

ShapeResult inferLinear(ShapeRef input, ShapeRef weight,
                        std::optional<ShapeRef> bias, ErrorLocation location);
ShapeResult inferMatmul(ShapeRef lhs, ShapeRef rhs, ErrorLocation location);
ShapeResult inferReduce(ShapeRef input, ShapeRef dims, bool keepDim,
                        ErrorLocation location);

/// Fails unless `dim` is a dimension of `input`; a scalar has dimension 0.
mlir::LogicalResult checkDim(ShapeRef input, int64_t dim,
                             ErrorLocation location);

} // namespace kiln

#endif
