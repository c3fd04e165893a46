//===- TensorOperators.cpp - Python's operators on tensors ----------------===//

#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

using namespace mlir;

static bool isOperand(Interpreter &interp, Value value) {
  return value.isNumber() || interp.isInstance(value, interp.types.complex) ||
         native<TensorObject>(value) || llvm::isa<PrimitiveObject>(value) ||
         llvm::isa<OpaqueObject>(value);
}

namespace {
struct BinaryOperator {
  const char *method;
  const char *name;
  bool isReflected = false;
};
} // namespace

static constexpr BinaryOperator binaryOperators[] = {
    {"__add__", "add"},
    {"__radd__", "add", true},
    {"__sub__", "sub"},
    {"__rsub__", "sub", true},
    {"__mul__", "mul"},
    {"__rmul__", "mul", true},
    {"__truediv__", "div"},
    {"__rtruediv__", "div", true},
    {"__div__", "div"},
    {"__floordiv__", "floor_divide"},
    {"__rfloordiv__", "floor_divide", true},
    {"__mod__", "remainder"},
    {"__rmod__", "remainder", true},
    {"__pow__", "pow"},
    {"__rpow__", "pow", true},
    {"__matmul__", "matmul"},
    {"__rmatmul__", "matmul", true},
    {"__and__", "bitwise_and"},
    {"__rand__", "bitwise_and", true},
    {"__or__", "bitwise_or"},
    {"__ror__", "bitwise_or", true},
    {"__xor__", "bitwise_xor"},
    {"__rxor__", "bitwise_xor", true},
    {"__lshift__", "bitwise_left_shift"},
    {"__rshift__", "bitwise_right_shift"},
    {"__iadd__", "add_"},
    {"__isub__", "sub_"},
    {"__imul__", "mul_"},
    {"__itruediv__", "div_"},
    {"__ifloordiv__", "floor_divide_"},
    {"__imod__", "remainder_"},
    {"__ipow__", "pow_"},
    {"__iand__", "bitwise_and_"},
    {"__ior__", "bitwise_or_"},
    {"__ixor__", "bitwise_xor_"},
    {"__eq__", "eq"},
    {"__ne__", "ne"},
    {"__lt__", "lt"},
    {"__le__", "le"},
    {"__gt__", "gt"},
    {"__ge__", "ge"},
};

void addTensorOperators(TorchState &state) {
  Interpreter &interp = state.interp;
  for (const BinaryOperator &op : binaryOperators)
    defineMethod(interp, state.tensorType, op.method,
                 [&state, op](Interpreter &interp, Arguments args) -> Value {
                   if (args.size() != 2 || !isOperand(interp, args[1]))
                     return Value::notImplemented();
                   Value operands[] = {args[op.isReflected ? 1 : 0],
                                       args[op.isReflected ? 0 : 1]};
                   return state.call(op.name, Arguments(operands));
                 });
  for (auto [method, name] : {std::pair{"__neg__", "neg"},
                              {"__abs__", "abs"},
                              {"__invert__", "bitwise_not"}})
    defineMethod(interp, state.tensorType, method,
                 [&state, name = name](Interpreter &, Arguments args) {
                   return state.call(name, args);
                 });
  defineMethod(interp, state.tensorType, "__pos__",
               [](Interpreter &, Arguments args) { return args[0]; });
}

} // namespace kiln::python
