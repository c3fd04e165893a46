//===- OpenNumbers.cpp - Numbers that the program computes ----------------===//
//
// `x.item()`, `int(x)` and the like of elements that only the program knows are
// objects that compute as Python's numbers do: a 0-dimensional tensor of
// float64, int64 or bool stands for each. They decide about conditions and meet
// tensors as numbers do, but nothing about shapes can follow from them.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Torch/OpenNumbers.h"

#include "compiler/Frontend/Aten/HostData.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "llvm/ADT/StringSwitch.h"

namespace kiln::python {

using namespace mlir;

bool isOpenNumber(Value value) {
  auto *object = native<TensorObject>(value);
  return object && object->tensor && object->tensor.isNumber();
}

std::optional<DType> typeOfNumber(Value value) {
  if (isOpenNumber(value))
    return native<TensorObject>(value)->dtype();
  if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(value))
    value = primitive->primitive;
  if (!value || !value.isNumber())
    return std::nullopt;
  if (value.isFloat())
    return DType::F64;
  return value.isBool() ? DType::Bool : DType::I64;
}

DType numberTypeOf(DType elements) {
  if (elements == DType::Bool)
    return elements;
  return isFloat(elements) ? DType::F64 : DType::I64;
}

mlir::Value readNumber(TorchState &state, Value value, DType type) {
  mlir::Type element = state.emit.elementType(type);
  if (auto *object = native<TensorObject>(value)) {
    mlir::Value read = state.emit.read(object->tensor);
    if (read && object->tensor.rank() != 0)
      read = state.emit.reshape(read, {});
    return read ? state.emit.cast(read, element) : read;
  }
  if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(value))
    value = primitive->primitive;
  if (value.isFloat() || type != DType::I64)
    return state.emit.full(value.asDouble(),
                           state.emit.tensorType({}, element));
  return state.emit.constant(
      aten::integersToHost(type, {}, [&](int64_t) { return value.asInt(); }));
}

