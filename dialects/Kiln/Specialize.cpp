//===- Specialize.cpp - Modules at given named dimensions -----------------===//

#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/AttrTypeSubElements.h"

using namespace kiln;
using namespace mlir;

DimsRef kiln::namedDimsOf(Operation *function) {
  auto dims = function->getAttrOfType<DimsAttr>(kDimsAttr);
  return dims ? DimsRef(dims.getDims()) : DimsRef();
}

llvm::Error kiln::specialize(ModuleOp module,
                             const llvm::StringMap<int64_t> &values) {
  std::string withoutValue;
  auto numberOf = [&](Dim dim) {
    std::optional<int64_t> number =
        evaluate(dim, [&](StringRef symbol) { return values.lookup(symbol); });
    if (!number)
      withoutValue = dim.text();
    return number.value_or(0);
  };
  auto numbersOf = [&](DimsRef dims) {
    Dims numbers;
    for (Dim dim : dims)
      numbers.push_back(numberOf(dim));
    return numbers;
  };
  for (Operation &op : module.getOps())
    op.removeAttr(kDimsAttr);
  AttrTypeReplacer replacer;
  // Types first: their encodings go with the names.
  replacer.addReplacement([&](RankedTensorType type) -> std::optional<Type> {
    if (type.hasStaticShape())
      return std::nullopt;
    RankedTensorType known =
        tensorTypeOf(numbersOf(dimsOf(type)), type.getElementType());
    if (BlockedAttr layout = layoutOf(type))
      known = withLayout(known, layout.getBlock(), layout.getHalo());
    return known;
  });
  replacer.addReplacement([&](DimsAttr dims) -> std::optional<Attribute> {
    return dimArrayAttr(dims.getContext(), numbersOf(dims.getDims()));
  });
  replacer.addReplacement([&](DimAttr dim) -> std::optional<Attribute> {
    return IntegerAttr::get(IntegerType::get(dim.getContext(), 64),
                            numberOf(dim));
  });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
  if (withoutValue.empty())
    return llvm::Error::success();
  return llvm::createStringError("the size " + withoutValue +
                                 " does not exist for these named dimensions");
}
