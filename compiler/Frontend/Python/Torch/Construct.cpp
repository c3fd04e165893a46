//===- Construct.cpp - Tensors from Python's data -------------------------===//

#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Frontend/Python/Torch/OpenNumbers.h"

#include "compiler/Frontend/Aten/HostData.h"

#include "llvm/ADT/StringSwitch.h"

namespace kiln::python {

using namespace mlir;

namespace {
/// Nested sequences, flattened.
struct Flattened {
  Shape shape;
  std::vector<Value> items; // numbers and 0-dimensional tensors
};
} // namespace

static bool isSequence(Value value) {
  return llvm::isa<ListObject>(value) || llvm::isa<TupleObject>(value) ||
         llvm::isa<RangeObject>(value);
}

Value tensorOfArray(Interpreter &interp, Value value) {
  static constexpr llvm::StringLiteral name = "_kiln_tensor";
  if (!llvm::isa<InstanceObject>(value) || !value.asObject()->attributes)
    return value;
  Value tensor = value.asObject()->attributes->find(interp.intern(name));
  return tensor ? tensor : value;
}

static LogicalResult flatten(TorchState &state, Value data, size_t depth,
                             Flattened &result) {
  data = tensorOfArray(state.interp, data);
  if (!isSequence(data)) {
    if (depth != result.shape.size() && !result.items.empty()) {
      state.interp.raise(state.interp.types.valueError,
                         "the nested sequences have different lengths");
      return failure();
    }
    result.items.push_back(data);
    return success();
  }
  // Lists may hold themselves.
  SmallVector<Value> items;
  if (!state.interp.checkStack() || failed(state.interp.unpack(data, items)) ||
      !state.interp.allocate(items.size() * sizeof(Value)))
    return failure();
  int64_t count = items.size();
  if (depth == result.shape.size() && result.items.empty()) {
    result.shape.push_back(count);
  } else if (depth >= result.shape.size() || result.shape[depth] != count) {
    state.interp.raise(
        state.interp.types.valueError,
        "expected sequence of length " +
            Twine(depth < result.shape.size() ? result.shape[depth] : 0) +
            " at dim " + Twine(depth) + " (got " + Twine(count) + ")");
    return failure();
  }
  for (Value item : items)
    if (failed(flatten(state, item, depth + 1, result)))
      return failure();
  return success();
}

static DType inferDType(TorchState &state, ArrayRef<Value> items) {
  bool anyInt = false, anyBool = false;
  for (Value item : items) {
    if (item.isFloat())
      return state.defaultDType;
    anyInt |= item.isInt();
    anyBool |= item.isBool();
  }
  if (anyInt)
    return DType::I64;
  return anyBool ? DType::Bool : state.defaultDType;
}

/// The type of a tensor of numbers, some of which only the program knows.
static std::optional<DType> typeOfNumbers(TorchState &state,
                                          ArrayRef<Value> items) {
  std::optional<DType> type;
  for (Value item : items) {
    std::optional<DType> number = typeOfNumber(item);
    if (!number)
      return std::nullopt;
    type = type ? aten::promote(*type, *number) : *number;
  }
  return type == DType::F64 ? state.defaultDType : type;
}

/// Elements that are tensors themselves.
static Value stackTensors(TorchState &state, const Flattened &data,
                          std::optional<DType> dtype) {
  SmallVector<Value> parts;
  if (!dtype)
    dtype = typeOfNumbers(state, data.items);
  for (Value item : data.items) {
    bool isTensor = native<TensorObject>(item) && !isOpenNumber(item);
    Value part = isTensor ? item : constructTensor(state, item, dtype);
    if (!part)
      return {};
    parts.push_back(part);
  }
  Value list = state.interp.list(parts);
  Value stacked = state.call("stack", Arguments(list));
  auto *object = native<TensorObject>(stacked);
  if (!object || object->tensor.isPoison())
    return stacked;
  Shape shape = data.shape;
  llvm::append_range(
      shape, object->tensor.shape().drop_front().drop_back(object->isComplex));
  Value arguments[] = {stacked, state.makeSize(shape)};
  Value reshaped = state.call("reshape", Arguments(arguments));
  if (!dtype || !reshaped)
    return reshaped;
  Value to = state.make(*dtype);
  return state.interp.callMethod(reshaped, "to", to);
}

/// A number that only the program knows.
static Value tensorOfNumber(TorchState &state, Value number,
                            std::optional<DType> dtype) {
  DType type = *typeOfNumber(number);
  if (type == DType::F64)
    type = state.defaultDType;
  state.emit.setLocation(state.location());
  mlir::Value value = readNumber(state, number, dtype.value_or(type));
  return value ? state.make(aten::Tensor::of(value)) : Value();
}

Value constructTensor(TorchState &state, Value data,
                      std::optional<DType> dtype) {
  data = tensorOfArray(state.interp, data);
  if (isOpenNumber(data))
    return tensorOfNumber(state, data, dtype);
  if (auto *tensor = native<TensorObject>(data)) {
    if (tensor->tensor.isPoison())
      return data;
    Value copy = state.call("clone", Arguments(data));
    return copy && dtype
               ? state.interp.callMethod(copy, "to", state.make(*dtype))
               : copy;
  }
  Flattened flat;
  if (failed(flatten(state, data, 0, flat)))
    return {};
  for (Value &item : flat.items) {
    if (native<TensorObject>(item))
      return stackTensors(state, flat, dtype);
    if (state.interp.isInstance(item, state.interp.types.complex)) {
      Value arguments[] = {data, dtype ? state.make(*dtype) : Value::none()};
      return state.fromComplexPrelude("tensor_of", Arguments(arguments));
    }
    if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(item))
      item = primitive->primitive;
    if (!item.isNumber()) {
      auto number = state.interp.asDouble(item, "an element of a tensor");
      if (failed(number))
        return {};
      item = Value::real(*number);
    }
  }
  DType type = dtype.value_or(inferDType(state, flat.items));
  if (isComplex(type)) {
    Value arguments[] = {data, state.make(type)};
    return state.fromComplexPrelude("tensor_of", Arguments(arguments));
  }
  if (!isComputeType(type))
    return state.interp.error("kiln does not compute in torch." +
                              torchName(type));
  bool areIntegers =
      llvm::all_of(flat.items, [](Value item) { return item.isIntegral(); });
  HostTensor host =
      areIntegers ? aten::integersToHost(type, flat.shape,
                                         [&](int64_t index) {
                                           return flat.items[index].asInt();
                                         })
                  : aten::numbersToHost(type, flat.shape, [&](int64_t index) {
                      return flat.items[index].asDouble();
                    });
  state.emit.setLocation(state.location());
  return state.make(state.emit.fromHost(host));
}

