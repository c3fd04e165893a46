//===- Dims.cpp - Sizes that depend on named dimensions -------------------===//

#include "dialects/Kiln/Dims.h"

#include "dialects/Kiln/KilnDialect.h"

#include <numeric>

using namespace kiln;
using namespace mlir;

//===----------------------------------------------------------------------===//
// References to expressions
//===----------------------------------------------------------------------===//

// Attributes are aligned to 8 bytes and lie in the lower half of the address
// space: an eighth of their address is far below 2^48.
static constexpr unsigned addressShift = 3;

Dim::Dim(DimAttr expression)
    : bits(INT64_MIN +
           static_cast<int64_t>(
               reinterpret_cast<uintptr_t>(expression.getAsOpaquePointer()) >>
               addressShift)) {
  assert(!isKnown() && "an address out of the lower half");
}

Dim Dim::of(MLIRContext *context, const DimExpr &expression) {
  if (expression.isConstant())
    return expression.constant;
  return DimAttr::get(context, expression);
}

Dim Dim::symbol(MLIRContext *context, StringRef name, DimRange range) {
  if (range.least == range.most)
    return range.least;
  return of(context, DimExpr::symbol(name, range));
}

DimAttr Dim::attribute() const {
  if (isKnown())
    return {};
  uintptr_t address = static_cast<uintptr_t>(bits - INT64_MIN) << addressShift;
  return cast<DimAttr>(
      Attribute::getFromOpaquePointer(reinterpret_cast<void *>(address)));
}

DimExpr Dim::expression() const {
  return isKnown() ? DimExpr(bits) : attribute().getExpression();
}

DimRange Dim::range() const { return rangeOf(expression()); }

std::string Dim::text() const { return toText(expression()); }

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

template <typename Function>
static Dim combine(Dim a, Dim b, Function &&function) {
  DimAttr reference = a.isKnown() ? b.attribute() : a.attribute();
  DimExpr result = function(a.expression(), b.expression());
  return reference ? Dim::of(reference.getContext(), result)
                   : Dim(result.constant);
}

Dim kiln::operator+(Dim a, Dim b) {
  return combine(a, b, [](const auto &x, const auto &y) { return x + y; });
}
Dim kiln::operator-(Dim a, Dim b) {
  return combine(a, b, [](const auto &x, const auto &y) { return x - y; });
}
Dim kiln::operator*(Dim a, Dim b) {
  return combine(a, b, [](const auto &x, const auto &y) { return x * y; });
}
Dim kiln::floorDiv(Dim a, Dim b) {
  return combine(a, b,
                 [](const auto &x, const auto &y) { return floorDiv(x, y); });
}
Dim kiln::ceilDiv(Dim a, Dim b) { return floorDiv(a + b - 1, b); }
Dim kiln::max(Dim a, Dim b) {
  return combine(a, b, [](const auto &x, const auto &y) { return max(x, y); });
}
Dim kiln::min(Dim a, Dim b) {
  return combine(a, b, [](const auto &x, const auto &y) { return min(x, y); });
}
Dim kiln::alignTo(Dim a, int64_t alignment) {
  return ceilDiv(a, alignment) * alignment;
}

/// Tries all values of the symbols, where they are few.
static bool isNeverNegative(const DimExpr &expression) {
  constexpr int64_t mostTried = 4096;
  DimSymbols symbols;
  collectSymbols(expression, symbols);
  int64_t count = 1;
  std::vector<int64_t> at;
  for (const auto &[name, range] : symbols) {
    int64_t values = range.most - range.least + 1;
    if (values > mostTried || (count *= values) > mostTried)
      return false;
    at.push_back(range.least);
  }
  while (count-- > 0) {
    std::optional<int64_t> value = evaluate(expression, [&](StringRef name) {
      for (auto [symbol, number] : llvm::zip(symbols, at))
        if (symbol.first == name)
          return number;
      return int64_t(0);
    });
    if (!value || *value < 0)
      return false;
    for (auto [symbol, number] : llvm::zip(symbols, at)) {
      if (number++ < symbol.second.most)
        break;
      number = symbol.second.least;
    }
  }
  return true;
}

