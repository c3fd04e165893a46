//===- TensorBranches.cpp - Conditions on elements of tensors -------------===//

#include "compiler/Frontend/Python/Torch/TensorBranches.h"

namespace kiln::python {

using namespace mlir;

RankedTensorType typeAsTensor(TorchState &state, Value value) {
  auto scalar = [&](DType dtype) {
    return state.emit.tensorType({}, state.emit.elementType(dtype));
  };
  if (value.isBool())
    return scalar(DType::Bool);
  if (value.isInt())
    return scalar(DType::I64);
  auto *tensor = native<TensorObject>(value);
  return tensor && !tensor->tensor.isPoison() ? tensor->tensor.type()
                                              : RankedTensorType();
}

mlir::Value readAsTensor(TorchState &state, Value value) {
  if (auto *tensor = native<TensorObject>(value))
    return state.emit.read(tensor->tensor);
  return state.emit.full(value.asInt(), typeAsTensor(state, value));
}

std::string describe(TorchState &state, Value value) {
  if (!value)
    return "not set";
  if (auto *tensor = native<TensorObject>(value))
    return aten::describe(tensor->tensor);
  if (value.isNone())
    return "None";
  if (value.isNumber())
    if (FailureOr<std::string> text = state.interp.repr(value); succeeded(text))
      return *text;
  return ("of type '" + state.interp.typeName(value) + "'").str();
}

Value untold(TorchState &state, StringRef what, const Twine &reason) {
  auto *opaque = state.interp.create<OpaqueObject>(state.interp.types.opaque);
  opaque->text = what.str();
  opaque->reason = reason.str();
  return opaque;
}

namespace {

class TensorBranches : public Branches {
public:
  explicit TensorBranches(TorchState &state) : state(state) {}

  bool isOpen(Value condition) override {
    auto *object = native<TensorObject>(condition);
    if (!object || object->isComplex || !state.emit.isInGraph() ||
        object->tensor.isPoison() || object->tensor.numElements() != 1)
      return false;
    state.emit.setLocation(state.location());
    return !state.emit.evaluate(object->tensor) && !state.emit.wasTooMuch();
  }

  Value truthOf(Value condition) override { return made(flagOf(condition)); }

  Value opposite(Value condition) override {
    mlir::Value flag = flagOf(condition);
    return made(flag ? state.emit.unary<BitwiseNotOp>(flag) : flag);
  }

  Value combine(Value condition, Value other, bool isAnd) override {
    mlir::Value a = flagOf(condition), b = flagOf(other);
    if (!a || !b)
      return {};
    return made(isAnd ? state.emit.binary<BitwiseAndOp>(a, b)
                      : state.emit.binary<BitwiseOrOp>(a, b));
  }

  std::unique_ptr<Fork> fork(Value condition, LocalValues locals) override {
    mlir::Value flag = flagOf(condition);
    return flag ? forkOn(state, flag, std::move(locals)) : nullptr;
  }

  bool loop(LocalValues locals, llvm::function_ref<Value()> condition,
            llvm::function_ref<bool()> round) override {
    auto flag = [&]() -> mlir::Value {
      Value value = condition();
      return value ? flagOf(value) : mlir::Value();
    };
    return loopOn(state, std::move(locals), flag, round);
  }

private:
  /// The truth of a value as a 0-dimensional tensor.
  mlir::Value flagOf(Value condition) {
    state.emit.setLocation(state.location());
    auto *object = native<TensorObject>(condition);
    if (!object) {
      FailureOr<bool> known = state.interp.truth(condition);
      return succeeded(known) ? readAsTensor(state, Value::boolean(*known))
                              : mlir::Value();
    }
    mlir::Value value = state.emit.reshape(state.emit.read(object->tensor), {});
    if (!value || aten::elementOf(value).isInteger(1))
      return value;
    return state.emit.compare(ComparePredicate::ne, value, 0.0);
  }

  Value made(mlir::Value value) {
    return value ? state.make(aten::Tensor::of(value)) : Value();
  }

  TorchState &state;
};

} // namespace

void addTensorBranches(TorchState &state) {
  state.branches = std::make_unique<TensorBranches>(state);
  state.interp.branches = state.branches.get();
}

} // namespace kiln::python
