//===- Table.cpp - The one table of torch operators -----------------------===//

#include "compiler/Frontend/Aten/Table.h"

#include "compiler/Frontend/Aten/CheckTypes.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Value Call::value(StringRef name) const {
  const Argument &argument = (*this)[name];
  return argument.isNone() ? Value() : emit.read(argument.get<Tensor>());
}

std::vector<Tensor> Call::tensors(StringRef name) const {
  std::vector<Tensor> result;
  for (const Argument &element : (*this)[name].get<ArgumentList>())
    result.push_back(element.isNone() ? Tensor() : element.get<Tensor>());
  return result;
}

SmallVector<int64_t> Call::ints(StringRef name) const {
  SmallVector<int64_t> result;
  if (auto *list = (*this)[name].getIf<ArgumentList>())
    for (const Argument &element : *list)
      result.push_back(element.asInteger());
  return result;
}

std::optional<double> Call::optionalNumber(StringRef name) const {
  if (!has(name))
    return std::nullopt;
  return number(name);
}

std::optional<DType> Call::dtype(StringRef name) const {
  if (auto *type = (*this)[name].getIf<DType>())
    return *type;
  return std::nullopt;
}

FailureOr<int64_t> aten::wrapDim(Emitter &emit, int64_t dim, int64_t rank) {
  int64_t bound = std::max<int64_t>(rank, 1);
  if (dim >= -bound && dim < bound)
    return dim < 0 ? dim + bound : dim;
  return emit.error() << "dimension out of range (expected to be in range of ["
                      << -bound << ", " << bound - 1 << "], but got " << dim
                      << ")";
}

FailureOr<int64_t> Call::dim(StringRef name, int64_t rank) const {
  return wrapDim(emit, integer(name), rank);
}

FailureOr<int64_t> Call::existingDim(StringRef name, int64_t rank) const {
  if (rank == 0)
    return error() << "expected a tensor with at least one dimension";
  return dim(name, rank);
}

FailureOr<SmallVector<int64_t>> Call::dims(StringRef name, int64_t rank) const {
  SmallVector<int64_t> result = ints(name);
  if (auto *single = (*this)[name].getIf<int64_t>())
    result = {*single};
  if (result.empty())
    return counting(0, rank);
  for (int64_t &dim : result) {
    FailureOr<int64_t> wrapped = wrapDim(emit, dim, rank);
    if (failed(wrapped))
      return failure();
    dim = *wrapped;
  }
  llvm::sort(result);
  if (std::adjacent_find(result.begin(), result.end()) != result.end())
    return error() << "a dimension appears twice";
  // A scalar has no dimension to reduce over.
  if (rank == 0)
    result.clear();
  return result;
}

Result Call::give(Value value) const {
  if (!value)
    return failure();
  return Argument(Tensor::of(value));
}

Result Call::give(FailureOr<Tensor> tensor) const {
  if (failed(tensor))
    return failure();
  return Argument(std::move(*tensor));
}

