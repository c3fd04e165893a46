//===- KernelOps.cpp - Kernels and calls ----------------------------------===//

#include "dialects/Kernel/KernelOps.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/Interfaces/FunctionImplementation.h"

using kiln::Dim;
using namespace kiln::kernel;
using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/Kernel/KernelOps.cpp.inc"

static constexpr llvm::StringLiteral kConstant = "kernel.constant";
static constexpr llvm::StringLiteral kPacking = "kernel.packing";
static constexpr llvm::StringLiteral kInitial = "kernel.initial";

//===----------------------------------------------------------------------===//
// What kernels and programs share
//===----------------------------------------------------------------------===//

template <typename OpT>
static void buildFunction(OpBuilder &builder, OperationState &state,
                          StringRef name, FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(OpT::getFunctionTypeAttrName(state.name),
                     TypeAttr::get(type));
  Block &body = state.addRegion()->emplaceBlock();
  for (Type input : type.getInputs())
    body.addArgument(input, state.location);
}

template <typename OpT>
static ParseResult parseFunction(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(arguments, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      OpT::getFunctionTypeAttrName(result.name), buildType,
      OpT::getArgAttrsAttrName(result.name),
      OpT::getResAttrsAttrName(result.name));
}

template <typename OpT>
static void printFunction(OpAsmPrinter &printer, OpT op) {
  function_interface_impl::printFunctionOp(
      printer, op, /*isVariadic=*/false, op.getFunctionTypeAttrName(),
      op.getArgAttrsAttrName(), op.getResAttrsAttrName());
}

LogicalResult kiln::kernel::verifyReturn(FunctionOpInterface function) {
  Operation *terminator = function.getFunctionBody().front().getTerminator();
  if (!isa<ReturnOp>(terminator))
    return function.emitOpError("must end with kernel.return");
  if (terminator->getOperandTypes() != TypeRange(function.getResultTypes()))
    return function.emitOpError("declares results of types ")
           << function.getResultTypes() << ", its kernel.return gives "
           << terminator->getOperandTypes();
  return success();
}

//===----------------------------------------------------------------------===//
// FuncOp
//===----------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  buildFunction<FuncOp>(builder, state, name, type);
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseFunction<FuncOp>(parser, result);
}

void FuncOp::print(OpAsmPrinter &printer) { printFunction(printer, *this); }

LogicalResult FuncOp::verifyRegions() {
  for (Operation &op : getBody().front().without_terminator())
    if (!isa<KilnDialect>(op.getDialect()))
      return op.emitError("is no op of the graph dialect");
  if (std::optional<Dim> items = getWorkItems(); items == Dim(0))
    return emitOpError("needs at least one work item");
  return verifyReturn(*this);
}

bool FuncOp::isConstant(unsigned index) {
  return getArgAttrOfType<UnitAttr>(index, kConstant) != nullptr;
}

void FuncOp::setConstant(unsigned index) {
  setArgAttr(index, kConstant, UnitAttr::get(getContext()));
}

PackingAttr FuncOp::getPacking(unsigned index) {
  return getArgAttrOfType<PackingAttr>(index, kPacking);
}

void FuncOp::setPacking(unsigned index, PackingAttr packing) {
  setArgAttr(index, kPacking, packing);
}

//===----------------------------------------------------------------------===//
// ProgramOp
//===----------------------------------------------------------------------===//

void ProgramOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                      FunctionType type) {
  buildFunction<ProgramOp>(builder, state, name, type);
}

ParseResult ProgramOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseFunction<ProgramOp>(parser, result);
}

void ProgramOp::print(OpAsmPrinter &printer) { printFunction(printer, *this); }

LogicalResult ProgramOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyState(*this, symbols);
}

SliceAttr ProgramOp::getInitial(unsigned index) {
  return getArgAttrOfType<SliceAttr>(index, kInitial);
}

void ProgramOp::setInitial(unsigned index, SliceAttr slice) {
  setArgAttr(index, kInitial, slice);
}

//===----------------------------------------------------------------------===//
// CallOp, WeightsOp, ViewOp, EmptyOp, JoinOp
//===----------------------------------------------------------------------===//

void CallOp::build(OpBuilder &builder, OperationState &state, FuncOp callee,
                   ValueRange inputs) {
  build(builder, state, callee.getResultTypes(),
        FlatSymbolRefAttr::get(callee.getSymNameAttr()), inputs, ArrayAttr());
}

LogicalResult CallOp::verify() {
  std::optional<ArrayAttr> slices = getSlices();
  if (slices && slices->size() != getNumResults())
    return emitOpError("has ") << getNumResults() << " results, but "
                               << slices->size() << " slices";
  return success();
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto callee = symbols.lookupNearestSymbolFrom<FuncOp>(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("names no kernel: ") << getCalleeAttr();
  auto type =
      FunctionType::get(getContext(), getOperandTypes(), getResultTypes());
  if (callee.getFunctionType() == type)
    return success();
  InFlightDiagnostic error = emitOpError("has type ")
                             << type << ", the kernel "
                             << callee.getFunctionType();
  error.attachNote(callee.getLoc()) << "declared here";
  return error;
}

LogicalResult WeightsOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *symbol = symbols.lookupNearestSymbolFrom(*this, getNameAttr());
  Type type;
  if (auto parameter = dyn_cast_if_present<ParameterOp>(symbol))
    type = parameter.getType();
  else if (auto initializer = dyn_cast_if_present<InitializerOp>(symbol))
    type = initializer.getType();
  else
    return emitOpError("names no parameter or initializer: ") << getNameAttr();
  if (type != getValue().getType())
    return emitOpError("has type ")
           << getValue().getType() << ", the parameter " << type;
  return success();
}

LogicalResult ViewOp::verify() {
  if (bytesOf(getInput().getType()) != bytesOf(getResult().getType()))
    return emitOpError("has input and result of different sizes");
  return success();
}

LogicalResult EmptyOp::verify() {
  auto type = cast<RankedTensorType>(getResult().getType());
  if (bytesOf(type) != 0)
    return emitOpError("has elements: ") << type;
  return success();
}

LogicalResult JoinOp::verify() {
  Dim bytes = 0;
  for (Value part : getParts()) {
    if (!isa_and_present<CallOp, JoinOp>(part.getDefiningOp()))
      return emitOpError("joins what no call gives");
    if (llvm::count_if(part.getUses(), [](OpOperand &use) {
          return isa<JoinOp>(use.getOwner());
        }) != 1)
      return emitOpError("joins a value twice");
    bytes = bytes + bytesOf(cast<RankedTensorType>(part.getType()));
  }
  if (bytes != bytesOf(cast<RankedTensorType>(getResult().getType())))
    return emitOpError("has parts of ")
           << bytes.text() << " bytes and a result of another size";
  return success();
}
