//===- FuzzAten.cpp - Any text as calls of operators ----------------------===//
//
// One call a line: `conv2d f1x3x8x8 f4x3x3x3 padding=[1,1]`. An f32, i64, bool,
// ... tensor is its first letter and its shape, `#2` the result of the third
// call, `@f16` a type; other arguments are as in Python.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Table.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

using namespace kiln;
using namespace kiln::aten;
using llvm::StringRef;

static constexpr unsigned maxCalls = 12;
static constexpr int64_t maxElements = 4096;

namespace {

class Program {
public:
  explicit Program(mlir::MLIRContext *context)
      : emit(context, {/*bytes=*/4 << 20, /*work=*/1 << 18}) {}

  /// Makes the calls up to the first that cannot be read.
  void run(StringRef text);

private:
  bool call(StringRef line);
  std::optional<Argument> parse(StringRef &text, unsigned depth = 0);
  std::optional<Argument> parseList(StringRef &text, unsigned depth);
  std::optional<Argument> parseTensor(StringRef &text);
  std::optional<Argument> parseNumber(StringRef &text);
  void check(const Argument &result);

  Emitter emit;
  std::vector<Argument> results;
};

} // namespace

/// f2x3: numbers around zero; of integers none is out of every range.
std::optional<Argument> Program::parseTensor(StringRef &text) {
  static constexpr std::pair<char, DType> types[] = {
      {'f', DType::F32}, {'d', DType::F64}, {'h', DType::F16},
      {'l', DType::I64}, {'i', DType::I32}, {'c', DType::I8},
      {'u', DType::U8},  {'b', DType::Bool}};
  const auto *known = llvm::find_if(
      types, [&](const auto &type) { return text.starts_with(type.first); });
  if (known == std::end(types))
    return std::nullopt;
  text = text.drop_front();
  Shape shape;
  int64_t dim;
  while (!text.empty() && llvm::isDigit(text.front())) {
    if (text.consumeInteger(10, dim))
      return std::nullopt;
    shape.push_back(dim);
    text.consume_front("x");
  }
  if (shape.size() > 8 ||
      checkedNumElements(shape).value_or(maxElements + 1) > maxElements)
    return std::nullopt;
  return Argument(
      emit.fromHost(numbersToHost(known->second, shape, [&](int64_t index) {
        return isFloat(known->second) ? 0.25 * (index % 11) - 1
                                      : static_cast<double>(index % 3);
      })));
}

std::optional<Argument> Program::parseNumber(StringRef &text) {
  StringRef word = text.take_while(
      [](char c) { return llvm::isAlnum(c) || c == '.' || c == '-'; });
  text = text.drop_front(word.size());
  int64_t integer;
  double number;
  if (!word.getAsInteger(10, integer))
    return Argument(integer);
  if (!word.getAsDouble(number))
    return Argument(number);
  return std::nullopt;
}

std::optional<Argument> Program::parseList(StringRef &text, unsigned depth) {
  ArgumentList list;
  while (!text.consume_front("]")) {
    auto element = parse(text, depth + 1);
    if (!element)
      return std::nullopt;
    list.push_back(*element);
    text.consume_front(",");
  }
  return Argument(std::move(list));
}

std::optional<Argument> Program::parse(StringRef &text, unsigned depth) {
  if (depth > 4)
    return std::nullopt;
  if (text.consume_front("None"))
    return Argument();
  if (text.consume_front("True"))
    return Argument(true);
  if (text.consume_front("False"))
    return Argument(false);
  if (text.consume_front("["))
    return parseList(text, depth);
  if (text.consume_front("'")) {
    StringRef word = text.take_until([](char c) { return c == '\''; });
    text = text.drop_front(std::min(text.size(), word.size() + 1));
    return Argument(word.str());
  }
  if (text.consume_front("@")) {
    StringRef name = text.take_while(llvm::isAlnum);
    text = text.drop_front(name.size());
    std::optional<DType> type = parseDType(name);
    return type ? std::optional<Argument>(*type) : std::nullopt;
  }
  if (text.consume_front("#")) {
    size_t index;
    if (text.consumeInteger(10, index) || index >= results.size())
      return std::nullopt;
    return results[index];
  }
  return text.starts_with("inf")                        ? parseNumber(text)
         : !text.empty() && llvm::isAlpha(text.front()) ? parseTensor(text)
                                                        : parseNumber(text);
}

/// Computes what came of a call.
void Program::check(const Argument &result) {
  if (auto *tensor = result.getIf<Tensor>())
    (void)emit.evaluate(*tensor);
  else if (auto *list = result.getIf<ArgumentList>())
    for (const Argument &element : *list)
      check(element);
}

bool Program::call(StringRef line) {
  auto [name, rest] = line.split(' ');
  ArgumentList positional;
  std::vector<NamedArgument> named;
  while (!rest.empty()) {
    size_t end = rest.find_first_of("= [");
    bool isNamed = end != StringRef::npos && rest[end] == '=';
    StringRef key = isNamed ? rest.take_front(end) : StringRef();
    rest = rest.drop_front(isNamed ? end + 1 : 0);
    auto argument = parse(rest);
    if (!argument)
      return false;
    if (isNamed)
      named.push_back({key.str(), *argument});
    else
      positional.push_back(*argument);
    rest = rest.ltrim(' ');
  }
  bool isReported = false;
  mlir::ScopedDiagnosticHandler handler(
      emit.context(), [&](mlir::Diagnostic &diagnostic) {
        isReported |= !diagnostic.str().empty();
        return mlir::success();
      });
  Result result = Table::get().call(emit, name, positional, named);
  // What fails says why, and nothing else does.
  if (failed(result) != isReported)
    abort();
  if (failed(result))
    return true;
  check(*result);
  if (isReported)
    abort();
  results.push_back(*result);
  return true;
}

void Program::run(StringRef text) {
  for (unsigned calls = 0; calls < maxCalls && !text.empty(); ++calls) {
    auto [line, rest] = text.split('\n');
    if (!line.empty() && !call(line))
      break;
    text = rest;
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // A context keeps every type and location.
  static std::unique_ptr<mlir::MLIRContext> context;
  static unsigned runs = 0;
  if (runs++ % 2000 == 0) {
    context = std::make_unique<mlir::MLIRContext>(
        mlir::MLIRContext::Threading::DISABLED);
    context->loadDialect<KilnDialect>();
  }
  Program(context.get())
      .run(StringRef(reinterpret_cast<const char *>(data), size));
  return 0;
}
