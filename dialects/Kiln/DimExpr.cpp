//===- DimExpr.cpp - Canonical expressions of named dimensions ------------===//

#include "dialects/Kiln/Dims.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace kiln;

//===----------------------------------------------------------------------===//
// Numbers that stop at the ends
//===----------------------------------------------------------------------===//

static int64_t add(int64_t a, int64_t b) {
  int64_t sum;
  if (!llvm::AddOverflow(a, b, sum))
    return sum;
  return a > 0 ? INT64_MAX : INT64_MIN;
}

static int64_t multiply(int64_t a, int64_t b) {
  int64_t product;
  if (!llvm::MulOverflow(a, b, product))
    return product;
  return (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
}

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

template <typename T> static int compareNumbers(T a, T b) {
  return a < b ? -1 : a > b;
}

int DimAtom::compare(const DimAtom &a, const DimAtom &b) {
  if (int order = compareNumbers(a.kind, b.kind))
    return order;
  if (a.kind == Symbol) {
    if (int order = a.name.compare(b.name))
      return order < 0 ? -1 : 1;
    if (int order = compareNumbers(a.range.least, b.range.least))
      return order;
    return compareNumbers(a.range.most, b.range.most);
  }
  if (int order = DimExpr::compare(a.operands->first, b.operands->first))
    return order;
  return DimExpr::compare(a.operands->second, b.operands->second);
}

int DimTerm::compareFactors(const DimTerm &a, const DimTerm &b) {
  // Higher degrees first.
  if (int order = compareNumbers(b.factors.size(), a.factors.size()))
    return order;
  for (auto [x, y] : llvm::zip(a.factors, b.factors))
    if (int order = DimAtom::compare(x, y))
      return order;
  return 0;
}

int DimExpr::compare(const DimExpr &a, const DimExpr &b) {
  if (int order = compareNumbers(a.terms.size(), b.terms.size()))
    return order;
  for (auto [x, y] : llvm::zip(a.terms, b.terms)) {
    if (int order = DimTerm::compareFactors(x, y))
      return order;
    if (int order = compareNumbers(x.coefficient, y.coefficient))
      return order;
  }
  return compareNumbers(a.constant, b.constant);
}

//===----------------------------------------------------------------------===//
// Polynomials
//===----------------------------------------------------------------------===//

DimExpr DimExpr::symbol(llvm::StringRef name, DimRange range) {
  DimExpr result;
  result.terms.push_back({1, {{DimAtom::Symbol, name.str(), range, nullptr}}});
  return result;
}

static void addTerm(DimExpr &sum, DimTerm term) {
  auto place = llvm::lower_bound(sum.terms, term,
                                 [](const DimTerm &a, const DimTerm &b) {
                                   return DimTerm::compareFactors(a, b) < 0;
                                 });
  bool isThere =
      place != sum.terms.end() && DimTerm::compareFactors(*place, term) == 0;
  if (!isThere) {
    sum.terms.insert(place, std::move(term));
    return;
  }
  place->coefficient = add(place->coefficient, term.coefficient);
  if (place->coefficient == 0)
    sum.terms.erase(place);
}

DimExpr kiln::operator+(const DimExpr &a, const DimExpr &b) {
  DimExpr sum = a;
  sum.constant = add(sum.constant, b.constant);
  for (const DimTerm &term : b.terms)
    addTerm(sum, term);
  return sum;
}

DimExpr kiln::operator-(const DimExpr &a, const DimExpr &b) {
  return a + b * DimExpr(-1);
}

static DimTerm multiplyTerms(const DimTerm &a, const DimTerm &b) {
  DimTerm product{multiply(a.coefficient, b.coefficient), {}};
  product.factors.resize(a.factors.size() + b.factors.size());
  std::merge(a.factors.begin(), a.factors.end(), b.factors.begin(),
             b.factors.end(), product.factors.begin(),
             [](const DimAtom &x, const DimAtom &y) {
               return DimAtom::compare(x, y) < 0;
             });
  return product;
}

DimExpr kiln::operator*(const DimExpr &a, const DimExpr &b) {
  DimExpr product(multiply(a.constant, b.constant));
  auto addProduct = [&](const DimTerm &x, const DimTerm &y) {
    DimTerm term = multiplyTerms(x, y);
    if (term.coefficient)
      addTerm(product, std::move(term));
  };
  for (const DimTerm &x : a.terms) {
    addProduct(x, {b.constant, {}});
    for (const DimTerm &y : b.terms)
      addProduct(x, y);
  }
  for (const DimTerm &y : b.terms)
    addProduct({a.constant, {}}, y);
  return product;
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

static DimRange multiplyRanges(DimRange a, DimRange b) {
  int64_t ends[] = {multiply(a.least, b.least), multiply(a.least, b.most),
                    multiply(a.most, b.least), multiply(a.most, b.most)};
  return {*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)};
}

static DimRange rangeOfAtom(const DimAtom &atom) {
  if (atom.kind == DimAtom::Symbol)
    return atom.range;
  DimRange a = rangeOf(atom.operands->first);
  DimRange b = rangeOf(atom.operands->second);
  if (atom.kind == DimAtom::Max)
    return {std::max(a.least, b.least), std::max(a.most, b.most)};
  if (atom.kind == DimAtom::Min)
    return {std::min(a.least, b.least), std::min(a.most, b.most)};
  int64_t least = std::max<int64_t>(b.least, 1);
  int64_t most = std::max<int64_t>(b.most, 1);
  int64_t ends[] = {llvm::divideFloorSigned(a.least, least),
                    llvm::divideFloorSigned(a.least, most),
                    llvm::divideFloorSigned(a.most, least),
                    llvm::divideFloorSigned(a.most, most)};
  return {*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)};
}

