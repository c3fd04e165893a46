//===- Specialize.cpp - Modules at given named dimensions -----------------===//

#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/AttrTypeSubElements.h"

using namespace kiln;
using namespace mlir;

DimsRef kiln::namedDimsOf(Operation *function) {
  auto dims = function->getAttrOfType<DimsAttr>(kDimsAttr);
  return dims ? DimsRef(dims.getDims()) : DimsRef();
}

/// Leaves the dimensions that have no value yet.
static void dropNamedDims(Operation *function,
                          const llvm::StringMap<int64_t> &values) {
  Dims rest;
  for (Dim dim : namedDimsOf(function))
    if (!values.contains(dim.text()))
      rest.push_back(dim);
  if (rest.empty())
    function->removeAttr(kDimsAttr);
  else
    function->setAttr(kDimsAttr, DimsAttr::get(function->getContext(), rest));
}

llvm::Error kiln::specialize(Operation *module,
                             const llvm::StringMap<int64_t> &values) {
  std::string withoutValue;
  auto valueOf = [&](StringRef symbol) -> std::optional<DimExpr> {
    auto found = values.find(symbol);
    return found == values.end() ? std::nullopt
                                 : std::optional(DimExpr(found->second));
  };
  auto numberOf = [&](Dim dim) -> Dim {
    if (dim.isKnown())
      return dim;
    DimExpr number = substitute(dim.expression(), valueOf);
    if (number.isNone()) {
      withoutValue = dim.text();
      return 0;
    }
    return Dim::of(module->getContext(), number);
  };
  auto numbersOf = [&](DimsRef dims) {
    Dims numbers;
    for (Dim dim : dims)
      numbers.push_back(numberOf(dim));
    return numbers;
  };
  module->walk([&](Operation *op) { dropNamedDims(op, values); });
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
    return sizeAttr(dim.getContext(), numberOf(dim));
  });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
  if (withoutValue.empty())
    return llvm::Error::success();
  return llvm::createStringError("the size " + withoutValue +
                                 " does not exist for these named dimensions");
}
