//===- LoopOp.cpp - Calls that are repeated -------------------------------===//

#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/OpSupport.h"

#include "mlir/IR/OpImplementation.h"

using kiln::Dim;
using kiln::DimExpr;
using kiln::DimTerm;
using namespace kiln::kernel;
using namespace mlir;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

Dim LoopOp::getSteps() {
  return kiln::dimsOf(typeOf(getSequences().front())).front();
}

Dim LoopOp::getIndex() {
  return getReverse() ? getSteps() - getStep() : getStep() - 1;
}

Dim LoopOp::getIndexBefore() {
  return getReverse() ? getSteps() - getStep() + 1 : getStep() - 2;
}

/// An expression in which a symbol is 1.
static Dim withOne(MLIRContext *context, Dim dim, StringRef symbol) {
  DimExpr result = dim.expression().constant;
  for (const DimTerm &term : dim.expression().terms) {
    DimExpr product = term.coefficient;
    for (const kiln::DimAtom &factor : term.factors)
      if (factor.kind != kiln::DimAtom::Symbol || factor.name != symbol) {
        DimExpr each;
        each.terms.push_back({1, {factor}});
        product = product * each;
      }
    result = result + product;
  }
  return Dim::of(context, result);
}

SliceAttr kiln::kernel::sliceInFirstStep(Value value) {
  value = storageOf(value);
  Operation *parent = value.getParentBlock()->getParentOp();
  auto loop = dyn_cast<LoopOp>(parent);
  if (!loop)
    return sliceOf(value);
  unsigned sequences = loop.getSequences().size();
  if (auto argument = dyn_cast<BlockArgument>(value);
      argument && argument.getArgNumber() >= sequences)
    return sliceOf(loop.getInitial()[argument.getArgNumber() - sequences]);
  SliceAttr slice = sliceOf(value);
  return SliceAttr::get(
      slice.getContext(), slice.getSpace(), slice.getIndex(),
      withOne(slice.getContext(), slice.getOffset(), loop.getStep().text()),
      slice.getBytes());
}

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

static RankedTensorType elementType(Type sequence) {
  auto tensor = cast<RankedTensorType>(sequence);
  return kiln::tensorTypeOf(kiln::DimsRef(kiln::dimsOf(tensor).drop_front()),
                            tensor.getElementType());
}

static LogicalResult verifySequence(LoopOp loop, Type sequence) {
  auto tensor = cast<RankedTensorType>(sequence);
  if (tensor.getRank() > 0 && kiln::dimsOf(tensor).front() == loop.getSteps())
    return success();
  return loop.emitOpError("goes along sequences of different lengths");
}

LogicalResult LoopOp::verifyRegions() {
  if (getSequences().empty() || typeOf(getSequences().front()).getRank() == 0)
    return emitOpError("expected a sequence to go along");
  if (getStates().size() != getInitial().size())
    return emitOpError("begins with ") << getInitial().size() << " states, but "
                                       << getStates().size() << " come out";
  std::optional<ArrayAttr> slices = getSlices();
  if (slices && slices->size() != getNumResults())
    return emitOpError("has ") << getNumResults() << " results, but "
                               << slices->size() << " slices";
  SmallVector<Type> arguments;
  for (Type sequence : getSequences().getTypes()) {
    if (failed(verifySequence(*this, sequence)))
      return failure();
    arguments.push_back(elementType(sequence));
  }
  llvm::append_range(arguments, getInitial().getTypes());
  if (getBody().getArgumentTypes() != TypeRange(arguments))
    return emitOpError("has block arguments of types ")
           << getBody().getArgumentTypes() << ", expected " << arguments;
  if (!isa<YieldOp>(getBody().front().getTerminator()))
    return emitOpError("must end with kernel.yield");
  if (getYielded().getTypes() != getInitial().getTypes())
    return emitOpError("begins with a state of types ")
           << getInitial().getTypes() << ", a step leaves "
           << getYielded().getTypes();
  for (auto [state, left] : llvm::zip(getStates().getTypes(), getYielded())) {
    if (failed(verifySequence(*this, state)))
      return failure();
    if (elementType(state) != left.getType())
      return emitOpError("has a result of type ")
             << state << ", a step leaves " << left.getType();
    if (!storageOf(left).getDefiningOp<CallOp>() ||
        storageOf(left).getParentBlock() != &getBody().front())
      return emitOpError("leaves a state that no call of the step gives");
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

ParseResult LoopOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  Attribute step, slices;
  FunctionType type;
  if (parser.parseKeyword("step") ||
      parser.parseAttribute(step, getStepAttrName(result.name),
                            result.attributes))
    return failure();
  SMLoc start = parser.getCurrentLocation();
  if (parser.parseAssignmentList(arguments, operands))
    return failure();
  auto sequences = static_cast<int32_t>(operands.size());
  if (parser.parseKeyword("from") ||
      parser.parseAssignmentList(arguments, operands))
    return failure();
  auto states = static_cast<int32_t>(operands.size()) - sequences;
  if (succeeded(parser.parseOptionalKeyword("reverse")))
    result.addAttribute(getReverseAttrName(result.name),
                        parser.getBuilder().getUnitAttr());
  if (succeeded(parser.parseOptionalKeyword("at")) &&
      parser.parseAttribute(slices, getSlicesAttrName(result.name),
                            result.attributes))
    return failure();
  if (parser.parseOptionalAttrDict(result.attributes) ||
      parser.parseColonType(type) ||
      parser.resolveOperands(operands, type.getInputs(), start,
                             result.operands))
    return failure();
  result.addAttribute(
      getOperandSegmentSizeAttr(),
      parser.getBuilder().getDenseI32ArrayAttr({sequences, states}));
  result.addTypes(type.getResults());
  for (auto [index, argument] : llvm::enumerate(arguments)) {
    auto operand = dyn_cast<RankedTensorType>(type.getInput(index));
    bool isSequence = index < static_cast<size_t>(sequences);
    if (!operand || (isSequence && operand.getRank() == 0))
      return parser.emitError(start, "expected sequences and states");
    argument.type = isSequence ? elementType(operand) : operand;
  }
  return parser.parseRegion(*result.addRegion(), arguments);
}

void LoopOp::print(OpAsmPrinter &printer) {
  ValueRange arguments = getBody().getArguments();
  printer << " step " << getStepAttr() << ' ';
  printAssignments(printer, arguments, getSequences());
  printer << " from ";
  printAssignments(printer, arguments, getInitial());
  if (getReverse())
    printer << " reverse";
  if (std::optional<ArrayAttr> slices = getSlices())
    printer << " at " << *slices;
  printer.printOptionalAttrDict(
      (*this)->getAttrs(), {getOperandSegmentSizeAttr(), getReverseAttrName(),
                            getStepAttrName(), getSlicesAttrName()});
  printer << " : ";
  printer.printFunctionalType(*this);
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}
