//===- Interpreter.cpp - The meaning of kiln ops --------------------------===//

#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "compiler/Support/Text.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Bindings.h"
#include "dialects/Kiln/Interpreter/Shape.h"
#include "dialects/Kiln/Locations.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/SymbolTable.h"

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::Expected;
using mlir::Operation;
using mlir::Value;

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

static llvm::Error failAt(Operation *op, const std::string &message) {
  std::string place = placeOf(op->getLoc());
  return llvm::createStringError(place + (place.empty() ? "" : ": ") +
                                 op->getName().getStringRef().str() + ": " +
                                 message);
}

static bool hasType(const HostTensor &tensor, mlir::Type type) {
  auto expected = cast<mlir::RankedTensorType>(type);
  return dtypeOf(expected.getElementType()) == tensor.dtype() &&
         expected.getShape() == tensor.shape();
}

static std::string typeText(DType type, ArrayRef<int64_t> shape) {
  return fmt::format("{} {}", shortName(type).str(), shapeText(shape));
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

namespace {

/// Evaluates the ops of one block and keeps values as long as they are needed.
class BlockEvaluator {
public:
  /// Regions see the values of `around`.
  explicit BlockEvaluator(const InterpreterOptions &options,
                          const BlockEvaluator *around = nullptr)
      : options(options), around(around) {}

  /// Gives the operands of the terminator.
  Expected<HostTensors> run(mlir::Block &block,
                            ArrayRef<HostTensor> arguments) {
    for (auto [argument, tensor] : llvm::zip(block.getArguments(), arguments))
      define(argument, tensor);
    for (Operation &op : block.without_terminator())
      if (llvm::Error error = evaluate(op))
        return error;
    return takeOperands(*block.getTerminator());
  }

private:
  llvm::Error evaluate(Operation &op) {
    HostTensors operands = takeOperands(op);
    if (auto define = dyn_cast<DefineDimOp>(op))
      return defineDim(define, operands.front());
    Expected<HostTensors> results =
        op.hasTrait<mlir::OpTrait::IsIsolatedFromAbove>() || !op.getNumRegions()
            ? evaluateOp(&op, operands, options)
            : evaluateRegions(op, operands);
    if (!results)
      return results.takeError();
    for (auto [value, tensor] : llvm::zip(op.getResults(), *results))
      define(value, std::move(tensor));
    return llvm::Error::success();
  }

  /// Evaluates the regions of an op that see the values around them.
  Expected<HostTensors> evaluateRegions(Operation &op,
                                        ArrayRef<HostTensor> operands) {
    auto choice = dyn_cast<IfOp>(op);
    Expected<HostTensors> results =
        choice ? runRegion(isTrue(operands.front()) ? choice.getThenBody()
                                                    : choice.getElseBody(),
                           {})
               : runLoop(cast<WhileOp>(op), HostTensors(operands));
    releaseCaptured(op);
    if (results && options.onResult)
      options.onResult(&op, *results);
    return results;
  }

  Expected<HostTensors> runLoop(WhileOp loop, HostTensors carried) const {
    while (true) {
      Expected<HostTensors> condition = runRegion(loop.getCondition(), carried);
      if (!condition)
        return condition;
      if (!isTrue(condition->front()))
        return carried;
      Expected<HostTensors> next = runRegion(loop.getBody(), carried);
      if (!next)
        return next;
      carried = std::move(*next);
    }
  }

  Expected<HostTensors> runRegion(mlir::Region &region,
                                  ArrayRef<HostTensor> arguments) const {
    return BlockEvaluator(options, this).run(region.front(), arguments);
  }

  static bool isTrue(const HostTensor &condition) {
    return *condition.data<bool>();
  }

  /// Forgets what only the regions of an op needed.
  void releaseCaptured(Operation &op) {
    for (mlir::Region &region : op.getRegions())
      region.walk([&](Operation *inner) {
        for (Value operand : inner->getOperands())
          release(operand);
      });
  }

  void release(Value value) {
    auto found = live.find(value);
    if (found != live.end() && --found->second.uses == 0)
      live.erase(found);
  }

  const HostTensor &lookUp(Value value) const {
    auto found = live.find(value);
    return found != live.end() ? found->second.tensor : around->lookUp(value);
  }

  /// Gives the dimension its value in all types and attributes of the graph.
  static llvm::Error defineDim(DefineDimOp define, const HostTensor &tensor) {
    if (define.getSize().isKnown())
      return llvm::Error::success();
    int64_t value = *tensor.data<int64_t>(), bound = define.getBound().known();
    if (value < 0 || value > bound)
      return failAt(define, fmt::format("{} is {}, expected 0 to {}",
                                        define.getDim().str(), value, bound));
    return specialize(define->getParentOp(), {{define.getDim(), value}});
  }

  void define(Value value, HostTensor tensor) {
    auto uses =
        static_cast<size_t>(std::distance(value.use_begin(), value.use_end()));
    if (uses)
      live[value] = {std::move(tensor), uses};
  }

  /// The operands' tensors, forgetting those that nobody needs afterwards.
  HostTensors takeOperands(Operation &op) {
    HostTensors operands;
    for (Value operand : op.getOperands())
      operands.push_back(lookUp(operand));
    for (Value operand : op.getOperands())
      release(operand);
    return operands;
  }

  struct LiveValue {
    HostTensor tensor;
    size_t uses;
  };

  const InterpreterOptions &options;
  const BlockEvaluator *around;
  llvm::DenseMap<Value, LiveValue> live;
};

} // namespace

//===----------------------------------------------------------------------===//
// Single ops
//===----------------------------------------------------------------------===//

static const Bindings &allBindings() {
  static const Bindings bindings = [] {
    Bindings all;
    bindElementwise(all);
    bindShape(all);
    bindWindows(all);
    bindReductions(all);
    return all;
  }();
  return bindings;
}

static Expected<HostTensor> valueOf(Operation *op, mlir::ElementsAttr value) {
  if (std::optional<HostTensor> tensor = toHostTensor(value))
    return *tensor;
  return failAt(op, "has a value that cannot be read");
}

static Expected<HostTensor>
evaluateParameter(GetParameterOp op, const InterpreterOptions &options) {
  Operation *symbol =
      mlir::SymbolTable::lookupNearestSymbolFrom(op, op.getNameAttr());
  if (!symbol)
    return failAt(op, "names no parameter: " + op.getName().str());
  return evaluateSymbol(symbol, options);
}

static bool fitsMemory(mlir::Type type) {
  static const uint64_t memory = bytesOfMemory();
  auto tensor = cast<mlir::RankedTensorType>(type);
  uint64_t count = checkedNumElements(tensor.getShape()).value_or(INT64_MAX);
  return count <= memory / byteWidth(*dtypeOf(tensor.getElementType()));
}

static Expected<HostTensor> evaluateSingle(Operation *op, Operands operands,
                                           const InterpreterOptions &options) {
  if (op->getNumRegions())
    return failAt(op, "is evaluated as part of its graph only");
  if (!fitsMemory(op->getResult(0).getType()))
    return failAt(op, fmt::format("a result of shape {} is too large for this "
                                  "machine's memory",
                                  shapeText(cast<mlir::RankedTensorType>(
                                                op->getResult(0).getType())
                                                .getShape())));
  if (auto constant = dyn_cast<ConstantOp>(op))
    return valueOf(op, constant.getValue());
  if (auto parameter = dyn_cast<GetParameterOp>(op))
    return evaluateParameter(parameter, options);
  const Bindings::Function *function = allBindings().find(op);
  if (!function)
    return failAt(op, "has no reference implementation");
  Expected<HostTensor> result = (*function)(op, operands);
  if (!result)
    return failAt(op, llvm::toString(result.takeError()));
  return result;
}

/// What a sequence holds at one index of its first dimension.
static HostTensor elementAt(const HostTensor &sequence, int64_t index) {
  llvm::SmallVector<int64_t> starts(sequence.rank(), 0),
      sizes(sequence.shape());
  llvm::SmallVector<int64_t> strides(sequence.rank(), 1);
  starts.front() = index;
  sizes.front() = 1;
  return slice(sequence, starts, sizes, strides)
      .reshaped(sequence.shape().drop_front());
}

/// The tensors one behind the other along a new first dimension.
static HostTensor stack(ArrayRef<HostTensor> tensors, mlir::Type type) {
  auto result = cast<mlir::RankedTensorType>(type);
  if (tensors.empty())
    return HostTensor::zeros(*dtypeOf(result.getElementType()),
                             result.getShape());
  llvm::SmallVector<int64_t> shape{1};
  llvm::append_range(shape, result.getShape().drop_front());
  HostTensors parts;
  for (const HostTensor &tensor : tensors)
    parts.push_back(tensor.reshaped(shape));
  return concat(parts, 0);
}

static Expected<HostTensors> evaluateScan(ScanOp scan, Operands operands,
                                          const InterpreterOptions &options) {
  size_t sequences = scan.getSequences().size();
  size_t states = scan.getInitial().size();
  int64_t steps = scan.getSteps().known();
  HostTensors state(operands.slice(sequences, states));
  std::vector<HostTensors> left(states, HostTensors(steps));
  for (int64_t step = 0; step < steps; ++step) {
    int64_t index = scan.getReverse() ? steps - 1 - step : step;
    HostTensors arguments;
    for (const HostTensor &sequence : operands.take_front(sequences))
      arguments.push_back(elementAt(sequence, index));
    llvm::append_range(arguments, state);
    llvm::append_range(arguments, operands.drop_front(sequences + states));
    Expected<HostTensors> next =
        BlockEvaluator(options).run(scan.getBody().front(), arguments);
    if (!next)
      return next.takeError();
    state = std::move(*next);
    for (auto [all, each] : llvm::zip(left, state))
      all[index] = each;
  }
  HostTensors results;
  for (auto [all, result] : llvm::zip(left, scan.getStates()))
    results.push_back(stack(all, result.getType()));
  return results;
}

static Expected<HostTensors> evaluateAny(Operation *op, Operands operands,
                                         const InterpreterOptions &options) {
  if (auto fused = dyn_cast<FusedOp>(op))
    return BlockEvaluator(options).run(fused.getBody().front(), operands);
  if (auto scan = dyn_cast<ScanOp>(op))
    return evaluateScan(scan, operands, options);
  Expected<HostTensor> result = evaluateSingle(op, operands, options);
  if (!result)
    return result.takeError();
  assert(hasType(*result, op->getResult(0).getType()));
  return HostTensors{std::move(*result)};
}

Expected<HostTensors> kiln::evaluateOp(Operation *op,
                                       ArrayRef<HostTensor> operands,
                                       const InterpreterOptions &options) {
  Expected<HostTensors> results = evaluateAny(op, operands, options);
  if (results && options.onResult)
    options.onResult(op, *results);
  return results;
}

//===----------------------------------------------------------------------===//
// Symbols and graphs
//===----------------------------------------------------------------------===//

/// Follows initializers that read initializers; fails where one reads itself.
static llvm::Error checkAcyclic(InitializerOp initializer,
                                llvm::SmallPtrSetImpl<Operation *> &open) {
  if (!open.insert(initializer).second)
    return failAt(initializer, "is computed from itself");
  for (auto get : initializer.getBody().getOps<GetParameterOp>()) {
    auto next = dyn_cast_if_present<InitializerOp>(
        mlir::SymbolTable::lookupNearestSymbolFrom(get, get.getNameAttr()));
    if (!next)
      continue;
    if (llvm::Error error = checkAcyclic(next, open))
      return error;
  }
  open.erase(initializer);
  return llvm::Error::success();
}

static Expected<HostTensor>
evaluateInitializer(InitializerOp initializer,
                    const InterpreterOptions &options) {
  llvm::SmallPtrSet<Operation *, 4> open;
  if (llvm::Error error = checkAcyclic(initializer, open))
    return error;
  Expected<HostTensors> results =
      BlockEvaluator(options).run(initializer.getBody().front(), {});
  if (!results)
    return results.takeError();
  return std::move(results->front());
}

Expected<HostTensor> kiln::evaluateSymbol(Operation *symbol,
                                          const InterpreterOptions &options) {
  if (auto initializer = dyn_cast<InitializerOp>(symbol))
    return evaluateInitializer(initializer, options);
  auto parameter = dyn_cast<ParameterOp>(symbol);
  if (!parameter)
    return failAt(symbol, "is no parameter");
  if (!parameter.getValue())
    return failAt(symbol,
                  "'" + parameter.getSymName().str() + "' has no value");
  return valueOf(symbol, *parameter.getValue());
}

Expected<HostTensors> kiln::initialState(GraphOp graph) {
  HostTensors values;
  for (unsigned index = 0; index < graph.getNumArguments(); ++index) {
    mlir::FlatSymbolRefAttr name = stateOf(graph, index);
    if (!name)
      continue;
    Operation *symbol = mlir::SymbolTable::lookupNearestSymbolFrom(graph, name);
    if (!symbol)
      return failAt(graph, "names no parameter: " + name.getValue().str());
    Expected<HostTensor> value = evaluateSymbol(symbol);
    if (!value)
      return value.takeError();
    values.push_back(std::move(*value));
  }
  return values;
}

/// Fails unless the inputs are those that the graph declares.
static llvm::Error checkInputs(GraphOp graph, ArrayRef<HostTensor> inputs) {
  ArrayRef<mlir::Type> types = graph.getArgumentTypes();
  if (types.size() != inputs.size())
    return llvm::createStringError(
        fmt::format("expected {} inputs, got {}", types.size(), inputs.size()));
  for (auto [i, type, input] : llvm::enumerate(types, inputs)) {
    if (hasType(input, type))
      continue;
    auto tensor = cast<mlir::RankedTensorType>(type);
    return llvm::createStringError(fmt::format(
        "input {}: expected {}, got {}", i,
        typeText(*dtypeOf(tensor.getElementType()), tensor.getShape()),
        typeText(input.dtype(), input.shape())));
  }
  return llvm::Error::success();
}

/// Runs a copy of a graph, in which dimensions can get their values; the
/// observer sees the ops of the graph itself.
static Expected<HostTensors> runCopy(GraphOp graph, HostTensors &arguments,
                                     const InterpreterOptions &options) {
  llvm::DenseMap<Operation *, Operation *> originals;
  mlir::OpBuilder builder(graph);
  auto copy = cast<GraphOp>(builder.clone(*graph));
  llvm::SmallVector<Operation *> ops;
  graph->walk([&](Operation *op) { ops.push_back(op); });
  auto next = ops.begin();
  copy->walk([&](Operation *op) { originals[op] = *next++; });
  InterpreterOptions translated;
  if (options.onResult)
    translated.onResult = [&](Operation *op,
                              llvm::MutableArrayRef<HostTensor> results) {
      auto original = originals.find(op);
      options.onResult(original == originals.end() ? op : original->second,
                       results);
    };
  Expected<HostTensors> results =
      BlockEvaluator(translated).run(copy.getBody().front(), arguments);
  copy->erase();
  return results;
}

static bool definesDims(GraphOp graph) {
  return llvm::any_of(graph.getBody().getOps<DefineDimOp>(),
                      [](DefineDimOp op) { return !op.getSize().isKnown(); });
}

Expected<std::vector<HostTensor>>
kiln::interpret(GraphOp graph, ArrayRef<HostTensor> inputs,
                const InterpreterOptions &options) {
  HostTensors arguments(inputs);
  if (inputs.size() + countStates(graph) == graph.getNumArguments()) {
    Expected<HostTensors> state = initialState(graph);
    if (!state)
      return state.takeError();
    llvm::append_range(arguments, *state);
  }
  if (llvm::Error error = checkInputs(graph, arguments))
    return error;
  Expected<HostTensors> results =
      definesDims(graph)
          ? runCopy(graph, arguments, options)
          : BlockEvaluator(options).run(graph.getBody().front(), arguments);
  if (!results)
    return results.takeError();
  return std::vector<HostTensor>(results->begin(), results->end());
}
