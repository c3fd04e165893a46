//===- Contraction.cpp - Convolutions and matrix products -----------------===//

#include "compiler/Frontend/Aten/CheckTypes.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

/// Low and high padding of each spatial dimension, from integers or from
/// 'valid' and 'same'.
static FailureOr<Shape> convPadding(const Call &call, int64_t rank) {
  Shape low(rank, 0), high(rank, 0);
  const Argument &padding = call["padding"];
  if (padding.is<std::string>()) {
    StringRef mode = call.text("padding");
    if (mode != "valid" && mode != "same")
      return call.error() << "padding is 'valid', 'same' or sizes, not '"
                          << mode << "'";
    ArrayRef<int64_t> weight = call.tensor("weight").shape();
    if (static_cast<int64_t>(weight.size()) != rank + 2)
      return call.error() << "expected a weight of " << rank + 2
                          << " dimensions, got " << shapeText(weight);
    Shape dilation = call.ints("dilation");
    for (int64_t dim = 0; mode == "same" && dim < rank; ++dim) {
      int64_t total = dilation[dim] * (weight[dim + 2] - 1);
      low[dim] = total / 2;
      high[dim] = total - total / 2;
    }
  } else {
    auto *list = padding.getIf<ArgumentList>();
    ArrayRef<Argument> sizes = list ? ArrayRef(*list) : ArrayRef(padding);
    if (static_cast<int64_t>(sizes.size()) != rank && sizes.size() != 1)
      return call.error() << "expected " << rank << " paddings, got "
                          << sizes.size();
    for (int64_t dim = 0; dim < rank; ++dim) {
      auto *size = sizes[sizes.size() == 1 ? 0 : dim].getIf<int64_t>();
      if (!size || *size < 0 || *size > std::numeric_limits<int32_t>::max())
        return call.error() << "expected paddings of at least 0 and less than "
                               "2^31";
      low[dim] = *size;
    }
    high = low;
  }
  llvm::append_range(low, high);
  return low;
}

static LogicalResult checkConvShapes(const Call &call, ArrayRef<int64_t> input,
                                     ArrayRef<int64_t> weight, int64_t rank,
                                     bool isTransposed) {
  if (static_cast<int64_t>(weight.size()) != rank + 2)
    return call.error() << "expected a weight of " << rank + 2
                        << " dimensions, got " << shapeText(weight);
  int64_t groups = call.integer("groups");
  int64_t expected = isTransposed ? weight[0] : weight[1] * groups;
  if (input[1] != expected)
    return call.error() << "expects " << expected << " input channels, got "
                        << input[1] << " (input " << shapeText(input)
                        << ", weight " << shapeText(weight) << ")";
  return success();
}

/// Adds a batch dimension to an input without one.
static Value batched(const Call &call, Value input, int64_t rank) {
  if (!input)
    return nullptr;
  Shape shape(shapeOf(input));
  if (static_cast<int64_t>(shape.size()) == rank + 1) {
    shape.insert(shape.begin(), 1);
    return call.emit.reshape(input, shape);
  }
  if (static_cast<int64_t>(shape.size()) == rank + 2)
    return input;
  call.error() << "expected an input of " << rank + 1 << " or " << rank + 2
               << " dimensions, got " << shapeText(shape);
  return nullptr;
}

static Value unbatched(const Call &call, Value result, bool wasBatched) {
  if (!result || wasBatched)
    return result;
  return call.emit.reshape(result, Shape(shapeOf(result).drop_front()));
}

template <typename OpT>
static Result buildConv(const Call &call, int64_t rank) {
  constexpr bool isTransposed = std::is_same_v<OpT, ConvTransposeOp>;
  Emitter &emit = call.emit;
  if (failed(expectTypeOf(call, "weight", {"input", "bias"})))
    return failure();
  bool wasBatched = call.tensor("input").rank() == rank + 2;
  Value input = batched(call, call.value("input"), rank);
  Value weight = call.value("weight");
  FailureOr<Shape> padding = convPadding(call, rank);
  if (!input || !weight || failed(padding) ||
      failed(checkConvShapes(call, shapeOf(input), shapeOf(weight), rank,
                             isTransposed)))
    return failure();
  SmallVector<Value> operands{input, weight};
  if (call.has("bias"))
    operands.push_back(call.value("bias"));
  SmallVector<NamedAttribute> attributes{
      emit.named("stride", emit.ints(call.ints("stride"))),
      emit.named("padding", emit.ints(*padding)),
      emit.named("dilation", emit.ints(call.ints("dilation"))),
      emit.named("groups", emit.integer(call.integer("groups")))};
  if constexpr (isTransposed)
    attributes.push_back(
        emit.named("output_padding", emit.ints(call.ints("output_padding"))));
  return call.give(
      unbatched(call, emit.create<OpT>(operands, attributes), wasBatched));
}

