//===- ControlFlowOps.cpp - What depends on elements ----------------------===//

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace kiln;
using namespace mlir;

static Operation *yieldOf(Region &region) {
  return region.front().getTerminator();
}

/// The number that a condition is, if that is known.
static std::optional<bool> knownCondition(Value condition) {
  DenseElementsAttr value;
  if (!matchPattern(condition, m_Constant(&value)) || !value.isSplat())
    return std::nullopt;
  return value.getSplatValue<bool>();
}

/// Fails unless the region takes and yields values of the given types.
static LogicalResult verifyRegion(Operation *op, Region &region, StringRef what,
                                  TypeRange arguments, TypeRange yielded) {
  TypeRange found = region.getArgumentTypes();
  if (found != arguments)
    return op->emitOpError("carries values of types ")
           << arguments << ", its " << what << " takes " << found;
  if (!isa<YieldOp>(yieldOf(region)))
    return op->emitOpError("must end its ") << what << " with kiln.yield";
  found = yieldOf(region)->getOperandTypes();
  if (found != yielded)
    return op->emitOpError("expects its ")
           << what << " to yield values of types " << yielded << ", got "
           << found;
  return success();
}

//===----------------------------------------------------------------------===//
// IfOp
//===----------------------------------------------------------------------===//

LogicalResult IfOp::verifyRegions() {
  if (failed(verifyRegion(*this, getThenBody(), "first region", {},
                          getResultTypes())))
    return failure();
  return verifyRegion(*this, getElseBody(), "second region", {},
                      getResultTypes());
}

namespace {

/// A kiln.if of a known condition becomes the region that it chooses.
struct InlineChosenRegion : OpRewritePattern<IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IfOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<bool> known = knownCondition(op.getCondition());
    if (!known)
      return rewriter.notifyMatchFailure(op, "expected a known condition");

    Region &chosen = *known ? op.getThenBody() : op.getElseBody();
    Operation *yield = yieldOf(chosen);
    SmallVector<Value> results(yield->getOperands());
    rewriter.eraseOp(yield);
    rewriter.inlineBlockBefore(&chosen.front(), op);
    rewriter.replaceOp(op, results);
    return success();
  }
};

/// Results that nobody reads, or that are one value either way, go away.
struct DropIfResults : OpRewritePattern<IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IfOp op,
                                PatternRewriter &rewriter) const override {
    Operation *yields[] = {yieldOf(op.getThenBody()),
                           yieldOf(op.getElseBody())};
    SmallVector<unsigned> kept;
    for (OpResult result : op.getResults()) {
      unsigned index = result.getResultNumber();
      Value value = yields[0]->getOperand(index);
      if (value == yields[1]->getOperand(index))
        rewriter.replaceAllUsesWith(result, value);
      else if (!result.use_empty())
        kept.push_back(index);
    }
    if (kept.size() == op.getNumResults())
      return rewriter.notifyMatchFailure(op, "expected a needless result");

    SmallVector<Type> types;
    for (unsigned index : kept)
      types.push_back(op.getResult(index).getType());
    for (Operation *yield : yields) {
      SmallVector<Value> values;
      for (unsigned index : kept)
        values.push_back(yield->getOperand(index));
      rewriter.modifyOpInPlace(yield, [&] { yield->setOperands(values); });
    }
    auto smaller =
        IfOp::create(rewriter, op.getLoc(), types, op.getCondition());
    smaller.getThenBody().takeBody(op.getThenBody());
    smaller.getElseBody().takeBody(op.getElseBody());
    for (auto [to, from] : llvm::enumerate(kept))
      rewriter.replaceAllUsesWith(op.getResult(from), smaller.getResult(to));
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void IfOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                       MLIRContext *context) {
  patterns.add<InlineChosenRegion, DropIfResults>(context);
}

//===----------------------------------------------------------------------===//
// WhileOp
//===----------------------------------------------------------------------===//

LogicalResult WhileOp::verifyRegions() {
  TypeRange carried = getInits().getTypes();
  if (TypeRange(getResultTypes()) != carried)
    return emitOpError("carries values of types ")
           << carried << ", its results have " << getResultTypes();
  Type condition = RankedTensorType::get({}, IntegerType::get(getContext(), 1));
  if (failed(
          verifyRegion(*this, getCondition(), "condition", carried, condition)))
    return failure();
  return verifyRegion(*this, getBody(), "body", carried, carried);
}

LogicalResult WhileOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                        ValueRange operands, DictionaryAttr,
                                        OpaqueProperties, RegionRange,
                                        SmallVectorImpl<Type> &types) {
  llvm::append_range(types, operands.getTypes());
  return success();
}

namespace {

/// A loop without a round gives what it begins with.
struct DropIdleLoop : OpRewritePattern<WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WhileOp op,
                                PatternRewriter &rewriter) const override {
    if (knownCondition(yieldOf(op.getCondition())->getOperand(0)) != false)
      return rewriter.notifyMatchFailure(op, "expected a false condition");
    rewriter.replaceOp(op, op.getInits());
    return success();
  }
};

/// Values that no round changes, or that nobody reads, are not carried.
struct DropCarriedValues : OpRewritePattern<WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WhileOp op,
                                PatternRewriter &rewriter) const override {
    Operation *yield = yieldOf(op.getBody());
    llvm::BitVector dropped(op.getNumResults());
    for (unsigned index = 0; index < op.getNumResults(); ++index) {
      BlockArgument before = op.getCondition().getArgument(index);
      BlockArgument inside = op.getBody().getArgument(index);
      bool isUnread = before.use_empty() && inside.use_empty() &&
                      op.getResult(index).use_empty();
      if (!isUnread && yield->getOperand(index) != inside)
        continue;
      dropped.set(index);
      for (Value value :
           {Value(before), Value(inside), Value(op.getResult(index))})
        rewriter.replaceAllUsesWith(value, op.getInits()[index]);
    }
    if (dropped.none())
      return rewriter.notifyMatchFailure(op, "expected a needless value");

    SmallVector<Value> inits;
    SmallVector<unsigned> kept;
    for (auto [index, init] : llvm::enumerate(op.getInits()))
      if (!dropped.test(index)) {
        inits.push_back(init);
        kept.push_back(index);
      }
    rewriter.modifyOpInPlace(yield, [&] { yield->eraseOperands(dropped); });
    auto smaller = WhileOp::create(rewriter, op.getLoc(), inits);
    op.getCondition().front().eraseArguments(dropped);
    op.getBody().front().eraseArguments(dropped);
    smaller.getCondition().takeBody(op.getCondition());
    smaller.getBody().takeBody(op.getBody());
    for (auto [to, from] : llvm::enumerate(kept))
      rewriter.replaceAllUsesWith(op.getResult(from), smaller.getResult(to));
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void WhileOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                          MLIRContext *context) {
  patterns.add<DropIdleLoop, DropCarriedValues>(context);
}
