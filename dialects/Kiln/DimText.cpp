//===- DimText.cpp - Expressions of named dimensions as text --------------===//

#include "dialects/Kiln/DimExpr.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace kiln;
using llvm::StringRef;

bool kiln::isDimName(StringRef name) {
  return !name.empty() && llvm::isAlpha(name.front()) && !name.contains('x') &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

static std::string atomText(const DimAtom &atom) {
  if (atom.kind == DimAtom::Symbol)
    return atom.name;
  StringRef name = atom.kind == DimAtom::FloorDiv ? "floordiv"
                   : atom.kind == DimAtom::Max    ? "max"
                                                  : "min";
  return (name + "(" + toText(atom.operands->first) + ", " +
          toText(atom.operands->second) + ")")
      .str();
}

std::string kiln::toText(const DimExpr &expression) {
  if (expression.isNone())
    return "<beyond 64 bits>";
  std::string text;
  auto append = [&](int64_t number, const std::string &factors) {
    uint64_t magnitude = number < 0 ? -uint64_t(number) : uint64_t(number);
    bool isFirst = text.empty();
    text += isFirst ? (number < 0 ? "-" : "") : (number < 0 ? " - " : " + ");
    if (magnitude != 1 || factors.empty())
      text += std::to_string(magnitude) + (factors.empty() ? "" : "*");
    text += factors;
  };
  for (const DimTerm &term : expression.terms) {
    std::string factors;
    for (const DimAtom &factor : term.factors)
      factors += (factors.empty() ? "" : "*") + atomText(factor);
    append(term.coefficient, factors);
  }
  if (expression.constant || text.empty())
    append(expression.constant, "");
  return text;
}

std::string kiln::toText(const DimSymbols &symbols) {
  std::string text;
  for (const auto &[name, range] : symbols)
    if (range != defaultDimRange)
      text += llvm::formatv("{0}{1} = {2}..{3}", text.empty() ? "" : ", ", name,
                            range.least, range.most);
  return text;
}

//===----------------------------------------------------------------------===//
// Parsing
//===----------------------------------------------------------------------===//

namespace {

/// Recursive descent; `failed` stays once it is set.
class DimParser {
public:
  DimParser(StringRef text, llvm::function_ref<DimRange(StringRef)> rangeOf)
      : rest(text), rangeOf(rangeOf) {}

  std::optional<DimExpr> parse() {
    DimExpr result = sum();
    rest = rest.ltrim();
    return failed || !rest.empty() ? std::nullopt : std::optional(result);
  }

private:
  static constexpr unsigned mostDepth = 64;

  bool take(char c) {
    rest = rest.ltrim();
    return rest.consume_front(StringRef(&c, 1));
  }

  DimExpr fail() {
    failed = true;
    return 0;
  }

  DimExpr sum() {
    if (++depth > mostDepth)
      return fail();
    DimExpr result = product();
    while (!failed) {
      if (take('+'))
        result = result + product();
      else if (take('-'))
        result = result - product();
      else
        break;
    }
    --depth;
    return result;
  }

  DimExpr product() {
    DimExpr result = factor();
    while (!failed && take('*'))
      result = result * factor();
    return result;
  }

  DimExpr factor() {
    bool isNegative = take('-');
    DimExpr result = primary();
    return isNegative ? result * DimExpr(-1) : result;
  }

  DimExpr primary() {
    if (take('(')) {
      DimExpr inner = sum();
      return take(')') ? inner : fail();
    }
    int64_t number;
    StringRef digits = rest.take_while(llvm::isDigit);
    if (!digits.empty()) {
      rest = rest.drop_front(digits.size());
      return digits.getAsInteger(10, number) ? fail() : DimExpr(number);
    }
    StringRef name =
        rest.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
    rest = rest.drop_front(name.size());
    if (!name.empty() && take('('))
      return function(name);
    return isDimName(name) ? DimExpr::symbol(name, rangeOf(name)) : fail();
  }

  DimExpr function(StringRef name) {
    DimExpr a = sum();
    if (!take(','))
      return fail();
    DimExpr b = sum();
    if (!take(')'))
      return fail();
    if (name == "max")
      return max(a, b);
    if (name == "min")
      return min(a, b);
    if (kiln::rangeOf(b).least < 1)
      return fail();
    if (name == "floordiv")
      return floorDiv(a, b);
    if (name == "ceildiv")
      return floorDiv(a + b - DimExpr(1), b);
    if (name == "mod")
      return a - b * floorDiv(a, b);
    return fail();
  }

  StringRef rest;
  llvm::function_ref<DimRange(StringRef)> rangeOf;
  unsigned depth = 0;
  bool failed = false;
};

} // namespace

llvm::Expected<DimExpr>
kiln::parseDim(StringRef text,
               llvm::function_ref<DimRange(StringRef)> rangeOf) {
  if (auto result = DimParser(text, rangeOf).parse())
    return *result;
  return llvm::createStringError(llvm::formatv(
      "expected a size such as 8, N or 2*N + 1, got '{0}'", text));
}

static bool parseRange(StringRef text, DimRange &range) {
  auto [least, most] = text.trim().split("..");
  if (least.trim().getAsInteger(10, range.least))
    return false;
  if (!text.contains(".."))
    range.most = range.least;
  else if (most.trim().getAsInteger(10, range.most))
    return false;
  constexpr int64_t limit = int64_t(1) << 40;
  return range.least >= 0 && range.least <= range.most && range.most <= limit;
}

llvm::Expected<DimSymbols> kiln::parseDimRanges(StringRef text) {
  DimSymbols symbols;
  llvm::SmallVector<StringRef> parts;
  text.split(parts, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef part : parts) {
    auto [name, values] = part.split('=');
    DimRange range;
    if (!isDimName(name.trim()) || !parseRange(values, range))
      return llvm::createStringError(llvm::formatv(
          "expected a named dimension and its range, such as N=1..64, got "
          "'{0}'",
          part.trim()));
    symbols.push_back({name.trim().str(), range});
  }
  return symbols;
}
