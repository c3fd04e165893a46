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
         getOffset() < other.getEnd() && other.getOffset() < getEnd();
}

int64_t kiln::kernel::storedElements(RankedTensorType type) {
  SmallVector<int64_t> shape(type.getShape());
  if (BlockedAttr layout = layoutOf(type))
    shape = layout.getPhysicalShape(shape);
  int64_t count = 1;
  for (int64_t size : shape)
    count *= size;
  return count;
}

int64_t kiln::kernel::bytesOf(RankedTensorType type) {
  std::optional<DType> dtype = dtypeOf(type.getElementType());
  assert(dtype && "not an element type of the graph dialect");
  return storedElements(type) * byteWidth(*dtype);
}
