//===- HostTensorAttr.cpp - Host tensors as attributes --------------------===//

#include "dialects/Kiln/HostTensorAttr.h"

#include "mlir/IR/DialectResourceBlobManager.h"

#include <cstring>

using namespace kiln;
using namespace mlir;

static constexpr int64_t mostDenseElements = 16;

std::optional<DType> kiln::dtypeOf(Type element) {
  if (element.isF64())
    return DType::F64;
  if (element.isF32())
    return DType::F32;
  if (element.isF16())
    return DType::F16;
  if (element.isBF16())
    return DType::BF16;
  if (element.isSignlessInteger(64))
    return DType::I64;
  if (element.isSignlessInteger(32))
    return DType::I32;
  if (element.isSignlessInteger(16))
    return DType::I16;
  if (element.isSignlessInteger(8))
    return DType::I8;
  if (element.isUnsignedInteger(8))
    return DType::U8;
  if (element.isSignlessInteger(1))
    return DType::Bool;
  return std::nullopt;
}

Type kiln::elementTypeOf(MLIRContext *context, DType type) {
  switch (type) {
  case DType::F64:
    return Float64Type::get(context);
  case DType::F32:
    return Float32Type::get(context);
  case DType::F16:
    return Float16Type::get(context);
  case DType::BF16:
    return BFloat16Type::get(context);
  case DType::U8:
    return IntegerType::get(context, 8, IntegerType::Unsigned);
  case DType::Bool:
    return IntegerType::get(context, 1);
  default:
    assert(isComputeType(type) && "kiln does not compute in this type");
    return IntegerType::get(context, 8 * byteWidth(type));
  }
}

RankedTensorType kiln::tensorTypeOf(MLIRContext *context,
                                    const HostTensor &tensor) {
  return RankedTensorType::get(tensor.shape(),
                               elementTypeOf(context, tensor.dtype()));
}

static ElementsAttr toDense(RankedTensorType type, const HostTensor &tensor) {
  if (tensor.dtype() != DType::Bool)
    return DenseElementsAttr::getFromRawBuffer(type, tensor.bytes());
  SmallVector<bool> values;
  for (char byte : tensor.bytes())
    values.push_back(byte != 0);
  return DenseElementsAttr::get(type, values);
}

ElementsAttr kiln::toAttr(MLIRContext *context, StringRef name,
                          const HostTensor &tensor) {
  RankedTensorType type = tensorTypeOf(context, tensor);
  if (tensor.numElements() <= mostDenseElements)
    return toDense(type, tensor);
  // The deleter keeps whatever owns the bytes.
  AsmResourceBlob blob(
      tensor.bytes(), /*dataAlignment=*/1,
      [owner = tensor.keepAlive()](void *, size_t, size_t) mutable {
        owner.reset();
      },
      /*dataIsMutable=*/false);
  return DenseResourceElementsAttr::get(type, name, std::move(blob));
}

//===----------------------------------------------------------------------===//
// Back to tensors
//===----------------------------------------------------------------------===//

/// One byte for each element of i1, which a dense attribute may pack or splat.
static HostTensor boolsOf(DenseElementsAttr dense, ArrayRef<int64_t> shape) {
  HostTensor result = HostTensor::zeros(DType::Bool, shape);
  char *out = result.mutableData<char>();
  for (bool value : dense.getValues<bool>())
    *out++ = value;
  return result;
}

static HostTensor fromDense(DenseElementsAttr dense, DType type,
                            ArrayRef<int64_t> shape) {
  if (type == DType::Bool)
    return boolsOf(dense, shape);
  HostTensor result = HostTensor::zeros(type, shape);
  ArrayRef<char> raw = dense.getRawData();
  char *out = result.mutableData<char>();
  if (!dense.isSplat()) {
    llvm::copy(raw, out);
    return result;
  }
  for (int64_t i = 0; i < result.numElements(); ++i)
    out = llvm::copy(raw, out);
  return result;
}

std::optional<HostTensor> kiln::toHostTensor(ElementsAttr attribute) {
  auto type = dyn_cast<RankedTensorType>(attribute.getType());
  std::optional<DType> dtype =
      type ? dtypeOf(type.getElementType()) : std::nullopt;
  if (!dtype)
    return std::nullopt;
  if (auto dense = dyn_cast<DenseElementsAttr>(attribute))
    return fromDense(dense, *dtype, type.getShape());
  auto resource = dyn_cast<DenseResourceElementsAttr>(attribute);
  AsmResourceBlob *blob =
      resource ? resource.getRawHandle().getBlob() : nullptr;
  if (!blob ||
      blob->getData().size() !=
          static_cast<size_t>(type.getNumElements()) * byteWidth(*dtype))
    return std::nullopt;
  // The blob belongs to the context, which outlives the module's tensors.
  static const auto borrowed = std::make_shared<char>();
  return HostTensor::view(*dtype, type.getShape(), blob->getData(), borrowed);
}
