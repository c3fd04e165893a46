//===- DimBounds.cpp - Expressions in the place of symbols ----------------===//

#include "dialects/Kiln/DimExpr.h"

using namespace kiln;

//===----------------------------------------------------------------------===//
// Substitution
//===----------------------------------------------------------------------===//

static DimExpr apply(DimAtom::Kind kind, const DimExpr &a, const DimExpr &b) {
  switch (kind) {
  case DimAtom::FloorDiv:
    return floorDiv(a, b);
  case DimAtom::Max:
    return max(a, b);
  case DimAtom::Min:
    return min(a, b);
  case DimAtom::Symbol:
    break;
  }
  llvm_unreachable("a symbol has no operands");
}

static DimExpr substitute(const DimAtom &atom, DimReplacement replacement) {
  if (atom.kind == DimAtom::Symbol)
    return replacement(atom.name).value_or(DimExpr::of(atom));
  return apply(atom.kind, substitute(atom.operands->first, replacement),
               substitute(atom.operands->second, replacement));
}

DimExpr kiln::substitute(const DimExpr &expression,
                         DimReplacement replacement) {
  if (expression.isNone())
    return expression;
  DimExpr sum = expression.constant;
  for (const DimTerm &term : expression.terms) {
    DimExpr product = term.coefficient;
    for (const DimAtom &factor : term.factors)
      product = product * ::substitute(factor, replacement);
    sum = sum + product;
  }
  return sum;
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

namespace {

/// Expressions around another one.
struct Ends {
  DimExpr least, most;
};

} // namespace

static std::optional<Ends> endsOf(const DimExpr &expression,
                                  DimReplacement boundOf);

static std::optional<Ends> endsOf(const DimAtom &atom, DimReplacement boundOf) {
  if (atom.kind == DimAtom::Symbol) {
    if (std::optional<DimExpr> bound = boundOf(atom.name))
      return Ends{0, *bound};
    return Ends{DimExpr::of(atom), DimExpr::of(atom)};
  }
  std::optional<Ends> a = endsOf(atom.operands->first, boundOf);
  std::optional<Ends> b = endsOf(atom.operands->second, boundOf);
  if (!a || !b)
    return std::nullopt;
  // By another divisor, quotients of negative numbers would grow.
  if (atom.kind == DimAtom::FloorDiv && !(b->least == b->most))
    return std::nullopt;
  return Ends{apply(atom.kind, a->least, b->least),
              apply(atom.kind, a->most, b->most)};
}

static std::optional<Ends> endsOf(const DimTerm &term, DimReplacement boundOf) {
  Ends product{1, 1};
  for (const DimAtom &factor : term.factors) {
    std::optional<Ends> ends = endsOf(factor, boundOf);
    if (!ends)
      return std::nullopt;
    bool isOne = ends->least == ends->most && product.least == product.most;
    if (!isOne && term.factors.size() > 1 && rangeOf(ends->least).least < 0)
      return std::nullopt;
    product = {product.least * ends->least, product.most * ends->most};
  }
  if (term.coefficient < 0)
    std::swap(product.least, product.most);
  return Ends{product.least * term.coefficient,
              product.most * term.coefficient};
}

static std::optional<Ends> endsOf(const DimExpr &expression,
                                  DimReplacement boundOf) {
  Ends sum{expression.constant, expression.constant};
  for (const DimTerm &term : expression.terms) {
    std::optional<Ends> ends = endsOf(term, boundOf);
    if (!ends)
      return std::nullopt;
    sum = {sum.least + ends->least, sum.most + ends->most};
  }
  return sum;
}

DimExpr kiln::mostOf(const DimExpr &expression, DimReplacement boundOf) {
  if (expression.isNone())
    return expression;
  std::optional<Ends> ends = endsOf(expression, boundOf);
  return ends ? ends->most : DimExpr(rangeOf(expression).most);
}
