//===- Scatter.cpp - Operators that write through index tensors -----------===//
//
// kiln's ops say where each element comes from, never where it goes. So every
// position asks all source elements whether they are meant for it, which the
// compiler fuses into one reduction: right for any indices, and cheap where few
// elements are scattered.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Aten/Scatter.h"
#include "compiler/Frontend/Aten/Indexing.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringSwitch.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

namespace {
/// The scattered dimension comes last in all of these.
struct Scattered {
  Emitter &emit;
  Value matches; // [rest..., size of the dimension, count of indices]
  Value source;  // [rest..., count of indices]

  int64_t lastDim() const { return shapeOf(matches).size() - 1; }
  /// The source seen from each position, `neutral` where it is not meant.
  Value meant(Value neutral) const;
  template <typename OpT> Value reduce(double neutral) const;
  /// How many elements are meant for each position.
  Value count() const;
  Value last(Value old) const;
};
} // namespace

Value Scattered::meant(Value neutral) const {
  if (!source || !matches)
    return nullptr;
  Shape shape(shapeOf(source));
  shape.insert(shape.end() - 1, 1);
  Value seen = emit.broadcast(emit.reshape(source, shape), shapeOf(matches));
  return emit.select(matches, seen, neutral);
}

template <typename OpT> Value Scattered::reduce(double neutral) const {
  if (!source || !matches)
    return nullptr;
  auto type = emit.tensorType(shapeOf(matches), elementOf(source));
  return emit.reduce<OpT>(meant(emit.full(neutral, type)), {lastDim()}, false);
}

Value Scattered::count() const {
  return emit.reduce<ReduceSumOp>(
      emit.cast(matches, emit.elementType(DType::I64)), {lastDim()}, false);
}

/// For each position the number of the last index that is meant for it, or -1.
static Value lastMatch(Emitter &emit, Value matches) {
  if (!matches)
    return nullptr;
  int64_t lastDim = shapeOf(matches).size() - 1;
  auto type = emit.tensorType(shapeOf(matches), emit.elementType(DType::I64));
  Value numbers =
      emit.select(matches, emit.iota(type, lastDim), emit.full(-1, type));
  return emit.reduce<ReduceMaxOp>(numbers, {lastDim}, false);
}

Value Scattered::last(Value old) const {
  Value number = lastMatch(emit, matches);
  if (!number || !source)
    return nullptr;
  Value found = emit.compare(ComparePredicate::ge, number, 0.0);
  Value taken = emit.gather(source, emit.clamp(number, 0, std::nullopt),
                            shapeOf(source).size() - 1);
  return emit.select(found, taken, old);
}

/// Whether each index, along the last dimension, is each of `size` positions.
static Value matchPositions(Emitter &emit, Value indices, int64_t size) {
  if (!indices)
    return nullptr;
  Shape narrow(shapeOf(indices)), wide = narrow;
  narrow.insert(narrow.end() - 1, 1);
  wide.insert(wide.end() - 1, size);
  auto type = emit.tensorType(wide, elementOf(indices));
  return emit.compare(ComparePredicate::eq,
                      emit.broadcast(emit.reshape(indices, narrow), wide),
                      emit.iota(type, wide.size() - 2));
}

/// Whether indices choose nothing, so that all stays as it is.
static bool isEmpty(Value indices) {
  return indices && llvm::is_contained(shapeOf(indices), 0);
}

Value aten::scatterRows(Emitter &emit, Value old, Value indices, Value rows) {
  if (!old || !rows)
    return nullptr;
  if (isEmpty(indices))
    return old;
  Value number =
      lastMatch(emit, matchPositions(emit, indices, shapeOf(old)[0]));
  if (!number)
    return nullptr;
  Value taken = emit.take(rows, emit.clamp(number, 0, std::nullopt), 0);
  Shape shape(shapeOf(old).size(), 1);
  shape[0] = shapeOf(old)[0];
  Value found =
      emit.reshape(emit.compare(ComparePredicate::ge, number, 0.0), shape);
  return emit.select(emit.broadcast(found, shapeOf(old)), taken, old);
}

enum class Reduction { Replace, Sum, Prod, Mean, Max, Min };

static std::optional<Reduction> parseReduction(StringRef name) {
  return llvm::StringSwitch<std::optional<Reduction>>(name)
      .Cases({"sum", "add"}, Reduction::Sum)
      .Cases({"prod", "multiply"}, Reduction::Prod)
      .Case("mean", Reduction::Mean)
      .Case("amax", Reduction::Max)
      .Case("amin", Reduction::Min)
      .Default(std::nullopt);
}

/// What the positions become; `old` has the scattered dimension last too.
static Value combine(const Scattered &parts, Reduction reduction, Value old) {
  Emitter &emit = parts.emit;
  double infinity = std::numeric_limits<double>::infinity();
  switch (reduction) {
  case Reduction::Replace:
    return parts.last(old);
  case Reduction::Sum:
    return emit.add(old, parts.reduce<ReduceSumOp>(0));
  case Reduction::Prod:
    return emit.mul(old, parts.reduce<ReduceProdOp>(1));
  case Reduction::Max:
    return emit.binary<MaximumOp>(old, parts.reduce<ReduceMaxOp>(-infinity));
  case Reduction::Min:
    return emit.binary<MinimumOp>(old, parts.reduce<ReduceMinOp>(infinity));
  case Reduction::Mean: {
    Value sum = emit.add(old, parts.reduce<ReduceSumOp>(0));
    Value count = emit.add(parts.count(), 1.0);
    return sum && count ? emit.div(sum, emit.cast(count, elementOf(sum)))
                        : Value();
  }
  }
  llvm_unreachable("unknown reduction");
}

