//===- HostData.cpp - Host tensors from and to numbers --------------------===//

#include "compiler/Frontend/Aten/HostData.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "llvm/ADT/APFloat.h"

using namespace kiln;
using namespace kiln::aten;
using llvm::APFloat;

static const llvm::fltSemantics &halfSemantics(DType type) {
  return type == DType::F16 ? APFloat::IEEEhalf() : APFloat::BFloat();
}

static uint16_t toHalf(double number, DType type) {
  APFloat value(number);
  bool losesInfo;
  value.convert(halfSemantics(type), APFloat::rmNearestTiesToEven, &losesInfo);
  return static_cast<uint16_t>(value.bitcastToAPInt().getZExtValue());
}

static double fromHalf(uint16_t bits, DType type) {
  APFloat value(halfSemantics(type), llvm::APInt(16, bits));
  bool losesInfo;
  value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                &losesInfo);
  return value.convertToDouble();
}

/// Calls `action` with a null pointer of the type's C++ equivalent.
template <typename ActionT> static auto dispatch(DType type, ActionT action) {
  switch (type) {
  case DType::F64:
    return action(static_cast<double *>(nullptr));
  case DType::F32:
    return action(static_cast<float *>(nullptr));
  case DType::I64:
    return action(static_cast<int64_t *>(nullptr));
  case DType::I32:
    return action(static_cast<int32_t *>(nullptr));
  case DType::I16:
    return action(static_cast<int16_t *>(nullptr));
  case DType::I8:
    return action(static_cast<int8_t *>(nullptr));
  case DType::U8:
    return action(static_cast<uint8_t *>(nullptr));
  case DType::Bool:
    return action(static_cast<bool *>(nullptr));
  default:
    llvm_unreachable("not a type that kiln computes in");
  }
}

template <typename T> static T fromNumber(double number) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
    return static_cast<T>(reference::toInteger(number));
  else
    return static_cast<T>(number);
}

HostTensor aten::numbersToHost(DType type, llvm::ArrayRef<int64_t> shape,
                               llvm::function_ref<double(int64_t)> number) {
  HostTensor result = HostTensor::zeros(type, shape);
  int64_t count = result.numElements();
  if (type == DType::F16 || type == DType::BF16) {
    auto *data = result.mutableData<uint16_t>();
    for (int64_t index = 0; index < count; ++index)
      data[index] = toHalf(number(index), type);
    return result;
  }
  dispatch(type, [&](auto *tag) {
    using T = std::remove_pointer_t<decltype(tag)>;
    T *data = result.mutableData<T>();
    for (int64_t index = 0; index < count; ++index)
      data[index] = fromNumber<T>(number(index));
  });
  return result;
}

HostTensor aten::integersToHost(DType type, llvm::ArrayRef<int64_t> shape,
                                llvm::function_ref<int64_t(int64_t)> integer) {
  if (isFloat(type))
    return numbersToHost(type, shape, [&](int64_t index) {
      return static_cast<double>(integer(index));
    });
  HostTensor result = HostTensor::zeros(type, shape);
  dispatch(type, [&](auto *tag) {
    using T = std::remove_pointer_t<decltype(tag)>;
    T *data = result.mutableData<T>();
    for (int64_t index = 0; index < result.numElements(); ++index)
      data[index] = static_cast<T>(integer(index));
  });
  return result;
}

double aten::hostNumber(const HostTensor &tensor, int64_t index) {
  DType type = tensor.dtype();
  if (type == DType::F16 || type == DType::BF16)
    return fromHalf(tensor.data<uint16_t>()[index], type);
  return dispatch(type, [&](auto *tag) {
    using T = std::remove_pointer_t<decltype(tag)>;
    return static_cast<double>(tensor.data<T>()[index]);
  });
}

int64_t aten::hostInteger(const HostTensor &tensor, int64_t index) {
  DType type = tensor.dtype();
  if (isFloat(type))
    return reference::toInteger(hostNumber(tensor, index));
  return dispatch(type, [&](auto *tag) {
    using T = std::remove_pointer_t<decltype(tag)>;
    return static_cast<int64_t>(tensor.data<T>()[index]);
  });
}
