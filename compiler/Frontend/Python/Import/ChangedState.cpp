//===- ChangedState.cpp - Buffers that forward changes --------------------===//

#include "compiler/Frontend/Python/Import/ChangedState.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Before the call
//===----------------------------------------------------------------------===//

/// Whether a write to the entry would change another one too.
bool ChangedState::isShared(const StateEntry &entry) {
  return llvm::any_of(definition.entries(), [&](const StateEntry &other) {
    return &other != &entry && other.storage == entry.storage;
  });
}

LogicalResult ChangedState::bind(GraphOp graph) {
  Builder builder(graph.getContext());
  for (StateEntry &entry : definition.entries()) {
    if (!names.tensors.contains(entry.name) ||
        names.others.contains(entry.attribute))
      continue;
    if (isShared(entry))
      return emitError(graph.getLoc())
             << "forward of " << definition.text() << " changes '" << entry.name
             << "', which shares its memory with another buffer or parameter";
    unsigned index = graph.getNumArguments();
    auto name = FlatSymbolRefAttr::get(graph.getContext(), entry.name);
    auto attribute = builder.getNamedAttr(kStateAttr, name);
    (void)graph.insertArgument(index, entry.type(),
                               builder.getDictionaryAttr(attribute),
                               graph.getLoc());
    mlir::Value argument = graph.getArgument(index);
    aten::Tensor &tensor = entry.object->tensor;
    if (tensor.get()->views.empty())
      entry.storage->value = argument;
    else
      tensor.assign(aten::Tensor::of(argument));
    entry.storage = tensor.sharedStorage();
    entry.storage->parameter.clear();
    entry.version = ++entry.storage->version;
    states.push_back({&entry});
  }
  Interpreter &interp = definition.interpreter();
  SmallVector<Value> watched;
  for (const std::string &name : names.others)
    watched.push_back(interp.str(name));
  return success(succeeded(definition.ask("watch", {interp.tuple(watched)})));
}

//===----------------------------------------------------------------------===//
// After the call
//===----------------------------------------------------------------------===//

LogicalResult ChangedState::lookUpAfter() {
  auto present = definition.stateNames();
  if (failed(present))
    return failure();
  for (const StateName &name : *present)
    after[name.name] = name.object;
  for (State &state : states)
    state.after = after.lookup(state.entry->name);
  return success();
}

bool ChangedState::findTensors() {
  bool found = false;
  for (const StateEntry &entry : definition.entries()) {
    const TensorObject *object = after.lookup(entry.name);
    bool isWritten = entry.storage->version != entry.version;
    bool isReplaced = object && !object->tensor.isPoison() &&
                      object->tensor.sharedStorage() != entry.storage;
    if (!(isWritten || isReplaced) || names.others.contains(entry.attribute))
      continue;
    bool isOther = isReplaced && !entry.attribute.empty() &&
                   object->tensor.type() != entry.type();
    found |= isOther ? names.others.insert(entry.attribute).second
                     : names.tensors.insert(entry.name).second;
  }
  return found;
}

/// A call that reads what the call before has left would need it kept.
LogicalResult ChangedState::checkRead(StringRef name, StringRef before,
                                      StringRef now, bool becomesTensor) {
  // Many models count calls and use the count for nothing.
  bool isError = becomesTensor || !names.tensors.empty();
  Location nowhere = UnknownLoc::get(definition.context());
  InFlightDiagnostic report =
      isError ? emitError(nowhere) : emitWarning(nowhere);
  report << "forward of " << definition.text() << " reads '" << name
         << "' and makes it " << now << "; in compiled programs it is "
         << before << " at the beginning of every run: only tensors that the "
         << "constructor makes, and that keep their shape and type, are kept "
         << "from one run to the next";
  return failure(isError);
}

