//===- KilnDialect.cpp - The graph dialect --------------------------------===//

#include "dialects/Kiln/KilnDialect.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace kiln;
using namespace mlir;

#include "dialects/Kiln/KilnDialect.cpp.inc"

#include "dialects/Kiln/KilnEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Kiln/KilnAttrs.cpp.inc"

void KilnDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Kiln/KilnAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Kiln/KilnOps.cpp.inc"
      >();
}

Operation *KilnDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location location) {
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || elements.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, location, type, elements);
}

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

LogicalResult BlockedAttr::verifyEncoding(
    ArrayRef<int64_t> shape, Type elementType,
    function_ref<InFlightDiagnostic()> emitError) const {
  if (shape.size() != 4)
    return emitError() << "blocked layout needs a tensor of rank 4, got rank "
                       << shape.size();
  if (getBlock() < 1)
    return emitError() << "block must be at least 1, got " << getBlock();
  if (getHalo().size() != 4 ||
      llvm::any_of(getHalo(), [](int64_t size) { return size < 0; }))
    return emitError() << "halo needs four sizes of at least 0";
  if (getDims())
    return getDims().verifyEncoding(shape, elementType, emitError);
  return success();
}

Dims BlockedAttr::getPhysicalShape(DimsRef shape) const {
  ArrayRef<int64_t> halo = getHalo();
  return {shape[0], ceilDiv(shape[1], getBlock()), shape[2] + halo[0] + halo[2],
          shape[3] + halo[1] + halo[3], getBlock()};
}

BlockedAttr kiln::layoutOf(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? dyn_cast_if_present<BlockedAttr>(tensor.getEncoding())
                : BlockedAttr();
}

bool kiln::equalUpToLayout(TypeRange a, TypeRange b) {
  if (a.size() != b.size())
    return false;
  return llvm::all_of(llvm::zip(a, b), [](auto pair) {
    auto left = dyn_cast<RankedTensorType>(std::get<0>(pair));
    auto right = dyn_cast<RankedTensorType>(std::get<1>(pair));
    return left && right && withoutLayout(left) == withoutLayout(right);
  });
}