bool kiln::isProvedAtMost(Dim a, Dim b) {
  if (a.isNone() || b.isNone())
    return false;
  if (a.isKnown() && b.isKnown())
    return a.known() <= b.known();
  DimExpr room = b.expression() - a.expression();
  DimRange range = rangeOf(room);
  return range.least >= 0 || (range.most >= 0 && isNeverNegative(room));
}

bool kiln::isProvedMultiple(Dim a, int64_t divisor) {
  DimExpr expression = a.expression();
  return !a.isNone() && expression.constant % divisor == 0 &&
         llvm::all_of(expression.terms, [&](const DimTerm &term) {
           return term.coefficient % divisor == 0;
         });
}

int64_t kiln::contentOf(Dim dim) {
  if (dim.isKnown())
    return dim.isNone() ? 1 : dim.known();
  DimExpr expression = dim.expression();
  int64_t content = expression.constant;
  for (const DimTerm &term : expression.terms)
    content = std::gcd(content, term.coefficient);
  return content;
}

std::optional<int64_t> kiln::evaluate(Dim dim, DimValues values) {
  return evaluate(dim.expression(), values);
}

Dim kiln::productOf(DimsRef dims) {
  Dim result = 1;
  for (Dim dim : dims)
    result = result * dim;
  return result;
}

std::string kiln::dimsText(DimsRef dims) {
  std::string text;
  for (Dim dim : dims)
    text += (text.empty() ? "" : ", ") + dim.text();
  return "[" + text + "]";
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

/// Parses `"N = 1..64">` behind a comma, if there is one, and the end.
static ParseResult parseRanges(AsmParser &parser, DimSymbols &symbols) {
  std::string text;
  SMLoc loc = parser.getCurrentLocation();
  if (succeeded(parser.parseOptionalComma()) && parser.parseString(&text))
    return failure();
  auto parsed = parseDimRanges(text);
  if (!parsed)
    return parser.emitError(loc, llvm::toString(parsed.takeError()));
  symbols = std::move(*parsed);
  return parser.parseGreater();
}

static auto rangesIn(const DimSymbols &symbols) {
  return [&symbols](StringRef name) {
    for (const auto &[symbol, range] : symbols)
      if (symbol == name)
        return range;
    return defaultDimRange;
  };
}

/// Parses `<"expressions", "ranges">`.
static ParseResult parseExpressions(AsmParser &parser,
                                    SmallVectorImpl<DimExpr> &expressions) {
  std::string text;
  DimSymbols symbols;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess() || parser.parseString(&text) ||
      parseRanges(parser, symbols))
    return failure();
  // Commas inside of parentheses belong to functions.
  StringRef rest = text;
  while (!rest.trim().empty()) {
    size_t end = 0, depth = 0;
    for (; end < rest.size() && (depth || rest[end] != ','); ++end)
      depth += rest[end] == '(' ? 1 : rest[end] == ')' && depth ? -1 : 0;
    auto ranges = rangesIn(symbols);
    auto expression = parseDim(rest.take_front(end), ranges);
    if (!expression)
      return parser.emitError(loc, llvm::toString(expression.takeError()));
    expressions.push_back(std::move(*expression));
    rest = rest.drop_front(std::min(end + 1, rest.size()));
  }
  return success();
}

static void printExpressions(AsmPrinter &printer, DimsRef dims) {
  DimSymbols symbols;
  printer << "<\"";
  llvm::interleaveComma(dims, printer.getStream(), [&](Dim dim) {
    collectSymbols(dim.expression(), symbols);
    printer << dim.text();
  });
  printer << '"';
  if (std::string ranges = toText(symbols); !ranges.empty())
    printer << ", \"" << ranges << '"';
  printer << '>';
}

Attribute DimAttr::parse(AsmParser &parser, Type) {
  SmallVector<DimExpr> expressions;
  SMLoc loc = parser.getCurrentLocation();
  if (parseExpressions(parser, expressions))
    return {};
  if (expressions.size() != 1 || expressions.front().isConstant()) {
    parser.emitError(loc, "expected one size that depends on a named "
                          "dimension");
    return {};
  }
  return get(parser.getContext(), expressions.front());
}

