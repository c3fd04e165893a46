//===- ScanOp.cpp - Steps along sequences ---------------------------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

/// The type of what the steps leave, one behind the other.
static RankedTensorType stackedType(Dim steps, Type each) {
  auto tensor = cast<RankedTensorType>(each);
  Dims dims{steps};
  llvm::append_range(dims, dimsOf(tensor));
  return tensorTypeOf(dims, tensor.getElementType());
}

/// The type of what one step sees of a sequence.
static RankedTensorType elementType(Type sequence) {
  auto tensor = cast<RankedTensorType>(sequence);
  return tensorTypeOf(dimsOf(tensor).drop_front(), tensor.getElementType());
}

Dim ScanOp::getSteps() { return shapeOf(getSequences().front()).front(); }

Block::BlockArgListType ScanOp::getSharedArguments() {
  return getBody().getArguments().take_back(getShared().size());
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// Fails unless there are sequences, all of one length, and a state.
static LogicalResult checkOperands(ErrorLocation location, ValueRange sequences,
                                   ValueRange initial) {
  if (sequences.empty() || initial.empty())
    return emitOptionalError(location, "expected a sequence and a state");
  for (Value sequence : sequences) {
    if (shapeOf(sequence).empty())
      return emitOptionalError(location, "has a sequence without dimensions");
    if (shapeOf(sequence).front() != shapeOf(sequences.front()).front())
      return emitOptionalError(location, "has sequences of ",
                               shapeOf(sequences.front()).front().text(),
                               " and ", shapeOf(sequence).front().text(),
                               " steps");
  }
  return success();
}

LogicalResult ScanOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                       Adaptor adaptor, InferredTypes &types) {
  if (failed(checkOperands(location, adaptor.getSequences(),
                           adaptor.getInitial())))
    return failure();
  Dim steps = shapeOf(adaptor.getSequences().front()).front();
  for (Value state : adaptor.getInitial())
    types.push_back(stackedType(steps, state.getType()));
  return success();
}

LogicalResult ScanOp::verify() {
  return checkOperands(getLoc(), getSequences(), getInitial());
}

LogicalResult ScanOp::verifyRegions() {
  Block &body = getBody().front();
  SmallVector<Type> expected;
  for (Value sequence : getSequences())
    expected.push_back(elementType(sequence.getType()));
  llvm::append_range(expected, getInitial().getTypes());
  llvm::append_range(expected, getShared().getTypes());
  if (body.getArgumentTypes() != TypeRange(expected))
    return emitOpError("has block arguments of types ")
           << body.getArgumentTypes() << ", expected " << expected;
  auto yield = dyn_cast<YieldOp>(body.getTerminator());
  if (!yield)
    return emitOpError("must end with kiln.yield");
  if (yield.getValues().getTypes() != getInitial().getTypes())
    return emitOpError("begins with a state of types ")
           << getInitial().getTypes() << ", its kiln.yield gives "
           << yield.getValues().getTypes();
  return success();
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

ParseResult ScanOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  SmallVector<int32_t> segments;
  auto parseList = [&]() -> ParseResult {
    size_t before = operands.size();
    if (parser.parseAssignmentList(arguments, operands))
      return failure();
    segments.push_back(operands.size() - before);
    return success();
  };
  FunctionType type;
  SMLoc start = parser.getCurrentLocation();
  if (parseList() || parser.parseKeyword("from") || parseList())
    return failure();
  if (succeeded(parser.parseOptionalKeyword("with"))) {
    if (parseList())
      return failure();
  } else {
    segments.push_back(0);
  }
  if (succeeded(parser.parseOptionalKeyword("reverse")))
    result.addAttribute(getReverseAttrName(result.name),
                        parser.getBuilder().getUnitAttr());
  if (parser.parseColonType(type) ||
      parser.resolveOperands(operands, type.getInputs(), start,
                             result.operands) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute(getOperandSegmentSizeAttr(),
                      parser.getBuilder().getDenseI32ArrayAttr(segments));
  result.addTypes(type.getResults());
  for (auto [index, argument] : llvm::enumerate(arguments)) {
    Type operand = type.getInput(index);
    auto sequence = dyn_cast<RankedTensorType>(operand);
    bool isSequence = index < static_cast<size_t>(segments.front());
    if (isSequence && (!sequence || sequence.getRank() == 0))
      return parser.emitError(start, "expected sequences with dimensions");
    argument.type = isSequence ? elementType(operand) : operand;
  }
  return parser.parseRegion(*result.addRegion(), arguments);
}

void ScanOp::print(OpAsmPrinter &printer) {
  ValueRange arguments = getBody().getArguments();
  printer << ' ';
  printAssignments(printer, arguments, getSequences());
  printer << " from ";
  printAssignments(printer, arguments, getInitial());
  if (!getShared().empty()) {
    printer << " with ";
    printAssignments(printer, arguments, getShared());
  }
  printer << (getReverse() ? " reverse : " : " : ");
  printer.printFunctionalType(*this);
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(), {getOperandSegmentSizeAttr(), getReverseAttrName()});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}
