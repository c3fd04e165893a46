//===- FoldConstants.cpp - Compute what does not depend on the input ------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Cost.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Locations.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/MathExtras.h"

namespace kiln {
#define GEN_PASS_DEF_FOLDCONSTANTS
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Larger results are not kept in the compiler's memory but computed when the
/// program is linked.
constexpr int64_t kMaxConstantElements = 1 << 16;

/// What computing constants may take. Results beyond `bytes` and what would
/// take longer than `work` stay in the program.
struct FoldBudget {
  /// Small models may have large tables, large ones tables of their size.
  explicit FoldBudget(ModuleOp module) {
    uint64_t parameters = 0;
    for (auto parameter : module.getOps<ParameterOp>()) {
      auto type = cast<RankedTensorType>(parameter.getType());
      parameters += checkedNumElements(type.getShape()).value_or(0) *
                    byteWidth(*dtypeOf(type.getElementType()));
    }
    bytes = std::max(bytes, 4 * parameters);
    work = std::max(work, 16 * parameters);
  }

  uint64_t bytes = uint64_t(1) << 28;
  /// Some ten seconds of the reference interpreter.
  uint64_t work = uint64_t(1) << 34;
};

/// What is not computed from anything. Storing what counts up would only cost
/// memory.
bool isSource(Operation *op) {
  return isa<ConstantOp, GetParameterOp, IotaOp>(op);
}

/// Ops whose results kernels read without their being stored: storing them
/// would only cost memory.
bool isTransparent(Operation *op) { return isa<BroadcastOp, ReshapeOp>(op); }

int64_t elementsOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getNumElements();
}

/// Folds one graph.
class GraphFolder {
public:
  GraphFolder(GraphOp graph, SymbolTable &symbols, FoldBudget &left)
      : graph(graph), symbols(symbols), left(left) {}

  LogicalResult run() {
    for (Operation &op : llvm::make_early_inc_range(graph.getBody().front())) {
      if (isa<IfOp, WhileOp>(op))
        for (Region &region : op.getRegions())
          hoistKnown(region, &op);
      if (follows(&op))
        known.insert(&op);
    }
    SmallVector<Value> wanted = collectWanted();
    for (Value value : wanted)
      if (failed(fold(value)))
        return failure();
    for (Operation &op :
         llvm::make_early_inc_range(llvm::reverse(graph.getBody().front())))
      if (known.contains(&op) && op.use_empty())
        op.erase();
    return success();
  }

private:
  static bool hasKnownSizes(Operation *op) {
    return llvm::all_of(op->getResultTypes(), [](Type type) {
      return cast<RankedTensorType>(type).hasStaticShape();
    });
  }

  /// Moves what does not depend on the input out of a region.
  void hoistKnown(Region &region, Operation *before) {
    for (Operation &op : llvm::make_early_inc_range(region.front())) {
      if (isa<IfOp, WhileOp>(op))
        for (Region &inner : op.getRegions())
          hoistKnown(inner, before);
      if (!follows(&op))
        continue;
      op.moveBefore(before);
      known.insert(&op);
    }
  }

  /// Whether the op gives the same results in every run and can be evaluated
  /// within the budget.
  bool follows(Operation *op) const {
    if (isa<ConstantOp, GetParameterOp>(op))
      return true;
    EvaluationCost cost = evaluationCost(op);
    return (op->getNumOperands() > 0 || isa<IotaOp>(op)) &&
           op->getNumResults() > 0 && op->getNumRegions() == 0 &&
           hasKnownSizes(op) && cost.bytes <= left.bytes &&
           cost.work <= left.work &&
           llvm::all_of(op->getOperands(), [&](Value operand) {
             Operation *def = operand.getDefiningOp();
             return def && known.contains(def);
           });
  }

  /// The values to store: results of known ops that are read by others, or
  /// what lies behind them if they only say where elements are.
  SmallVector<Value> collectWanted() {
    llvm::SetVector<Value> wanted;
    for (Operation &op : graph.getBody().front()) {
      if (known.contains(&op))
        continue;
      op.walk([&](Operation *reader) { collectRead(reader, wanted); });
    }
    return wanted.takeVector();
  }

  void collectRead(Operation *op, llvm::SetVector<Value> &wanted) const {
    for (Value operand : op->getOperands()) {
      Operation *def = operand.getDefiningOp();
      while (def && known.contains(def) && isTransparent(def)) {
        operand = def->getOperand(0);
        def = operand.getDefiningOp();
      }
      if (def && known.contains(def) && !isSource(def))
        wanted.insert(operand);
    }
  }