FailureOr<bool> ChangedState::findAttributes() {
  FailureOr<Value> rows = definition.ask("changes_of");
  if (failed(rows))
    return failure();
  bool found = false;
  auto text = [](Value value) {
    return llvm::cast<StrObject>(value.asObject())->str();
  };
  for (Value row : llvm::cast<ListObject>(rows->asObject())->items) {
    const auto &parts = llvm::cast<TupleObject>(row.asObject())->items;
    const auto &tensors = llvm::cast<ListObject>(parts[4].asObject())->items;
    // What forward() derives from shapes alone it derives again at each call.
    if (!tensors.empty() && llvm::all_of(tensors, [&](Value tensor) {
          return definition.torch()
              .emit.evaluate(native<TensorObject>(tensor)->tensor)
              .has_value();
        }))
      continue;
    std::string name = text(parts[0]).str();
    found |= names.others.insert(name).second;
    if (parts[1].asBool() &&
        failed(
            checkRead(name, text(parts[2]), text(parts[3]), !tensors.empty())))
      return failure();
  }
  return found;
}

FailureOr<bool> ChangedState::findOthers() {
  if (failed(lookUpAfter()))
    return failure();
  bool found = findTensors();
  FailureOr<bool> foundMore = findAttributes();
  if (failed(foundMore))
    return failure();
  return found || *foundMore;
}

FailureOr<SmallVector<mlir::Value>> ChangedState::newValues() {
  SmallVector<mlir::Value> values;
  for (State &state : states) {
    // What the model has dropped is as it was.
    aten::Tensor tensor =
        (state.after ? state.after : state.entry->object)->tensor;
    if (tensor.isPoison())
      return emitError(UnknownLoc::get(definition.context()))
             << "forward of " << definition.text() << " makes '"
             << state.entry->name
             << "' of an operator that kiln does not support";
    mlir::Value value = definition.torch().emit.read(tensor);
    if (!value)
      return failure();
    values.push_back(value);
  }
  return values;
}

/// Whether no result but the state itself follows from the argument.
static bool isUnread(BlockArgument argument, unsigned result) {
  return llvm::all_of(argument.getUses(), [&](OpOperand &use) {
    return isa<ReturnOp>(use.getOwner()) && use.getOperandNumber() == result;
  });
}

/// State must keep its type, unless forward() makes it anew in every run from
/// what it knows: a table for the size of the input, say.
LogicalResult ChangedState::checkTypes(GraphOp graph) {
  Operation *terminator = graph.getBody().front().getTerminator();
  unsigned firstArgument = graph.getNumArguments() - states.size();
  unsigned firstResult = terminator->getNumOperands() - states.size();
  for (auto [index, state] : llvm::enumerate(states)) {
    BlockArgument argument = graph.getArgument(firstArgument + index);
    mlir::Value next = terminator->getOperand(firstResult + index);
    if (next.getType() == argument.getType() ||
        (isUnread(argument, firstResult + index) &&
         definition.torch().emit.evaluate(next)))
      continue;
    return emitError(next.getLoc())
           << "forward makes '" << state.entry->name << "' "
           << aten::describe(aten::Tensor::of(next)) << ", expected "
           << aten::describe(aten::Tensor::of(argument))
           << " as before: compiled programs keep state of one shape and type";
  }
  return success();
}

void ChangedState::dropUnread(GraphOp graph) {
  Operation *terminator = graph.getBody().front().getTerminator();
  for (unsigned behind = 1; behind <= states.size();) {
    unsigned argument = graph.getNumArguments() - behind;
    unsigned result = terminator->getNumOperands() - behind;
    if (!isUnread(graph.getArgument(argument), result)) {
      ++behind;
      continue;
    }
    terminator->eraseOperand(result);
    (void)graph.eraseArgument(argument);
    states.erase(states.end() - behind);
    // What made its next value may have been all that read another one.
    for (Operation &op :
         llvm::make_early_inc_range(llvm::reverse(graph.getBody().front())))
      if (isOpTriviallyDead(&op))
        op.erase();
    behind = 1;
  }
}

LogicalResult ChangedState::finish(GraphOp graph) {
  if (failed(checkTypes(graph)))
    return failure();
  dropUnread(graph);
  Builder builder(graph.getContext());
  Operation *terminator = graph.getBody().front().getTerminator();
  graph.setFunctionType(builder.getFunctionType(graph.getArgumentTypes(),
                                                terminator->getOperandTypes()));
  unsigned first = graph.getNumResults() - states.size();
  for (auto [index, state] : llvm::enumerate(states))
    graph.setResultAttr(
        first + index, builder.getStringAttr(kStateAttr),
        FlatSymbolRefAttr::get(graph.getContext(), state.entry->name));
  return success();
}

} // namespace kiln::python