static void addConvolutions(Table &table) {
  for (int64_t rank = 1; rank <= 3; ++rank) {
    std::string n = std::to_string(rank), dims = "int[" + n + "] ";
    table.add(
        "conv" + n + "d(Tensor input, Tensor weight, Tensor? bias=None, " +
            dims + "stride=1, Any padding=0, " + dims +
            "dilation=1, int groups=1) -> Tensor",
        [rank](const Call &call) { return buildConv<ConvOp>(call, rank); });
    table.add("conv_transpose" + n +
                  "d(Tensor input, Tensor weight, Tensor? bias=None, " + dims +
                  "stride=1, Any padding=0, " + dims +
                  "output_padding=0, int groups=1, " + dims +
                  "dilation=1) -> Tensor",
              [rank](const Call &call) {
                return buildConv<ConvTransposeOp>(call, rank);
              });
  }
}

//===----------------------------------------------------------------------===//
// Matrix products
//===----------------------------------------------------------------------===//

/// The batched product of matrices whose other dimensions broadcast.
static Value multiplyMatrices(Emitter &emit, Value a, Value b) {
  ArrayRef<int64_t> left = shapeOf(a), right = shapeOf(b);
  ShapeResult batch =
      inferBroadcast(left.drop_back(2), right.drop_back(2), emit.location());
  if (failed(batch))
    return nullptr;
  auto widened = [&](Value x) {
    Shape shape = *batch;
    llvm::append_range(shape, shapeOf(x).take_back(2));
    return emit.broadcast(x, shape);
  };
  return emit.create<MatmulOp>({widened(a), widened(b)});
}

/// torch.matmul: vectors become matrices of one row or column for the product.
static Value buildProduct(Emitter &emit, Value a, Value b) {
  if (!a || !b)
    return nullptr;
  Shape left(shapeOf(a)), right(shapeOf(b));
  if (left.empty() || right.empty()) {
    emit.error() << "matmul: both arguments need at least one dimension";
    return nullptr;
  }
  bool isLeftVector = left.size() == 1, isRightVector = right.size() == 1;
  int64_t inner = isRightVector ? right[0] : right[right.size() - 2];
  if (left.back() != inner) {
    emit.error() << "matmul: cannot multiply shapes " << shapeText(left)
                 << " and " << shapeText(right);
    return nullptr;
  }
  if (isLeftVector)
    a = emit.reshape(a, {1, left[0]});
  if (isRightVector)
    b = emit.reshape(b, {right[0], 1});
  Value product = multiplyMatrices(emit, a, b);
  if (!product || (!isLeftVector && !isRightVector))
    return product;
  Shape shape(shapeOf(product));
  if (isRightVector)
    shape.pop_back();
  if (isLeftVector)
    shape.erase(shape.end() - (isRightVector ? 1 : 2));
  return emit.reshape(product, shape);
}

/// A weight of one dimension makes a number of each row.
static Result buildLinear(const Call &call) {
  if (failed(expectTypeOf(call, "weight", {"input", "bias"})))
    return failure();
  Emitter &emit = call.emit;
  SmallVector<Value> operands{call.value("input"), call.value("weight")};
  if (!operands[0] || !operands[1])
    return failure();
  ArrayRef<int64_t> x = shapeOf(operands[0]), w = shapeOf(operands[1]);
  if (w.size() != 1 && w.size() != 2)
    return call.error() << "expects a weight of 1 or 2 dimensions, got "
                        << shapeText(w);
  if (x.empty() || x.back() != w.back())
    return call.error() << "expects an input of " << w.back()
                        << " features in its last dimension, got shape "
                        << shapeText(x) << " (weight " << shapeText(w) << ")";
  if (w.size() == 2) {
    if (call.has("bias"))
      operands.push_back(call.value("bias"));
    return call.give(emit.create<LinearOp>(operands));
  }
  Value product = buildProduct(emit, operands[0], operands[1]);
  if (call.has("bias") && product)
    product =
        emit.add(product, emit.broadcast(call.value("bias"), shapeOf(product)));
  return call.give(product);
}