Value makeNumber(TorchState &state, mlir::Value value) {
  if (!value)
    return {};
  auto *object = state.interp.create<TensorObject>(state.numberType);
  object->tensor = aten::Tensor::of(value);
  object->tensor.get()->isNumber = true;
  return object;
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

namespace {

enum class Kind : uint8_t { Arithmetic, Division, Power, Bits, Shift, Order };

struct NumberOperator {
  const char *method;
  const char *reflected;
  const char *name; ///< torch's
  Kind kind;
};

} // namespace

static constexpr NumberOperator operators[] = {
    {"__add__", "__radd__", "add", Kind::Arithmetic},
    {"__sub__", "__rsub__", "sub", Kind::Arithmetic},
    {"__mul__", "__rmul__", "mul", Kind::Arithmetic},
    {"__truediv__", "__rtruediv__", "div", Kind::Division},
    {"__floordiv__", "__rfloordiv__", "floor_divide", Kind::Arithmetic},
    {"__mod__", "__rmod__", "remainder", Kind::Arithmetic},
    {"__pow__", "__rpow__", "pow", Kind::Power},
    {"__and__", "__rand__", "bitwise_and", Kind::Bits},
    {"__or__", "__ror__", "bitwise_or", Kind::Bits},
    {"__xor__", "__rxor__", "bitwise_xor", Kind::Bits},
    {"__lshift__", "__rlshift__", "bitwise_left_shift", Kind::Shift},
    {"__rshift__", "__rrshift__", "bitwise_right_shift", Kind::Shift},
    {"__eq__", nullptr, "eq", Kind::Order},
    {"__ne__", nullptr, "ne", Kind::Order},
    {"__lt__", nullptr, "lt", Kind::Order},
    {"__le__", nullptr, "le", Kind::Order},
    {"__gt__", nullptr, "gt", Kind::Order},
    {"__ge__", nullptr, "ge", Kind::Order},
};

/// The type that Python computes in; none where the operator does not take the
/// operands.
static std::optional<DType> computeType(Kind kind, DType a, DType b,
                                        Value exponent) {
  DType common = aten::promote(a, b);
  DType arithmetic = common == DType::Bool ? DType::I64 : common;
  switch (kind) {
  case Kind::Arithmetic:
  case Kind::Order:
    return arithmetic;
  case Kind::Division:
    return DType::F64;
  case Kind::Power:
    // An integer to a power that may be negative is a float.
    return exponent.isIntegral() && exponent.asInt() >= 0 ? arithmetic
                                                          : DType::F64;
  case Kind::Bits:
    return common == DType::F64 ? std::nullopt : std::optional(common);
  case Kind::Shift:
    return common == DType::F64 ? std::nullopt : std::optional(DType::I64);
  }
  llvm_unreachable("all kinds of operators are handled");
}

static Value compute(TorchState &state, const NumberOperator &op, Value left,
                     Value right) {
  std::optional<DType> a = typeOfNumber(left), b = typeOfNumber(right);
  Value values[] = {left, right};
  if (!a || !b)
    return native<TensorObject>(left) && native<TensorObject>(right)
               ? state.call(op.name, Arguments(values))
               : Value::notImplemented();
  std::optional<DType> type = computeType(op.kind, *a, *b, right);
  if (!type)
    return Value::notImplemented();
  Value operands[2];
  state.emit.setLocation(state.location());
  for (auto [operand, value] : llvm::zip(operands, values)) {
    mlir::Value read = readNumber(state, value, *type);
    if (!read)
      return {};
    operand = state.make(aten::Tensor::of(read));
  }
  Value result = state.call(op.name, Arguments(operands));
  return result ? numberOf(state, result) : Value();
}

static void addOperators(TorchState &state) {
  for (const NumberOperator &op : operators) {
    auto add = [&](const char *method, bool isReflected) {
      defineMethod(
          state.interp, state.numberType, method,
          [&state, op, isReflected](Interpreter &, Arguments args) -> Value {
            if (args.size() != 2)
              return Value::notImplemented();
            return compute(state, op, args[isReflected ? 1 : 0],
                           args[isReflected ? 0 : 1]);
          });
    };
    add(op.method, false);
    if (op.reflected)
      add(op.reflected, true);
  }
}

/// An operator of torch on the number as a float64 or, for negation and the
/// like, in its own type.
static Value computeUnary(TorchState &state, StringRef name, Value number,
                          bool asReal) {
  DType own = *typeOfNumber(number);
  DType type = asReal ? DType::F64 : own == DType::Bool ? DType::I64 : own;
  state.emit.setLocation(state.location());
  mlir::Value read = readNumber(state, number, type);
  if (!read)
    return {};
  Value operand = state.make(aten::Tensor::of(read));
  Value result = state.call(name, Arguments(operand));
  return result ? numberOf(state, result) : Value();
}

Value numberOf(TorchState &state, Value value, std::optional<DType> type) {
  state.emit.setLocation(state.location());
  auto *object = native<TensorObject>(value);
  if (object && object->tensor.isPoison())
    return value;
  DType found = object ? numberTypeOf(object->dtype()) : *typeOfNumber(value);
  return makeNumber(state, readNumber(state, value, type.value_or(found)));
}

static void addUnary(TorchState &state) {
  Interpreter &interp = state.interp;
  for (auto [method, name] : {std::pair{"__neg__", "neg"},
                              {"__abs__", "abs"},
                              {"__invert__", "bitwise_not"}})
    defineMethod(interp, state.numberType, method, "self",
                 [&state, name = name](Interpreter &, Arguments args) {
                   return computeUnary(state, name, args[0], false);
                 });
  for (auto [method, name] : {std::pair{"__floor__", "floor"},
                              {"__ceil__", "ceil"},
                              {"__trunc__", "trunc"}})
    defineMethod(interp, state.numberType, method, "self",
                 [&state, name = name](Interpreter &, Arguments args) -> Value {
                   Value whole = computeUnary(state, name, args[0], true);
                   return whole ? numberOf(state, whole, DType::I64) : whole;
                 });
  defineMethod(interp, state.numberType, "__round__", "self, digits=",
               [&state](Interpreter &interp, Arguments args) -> Value {
                 if (args[1] && !args[1].isNone())
                   return interp.error("round() of a number that is computed "
                                       "from the model's input takes no digits "
                                       "in kiln");
                 Value whole = computeUnary(state, "round", args[0], true);
                 return whole ? numberOf(state, whole, DType::I64) : whole;
               });
  for (const char *method : {"__pos__", "item", "conjugate"})
    defineMethod(interp, state.numberType, method, "self",
                 [](Interpreter &, Arguments args) { return args[0]; });
}

/// The operator that computes what a function of the module math does; empty if
/// there is none. That names agree is not enough: torch.remainder has the sign
/// of the divisor, math.remainder is the nearest to 0.
static StringRef operatorOfMath(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Case("fabs", "abs")
      .Case("degrees", "rad2deg")
      .Case("radians", "deg2rad")
      .Cases({"sqrt", "exp", "exp2", "expm1", "log2", "log10", "log1p"}, name)
      .Cases({"sin", "cos", "tan", "asin", "acos", "atan", "atan2"}, name)
      .Cases({"sinh", "cosh", "tanh", "asinh", "acosh", "atanh"}, name)
      .Cases({"erf", "erfc", "lgamma", "pow", "fmod", "copysign"}, name)
      .Case("nextafter", name)
      .Default("");
}

Value callMathOpen(TorchState &state, StringRef name, ArrayRef<Value> numbers) {
  StringRef torchName = operatorOfMath(name);
  if (torchName.empty())
    return state.interp.error("kiln cannot compute math." + name +
                              "() of a number of the model's input");
  SmallVector<Value> operands;
  state.emit.setLocation(state.location());
  for (Value number : numbers) {
    if (!typeOfNumber(number) && !native<TensorObject>(number))
      return state.interp.raise(state.interp.types.typeError,
                                "must be real number, not " +
                                    state.interp.typeName(number));
    mlir::Value read = readNumber(state, number, DType::F64);
    if (!read)
      return {};
    operands.push_back(state.make(aten::Tensor::of(read)));
  }
  Value function = state.operatorFunction(torchName);
  Value result =
      function ? state.interp.call(function, Arguments(operands)) : Value();
  return result ? numberOf(state, result) : Value();
}

//===----------------------------------------------------------------------===//
// Where a number is needed
//===----------------------------------------------------------------------===//

/// The number, if it turns out to be known; else a request for elements.
static std::optional<double> ask(TorchState &state, Value number,
                                 StringRef what) {
  state.emit.setLocation(state.location());
  std::optional<HostTensor> host =
      state.emit.evaluate(native<TensorObject>(number)->tensor);
  if (host)
    return aten::hostNumber(*host, 0);
  state.needsElements(what);
  return std::nullopt;
}

static void addConversions(TorchState &state) {
  Interpreter &interp = state.interp;
  auto define = [&](const char *method, StringRef what,
                    Value (*convert)(double)) {
    defineMethod(interp, state.numberType, method, "self",
                 [&state, what, convert](Interpreter &, Arguments args) {
                   std::optional<double> number = ask(state, args[0], what);
                   return number ? convert(*number) : Value();
                 });
  };
  auto toInteger = [](double number) {
    return Value::integer(reference::toInteger(number));
  };
  define("__bool__", "a number as a condition",
         [](double number) { return Value::boolean(number != 0); });
  define("__float__", "a number as a float",
         [](double number) { return Value::real(number); });
  define("__int__", "a number as an integer", toInteger);
  define("__index__", "a number as a size, an index or a count of rounds",
         toInteger);
  auto text = [](Interpreter &interp, Arguments args) -> Value {
    StringRef names[] = {"bool", "int", "float"};
    DType type = *typeOfNumber(args[0]);
    return interp.str("<" + names[type == DType::F64 ? 2 : type == DType::I64] +
                      " of the model's input>");
  };
  for (const char *method : {"__repr__", "__str__"})
    defineMethod(interp, state.numberType, method, "self", text);
  defineMethod(interp, state.numberType, "__format__", "self, spec", text);
  defineMethod(interp, state.numberType, "__hash__", "self",
               [](Interpreter &, Arguments args) {
                 return Value::integer(
                     reinterpret_cast<intptr_t>(args[0].asObject()) >> 4);
               });
}

void addOpenNumbers(TorchState &state) {
  state.numberType = defineType(state.interp, "torch", "Number");
  addOperators(state);
  addUnary(state);
  addConversions(state);
}

} // namespace kiln::python
