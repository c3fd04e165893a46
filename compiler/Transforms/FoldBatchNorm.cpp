//===- FoldBatchNorm.cpp - Fold batch normalisation into weights ----------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace kiln {
#define GEN_PASS_DEF_FOLDBATCHNORM
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

FlatSymbolRefAttr parameterOf(Value value) {
  auto get = value ? value.getDefiningOp<GetParameterOp>() : GetParameterOp();
  return get ? get.getNameAttr() : FlatSymbolRefAttr();
}

/// Whether everything but the input comes with the model.
bool isTrained(BatchNormOp norm) {
  auto trained = [](Value value) { return !value || parameterOf(value); };
  return trained(norm.getMean()) && trained(norm.getVariance()) &&
         trained(norm.getWeight()) && trained(norm.getBias());
}

/// Writes initializers: values computed from parameters when linking.
class InitializerBuilder {
public:
  InitializerBuilder(Operation *user, SymbolTable &symbols, StringRef name,
                     RankedTensorType type)
      : builder(user->getContext()), loc(user->getLoc()) {
    builder.setInsertionPoint(user->getParentOfType<GraphOp>());
    initializer = InitializerOp::create(builder, loc, name, type);
    builder.setInsertionPointAfter(initializer);
    symbols.insert(initializer); // Makes the name unique.
    builder.setInsertionPointToEnd(&initializer.getBody().front());
  }

  OpBuilder builder;
  Location loc;

  Value read(Value parameter) {
    return GetParameterOp::create(builder, loc, parameter.getType(),
                                  parameterOf(parameter));
  }

  /// weight / sqrt(variance + eps), by channel.
  Value scale(BatchNormOp norm) {
    Value variance = read(norm.getVariance());
    Value eps = splat(variance.getType(), norm.getEps());
    Value sum = AddOp::create(builder, loc, variance, eps);
    Value factor = RsqrtOp::create(builder, loc, sum);
    return norm.getWeight()
               ? MulOp::create(builder, loc, factor, read(norm.getWeight()))
               : factor;
  }

  /// bias - mean * scale, by channel; `offset` is added to -mean if not null.
  Value shift(BatchNormOp norm, Value offset) {
    Value centre = NegOp::create(builder, loc, read(norm.getMean()));
    if (offset)
      centre = AddOp::create(builder, loc, centre, read(offset));
    Value result = MulOp::create(builder, loc, centre, scale(norm));
    return norm.getBias()
               ? AddOp::create(builder, loc, result, read(norm.getBias()))
               : result;
  }

  /// A channel vector in the shape of `type`, whose dimension `dim` it is.
  Value along(Value vector, RankedTensorType type, int64_t dim) {
    SmallVector<int64_t> shape(type.getRank() - dim, 1);
    shape[0] = type.getDimSize(dim);
    Value column = ReshapeOp::create(builder, loc, vector, shape);
    return BroadcastOp::create(builder, loc, column, dimsOf(type));
  }

  FlatSymbolRefAttr finish(Value value) {
    YieldOp::create(builder, loc, value);
    return FlatSymbolRefAttr::get(initializer.getSymNameAttr());
  }

private:
  Value splat(Type type, double value) {
    auto tensor = cast<RankedTensorType>(type);
    auto number = builder.getFloatAttr(tensor.getElementType(), value);
    return ConstantOp::create(
        builder, loc, tensor,
        DenseElementsAttr::get(tensor, Attribute(number)));
  }

  InitializerOp initializer;
};

RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// What a folded weight is called: that of the layer, and what was done.
std::string foldedName(Value parameter, StringRef what) {
  return (parameterOf(parameter).getValue() + "." + what).str();
}

/// batch_norm(layer(x, w, b)) becomes layer(x, w', b').
template <typename LayerOp>
struct FoldBatchNormIntoLayer : OpRewritePattern<BatchNormOp> {
  FoldBatchNormIntoLayer(MLIRContext *context, SymbolTable &symbols)
      : OpRewritePattern(context, /*benefit=*/2), symbols(symbols) {}