static void addProduct(Table &table, StringRef name, StringRef other) {
  table.add((name + "(Tensor self, Tensor " + other + ") -> Tensor").str(),
            [other = other.str()](const Call &call) {
              if (failed(expectTypeOf(call, "self", {other})))
                return Result(failure());
              return call.give(buildProduct(call.emit, call.value("self"),
                                            call.value(other)));
            });
}

/// beta * self + alpha * (a @ b)
static void addFusedProduct(Table &table, StringRef name, StringRef a,
                            StringRef b) {
  table.add((name + "(Tensor self, Tensor " + a + ", Tensor " + b +
             ", *, Scalar beta=1, Scalar alpha=1) -> Tensor")
                .str(),
            [a = a.str(), b = b.str()](const Call &call) {
              Emitter &emit = call.emit;
              if (failed(expectTypeOf(call, a, {b, "self"})))
                return Result(failure());
              Value product = buildProduct(emit, call.value(a), call.value(b));
              if (double alpha = call.number("alpha"); alpha != 1)
                product = emit.mul(product, alpha);
              Value self = call.value("self");
              if (double beta = call.number("beta"); beta != 1)
                self = emit.mul(self, beta);
              if (!product || !self)
                return Result(failure());
              return call.give(
                  emit.add(product, emit.broadcast(self, shapeOf(product))));
            });
}

/// x1^T A x2 + b, as (x1 A) x2.
static Result buildBilinear(const Call &call) {
  Emitter &emit = call.emit;
  if (failed(expectTypeOf(call, "weight", {"input1", "input2", "bias"})))
    return failure();
  Value a = call.value("input1"), b = call.value("input2");
  Value weight = call.value("weight");
  if (!a || !b || !weight)
    return failure();
  if (shapeOf(weight).size() != 3 || shapeOf(a).empty())
    return call.error() << "expected a weight of 3 dimensions and inputs of at "
                           "least 1, got weight "
                        << shapeText(shapeOf(weight)) << " and input "
                        << shapeText(shapeOf(a));
  Shape weights(shapeOf(weight)), batch(shapeOf(a).drop_back());
  int64_t outputs = weights[0], left = weights[1], right = weights[2];
  int64_t rows = 1;
  for (int64_t size : batch)
    rows *= size;
  // [rows, left] x [outputs * right, left] -> [rows, outputs, right]
  Value matrix =
      emit.reshape(emit.transpose(weight, {0, 2, 1}), {outputs * right, left});
  Value mixed = emit.create<LinearOp>({emit.reshape(a, {rows, left}), matrix});
  mixed = emit.reshape(mixed, {rows, outputs, right});
  Value column = emit.reshape(b, {rows, right, 1});
  Value result = emit.create<MatmulOp>({mixed, column});
  Shape shape = batch;
  shape.push_back(outputs);
  result = emit.reshape(result, shape);
  if (call.has("bias") && result)
    result = emit.add(result, emit.broadcast(call.value("bias"), shape));
  return call.give(result);
}

static Result buildOuter(const Call &call) {
  Emitter &emit = call.emit;
  int64_t rows = call.tensor("self").numElements();
  int64_t columns = call.tensor("vec2").numElements();
  Type type = emit.elementType(
      promote(call.tensor("self").dtype(), call.tensor("vec2").dtype()));
  Value a = emit.reshape(emit.cast(call.value("self"), type), {rows, 1});
  Value b = emit.reshape(emit.cast(call.value("vec2"), type), {1, columns});
  return call.give(emit.mul(emit.broadcast(a, {rows, columns}),
                            emit.broadcast(b, {rows, columns})));
}

void aten::addContractionOps(Table &table) {
  addConvolutions(table);
  table.add("linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor",
            buildLinear);
  addProduct(table, "matmul", "other");
  addProduct(table, "mm", "mat2");
  addProduct(table, "bmm", "mat2");
  addProduct(table, "mv", "vec");
  addProduct(table, "dot", "tensor");
  table.alias("vdot", "dot");
  addFusedProduct(table, "addmm", "mat1", "mat2");
  addFusedProduct(table, "baddbmm", "batch1", "batch2");
  addFusedProduct(table, "addmv", "mat", "vec");
  table.add("outer(Tensor self, Tensor vec2) -> Tensor", buildOuter);
  table.alias("ger", "outer");
  table.add("bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? "
            "bias=None) -> Tensor",
            buildBilinear);
}