Result Call::give(std::vector<Tensor> tensors) const {
  ArgumentList list;
  for (Tensor &tensor : tensors)
    list.push_back(Argument(std::move(tensor)));
  return Argument(std::move(list));
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

Table::Table() {
  addElementwiseOps(*this);
  addActivationOps(*this);
  addReshapeOps(*this);
  addSplitOps(*this);
  addArrangeOps(*this);
  addCopyOps(*this);
  addIndexingOps(*this);
  addCreationOps(*this);
  addReductionOps(*this);
  addScatterOps(*this);
  addContractionOps(*this);
  addPoolingOps(*this);
  addNormalizationOps(*this);
  addVisionOps(*this);
}

const Table &Table::get() {
  static const Table table;
  return table;
}

void Table::add(StringRef text, Builder build) {
  Schema schema = llvm::cantFail(parseSchema(text));
  std::string name = schema.name;
  entries[name].push_back({std::move(schema), std::move(build)});
}

void Table::alias(StringRef other, StringRef name) {
  std::vector<Entry> copies = entries.lookup(name);
  assert(!copies.empty() && "an alias of nothing");
  entries[other] = std::move(copies);
}

ArrayRef<Entry> Table::overloads(StringRef name) const {
  auto found = entries.find(name);
  if (found == entries.end())
    return {};
  return found->second;
}

static bool isInPlaceName(StringRef name) {
  return name.size() > 1 && name.ends_with("_") && !name.ends_with("__");
}

bool Table::knows(StringRef name) const {
  return contains(name) || (isInPlaceName(name) && contains(name.drop_back()));
}

static bool holdsPoison(const Argument &argument) {
  if (auto *tensor = argument.getIf<Tensor>())
    return tensor->isPoison();
  if (auto *list = argument.getIf<ArgumentList>())
    return llvm::any_of(*list, holdsPoison);
  return false;
}

/// Puts `result` into `target`, with its element type.
static Result store(Emitter &emit, const Tensor &target,
                    const Argument &result) {
  auto *tensor = result.getIf<Tensor>();
  if (!tensor)
    return emit.error() << "an operator with several results cannot write in "
                           "place";
  if (isa<IntegerType>(target.elementType()) &&
      isa<FloatType>(tensor->elementType()))
    return emit.error() << "result type " << describe(*tensor)
                        << " can't be cast to " << describe(target);
  Value value = emit.cast(emit.read(*tensor), target.elementType());
  if (value && tensor->shape() != target.shape())
    value = emit.broadcast(value, target.shape());
  if (failed(emit.write(target, value)))
    return failure();
  return Argument(target);
}

Result Table::call(Emitter &emit, StringRef name, ArrayRef<Argument> positional,
                   ArrayRef<NamedArgument> named) const {
  auto poisoned = [](const NamedArgument &argument) {
    return holdsPoison(argument.value);
  };
  if (llvm::any_of(positional, holdsPoison) || llvm::any_of(named, poisoned))
    return Argument(Tensor::poison());

  if (!contains(name) && isInPlaceName(name) && !positional.empty() &&
      positional[0].is<Tensor>()) {
    Result result = callFunctional(emit, name.drop_back(), positional, named);
    if (failed(result))
      return failure();
    return store(emit, positional[0].get<Tensor>(), *result);
  }
  const auto *out = llvm::find_if(named, [](const NamedArgument &argument) {
    return argument.name == "out";
  });
  if (out == named.end())
    return callFunctional(emit, name, positional, named);
  std::vector<NamedArgument> others;
  for (const NamedArgument &argument : named)
    if (argument.name != "out")
      others.push_back(argument);
  Result result = callFunctional(emit, name, positional, others);
  if (failed(result) || !out->value.is<Tensor>())
    return result;
  return store(emit, out->value.get<Tensor>(), *result);
}

static Result build(Emitter &emit, const Entry &entry,
                    ArrayRef<Argument> arguments) {
  Block &block = *emit.opBuilder().getInsertionBlock();
  Operation *last = block.empty() ? nullptr : &block.back();
  Result result = entry.build(Call(emit, entry.schema, arguments));
  if (succeeded(result) &&
      failed(checkOpsBehind(last, entry.schema, arguments, emit)))
    return failure();
  return result;
}

/// A scalar whose value is known, as the number that PyTorch takes it for where
/// it wants one.
static Argument asNumber(Emitter &emit, const Argument &argument) {
  if (auto *list = argument.getIf<ArgumentList>()) {
    ArgumentList numbers;
    for (const Argument &element : *list)
      numbers.push_back(asNumber(emit, element));
    return numbers;
  }
  auto *tensor = argument.getIf<Tensor>();
  if (!tensor || tensor->rank() != 0)
    return argument;
  std::optional<HostTensor> known = emit.evaluate(*tensor);
  if (!known)
    return argument;
  return reference::withNumber(known->dtype(), [&](auto zero) {
    using Number = decltype(zero);
    Number number = reference::loadAll<Number>(*known).front();
    if constexpr (std::is_same_v<Number, double>)
      return Argument(number);
    else if (known->dtype() == DType::Bool)
      return Argument(number != 0);
    else
      return Argument(static_cast<int64_t>(number));
  });
}

/// The first overload that takes the arguments, and these in its order.
static const Entry *findOverload(ArrayRef<Entry> overloads,
                                 ArrayRef<Argument> positional,
                                 ArrayRef<NamedArgument> named,
                                 ArgumentList &bound, std::string &problem) {
  for (const Entry &entry : overloads) {
    llvm::Expected<ArgumentList> arguments =
        bindArguments(entry.schema, positional, named);
    if (arguments) {
      bound = std::move(*arguments);
      return &entry;
    }
    std::string text = llvm::toString(arguments.takeError());
    if (problem.empty())
      problem = std::move(text);
  }
  return nullptr;
}

Result Table::callFunctional(Emitter &emit, StringRef name,
                             ArrayRef<Argument> positional,
                             ArrayRef<NamedArgument> named) const {
  std::string problem, ignored;
  ArgumentList bound;
  if (const Entry *entry =
          findOverload(overloads(name), positional, named, bound, problem))
    return build(emit, *entry, bound);
  ArgumentList numbers;
  for (const Argument &argument : positional)
    numbers.push_back(asNumber(emit, argument));
  std::vector<NamedArgument> namedNumbers(named);
  for (NamedArgument &argument : namedNumbers)
    argument.value = asNumber(emit, argument.value);
  if (const Entry *entry =
          findOverload(overloads(name), numbers, namedNumbers, bound, ignored))
    return build(emit, *entry, bound);
  if (problem.empty())
    problem = ("no operator '" + name + "'").str();
  return emit.error() << problem;
}
