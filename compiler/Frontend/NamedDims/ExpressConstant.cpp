//===- ExpressConstant.cpp - Constants made of named dimensions -----------===//

#include "compiler/Frontend/NamedDims/ExpressConstant.h"

#include "compiler/Frontend/Aten/HostData.h"
#include "dialects/Kiln/HostTensorAttr.h"

#include <cmath>

using namespace kiln;
using namespace mlir;

/// More numbers than this are a table, not sizes.
static constexpr int64_t mostNumbers = 16;

/// Larger numbers are no integers of their own in every type.
static constexpr double mostExact = 0x1p53;

/// The elements, if all are integers.
static std::optional<std::vector<int64_t>> integersOf(const HostTensor &from) {
  if (from.dtype() == DType::Bool)
    return std::nullopt;
  std::vector<int64_t> integers;
  for (int64_t index = 0; index < from.numElements(); ++index) {
    double number = aten::hostNumber(from, index);
    if (!(std::fabs(number) < mostExact) || number != std::floor(number))
      return std::nullopt;
    integers.push_back(static_cast<int64_t>(number));
  }
  return integers;
}

/// Start, start + step, start + 2 * step, ...
static bool isSequence(ArrayRef<int64_t> elements, int64_t step) {
  for (size_t index = 1; index < elements.size(); ++index)
    if (elements[index] - elements[index - 1] != step)
      return false;
  return true;
}

namespace {

/// Writes expressions of sizes as ops. The n-th element of 0, 1, 2, ... is the
/// size n: what reads it counts, and stores nothing.
class SizeBuilder {
public:
  explicit SizeBuilder(ConstantOp before)
      : builder(before), loc(before.getLoc()) {}

  OpBuilder builder;
  Location loc;

  RankedTensorType integers(DimsRef dims) {
    return tensorTypeOf(dims, builder.getI64Type());
  }

  Value counting(Dim count) {
    return IotaOp::create(builder, loc, integers(count), 0);
  }

  /// A number, for as many elements as `like` has.
  Value number(int64_t value, Value like) {
    auto scalar = integers(DimsRef());
    Value made = ConstantOp::create(
        builder, loc, scalar,
        cast<ElementsAttr>(DenseElementsAttr::get(scalar, value)));
    return spread(made, like);
  }

  Value spread(Value scalar, Value like) {
    return BroadcastOp::create(builder, loc, like.getType(), scalar);
  }

  /// A size as one element; null where it may be negative.
  Value element(DimExpr size) {
    Value sum = number(size.constant);
    for (const DimTerm &term : size.terms) {
      Value product = number(term.coefficient);
      for (const DimAtom &factor : term.factors) {
        Value atom = element(factor);
        if (!atom)
          return nullptr;
        product = MulOp::create(builder, loc, product, atom);
      }
      sum = AddOp::create(builder, loc, sum, product);
    }
    return sum;
  }

private:
  Value number(int64_t value) {
    auto one = integers(Dim(1));
    return ConstantOp::create(
        builder, loc, one,
        cast<ElementsAttr>(DenseElementsAttr::get(one, value)));
  }

  Value element(const DimAtom &factor) {
    DimExpr expression;
    expression.terms.push_back({1, {factor}});
    Dim size = Dim::of(builder.getContext(), expression);
    if (!isProvedAtMost(0, size))
      return nullptr;
    MLIRContext *context = builder.getContext();
    return SliceOp::create(builder, loc, integers(Dim(1)), counting(size + 1),
                           dimArrayAttr(context, size),
                           dimArrayAttr(context, Dim(1)),
                           builder.getDenseI64ArrayAttr(1));
  }
};

/// One constant at all samples.
class ConstantExpression {
public:
  ConstantExpression(ConstantOp constant, ArrayRef<HostTensor> tensors,
                     DimFitter &fitter)
      : constant(constant), tensors(tensors), fitter(fitter), sizes(constant) {}

  Value build() {
    for (const HostTensor &tensor : tensors) {
      std::optional<std::vector<int64_t>> integers = integersOf(tensor);
      if (!integers)
        return nullptr;
      elements.push_back(std::move(*integers));
    }
    bool areNumbers =
        haveOneShape() && tensors.front().numElements() <= mostNumbers;
    Value value = areNumbers ? buildNumbers() : buildSequence();
    Type type = cast<RankedTensorType>(constant.getType()).getElementType();
    return !value || value.getType() == constant.getType() || type.isInteger(64)
               ? value
               : CastOp::create(sizes.builder, sizes.loc, value, type)
                     .getResult();
  }

private:
  bool haveOneShape() const {
    return llvm::all_of(tensors, [&](const HostTensor &tensor) {
      return tensor.shape() == tensors.front().shape();
    });
  }

  std::optional<Dim> fit(llvm::function_ref<int64_t(size_t)> at) const {
    std::vector<int64_t> values;
    for (size_t sample = 0; sample < elements.size(); ++sample)
      values.push_back(at(sample));
    return fitter.fit(values);
  }

  Value buildNumbers() {
    int64_t count = tensors.front().numElements();
    SmallVector<Value> numbers;
    for (int64_t index = 0; index < count; ++index) {
      auto size = fit([&](size_t sample) { return elements[sample][index]; });
      Value number = size ? sizes.element(size->expression()) : Value();
      if (!number)
        return nullptr;
      numbers.push_back(number);
    }
    Value joined = numbers.front();
    if (count > 1)
      joined = ConcatOp::create(sizes.builder, sizes.loc,
                                sizes.integers(Dim(count)), numbers, 0);
    DimsRef shape(tensors.front().shape());
    return tensors.front().rank() == 1
               ? joined
               : ReshapeOp::create(sizes.builder, sizes.loc,
                                   sizes.integers(shape), joined)
                     .getResult();
  }

  /// The step between the elements where there are several.
  std::optional<int64_t> step() const {
    std::optional<int64_t> step;
    for (const std::vector<int64_t> &each : elements) {
      if (each.size() < 2)
        continue;
      if (!step)
        step = each[1] - each[0];
      if (!isSequence(each, *step))
        return std::nullopt;
    }
    return step;
  }

  /// The first element. Where there is none, it is that of all others.
  std::optional<Dim> start() const {
    auto filled = llvm::find_if_not(
        elements, [](const auto &each) { return each.empty(); });
    return fit([&](size_t sample) {
      return elements[elements[sample].empty() ? filled - elements.begin()
                                               : sample]
          .front();
    });
  }

  Value buildSequence() {
    std::optional<int64_t> width = step();
    if (!width)
      return nullptr;
    auto count = fit([&](size_t sample) { return elements[sample].size(); });
    std::optional<Dim> start = this->start();
    if (tensors.front().rank() != 1 || !count || !start)
      return nullptr;
    Value places = sizes.counting(*count);
    if (*width != 1)
      places = MulOp::create(sizes.builder, sizes.loc, places,
                             sizes.number(*width, places));
    if (*start == Dim(0))
      return places;
    Value first = sizes.element(start->expression());
    return first ? AddOp::create(sizes.builder, sizes.loc, places,
                                 sizes.spread(first, places))
                       .getResult()
                 : Value();
  }

  ConstantOp constant;
  ArrayRef<HostTensor> tensors;
  DimFitter &fitter;
  SizeBuilder sizes;
  std::vector<std::vector<int64_t>> elements; ///< of each sample
};

} // namespace

Value kiln::expressConstant(ConstantOp constant, ArrayRef<HostTensor> tensors,
                            DimFitter &fitter) {
  return ConstantExpression(constant, tensors, fitter).build();
}