  /// The ops that `value` is computed by, in order.
  SmallVector<Operation *> sliceOf(Value value) const {
    llvm::SetVector<Operation *> slice;
    SmallVector<Operation *> open = {value.getDefiningOp()};
    while (!open.empty()) {
      Operation *op = open.pop_back_val();
      if (!slice.insert(op))
        continue;
      for (Value operand : op->getOperands())
        open.push_back(operand.getDefiningOp());
    }
    SmallVector<Operation *> ops = slice.takeVector();
    llvm::sort(
        ops, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
    return ops;
  }

  static bool isKnownNow(ArrayRef<Operation *> slice, Value value) {
    return elementsOf(value) <= kMaxConstantElements &&
           llvm::all_of(slice, [](Operation *op) {
             return !isa<GetParameterOp>(op) &&
                    llvm::all_of(op->getResults(), [](Value result) {
                      return elementsOf(result) <= kMaxConstantElements;
                    });
           });
  }

  /// Takes the work of a slice off the budget.
  bool payFor(ArrayRef<Operation *> slice) {
    uint64_t work = 0;
    for (Operation *op : slice)
      work = llvm::SaturatingAdd(work, evaluationCost(op).work);
    if (work > left.work)
      return false;
    left.work -= work;
    return true;
  }

  LogicalResult fold(Value value) {
    SmallVector<Operation *> slice = sliceOf(value);
    if (!payFor(slice))
      return success();
    return isKnownNow(slice, value) ? foldToConstant(value, slice)
                                    : foldToInitializer(value, slice);
  }

  /// The interpreter's message begins with the place, as the diagnostic does.
  static LogicalResult report(Operation *op, llvm::Error error) {
    std::string text = llvm::toString(std::move(error));
    StringRef message = text;
    message.consume_front(placeOf(op->getLoc()) + ": ");
    return mlir::emitError(op->getLoc()) << message;
  }

  LogicalResult foldToConstant(Value value, ArrayRef<Operation *> slice) {
    llvm::DenseMap<Value, HostTensor> values;
    for (Operation *op : slice) {
      SmallVector<HostTensor> operands;
      for (Value operand : op->getOperands())
        operands.push_back(values.at(operand));
      llvm::Expected<HostTensors> results = evaluateOp(op, operands);
      if (!results)
        return report(op, results.takeError());
      for (auto [result, tensor] : llvm::zip(op->getResults(), *results))
        values.try_emplace(result, tensor);
    }
    OpBuilder builder(graph.getContext());
    builder.setInsertionPointAfterValue(value);
    ElementsAttr attribute =
        toAttr(graph.getContext(), "constant", values.at(value));
    Value constant =
        ConstantOp::create(builder, value.getLoc(), value.getType(), attribute);
    replace(value, constant);
    return success();
  }

  LogicalResult foldToInitializer(Value value, ArrayRef<Operation *> slice) {
    OpBuilder builder(graph);
    auto initializer = InitializerOp::create(builder, value.getLoc(),
                                             nameOf(slice), value.getType());
    builder.setInsertionPointAfter(initializer);
    symbols.insert(initializer); // Makes the name unique.
    builder.setInsertionPointToEnd(&initializer.getBody().front());
    IRMapping mapping;
    for (Operation *op : slice)
      builder.clone(*op, mapping);
    YieldOp::create(builder, value.getLoc(), mapping.lookup(value));

    builder.setInsertionPointAfterValue(value);
    Value read = GetParameterOp::create(
        builder, value.getLoc(), value.getType(),
        FlatSymbolRefAttr::get(initializer.getSymNameAttr()));
    replace(value, read);
    return success();
  }

  void replace(Value value, Value folded) {
    known.insert(folded.getDefiningOp());
    value.replaceAllUsesWith(folded);
  }

  /// After the first parameter that is read: "conv.weight_g.folded".
  static std::string nameOf(ArrayRef<Operation *> slice) {
    for (Operation *op : slice)
      if (auto get = dyn_cast<GetParameterOp>(op))
        return (get.getName() + ".folded").str();
    return "constant.folded";
  }

  GraphOp graph;
  SymbolTable &symbols;
  FoldBudget &left;
  llvm::DenseSet<Operation *> known;
};

struct FoldConstantsPass : impl::FoldConstantsBase<FoldConstantsPass> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    FoldBudget budget(getOperation());
    for (auto graph : llvm::to_vector(getOperation().getOps<GraphOp>()))
      if (failed(GraphFolder(graph, symbols, budget).run()))
        return signalPassFailure();
  }
};

} // namespace
} // namespace kiln