DimRange kiln::rangeOf(const DimExpr &expression) {
  DimRange sum{expression.constant, expression.constant};
  for (const DimTerm &term : expression.terms) {
    DimRange product{term.coefficient, term.coefficient};
    for (const DimAtom &factor : term.factors)
      product = multiplyRanges(product, rangeOfAtom(factor));
    sum = {add(sum.least, product.least), add(sum.most, product.most)};
  }
  return sum;
}

//===----------------------------------------------------------------------===//
// Quotients, maxima and minima
//===----------------------------------------------------------------------===//

static DimExpr atomOf(DimAtom::Kind kind, const DimExpr &a, const DimExpr &b) {
  DimExpr result;
  auto operands = std::make_shared<const std::pair<DimExpr, DimExpr>>(a, b);
  result.terms.push_back({1, {{kind, "", {}, std::move(operands)}}});
  return result;
}

/// Divides a term by a term without rest.
static std::optional<DimTerm> divideTerm(const DimTerm &a, const DimTerm &b) {
  if (a.coefficient % b.coefficient != 0)
    return std::nullopt;
  DimTerm quotient{a.coefficient / b.coefficient, a.factors};
  for (const DimAtom &factor : b.factors) {
    auto found = llvm::find_if(quotient.factors, [&](const DimAtom &other) {
      return DimAtom::compare(factor, other) == 0;
    });
    if (found == quotient.factors.end())
      return std::nullopt;
    quotient.factors.erase(found);
  }
  return quotient;
}

/// What of `a` is a multiple of the one term of `divisor`, as a quotient; the
/// rest stays in `a`.
static DimExpr takeMultiples(DimExpr &a, const DimTerm &divisor) {
  DimExpr quotient, rest;
  auto take = [&](const DimTerm &term) {
    std::optional<DimTerm> part = divideTerm(term, divisor);
    DimExpr &sum = part ? quotient : rest;
    DimTerm chosen = part ? std::move(*part) : term;
    if (chosen.factors.empty())
      sum.constant = add(sum.constant, chosen.coefficient);
    else
      addTerm(sum, std::move(chosen));
  };
  for (const DimTerm &term : a.terms)
    take(term);
  if (a.constant)
    take({a.constant, {}});
  a = rest;
  return quotient;
}

DimExpr kiln::floorDiv(const DimExpr &a, const DimExpr &b) {
  if (b == DimExpr(1) || a == DimExpr(0))
    return a;
  if (a.isConstant() && b.isConstant())
    return b.constant ? llvm::divideFloorSigned(a.constant, b.constant) : 0;
  if (a == b)
    return 1;
  DimExpr rest = a, quotient;
  bool isOneTerm = b.isConstant() || (b.constant == 0 && b.terms.size() == 1);
  if (isOneTerm)
    quotient = takeMultiples(rest, b.isConstant() ? DimTerm{b.constant, {}}
                                                  : b.terms.front());
  if (b.isConstant()) {
    // A constant rest between 0 and the divisor.
    int64_t whole = llvm::divideFloorSigned(rest.constant, b.constant);
    quotient = quotient + DimExpr(whole);
    rest.constant -= whole * b.constant;
  }
  DimRange range = rangeOf(rest);
  if (range.least >= 0 && rangeOf(rest - b).most < 0)
    return quotient;
  return quotient + atomOf(DimAtom::FloorDiv, rest, b);
}

DimExpr kiln::max(const DimExpr &a, const DimExpr &b) {
  DimRange difference = rangeOf(a - b);
  if (difference.least >= 0)
    return a;
  if (difference.most <= 0)
    return b;
  bool inOrder = DimExpr::compare(a, b) < 0;
  return atomOf(DimAtom::Max, inOrder ? a : b, inOrder ? b : a);
}

DimExpr kiln::min(const DimExpr &a, const DimExpr &b) {
  DimRange difference = rangeOf(a - b);
  if (difference.least >= 0)
    return b;
  if (difference.most <= 0)
    return a;
  bool inOrder = DimExpr::compare(a, b) < 0;
  return atomOf(DimAtom::Min, inOrder ? a : b, inOrder ? b : a);
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void kiln::collectSymbols(const DimExpr &expression, DimSymbols &symbols) {
  for (const DimTerm &term : expression.terms)
    for (const DimAtom &atom : term.factors) {
      if (atom.kind != DimAtom::Symbol) {
        collectSymbols(atom.operands->first, symbols);
        collectSymbols(atom.operands->second, symbols);
        continue;
      }
      std::pair<std::string, DimRange> symbol{atom.name, atom.range};
      if (!llvm::is_contained(symbols, symbol))
        symbols.push_back(symbol);
    }
}

static int64_t evaluateAtom(const DimAtom &atom, DimValues values) {
  if (atom.kind == DimAtom::Symbol)
    return values(atom.name);
  int64_t a = evaluate(atom.operands->first, values);
  int64_t b = evaluate(atom.operands->second, values);
  if (atom.kind == DimAtom::Max)
    return std::max(a, b);
  if (atom.kind == DimAtom::Min)
    return std::min(a, b);
  return b > 0 ? llvm::divideFloorSigned(a, b) : 0;
}

int64_t kiln::evaluate(const DimExpr &expression, DimValues values) {
  int64_t sum = expression.constant;
  for (const DimTerm &term : expression.terms) {
    int64_t product = term.coefficient;
    for (const DimAtom &factor : term.factors)
      product = multiply(product, evaluateAtom(factor, values));
    sum = add(sum, product);
  }
  return sum;
}