  LogicalResult matchAndRewrite(BatchNormOp norm,
                                PatternRewriter &rewriter) const override {
    auto layer = norm.getInput().template getDefiningOp<LayerOp>();
    if (!layer || !layer->hasOneUse())
      return rewriter.notifyMatchFailure(norm, "expected a layer of its own");
    if (!isTrained(norm) || !parameterOf(layer.getWeight()) ||
        (layer.getBias() && !parameterOf(layer.getBias())))
      return rewriter.notifyMatchFailure(norm, "expected parameters");
    // A linear layer's channels must be its outputs.
    if (typeOf(norm.getInput()).getRank() != 2 && isa<LinearOp>(layer))
      return rewriter.notifyMatchFailure(norm, "expected a matrix");

    Value weight = foldWeight(norm, layer, rewriter);
    Value bias = foldBias(norm, layer, rewriter);
    Operation *folded = rewriter.clone(*layer);
    folded->setLoc(rewriter.getFusedLoc({layer.getLoc(), norm.getLoc()}));
    auto op = cast<LayerOp>(folded);
    op.getWeightMutable().assign(weight);
    op.getBiasMutable().assign(bias);
    rewriter.replaceOp(norm, folded);
    return success();
  }

private:
  static Value get(PatternRewriter &rewriter, Location loc, Type type,
                   FlatSymbolRefAttr symbol) {
    return GetParameterOp::create(rewriter, loc, type, symbol);
  }

  Value foldWeight(BatchNormOp norm, LayerOp layer,
                   PatternRewriter &rewriter) const {
    Value weight = layer.getWeight();
    RankedTensorType type = typeOf(weight);
    InitializerBuilder b(norm, symbols, foldedName(weight, "folded"), type);
    Value scale = b.along(b.scale(norm), type, 0);
    Value folded = MulOp::create(b.builder, b.loc, b.read(weight), scale);
    return get(rewriter, norm.getLoc(), type, b.finish(folded));
  }

  Value foldBias(BatchNormOp norm, LayerOp layer,
                 PatternRewriter &rewriter) const {
    RankedTensorType type = typeOf(norm.getMean());
    InitializerBuilder b(norm, symbols,
                         foldedName(layer.getWeight(), "folded_bias"), type);
    Value shift = b.shift(norm, layer.getBias());
    return get(rewriter, norm.getLoc(), type, b.finish(shift));
  }

  SymbolTable &symbols;
};

/// Any other batch_norm becomes x * scale + shift.
struct LowerBatchNorm : OpRewritePattern<BatchNormOp> {
  LowerBatchNorm(MLIRContext *context, SymbolTable &symbols)
      : OpRewritePattern(context, /*benefit=*/1), symbols(symbols) {}

  LogicalResult matchAndRewrite(BatchNormOp norm,
                                PatternRewriter &rewriter) const override {
    if (!isTrained(norm))
      return rewriter.notifyMatchFailure(norm, "expected parameters");

    RankedTensorType vector = typeOf(norm.getMean());
    InitializerBuilder scale(norm, symbols, foldedName(norm.getMean(), "scale"),
                             vector);
    FlatSymbolRefAttr scaleName = scale.finish(scale.scale(norm));
    InitializerBuilder shift(norm, symbols, foldedName(norm.getMean(), "shift"),
                             vector);
    FlatSymbolRefAttr shiftName = shift.finish(shift.shift(norm, Value()));
    Location loc = norm.getLoc();
    Value factor = spread(rewriter, loc, scaleName, vector, norm);
    Value offset = spread(rewriter, loc, shiftName, vector, norm);
    Value product = MulOp::create(rewriter, loc, norm.getInput(), factor);
    rewriter.replaceOpWithNewOp<AddOp>(norm, product, offset);
    return success();
  }

private:
  static Value spread(PatternRewriter &rewriter, Location loc,
                      FlatSymbolRefAttr symbol, RankedTensorType vector,
                      BatchNormOp norm) {
    RankedTensorType type = typeOf(norm.getInput());
    Value value = GetParameterOp::create(rewriter, loc, vector, symbol);
    SmallVector<int64_t> shape(type.getRank() - 1, 1);
    shape[0] = vector.getDimSize(0);
    Value column = ReshapeOp::create(rewriter, loc, value, shape);
    return BroadcastOp::create(rewriter, loc, column, dimsOf(type));
  }

  SymbolTable &symbols;
};

struct FoldBatchNormPass : impl::FoldBatchNormBase<FoldBatchNormPass> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldBatchNormIntoLayer<ConvOp>,
                 FoldBatchNormIntoLayer<LinearOp>, LowerBatchNorm>(
        &getContext(), symbols);
    FrozenRewritePatternSet frozen(std::move(patterns));
    // Graphs only: initializers are written while this runs.
    for (auto graph : llvm::to_vector(getOperation().getOps<GraphOp>()))
      if (failed(applyPatternsGreedily(graph, frozen)))
        return signalPassFailure();
  }
};

} // namespace
} // namespace kiln