Value constructLegacy(TorchState &state, Arguments arguments, DType dtype) {
  bool areSizes = arguments.size() > 0 &&
                  llvm::all_of(arguments.positional,
                               [](Value value) { return value.isInt(); });
  if (arguments.size() == 1 && !areSizes &&
      !(llvm::isa<TupleObject>(arguments[0]) &&
        llvm::cast<TupleObject>(arguments[0].asObject())->type ==
            state.sizeType))
    return constructTensor(state, arguments[0], dtype);
  SmallVector<Value> sizes;
  if (areSizes || arguments.size() == 0)
    sizes.assign(arguments.positional.begin(), arguments.positional.end());
  else if (failed(state.interp.unpack(arguments[0], sizes)))
    return {};
  Value shape = state.interp.tuple(
      sizes.empty() ? ArrayRef<Value>(Value::integer(0)) : sizes);
  Keyword keyword{state.interp.intern("dtype"), state.make(dtype)};
  return state.call("empty", Arguments(shape, keyword));
}

std::optional<DType> legacyDType(StringRef name) {
  name.consume_front("torch.");
  name.consume_front("cuda.");
  return llvm::StringSwitch<std::optional<DType>>(name)
      .Case("FloatTensor", DType::F32)
      .Case("DoubleTensor", DType::F64)
      .Case("HalfTensor", DType::F16)
      .Case("BFloat16Tensor", DType::BF16)
      .Case("LongTensor", DType::I64)
      .Case("IntTensor", DType::I32)
      .Case("ShortTensor", DType::I16)
      .Case("CharTensor", DType::I8)
      .Case("ByteTensor", DType::U8)
      .Case("BoolTensor", DType::Bool)
      .Default(std::nullopt);
}

} // namespace kiln::python
