//===- TorchScan.cpp - Steps along sequences of named length --------------===//
//
// Loops of definitions are unrolled. Where somebody looks at a model at some of
// its sizes, to name them, the prelude's recurrent layers give a loop as one op
// instead: it is the same whatever the length.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// `torch._C._scan(step, sequences, state, shared, reverse)`: the states that
/// `step(*elements, state, *shared)` leaves, each stacked along a new first
/// dimension. What is shared may be None. The prelude calls it, and so may any
/// definition.
class ScanBuilder {
public:
  ScanBuilder(TorchState &state, Arguments args)
      : state(state), emit(state.emit), step(args[0]),
        reverse(args[4].isBool() && args[4].asBool()) {
    SmallVector<Value> items;
    isRead = succeeded(state.interp.unpack(args[2], items)) &&
             succeeded(read(args[1], "sequences", sequences)) &&
             succeeded(read(args[2], "state", initial)) &&
             succeeded(read(args[3], "shared", shared, /*mayBeNone=*/true)) &&
             succeeded(checkSequences());
    states = items.size();
  }

  Value run() {
    if (!isRead)
      return isPoison ? poisonResults() : Value();
    SmallVector<mlir::Value> given = present(shared);
    createScan(given);
    emit.inBody(&scan.getBody().front(), [&] { isBuilt = buildBody(); });
    if (!isBuilt) // What nothing reads is left out in the end.
      return isPoison ? poisonResults() : Value();
    SmallVector<Value> results;
    for (mlir::Value result : scan.getStates())
      results.push_back(state.make(aten::Tensor::of(result)));
    return state.interp.tuple(results);
  }

private:
  LogicalResult fail(const Twine &why) {
    state.interp.raise(state.interp.types.typeError, why);
    return failure();
  }

  /// The values of a tuple of tensors; null for None.
  LogicalResult read(Value tuple, StringRef what,
                     SmallVectorImpl<mlir::Value> &values,
                     bool mayBeNone = false) {
    SmallVector<Value> items;
    if (failed(state.interp.unpack(tuple, items)))
      return failure();
    for (Value item : items) {
      auto *object = native<TensorObject>(item);
      if (!object && !(mayBeNone && item.isNone()))
        return fail("_scan() expects tensors as " + what + ", got " +
                    state.interp.typeName(item));
      isPoison |= object && object->tensor.isPoison();
      if (isPoison)
        return failure();
      values.push_back(object ? emit.read(object->tensor) : mlir::Value());
      if (object && !values.back())
        return failure();
    }
    return success();
  }

  /// All sequences must have the same number of elements.
  LogicalResult checkSequences() {
    if (sequences.empty() || initial.empty())
      return fail("_scan() expects at least one sequence and one state");
    for (mlir::Value sequence : sequences) {
      if (aten::shapeOf(sequence).empty())
        return fail("_scan() expects sequences, got a tensor without "
                    "dimensions");
      int64_t steps = aten::shapeOf(sequences.front()).front();
      if (aten::shapeOf(sequence).front() != steps)
        return fail("_scan() expects sequences of one length, got " +
                    Twine(steps) + " and " +
                    Twine(aten::shapeOf(sequence).front()));
    }
    return success();
  }

  /// What follows from tensors that are not known.
  Value poisonResults() {
    SmallVector<Value> results;
    for (size_t i = 0; i < states; ++i)
      results.push_back(state.make(aten::Tensor::poison()));
    return state.interp.tuple(results);
  }

  static SmallVector<mlir::Value> present(ArrayRef<mlir::Value> values) {
    return llvm::to_vector(llvm::make_filter_range(
        values, [](mlir::Value value) { return value != nullptr; }));
  }

  void createScan(ArrayRef<mlir::Value> given) {
    SmallVector<Type> results;
    int64_t steps = aten::shapeOf(sequences.front()).front();
    for (mlir::Value value : initial) {
      SmallVector<int64_t> shape{steps};
      llvm::append_range(shape, aten::shapeOf(value));
      results.push_back(emit.tensorType(shape, aten::elementOf(value)));
    }
    scan = ScanOp::create(emit.opBuilder(), emit.location(), results, sequences,
                          initial, given, reverse);
    Block &body = scan.getBody().emplaceBlock();
    auto addArgument = [&](Type type) {
      body.addArgument(type, emit.location());
    };
    for (mlir::Value sequence : sequences)
      addArgument(emit.tensorType(aten::shapeOf(sequence).drop_front(),
                                  aten::elementOf(sequence)));
    for (mlir::Value value : initial)
      addArgument(value.getType());
    for (mlir::Value value : given)
      addArgument(value.getType());
  }

  /// Calls the step on the body's arguments; false if it failed.
  bool buildBody() {
    Block &body = scan.getBody().front();
    unsigned next = 0;
    auto nextTensor = [&] {
      return state.make(aten::Tensor::of(body.getArgument(next++)));
    };
    SmallVector<Value> arguments, before;
    for (size_t i = 0; i < sequences.size(); ++i)
      arguments.push_back(nextTensor());
    for (size_t i = 0; i < initial.size(); ++i)
      before.push_back(nextTensor());
    arguments.push_back(state.interp.tuple(before));
    for (mlir::Value value : shared)
      arguments.push_back(value ? nextTensor() : Value::none());
    Value after = state.interp.call(step, arguments);
    SmallVector<mlir::Value> values;
    return after &&
           succeeded(read(after, "the state that a step leaves", values)) &&
           yield(values);
  }

  bool yield(ArrayRef<mlir::Value> values) {
    if (TypeRange(ValueRange(values)) != TypeRange(ValueRange(initial))) {
      state.interp.error(
          "a step of a recurrent layer must leave a state like the one that it "
          "begins with");
      return false;
    }
    YieldOp::create(emit.opBuilder(), emit.location(), values);
    return true;
  }

  TorchState &state;
  aten::Emitter &emit;
  Value step;
  bool reverse, isRead, isBuilt = false, isPoison = false;
  size_t states = 0;
  SmallVector<mlir::Value> sequences, initial, shared;
  ScanOp scan;
};

} // namespace

void addScan(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  defineFunction(interp, module, "_sizes_have_names", "",
                 [](Interpreter &, Arguments) {
                   return Value::boolean(DecisionLog::current() != nullptr);
                 });
  defineFunction(interp, module, "_scan",
                 "step, sequences, state, shared, reverse",
                 [&state](Interpreter &, Arguments args) {
                   state.emit.setLocation(state.location());
                   return ScanBuilder(state, args).run();
                 });
}

} // namespace kiln::python
