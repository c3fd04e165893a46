//===- Emitter.cpp - Builds kiln ops for frontends ------------------------===//

#include "compiler/Frontend/Aten/Emitter.h"

#include "compiler/Frontend/Aten/DataSizes.h"
#include "compiler/Support/Text.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Cost.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/MathExtras.h"

#include <cmath>
#include <limits>

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

ArrayRef<int64_t> aten::shapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

Type aten::elementOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getElementType();
}

Shape aten::counting(int64_t begin, int64_t end) {
  return llvm::to_vector(llvm::seq<int64_t>(begin, end));
}

Emitter::Emitter(MLIRContext *context, EvaluationBudget budget)
    : scratch(ModuleOp::create(UnknownLoc::get(context))),
      scratchBlock(scratch->getBody()), block(scratchBlock),
      builder(OpBuilder::atBlockEnd(scratchBlock)),
      loc(UnknownLoc::get(context)), left(budget) {}

void Emitter::enterGraph(Block *graph) {
  if (DataSizes *sizes = DataSizes::current())
    sizes->restart();
  block = graph;
  builder.setInsertionPointToEnd(graph);
}

void Emitter::inBody(Block *body, llvm::function_ref<void()> build) {
  OpBuilder::InsertionGuard guard(builder);
  Block *outer = std::exchange(block, body);
  llvm::DenseMap<mlir::Value, mlir::Value> outerLocalized;
  std::swap(outerLocalized, localized);
  builder.setInsertionPointToEnd(body);
  build();
  localized = std::move(outerLocalized);
  block = outer;
}

