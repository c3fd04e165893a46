//===- RandomInputs.cpp - Inputs where the user gives none ----------------===//

#include "compiler/Verify/RandomInputs.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include <random>

using namespace kiln;

static void fill(HostTensor &tensor, std::mt19937_64 &generator) {
  reference::withNumber(tensor.dtype(), [&](auto zero) {
    using Number = decltype(zero);
    for (int64_t i = 0; i < tensor.numElements(); ++i) {
      Number value;
      if constexpr (std::is_same_v<Number, double>)
        value = static_cast<double>(generator() >> 11) * 0x1p-52 - 1;
      else
        value = static_cast<Number>(generator() >> 63);
      reference::store(llvm::ArrayRef<Number>(value), tensor, i);
    }
  });
}

std::vector<HostTensor> kiln::randomInputs(GraphOp graph, uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<HostTensor> inputs;
  for (mlir::Type type :
       graph.getArgumentTypes().drop_back(countStates(graph))) {
    auto tensor = llvm::cast<mlir::RankedTensorType>(type);
    inputs.push_back(HostTensor::zeros(*dtypeOf(tensor.getElementType()),
                                       tensor.getShape()));
    fill(inputs.back(), generator);
  }
  return inputs;
}
