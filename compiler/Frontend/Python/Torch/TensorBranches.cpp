//===- TensorBranches.cpp - Conditions on elements of tensors -------------===//

#include "compiler/Frontend/Python/Torch/TensorBranches.h"

namespace kiln::python {

using namespace mlir;

RankedTensorType typeAsTensor(TorchState &state, Value value) {
  if (std::optional<DType> number = typeOfNumber(value))
    return state.emit.tensorType({}, state.emit.elementType(*number));
  auto *tensor = native<TensorObject>(value);
  return tensor && !tensor->tensor.isPoison() ? tensor->tensor.type()
                                              : RankedTensorType();
}

mlir::Value readAsTensor(TorchState &state, Value value,
                         RankedTensorType type) {
  if (typeOfNumber(value))
    return state.emit.broadcast(
        readNumber(state, value, *dtypeOf(type.getElementType())),
        type.getShape());
  return state.emit.read(native<TensorObject>(value)->tensor);
}

Value makeAs(TorchState &state, Value value, mlir::Value contents) {
  if (typeOfNumber(value))
    return makeNumber(state, contents);
  return state.makeLike(native<TensorObject>(value),
                        aten::Tensor::of(contents));
}

bool areOne(Value a, Value b) {
  auto *text = llvm::dyn_cast_if_present<StrObject>(a),
       *other = llvm::dyn_cast_if_present<StrObject>(b);
  return a.is(b) || (text && other && text->str() == other->str());
}

bool isUnset(Value value) { return !value || llvm::isa<UnsetObject>(value); }

std::string describe(TorchState &state, Value value) {
  if (!value)
    return "not set";
  if (isOpenNumber(value))
    return ("a number of type " + torchName(*typeOfNumber(value))).str();
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

  bool isBool(Value value) override {
    auto *object = native<TensorObject>(value);
    return typeOfNumber(value) == DType::Bool ||
           (object && object->dtype() == DType::Bool &&
            object->tensor.rank() == 0);
  }

  Value combine(Value condition, Value other, bool isAnd) override {
    mlir::Value a = flagOf(condition), b = flagOf(other);
    if (!a || !b)
      return {};
    return made(isAnd ? state.emit.binary<BitwiseAndOp>(a, b)
                      : state.emit.binary<BitwiseOrOp>(a, b));
  }

  Value choose(Value condition, Value a, Value b) override {
    RankedTensorType types[] = {typeAsTensor(state, a), typeAsTensor(state, b)};
    bool areNumbers = typeOfNumber(a) && typeOfNumber(b);
    if (!types[0] || !types[1] || (!areNumbers && types[0] != types[1]))
      return {};
    if (areNumbers)
      types[0] =
          state.emit.tensorType({}, state.emit.elementType(aten::promote(
                                        *typeOfNumber(a), *typeOfNumber(b))));
    mlir::Value flag = flagOf(condition);
    mlir::Value left = readAsTensor(state, a, types[0]);
    mlir::Value right = readAsTensor(state, b, types[0]);
    if (!flag || !left || !right)
      return {};
    flag = state.emit.broadcast(flag, types[0].getShape());
    return makeAs(state, a, state.emit.select(flag, left, right));
  }

  Value integerOf(Value value) override { return converted(value, DType::I64); }
  Value realOf(Value value) override { return converted(value, DType::F64); }

  Value callMath(StringRef name, ArrayRef<Value> numbers) override {
    return callMathOpen(state, name, numbers);
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

  bool attempt(LocalValues locals, llvm::function_ref<bool()> body) override {
    World before(state, std::move(locals));
    Block *home = state.emit.opBuilder().getInsertionBlock();
    size_t unsupported = state.unsupported.size();
    auto goesOn = std::exchange(state.interp.onUnknown, nullptr);
    bool succeeded;
    {
      // What a round has to tell, the one before has told.
      ScopedDiagnosticHandler quiet(state.interp.context(),
                                    [](Diagnostic &) { return success(); });
      succeeded = body();
    }
    state.interp.onUnknown = std::move(goesOn);
    if (succeeded || state.interp.isFatal())
      return succeeded;
    state.interp.takeException();
    if (state.unsupported.size() > unsupported)
      state.unsupported.erase(state.unsupported.begin() + unsupported,
                              state.unsupported.end());
    (void)before.leave();
    state.emit.goOnIn(home);
    return false;
  }

private:
  Value converted(Value value, DType type) {
    return state.guarded([&] { return numberOf(state, value, type); });
  }

  /// The truth of a value as a 0-dimensional tensor.
  mlir::Value flagOf(Value condition) {
    state.emit.setLocation(state.location());
    auto *object = native<TensorObject>(condition);
    if (!object) {
      FailureOr<bool> known = state.interp.truth(condition);
      return succeeded(known)
                 ? readNumber(state, Value::boolean(*known), DType::Bool)
                 : mlir::Value();
    }
    mlir::Value value = state.emit.reshape(state.emit.read(object->tensor), {});
    if (!value || aten::elementOf(value).isInteger(1))
      return value;
    return state.emit.compare(ComparePredicate::ne, value, 0.0);
  }

  Value made(mlir::Value value) { return makeNumber(state, value); }

  TorchState &state;
};

} // namespace

void addTensorBranches(TorchState &state) {
  state.branches = std::make_unique<TensorBranches>(state);
  state.interp.branches = state.branches.get();
}

} // namespace kiln::python
