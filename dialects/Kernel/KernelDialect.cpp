//===- KernelDialect.cpp - The dialect of scheduled kernels ---------------===//

#include "dialects/Kernel/KernelDialect.h"

#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace kiln::kernel;
using namespace mlir;

#include "dialects/Kernel/KernelDialect.cpp.inc"

#include "dialects/Kernel/KernelEnums.cpp.inc"

/// How attributes read parameters that are sizes.
template <> struct mlir::FieldParser<kiln::Dim> {
  static FailureOr<kiln::Dim> parse(AsmParser &parser) {
    return kiln::parseSize(parser);
  }
};

#define GET_ATTRDEF_CLASSES
#include "dialects/Kernel/KernelAttrs.cpp.inc"

void KernelDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Kernel/KernelAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Kernel/KernelOps.cpp.inc"
      >();
}

bool SliceAttr::overlaps(SliceAttr other) const {
  return getSpace() == other.getSpace() && getIndex() == other.getIndex() &&
         !isProvedAtMost(other.getEnd(), getOffset()) &&
         !isProvedAtMost(getEnd(), other.getOffset());
}

kiln::Dim kiln::kernel::storedElements(RankedTensorType type) {
  if (BlockedAttr layout = layoutOf(type))
    return productOf(layout.getPhysicalShape(dimsOf(type)));
  return productOf(dimsOf(type));
}

kiln::Dim kiln::kernel::bytesOf(RankedTensorType type) {
  std::optional<DType> dtype = dtypeOf(type.getElementType());
  assert(dtype && "not an element type of the graph dialect");
  return storedElements(type) * byteWidth(*dtype);
}
