//===- Reduction.cpp - Many elements to one -------------------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static constexpr const char *reduction =
    "(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? "
    "dtype=None) -> Tensor";

/// Sums of integers are of i64.
static DType sumType(const Call &call) {
  DType type = call.tensor("self").dtype();
  return call.dtype("dtype").value_or(isFloat(type) ? type : DType::I64);
}

template <typename OpT> static Result reduceAs(const Call &call, DType type) {
  auto dims = call.dims("dim", call.tensor("self").rank());
  if (failed(dims))
    return failure();
  Value x = call.emit.cast(call.value("self"), call.emit.elementType(type));
  return call.give(call.emit.reduce<OpT>(x, *dims, call.flag("keepdim")));
}

template <typename OpT> static Result buildSum(const Call &call) {
  return reduceAs<OpT>(call, sumType(call));
}

static Result buildMean(const Call &call) {
  DType type = call.dtype("dtype").value_or(call.tensor("self").dtype());
  if (!isFloat(type))
    return call.error() << "expected a floating-point tensor, got "
                        << describe(call.tensor("self"));
  return reduceAs<ReduceMeanOp>(call, type);
}

/// No elements have no extremum.
static LogicalResult checkNotEmpty(const Call &call, ArrayRef<int64_t> dims) {
  const Tensor &self = call.tensor("self");
  for (int64_t dim : dims)
    if (self.dim(dim) == 0)
      return call.error() << "dimension " << dim << " of shape "
                          << shapeText(self.shape()) << " has no elements";
  return success();
}

template <typename OpT> static Result buildExtremum(const Call &call) {
  auto dims = call.dims("dim", call.tensor("self").rank());
  if (failed(dims) || failed(checkNotEmpty(call, *dims)))
    return failure();
  return reduceAs<OpT>(call, call.tensor("self").dtype());
}

template <typename OpT> static Result buildAnyAll(const Call &call) {
  auto dims = call.dims("dim", call.tensor("self").rank());
  Value x = call.value("self");
  if (failed(dims) || !x)
    return failure();
  if (!elementOf(x).isInteger(1))
    x = call.emit.compare(ComparePredicate::ne, x, 0.0);
  return call.give(call.emit.reduce<OpT>(x, *dims, call.flag("keepdim")));
}

//===----------------------------------------------------------------------===//
// Positions
//===----------------------------------------------------------------------===//

template <typename OpT>
static Value positionOf(Emitter &emit, Value x, int64_t dim, bool keepdim) {
  return emit.create<OpT>(x, {emit.named("dim", emit.integer(dim)),
                              emit.named("keepdim", emit.flag(keepdim))});
}

/// max(dim=...) gives values and positions.
template <typename ReduceT, typename ArgT>
static Result buildExtremumWithIndex(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  Value x = call.value("self");
  if (failed(dim) || !x ||
      failed(checkNotEmpty(call, counting(*dim, self.rank() ? *dim + 1 : 0))))
    return failure();
  bool keepdim = call.flag("keepdim");
  // A scalar is its own extremum, at 0.
  Value row = self.rank() ? x : call.emit.reshape(x, {1});
  keepdim &= self.rank() > 0;
  Value values = call.emit.reduce<ReduceT>(row, {*dim}, keepdim);
  Value indices = positionOf<ArgT>(call.emit, row, *dim, keepdim);
  if (!values || !indices)
    return failure();
  return call.give({Tensor::of(values), Tensor::of(indices)});
}

template <typename OpT> static Result buildArg(const Call &call) {
  Tensor self = call.tensor("self");
  Value x = call.value("self");
  if (!call.has("dim")) {
    if (failed(checkNotEmpty(call, counting(0, self.rank()))))
      return failure();
    x = call.emit.reshape(x, {self.numElements()});
    Value position = positionOf<OpT>(call.emit, x, 0, false);
    if (!call.flag("keepdim"))
      return call.give(position);
    return call.give(call.emit.reshape(position, Shape(self.rank(), 1)));
  }
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim) ||
      failed(checkNotEmpty(call, counting(*dim, self.rank() ? *dim + 1 : 0))))
    return failure();
  return call.give(positionOf<OpT>(call.emit, x, *dim, call.flag("keepdim")));
}

//===----------------------------------------------------------------------===//
// Moments and norms
//===----------------------------------------------------------------------===//

static FailureOr<Value> variance(const Call &call, double correction) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  auto dims = call.dims("dim", call.tensor("self").rank());
  if (failed(dims) || !x)
    return failure();
  if (!isa<FloatType>(elementOf(x)))
    return call.error() << "expected a floating-point tensor";
  double count = 1;
  for (int64_t dim : *dims)
    count *= static_cast<double>(shapeOf(x)[dim]);
  Value mean = emit.reduce<ReduceMeanOp>(x, *dims, /*keepdim=*/true);
  if (!mean)
    return failure();
  Value centered = emit.sub(x, emit.broadcast(mean, shapeOf(x)));
  Value sum = emit.reduce<ReduceSumOp>(emit.mul(centered, centered), *dims,
                                       call.flag("keepdim"));
  if (!sum)
    return failure();
  // The count may be an expression when the model is compiled for many sizes.
  Value divisor = emit.full(count - correction, sum);
  return emit.div(sum, emit.clamp(divisor, 0.0, std::nullopt));
}

static double correctionOf(const Call &call) {
  if (call.has("correction"))
    return call.number("correction");
  return call.flag("unbiased") ? 1 : 0;
}

static Result buildVar(const Call &call) {
  FailureOr<Value> result = variance(call, correctionOf(call));
  return failed(result) ? Result(failure()) : call.give(*result);
}

static Result buildStd(const Call &call) {
  FailureOr<Value> result = variance(call, correctionOf(call));
  if (failed(result))
    return failure();
  return call.give(call.emit.unary<SqrtOp>(*result));
}