/// `old` without its elements where others come: what they are combined with
/// when the old ones are not to be included.
static Value dropReplaced(const Scattered &parts, Reduction reduction,
                          Value old) {
  Emitter &emit = parts.emit;
  double infinity = std::numeric_limits<double>::infinity();
  double neutral = reduction == Reduction::Prod  ? 1
                   : reduction == Reduction::Max ? -infinity
                   : reduction == Reduction::Min ? infinity
                                                 : 0;
  Value found = emit.reduce<ReduceAnyOp>(parts.matches, {parts.lastDim()},
                                         /*keepdim=*/false);
  return found ? emit.select(found, emit.full(neutral, old), old) : Value();
}

static LogicalResult checkShapes(const Call &call, int64_t dim,
                                 ArrayRef<int64_t> source) {
  ArrayRef<int64_t> self = call.tensor("self").shape();
  ArrayRef<int64_t> index = call.tensor("index").shape();
  bool fits = index.size() == self.size() && index.size() == source.size();
  for (size_t at = 0; fits && at < index.size(); ++at)
    fits = index[at] <= source[at] &&
           (static_cast<int64_t>(at) == dim || index[at] <= self[at]);
  if (fits)
    return success();
  return call.error() << "expected an index of a shape within "
                      << shapeText(self) << " and " << shapeText(source)
                      << ", got " << shapeText(index);
}

static Result buildScatter(const Call &call, Reduction reduction, Value source,
                           bool includeSelf = true) {
  Emitter &emit = call.emit;
  Tensor self = call.tensor("self");
  ArrayRef<int64_t> indexShape = call.tensor("index").shape();
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (!source || failed(dim) ||
      failed(checkShapes(call, *dim, shapeOf(source))) ||
      failed(checkIndices(emit, call.value("index"), self.shape(), *dim,
                          /*countFromEnd=*/false)))
    return failure();
  if (isEmpty(call.value("index")))
    return call.give(copied(emit, self));
  Shape zeros(self.rank(), 0), ones(self.rank(), 1), toLast;
  for (int64_t at = 0; at < self.rank(); ++at)
    if (at != *dim)
      toLast.push_back(at);
  toLast.push_back(*dim);

  Shape within(indexShape);
  within[*dim] = self.dim(*dim);
  Tensor touched = self;
  for (int64_t at = 0; at < self.rank(); ++at)
    touched = narrowed(touched, at, 0, within[at]);
  Value indices = emit.transpose(
      emit.cast(call.value("index"), emit.elementType(DType::I64)), toLast);
  source = emit.cast(emit.slice(source, zeros, indexShape, ones),
                     self.elementType());
  Scattered parts{emit, matchPositions(emit, indices, self.dim(*dim)),
                  emit.transpose(source, toLast)};
  Value old = emit.transpose(emit.read(touched), toLast);
  if (!parts.matches || !old)
    return failure();
  if (!includeSelf)
    old = dropReplaced(parts, reduction, old);
  Value next = combine(parts, reduction, old);
  if (!next)
    return failure();

  Shape back(self.rank());
  for (auto [at, from] : llvm::enumerate(toLast))
    back[from] = at;
  FailureOr<Tensor> result = copied(emit, self);
  if (failed(result))
    return failure();
  Tensor target = *result;
  for (int64_t at = 0; at < self.rank(); ++at)
    target = narrowed(target, at, 0, within[at]);
  if (failed(emit.write(target, emit.transpose(next, back))))
    return failure();
  return call.give(*result);
}

/// One number for all indices.
static Value filledSource(const Call &call) {
  Tensor index = call.tensor("index");
  return call.emit.full(
      call.number("value"),
      call.emit.tensorType(index.shape(), call.tensor("self").elementType()));
}

static Result buildReplace(const Call &call, Value source) {
  if (!call.has("reduce"))
    return buildScatter(call, Reduction::Replace, source);
  std::optional<Reduction> reduction = parseReduction(call.text("reduce"));
  if (!reduction)
    return call.error() << "unknown reduction '" << call.text("reduce") << "'";
  return buildScatter(call, *reduction, source);
}

static Result buildScatterReduce(const Call &call) {
  std::optional<Reduction> reduction = parseReduction(call.text("reduce"));
  if (!reduction)
    return call.error() << "unknown reduction '" << call.text("reduce") << "'";
  if (*reduction == Reduction::Mean && !call.flag("include_self"))
    return call.error() << "include_self=False with the mean is not supported";
  return buildScatter(call, *reduction, call.value("src"),
                      call.flag("include_self"));
}

void aten::addScatterOps(Table &table) {
  table.add(
      "scatter(Tensor self, int dim, Tensor index, Tensor src, *, str? "
      "reduce=None) -> Tensor",
      [](const Call &call) { return buildReplace(call, call.value("src")); });
  table.add(
      "scatter(Tensor self, int dim, Tensor index, Scalar value, *, str? "
      "reduce=None) -> Tensor",
      [](const Call &call) { return buildReplace(call, filledSource(call)); });
  table.add("scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> "
            "Tensor",
            [](const Call &call) {
              return buildScatter(call, Reduction::Sum, call.value("src"));
            });
  table.add("scatter_reduce(Tensor self, int dim, Tensor index, Tensor src, "
            "str reduce, *, bool include_self=True) -> Tensor",
            buildScatterReduce);
}