void DimAttr::print(AsmPrinter &printer) const {
  printExpressions(printer, Dim(*this));
}

Attribute DimsAttr::parse(AsmParser &parser, Type) {
  SmallVector<DimExpr> expressions;
  if (parseExpressions(parser, expressions))
    return {};
  Dims dims;
  for (const DimExpr &expression : expressions)
    dims.push_back(Dim::of(parser.getContext(), expression));
  return get(parser.getContext(), dims);
}

void DimsAttr::print(AsmPrinter &printer) const {
  printExpressions(printer, getDims());
}

LogicalResult
DimsAttr::verifyEncoding(ArrayRef<int64_t> shape, Type,
                         function_ref<InFlightDiagnostic()> emitError) const {
  bool fits =
      shape.size() == getDims().size() && !DimsRef(getDims()).areKnown();
  for (size_t d = 0; fits && d < shape.size(); ++d)
    fits = shape[d] == getDims()[d].inType();
  if (fits)
    return success();
  return emitError() << "the named dimensions " << dimsText(getDims())
                     << " are not those of the shape";
}

FailureOr<Dim> kiln::parseSize(AsmParser &parser) {
  int64_t number;
  OptionalParseResult known = parser.parseOptionalInteger(number);
  if (known.has_value())
    return *known ? FailureOr<Dim>(failure()) : Dim(number);
  DimAttr expression;
  if (parser.parseAttribute(expression))
    return failure();
  return Dim(expression);
}

AsmPrinter &kiln::operator<<(AsmPrinter &printer, Dim size) {
  if (size.isKnown())
    return printer << size.known();
  return printer << Attribute(size.attribute());
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

static DimsAttr dimsAttrOf(RankedTensorType type) {
  Attribute encoding = type.getEncoding();
  if (auto layout = dyn_cast_if_present<BlockedAttr>(encoding))
    return layout.getDims();
  return dyn_cast_if_present<DimsAttr>(encoding);
}

bool kiln::hasDims(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && (tensor.hasStaticShape() || dimsAttrOf(tensor));
}

DimsRef kiln::dimsOf(RankedTensorType type) {
  if (DimsAttr dims = dimsAttrOf(type))
    return dims.getDims();
  assert(type.hasStaticShape() && "a dimension without a name");
  return type.getShape();
}

DimsRef kiln::dimsOf(Attribute list) {
  if (auto numbers = dyn_cast<DenseI64ArrayAttr>(list))
    return numbers.asArrayRef();
  return cast<DimsAttr>(list).getDims();
}

Attribute kiln::dimArrayAttr(MLIRContext *context, DimsRef dims) {
  if (!dims.areKnown())
    return DimsAttr::get(context, dims);
  SmallVector<int64_t> numbers;
  for (Dim dim : dims)
    numbers.push_back(dim.known());
  return DenseI64ArrayAttr::get(context, numbers);
}

Dim kiln::dimOf(Attribute number) {
  if (auto integer = dyn_cast<IntegerAttr>(number))
    return integer.getInt();
  return cast<DimAttr>(number);
}

Attribute kiln::sizeAttr(MLIRContext *context, Dim size) {
  if (!size.isKnown())
    return size.attribute();
  return IntegerAttr::get(IntegerType::get(context, 64), size.known());
}

RankedTensorType kiln::tensorTypeOf(DimsRef dims, Type element) {
  SmallVector<int64_t> shape;
  for (Dim dim : dims)
    shape.push_back(dim.inType());
  Attribute encoding;
  if (!dims.areKnown())
    encoding = DimsAttr::get(element.getContext(), dims);
  return RankedTensorType::get(shape, element, encoding);
}

RankedTensorType kiln::withLayout(RankedTensorType type, int64_t block,
                                  ArrayRef<int64_t> halo) {
  return type.cloneWithEncoding(
      BlockedAttr::get(type.getContext(), block, halo, dimsAttrOf(type)));
}

RankedTensorType kiln::withoutLayout(RankedTensorType type) {
  return tensorTypeOf(dimsOf(type), type.getElementType());
}
