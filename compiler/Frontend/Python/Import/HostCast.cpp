//===- HostCast.cpp - Host tensors of another dtype -----------------------===//

#include "compiler/Frontend/Python/Import/HostCast.h"

#include "compiler/Frontend/Aten/HostData.h"

using namespace kiln;

HostTensor python::castHost(const HostTensor &tensor, DType type) {
  if (tensor.dtype() == type)
    return tensor;
  if (type == DType::Bool)
    return aten::integersToHost(type, tensor.shape(), [&](int64_t index) {
      return aten::hostNumber(tensor, index) != 0;
    });
  if (!isFloat(type) && !isFloat(tensor.dtype()))
    return aten::integersToHost(type, tensor.shape(), [&](int64_t index) {
      return aten::hostInteger(tensor, index);
    });
  return aten::numbersToHost(type, tensor.shape(), [&](int64_t index) {
    return aten::hostNumber(tensor, index);
  });
}
