//===- DimExpr.cpp - Canonical expressions of named dimensions ------------===//

#include "dialects/Kiln/DimExpr.h"

#include "runtime/Formula.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace kiln;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

// These are false where the result does not exist.

static bool add(int64_t &a, int64_t b) {
  return applyFormula(KILN_FORMULA_ADD, a, b, a);
}

static bool multiply(int64_t &a, int64_t b) {
  return applyFormula(KILN_FORMULA_MULTIPLY, a, b, a);
}

/// The expression, if it exists.
static DimExpr finish(DimExpr expression, bool exists) {
  bool isNumber = expression.isConstant();
  bool fits = !isNumber || expression.constant > DimExpr::noNumber;
  return exists && fits ? std::move(expression) : DimExpr::none();
}

KilnFormulaOperation DimAtom::operation() const {
  switch (kind) {
  case FloorDiv:
    return KILN_FORMULA_FLOORDIV;
  case Max:
    return KILN_FORMULA_MAX;
  case Min:
    return KILN_FORMULA_MIN;
  case Symbol:
    break;
  }
  return KILN_FORMULA_DIM;
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

/// False where the coefficient does not exist.
static bool addTerm(DimExpr &sum, DimTerm term) {
  auto place = llvm::lower_bound(sum.terms, term,
                                 [](const DimTerm &a, const DimTerm &b) {
                                   return DimTerm::compareFactors(a, b) < 0;
                                 });
  bool isThere =
      place != sum.terms.end() && DimTerm::compareFactors(*place, term) == 0;
  if (!isThere) {
    sum.terms.insert(place, std::move(term));
    return true;
  }
  bool exists = add(place->coefficient, term.coefficient);
  if (place->coefficient == 0)
    sum.terms.erase(place);
  return exists;
}

DimExpr kiln::operator+(const DimExpr &a, const DimExpr &b) {
  if (a.isNone() || b.isNone())
    return DimExpr::none();
  DimExpr sum = a;
  bool exists = add(sum.constant, b.constant);
  for (const DimTerm &term : b.terms)
    exists &= addTerm(sum, term);
  return finish(std::move(sum), exists);
}

DimExpr kiln::operator-(const DimExpr &a, const DimExpr &b) {
  return a + b * DimExpr(-1);
}

/// Nothing where the coefficient does not exist.
static std::optional<DimTerm> multiplyTerms(const DimTerm &a,
                                            const DimTerm &b) {
  DimTerm product{a.coefficient, {}};
  if (!multiply(product.coefficient, b.coefficient))
    return std::nullopt;
  product.factors.resize(a.factors.size() + b.factors.size());
  std::merge(a.factors.begin(), a.factors.end(), b.factors.begin(),
             b.factors.end(), product.factors.begin(),
             [](const DimAtom &x, const DimAtom &y) {
               return DimAtom::compare(x, y) < 0;
             });
  return product;
}

DimExpr kiln::operator*(const DimExpr &a, const DimExpr &b) {
  if (a.isNone() || b.isNone())
    return DimExpr::none();
  DimExpr product(a.constant);
  bool exists = multiply(product.constant, b.constant);
  auto addProduct = [&](const DimTerm &x, const DimTerm &y) {
    std::optional<DimTerm> term = multiplyTerms(x, y);
    exists &= term.has_value();
    if (term && term->coefficient)
      exists &= addTerm(product, std::move(*term));
  };
  for (const DimTerm &x : a.terms) {
    addProduct(x, {b.constant, {}});
    for (const DimTerm &y : b.terms)
      addProduct(x, y);
  }
  for (const DimTerm &y : b.terms)
    addProduct({a.constant, {}}, y);
  return finish(std::move(product), exists);
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

static constexpr DimRange allNumbers{INT64_MIN, INT64_MAX};

std::optional<DimRange> kiln::rangeOfResults(int64_t operation, DimRange a,
                                             DimRange b) {
  if (operation == KILN_FORMULA_FLOORDIV)
    b = {std::max<int64_t>(b.least, 1), std::max<int64_t>(b.most, 1)};
  // With one operand fixed, every operation only grows or only shrinks in the
  // other one.
  std::optional<DimRange> range;
  for (int64_t x : {a.least, a.most})
    for (int64_t y : {b.least, b.most}) {
      int64_t result = 0;
      if (!applyFormula(operation, x, y, result))
        return std::nullopt;
      if (!range)
        range = {result, result};
      range = {std::min(range->least, result), std::max(range->most, result)};
    }
  return range;
}

/// Nothing where some of the values may not exist.
static std::optional<DimRange> findRange(const DimExpr &expression);

static std::optional<DimRange> findRange(const DimAtom &atom) {
  if (atom.kind == DimAtom::Symbol)
    return atom.range;
  std::optional<DimRange> a = findRange(atom.operands->first);
  std::optional<DimRange> b = findRange(atom.operands->second);
  if (!a || !b)
    return std::nullopt;
  return rangeOfResults(atom.operation(), *a, *b);
}

static std::optional<DimRange> findRange(const DimTerm &term) {
  std::optional<DimRange> product{{term.coefficient, term.coefficient}};
  for (const DimAtom &factor : term.factors) {
    std::optional<DimRange> range = findRange(factor);
    product = range && product
                  ? rangeOfResults(KILN_FORMULA_MULTIPLY, *product, *range)
                  : std::nullopt;
  }
  return product;
}

static std::optional<DimRange> findRange(const DimExpr &expression) {
  if (expression.isNone())
    return std::nullopt;
  std::optional<DimRange> sum{{expression.constant, expression.constant}};
  for (const DimTerm &term : expression.terms) {
    std::optional<DimRange> range = findRange(term);
    sum = range && sum ? rangeOfResults(KILN_FORMULA_ADD, *sum, *range)
                       : std::nullopt;
  }
  return sum;
}

DimRange kiln::rangeOf(const DimExpr &expression) {
  return findRange(expression).value_or(allNumbers);
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
    // Terms with different factors, whose coefficients do not grow.
    if (chosen.factors.empty())
      sum.constant = chosen.coefficient;
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

/// The quotient of a constant rest, which becomes one between 0 and the
/// divisor.
static int64_t takeWhole(int64_t &rest, int64_t divisor) {
  int64_t whole = 0;
  applyFormula(KILN_FORMULA_FLOORDIV, rest, divisor, whole);
  rest = rest % divisor + (rest % divisor < 0 ? divisor : 0);
  return whole;
}

DimExpr kiln::floorDiv(const DimExpr &a, const DimExpr &b) {
  if (a.isNone() || b.isNone() || (b.isConstant() && b.constant <= 0))
    return DimExpr::none();
  if (b == DimExpr(1) || a == DimExpr(0))
    return a;
  if (a == b)
    return 1;
  DimExpr rest = a, quotient;
  bool isOneTerm = b.isConstant() || (b.constant == 0 && b.terms.size() == 1 &&
                                      b.terms.front().coefficient > 0);
  if (isOneTerm)
    quotient = takeMultiples(rest, b.isConstant() ? DimTerm{b.constant, {}}
                                                  : b.terms.front());
  if (b.isConstant())
    quotient = quotient + DimExpr(takeWhole(rest.constant, b.constant));
  DimRange range = rangeOf(rest);
  if (range.least >= 0 && rangeOf(rest - b).most < 0)
    return quotient;
  return quotient + atomOf(DimAtom::FloorDiv, rest, b);
}

DimExpr kiln::max(const DimExpr &a, const DimExpr &b) {
  if (a.isNone() || b.isNone())
    return DimExpr::none();
  DimRange difference = rangeOf(a - b);
  if (difference.least >= 0)
    return a;
  if (difference.most <= 0)
    return b;
  bool inOrder = DimExpr::compare(a, b) < 0;
  return atomOf(DimAtom::Max, inOrder ? a : b, inOrder ? b : a);
}

DimExpr kiln::min(const DimExpr &a, const DimExpr &b) {
  if (a.isNone() || b.isNone())
    return DimExpr::none();
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

DimExpr DimExpr::of(DimAtom factor) {
  DimExpr result;
  result.terms.push_back({1, {std::move(factor)}});
  return result;
}

static std::optional<int64_t> evaluateAtom(const DimAtom &atom,
                                           DimValues values) {
  if (atom.kind == DimAtom::Symbol)
    return values(atom.name);
  std::optional<int64_t> a = evaluate(atom.operands->first, values);
  std::optional<int64_t> b = evaluate(atom.operands->second, values);
  int64_t result = 0;
  if (!a || !b || !applyFormula(atom.operation(), *a, *b, result))
    return std::nullopt;
  return result;
}

std::optional<int64_t> kiln::evaluate(const DimExpr &expression,
                                      DimValues values) {
  if (expression.isNone())
    return std::nullopt;
  int64_t sum = expression.constant;
  for (const DimTerm &term : expression.terms) {
    int64_t product = term.coefficient;
    for (const DimAtom &factor : term.factors) {
      std::optional<int64_t> value = evaluateAtom(factor, values);
      if (!value || !multiply(product, *value))
        return std::nullopt;
    }
    if (!add(sum, product))
      return std::nullopt;
  }
  return sum;
}