/// torch.std(x, False): over all dimensions.
template <bool TakesRoot> static Result buildMomentOfAll(const Call &call) {
  std::string name = TakesRoot ? "std" : "var";
  return Table::get().call(call.emit, name, call["self"],
                           {{"correction", int64_t(call.flag("unbiased"))}});
}

static Value vectorNorm(Emitter &emit, Value x, ArrayRef<int64_t> dims,
                        bool keepdim, double order) {
  if (order == 2)
    return emit.unary<SqrtOp>(
        emit.reduce<ReduceSumOp>(emit.mul(x, x), dims, keepdim));
  Value size = emit.unary<AbsOp>(x);
  if (order == 1)
    return emit.reduce<ReduceSumOp>(size, dims, keepdim);
  if (order == std::numeric_limits<double>::infinity())
    return emit.reduce<ReduceMaxOp>(size, dims, keepdim);
  if (order == -std::numeric_limits<double>::infinity())
    return emit.reduce<ReduceMinOp>(size, dims, keepdim);
  if (order == 0)
    return emit.reduce<ReduceSumOp>(
        emit.cast(emit.compare(ComparePredicate::ne, x, 0.0), elementOf(x)),
        dims, keepdim);
  Value sum =
      emit.reduce<ReduceSumOp>(emit.binary<PowOp>(size, order), dims, keepdim);
  return emit.binary<PowOp>(sum, 1 / order);
}

static Result buildNormOfOrder(const Call &call) {
  Value x = call.value("self");
  auto dims = call.dims("dim", call.tensor("self").rank());
  if (failed(dims) || !x)
    return failure();
  const Argument &order = call["p"];
  bool isTwo = order.isNone() ||
               (order.is<std::string>() && order.get<std::string>() == "fro");
  if (!isTwo && !order.isNumber())
    return call.error() << "expected a number or 'fro' as order of the norm";
  return call.give(vectorNorm(call.emit, x, *dims, call.flag("keepdim"),
                              isTwo ? 2 : order.asDouble()));
}

/// log(sum(exp(x))) with the largest element taken out.
static Result buildLogSumExp(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  auto dims = call.dims("dim", call.tensor("self").rank());
  if (failed(dims) || !x)
    return failure();
  Value largest = emit.reduce<ReduceMaxOp>(x, *dims, true);
  if (!largest)
    return failure();
  Value shifted = emit.sub(x, emit.broadcast(largest, shapeOf(x)));
  Value sum = emit.reduce<ReduceSumOp>(emit.unary<ExpOp>(shifted), *dims, true);
  Value result = emit.add(emit.unary<LogOp>(sum), largest);
  if (!call.flag("keepdim"))
    result = emit.reduce<ReduceSumOp>(result, *dims, false);
  return call.give(result);
}

static Result buildCumsum(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  Value x =
      call.emit.cast(call.value("self"), call.emit.elementType(sumType(call)));
  if (self.rank() == 0)
    return call.give(x);
  return call.give(call.emit.create<CumSumOp>(
      x, call.emit.named("dim", call.emit.integer(*dim))));
}

void aten::addReductionOps(Table &table) {
  auto add = [&](const char *name, Builder build) {
    table.add((Twine(name) + reduction).str(), std::move(build));
  };
  add("sum", buildSum<ReduceSumOp>);
  add("prod", buildSum<ReduceProdOp>);
  add("mean", buildMean);
  add("amax", buildExtremum<ReduceMaxOp>);
  add("amin", buildExtremum<ReduceMinOp>);
  add("any", buildAnyAll<ReduceAnyOp>);
  add("all", buildAnyAll<ReduceAllOp>);
  add("logsumexp", buildLogSumExp);

  const char *indexed = "(Tensor self, int dim, bool keepdim=False) -> "
                        "(Tensor values, Tensor indices)";
  table.add((Twine("max") + indexed).str(),
            buildExtremumWithIndex<ReduceMaxOp, ArgMaxOp>);
  table.add((Twine("min") + indexed).str(),
            buildExtremumWithIndex<ReduceMinOp, ArgMinOp>);
  for (const char *name : {"max", "min"}) {
    table.add((Twine(name) + "(Tensor self) -> Tensor").str(),
              [name](const Call &call) {
                std::string full = (Twine("a") + name).str();
                return Table::get().call(call.emit, full, call["self"], {});
              });
    table.add((Twine(name) + "(Tensor self, Tensor other) -> Tensor").str(),
              [name](const Call &call) {
                std::string full = (Twine(name) + "imum").str();
                Argument operands[] = {call["self"], call["other"]};
                return Table::get().call(call.emit, full, operands, {});
              });
  }
  const char *position =
      "(Tensor self, int? dim=None, bool keepdim=False) -> Tensor";
  table.add((Twine("argmax") + position).str(), buildArg<ArgMaxOp>);
  table.add((Twine("argmin") + position).str(), buildArg<ArgMinOp>);

  const char *moment = "(Tensor self, int[1]? dim=None, bool unbiased=True, "
                       "bool keepdim=False, *, Scalar? correction=None) -> "
                       "Tensor";
  table.add("var(Tensor self, bool unbiased) -> Tensor",
            buildMomentOfAll<false>);
  table.add("std(Tensor self, bool unbiased) -> Tensor",
            buildMomentOfAll<true>);
  table.add((Twine("var") + moment).str(), buildVar);
  table.add((Twine("std") + moment).str(), buildStd);
  table.add("norm(Tensor self, Any p=None, int[1]? dim=None, bool "
            "keepdim=False, *, ScalarType? dtype=None) -> Tensor",
            buildNormOfOrder);
  table.add("cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor",
            buildCumsum);
}
