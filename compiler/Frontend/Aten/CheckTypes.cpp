//===- CheckTypes.cpp - What operators take no elements of ----------------===//

#include "compiler/Frontend/Aten/CheckTypes.h"

#include "mlir/IR/Verifier.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static std::string nameOf(DType type) {
  return ("torch." + torchName(type)).str();
}

/// Whether the tensor is an input of the model, perhaps in another shape.
static bool isInput(Value value) {
  while (value && isa_and_present<ReshapeOp, TransposeOp, SliceOp, BroadcastOp>(
                      value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return isa_and_present<BlockArgument>(value);
}

LogicalResult aten::expectTypeOf(const Call &call, StringRef model,
                                 ArrayRef<StringRef> names) {
  DType wanted = call.tensor(model).dtype();
  for (StringRef name : names) {
    if (!call.has(name) || call.tensor(name).dtype() == wanted)
      continue;
    DType found = call.tensor(name).dtype();
    auto error = call.error()
                 << "expected '" << name << "' to be " << nameOf(wanted)
                 << " like '" << model << "', got " << nameOf(found);
    if (isInput(call.value(name)))
      error << "; give the model's input as " << shortName(wanted);
    else if (isInput(call.value(model)))
      error << "; give the model's input as " << shortName(found);
    return error;
  }
  return success();
}

LogicalResult aten::expectCondition(const Call &call, StringRef name,
                                    bool takesBytes) {
  DType found = call.tensor(name).dtype();
  if (found == DType::Bool || (takesBytes && found == DType::U8))
    return success();
  return call.error() << "expected '" << name << "' to be torch.bool, got "
                      << nameOf(found);
}

//===----------------------------------------------------------------------===//
// New ops
//===----------------------------------------------------------------------===//

/// "torch.int64 and torch.float32"
static std::string typesOf(ArrayRef<Argument> arguments) {
  llvm::SetVector<DType> types;
  for (const Argument &argument : arguments)
    if (auto *tensor = argument.getIf<Tensor>())
      types.insert(tensor->dtype());
  std::vector<std::string> names;
  for (DType type : types)
    names.push_back(nameOf(type));
  return names.empty() ? "these arguments" : llvm::join(names, " and ");
}

LogicalResult aten::checkOpsBehind(Operation *last, const Schema &schema,
                                   ArrayRef<Argument> arguments,
                                   Emitter &emit) {
  Block &block = *emit.opBuilder().getInsertionBlock();
  auto begin = last ? std::next(last->getIterator()) : block.begin();
  auto isRight = [&](Operation &op) {
    ScopedDiagnosticHandler quiet(emit.context(), [](Diagnostic &) {});
    return succeeded(verify(&op, /*verifyRecursively=*/false));
  };
  if (std::all_of(begin, block.end(), isRight))
    return success();
  while (block.back().use_empty() && &block.back() != last) {
    bool isFirst = &block.back() == &*begin;
    block.back().erase();
    if (isFirst)
      break;
  }
  return emit.error() << schema.name << ": not defined for "
                      << typesOf(arguments);
}
