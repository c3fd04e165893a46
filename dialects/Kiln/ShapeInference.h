//===- ShapeInference.h - Result shapes of kiln ops -------------*- C++ -*-===//
//
// Free functions over dimensions, used by the ops, by importers (to say what is
// wrong before an op exists) and by passes. On a mistake they emit an error at
// the location, if there is one, and fail. What depends on named dimensions
// must hold for all their values.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_SHAPEINFERENCE_H
#define KILN_DIALECTS_KILN_SHAPEINFERENCE_H

#include "dialects/Kiln/Dims.h"

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <optional>

namespace kiln {

using Shape = llvm::SmallVector<int64_t>;
using ShapeRef = llvm::ArrayRef<int64_t>;
using ShapeResult = mlir::FailureOr<Shape>;
using DimsResult = mlir::FailureOr<Dims>;
using ErrorLocation = std::optional<mlir::Location>;

//===----------------------------------------------------------------------===//
// Elementwise and moving
//===----------------------------------------------------------------------===//

/// The shape that both broadcast to.
ShapeResult inferBroadcast(ShapeRef a, ShapeRef b, ErrorLocation location);

/// Whether `from` broadcasts to `to`.
bool canBroadcast(DimsRef from, DimsRef to);

DimsResult inferTranspose(DimsRef input, ShapeRef permutation,
                          ErrorLocation location);
DimsResult inferSlice(DimsRef input, DimsRef starts, DimsRef sizes,
                      ShapeRef strides, ErrorLocation location);
DimsResult inferConcat(llvm::ArrayRef<DimsRef> inputs, int64_t dim,
                       ErrorLocation location);

/// `reflects` and `wraps` bound the amounts as reflection and circular padding
/// do.
DimsResult inferPad(DimsRef input, DimsRef low, DimsRef high, bool reflects,
                    bool wraps, ErrorLocation location);
DimsResult inferReverse(DimsRef input, ShapeRef dims, ErrorLocation location);
DimsResult inferTake(DimsRef input, DimsRef indices, int64_t dim,
                     ErrorLocation location);
DimsResult inferGather(DimsRef input, DimsRef indices, int64_t dim,
                       ErrorLocation location);

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// Padding holds all lows, then all highs.
struct ConvShapeParams {
  ShapeRef stride, padding, dilation;
  int64_t groups = 1;
};

DimsResult inferConv(DimsRef input, DimsRef weight, std::optional<DimsRef> bias,
                     const ConvShapeParams &params, ErrorLocation location);
DimsResult inferConvTranspose(DimsRef input, DimsRef weight,
                              std::optional<DimsRef> bias,
                              const ConvShapeParams &params,
                              ShapeRef outputPadding, ErrorLocation location);

struct PoolShapeParams {
  ShapeRef kernel, stride, padding, dilation;
  bool ceilMode = false;
};

DimsResult inferPool(DimsRef input, const PoolShapeParams &params,
                     ErrorLocation location);
DimsResult inferAdaptivePool(DimsRef input, DimsRef outputSize,
                             ErrorLocation location);

//===----------------------------------------------------------------------===//
// Products, reductions, norms
//===----------------------------------------------------------------------===//

DimsResult inferLinear(DimsRef input, DimsRef weight,
                       std::optional<DimsRef> bias, ErrorLocation location);
DimsResult inferMatmul(DimsRef lhs, DimsRef rhs, ErrorLocation location);
DimsResult inferReduce(DimsRef input, ShapeRef dims, bool keepDim,
                       ErrorLocation location);

/// Fails unless `dim` is a dimension of `input`; a scalar has dimension 0.
mlir::LogicalResult checkDim(DimsRef input, int64_t dim,
                             ErrorLocation location);

} // namespace kiln

#endif