bool Emitter::isVisible(Value value) const {
  Block *home = value.getParentBlock();
  for (Block *here = builder.getInsertionBlock(); here != home;) {
    if (here == block)
      return false;
    here = here->getParentOp()->getBlock();
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

/// Values that nothing computes while compiling: inputs, parameters, what was
/// left uninitialized, what depends on elements.
static bool isGiven(Value value) {
  Operation *op = value.getDefiningOp();
  return !op || op->getNumRegions() ||
         isa<GetParameterOp, UnrealizedConversionCastOp>(op);
}

/// The ops that `value` needs and that are not known yet, operands first; none
/// where it needs something given that is not known.
static std::optional<SmallVector<Operation *>>
collectSlice(Value value, const DenseMap<Value, HostTensor> &known) {
  SmallVector<Operation *> order;
  DenseSet<Operation *> done;
  SmallVector<std::pair<Operation *, unsigned>> stack;
  auto push = [&](Value next) {
    if (known.contains(next))
      return true;
    if (isGiven(next))
      return false;
    if (Operation *op = next.getDefiningOp(); done.insert(op).second)
      stack.push_back({op, 0});
    return true;
  };
  if (!push(value))
    return std::nullopt;
  while (!stack.empty()) {
    auto &[op, next] = stack.back();
    if (next < op->getNumOperands()) {
      if (!push(op->getOperand(next++)))
        return std::nullopt;
      continue;
    }
    order.push_back(op);
    stack.pop_back();
  }
  return order;
}

bool Emitter::payFor(Operation *op) {
  EvaluationCost cost = evaluationCost(op);
  if (cost.bytes > left.bytes || cost.work > left.work) {
    evaluationWasTooMuch = true;
    return false;
  }
  left.bytes -= cost.bytes;
  left.work -= cost.work;
  return true;
}

LogicalResult Emitter::reserve(DType type, ArrayRef<int64_t> shape) {
  uint64_t count = checkedNumElements(shape).value_or(INT64_MAX);
  uint64_t bytes = llvm::SaturatingMultiply<uint64_t>(count, byteWidth(type));
  if (bytes <= left.bytes) {
    left.bytes -= bytes;
    return success();
  }
  return error() << "a tensor of shape " << shapeText(shape)
                 << " is too large to be computed while compiling";
}

std::optional<HostTensor> Emitter::evaluate(Value value) {
  evaluationWasTooMuch = false;
  auto slice = collectSlice(value, evaluated);
  if (!slice)
    return std::nullopt;
  for (Operation *op : *slice) {
    if (auto constant = dyn_cast<ConstantOp>(op)) {
      if (auto tensor = toHostTensor(constant.getValue()))
        evaluated[constant.getResult()] = *tensor;
      continue;
    }
    SmallVector<HostTensor> operands;
    for (Value operand : op->getOperands()) {
      auto found = evaluated.find(operand);
      if (found == evaluated.end())
        return std::nullopt;
      operands.push_back(found->second);
    }
    if (!payFor(op))
      return std::nullopt;
    auto results = evaluateOp(op, operands);
    if (!results) {
      llvm::consumeError(results.takeError());
      return std::nullopt;
    }
    for (auto [result, tensor] : llvm::zip(op->getResults(), *results))
      evaluated[result] = tensor;
  }
  auto found = evaluated.find(value);
  if (found == evaluated.end())
    return std::nullopt;
  return found->second;
}

std::optional<HostTensor> Emitter::evaluate(const Tensor &tensor) {
  if (!tensor || tensor.isPoison())
    return std::nullopt;
  Value value = read(tensor);
  return value ? evaluate(value) : std::nullopt;
}

/// The value for use in the present block.
Value Emitter::localize(Value value) {
  if (isVisible(value))
    return value;
  Value &local = localized[value];
  if (local)
    return local;
  std::optional<HostTensor> tensor = evaluate(value);
  if (!tensor) {
    error() << (wasTooMuch()
                    ? tooMuchText
                    : "the values of this tensor are not known: it was filled "
                      "with random numbers and is not in the state_dict");
    localized.erase(value);
    return nullptr;
  }
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(block);
  Value made = constant(*tensor);
  // `local` may have moved with the map.
  localized[value] = made;
  return made;
}

//===----------------------------------------------------------------------===//
// Reading and writing through views
//===----------------------------------------------------------------------===//

Value Emitter::contents(Storage &storage) {
  if (!storage.value)
    return storage.value = readParameter(storage);
  return localize(storage.value);
}

Value Emitter::applyView(Value value, const View &view) {
  switch (view.kind) {
  case View::Reshape:
    return reshape(value, view.shape);
  case View::Expand:
    return broadcast(value, view.shape);
  case View::Transpose:
    return transpose(value, view.permutation);
  case View::Slice:
    return slice(value, view.starts, view.sizes, view.strides);
  }
  llvm_unreachable("unknown view");
}

Value Emitter::read(const Tensor &tensor) {
  TensorImpl &impl = *tensor.get();
  assert(!impl.isPoison && "a poison tensor has no value");
  Storage &storage = *impl.storage;
  if (impl.cached && impl.cachedVersion == storage.version &&
      isVisible(impl.cached))
    return impl.cached;
  Value value = contents(storage);
  for (const View &view : impl.views)
    if (value)
      value = applyView(value, view);
  impl.cached = value;
  impl.cachedVersion = storage.version;
  return value;
}

Value Emitter::invertSlice(Value whole, const View &view, Value part) {
  ArrayRef<int64_t> shape = shapeOf(whole);
  size_t dim = 0;
  while (dim + 1 < shape.size() && view.sizes[dim] == shape[dim])
    ++dim;
  int64_t start = view.starts[dim], size = view.sizes[dim];
  if (size == shape[dim])
    return part;
  if (view.strides[dim] == 1) {
    SmallVector<Value> parts;
    if (start > 0)
      parts.push_back(slice(whole, dim, 0, start));
    if (size > 0)
      parts.push_back(part);
    if (int64_t end = start + size; end < shape[dim])
      parts.push_back(slice(whole, dim, end, shape[dim] - end));
    return concat(parts, dim);
  }
  Shape source = counting(0, shape[dim]);
  for (int64_t index = 0; index < size; ++index)
    source[start + index * view.strides[dim]] = shape[dim] + index;
  return take(concat({whole, part}, dim), indices(source), dim);
}

Value Emitter::invertView(Value whole, const View &view, Value part) {
  switch (view.kind) {
  case View::Reshape:
    return reshape(part, shapeOf(whole));
  case View::Transpose: {
    SmallVector<int64_t> inverse(view.permutation.size());
    for (auto [index, dim] : llvm::enumerate(view.permutation))
      inverse[dim] = index;
    return transpose(part, inverse);
  }
  case View::Slice:
    return invertSlice(whole, view, part);
  case View::Expand:
    break;
  }
  error() << "a write to an expanded tensor: several of its elements are one "
             "place in memory; clone() it first";
  return nullptr;
}

/// Whether a write would have to reach another storage of the same origin.
static bool sharesOrigins(const Storage &storage) {
  return llvm::any_of(storage.origins, [](const Storage::Origin &origin) {
    return origin.storage->joints > 1 || sharesOrigins(*origin.storage);
  });
}

/// Whether it is known here which of its origins a storage is: not of what was
/// joined in a way or a round that has ended.
bool Emitter::seesOrigins(const Storage &storage) {
  auto isSeen = [&](Value value) {
    return !value || isVisible(value) || evaluate(value);
  };
  return llvm::all_of(storage.origins, [&](const Storage::Origin &origin) {
    return isSeen(origin.condition) && isSeen(origin.storage->value) &&
           seesOrigins(*origin.storage);
  });
}

LogicalResult Emitter::write(const Tensor &tensor, Value value) {
  if (!value)
    return failure();
  TensorImpl &impl = *tensor.get();
  assert(value.getType() == impl.type && "a write changes no type");
  if (impl.storage->isViewOfOrigin || impl.storage->joints > 0 ||
      sharesOrigins(*impl.storage) || !seesOrigins(*impl.storage))
    return error() << "a write in place to a tensor that by a condition on the "
                      "model's input is another one too; clone() it first";
  SmallVector<Value> wholes;
  if (!impl.views.empty()) {
    wholes.push_back(contents(*impl.storage));
    for (const View &view : ArrayRef<View>(impl.views).drop_back()) {
      if (!wholes.back())
        return failure();
      wholes.push_back(applyView(wholes.back(), view));
    }
  }
  Value next = value;
  for (auto [view, whole] :
       llvm::zip(llvm::reverse(impl.views), llvm::reverse(wholes))) {
    if (!whole || !next)
      return failure();
    next = invertView(whole, view, next);
  }
  if (!next)
    return failure();
  replaceContents(*impl.storage, next);
  impl.cached = value;
  impl.cachedVersion = impl.storage->version;
  return success();
}

void Emitter::replaceContents(Storage &storage, Value next) {
  for (Storage::Origin &origin : storage.origins) {
    if (!origin.condition)
      continue;
    Value old = contents(*origin.storage);
    Value holds = broadcast(localize(origin.condition), shapeOf(next));
    replaceContents(*origin.storage, select(holds, next, old));
  }
  storage.value = next;
  ++storage.version;
}

Tensor Emitter::uninitialized(RankedTensorType type) {
  Operation *op =
      UnrealizedConversionCastOp::create(builder, loc, type, ValueRange());
  return Tensor::of(op->getResult(0));
}

Tensor Emitter::fromHost(const HostTensor &tensor) {
  Value value = constant(tensor);
  evaluated[value] = tensor;
  return Tensor::of(value);
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

Type Emitter::elementType(DType type) const {
  return elementTypeOf(context(), type);
}

RankedTensorType Emitter::tensorType(ArrayRef<int64_t> shape,
                                     Type element) const {
  return RankedTensorType::get(shape, element);
}

double Emitter::lowest(Type element) {
  if (isa<FloatType>(element))
    return -std::numeric_limits<double>::infinity();
  auto type = cast<IntegerType>(element);
  return type.isUnsigned() || type.getWidth() == 1
             ? 0
             : -std::ldexp(1, static_cast<int>(type.getWidth()) - 1);
}

/// Infinities are an integer type's own limits.
static APInt integerOf(Type element, double number) {
  unsigned width = element.getIntOrFloatBitWidth();
  if (!std::isinf(number))
    return APInt(width, reference::toInteger(number), /*isSigned=*/true,
                 /*implicitTrunc=*/true);
  if (element.isUnsignedInteger())
    return number > 0 ? APInt::getMaxValue(width) : APInt::getZero(width);
  return number > 0 ? APInt::getSignedMaxValue(width)
                    : APInt::getSignedMinValue(width);
}

static Attribute numberAttr(Type element, double number) {
  if (isa<FloatType>(element))
    return FloatAttr::get(element, number);
  if (element.isInteger(1))
    return BoolAttr::get(element.getContext(), number != 0);
  return IntegerAttr::get(element, integerOf(element, number));
}

Value Emitter::full(double number, RankedTensorType type) {
  auto scalar = tensorType({}, type.getElementType());
  auto value =
      DenseElementsAttr::get(scalar, numberAttr(type.getElementType(), number));
  Value made =
      ConstantOp::create(builder, loc, scalar, cast<ElementsAttr>(value));
  return broadcast(made, type.getShape());
}

Value Emitter::full(double number, Value like) {
  return like ? full(number, cast<RankedTensorType>(like.getType())) : Value();
}

Value Emitter::constant(const HostTensor &tensor) {
  ElementsAttr attribute = toAttr(context(), "constant", tensor);
  return ConstantOp::create(builder, loc, attribute.getType(), attribute);
}

Value Emitter::indices(ArrayRef<int64_t> values) {
  return constant(HostTensor::of<int64_t>(
      DType::I64, {static_cast<int64_t>(values.size())}, values));
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

LogicalResult Emitter::checkSize(ArrayRef<int64_t> shape) const {
  for (int64_t size : shape)
    if (size < 0)
      return error() << "a tensor cannot have the negative size " << size;
  if (isTooLarge(shape))
    return error() << "a tensor of shape " << shapeText(shape)
                   << " is too large";
  return success();
}

Value Emitter::sized(Value value) {
  return succeeded(checkSize(shapeOf(value))) ? value : Value();
}

NamedAttribute Emitter::named(StringRef name, Attribute value) {
  return builder.getNamedAttr(name, value);
}
Attribute Emitter::ints(ArrayRef<int64_t> values) {
  return builder.getDenseI64ArrayAttr(values);
}
Attribute Emitter::integer(int64_t value) {
  return builder.getI64IntegerAttr(value);
}
Attribute Emitter::real(double value) { return builder.getF64FloatAttr(value); }
Attribute Emitter::flag(bool value) { return builder.getBoolAttr(value); }

bool Emitter::haveOneType(Value a, Value b) const {
  if (!a || !b || a.getType() == b.getType())
    return a && b;
  error() << "expected operands of one type and shape, got " << a.getType()
          << " and " << b.getType();
  return false;
}

Value Emitter::compare(ComparePredicate predicate, Value a, Value b) {
  return create<CompareOp>(
      {a, b},
      named("predicate", ComparePredicateAttr::get(context(), predicate)));
}

Value Emitter::compare(ComparePredicate predicate, Value a, double b) {
  return compare(predicate, a, full(b, a));
}

Value Emitter::select(Value condition, Value a, Value b) {
  if (!condition || !haveOneType(a, b))
    return nullptr;
  return SelectOp::create(builder, loc, a.getType(), condition, a, b);
}

Value Emitter::clamp(Value x, std::optional<double> min,
                     std::optional<double> max) {
  return x ? ClampOp::create(builder, loc, x, min, max).getResult() : Value();
}

Value Emitter::cast(Value x, Type element) {
  if (!x || elementOf(x) == element)
    return x;
  return CastOp::create(builder, loc, x, element);
}

Value Emitter::broadcast(Value x, ArrayRef<int64_t> shape) {
  if (!x || shapeOf(x) == shape)
    return x;
  if (!canBroadcast(shapeOf(x), shape)) {
    error() << "a tensor of shape " << shapeText(shapeOf(x))
            << " does not broadcast to " << shapeText(shape);
    return nullptr;
  }
  if (failed(checkSize(shape)))
    return nullptr;
  return BroadcastOp::create(builder, loc, x, shape);
}

Value Emitter::reshape(Value x, ArrayRef<int64_t> shape) {
  if (!x || shapeOf(x) == shape)
    return x;
  if (checkedNumElements(shape) != checkedNumElements(shapeOf(x))) {
    error() << "a tensor of shape " << shapeText(shapeOf(x))
            << " cannot be reshaped to " << shapeText(shape);
    return nullptr;
  }
  return ReshapeOp::create(builder, loc, x, shape);
}

Value Emitter::transpose(Value x, ArrayRef<int64_t> permutation) {
  if (llvm::equal(permutation, llvm::seq<int64_t>(0, permutation.size())))
    return x;
  return create<TransposeOp>(x, named("permutation", ints(permutation)));
}

Value Emitter::slice(Value x, ArrayRef<int64_t> starts, ArrayRef<int64_t> sizes,
                     ArrayRef<int64_t> strides) {
  if (x && shapeOf(x) == sizes)
    return x;
  return create<SliceOp>(x, {named("starts", ints(starts)),
                             named("sizes", ints(sizes)),
                             named("strides", ints(strides))});
}

Value Emitter::slice(Value x, int64_t dim, int64_t start, int64_t size,
                     int64_t stride) {
  if (!x)
    return nullptr;
  View view = View::slice(shapeOf(x), dim, start, size, stride);
  return slice(x, view.starts, view.sizes, view.strides);
}

Value Emitter::concat(ValueRange parts, int64_t dim) {
  if (parts.size() == 1)
    return parts.front();
  return create<ConcatOp>(parts, named("dim", integer(dim)));
}

Value Emitter::take(Value x, Value indices, int64_t dim) {
  return create<TakeOp>({x, indices}, named("dim", integer(dim)));
}

Value Emitter::gather(Value x, Value indices, int64_t dim) {
  return create<GatherOp>({x, indices}, named("dim", integer(dim)));
}

Value Emitter::pad(Value x, ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                   PadMode mode, double value) {
  return create<PadOp>(x, {named("low", ints(low)), named("high", ints(high)),
                           named("mode", PadModeAttr::get(context(), mode)),
                           named("value", real(value))});
}

Value Emitter::iota(RankedTensorType type, int64_t dim) {
  OperationState state(loc, IotaOp::getOperationName());
  state.addTypes(type);
  state.addAttribute("dim", integer(dim));
  return builder.create(state)->getResult(0);
}
