//===- DataDims.cpp - Named dimensions that are computed ------------------===//

#include "dialects/Kiln/DataDims.h"

using namespace kiln;
using namespace mlir;

DataDims::DataDims(Block &body) {
  for (auto define : body.getOps<DefineDimOp>())
    if (!define.getSize().isKnown())
      bounds.push_back(
          {define.getDim().str(), mostOf(define.getBound()).expression()});
}

bool DataDims::contains(llvm::StringRef name) const {
  return llvm::any_of(bounds,
                      [&](const auto &entry) { return entry.first == name; });
}

bool DataDims::decide(Dim size) const {
  DimSymbols symbols;
  collectSymbols(size.expression(), symbols);
  return llvm::any_of(
      symbols, [&](const auto &symbol) { return contains(symbol.first); });
}

bool DataDims::decide(Type tensor) const {
  return llvm::any_of(dimsOf(cast<RankedTensorType>(tensor)),
                      [&](Dim size) { return decide(size); });
}

Dim DataDims::mostOf(Dim size) const {
  if (size.isKnown() || isEmpty())
    return size;
  auto boundOf = [&](llvm::StringRef name) -> std::optional<DimExpr> {
    for (const auto &[symbol, bound] : bounds)
      if (symbol == name)
        return bound;
    return std::nullopt;
  };
  return Dim::of(size.attribute().getContext(),
                 kiln::mostOf(size.expression(), boundOf));
}
