//===- StructureOps.cpp - Graphs, parameters and fused regions ------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/Interfaces/FunctionImplementation.h"

using namespace kiln;
using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/Kiln/KilnOps.cpp.inc"

/// Fails unless the last op of the block has values of the given types.
static LogicalResult verifyTerminator(Operation *op, Block &block,
                                      TypeRange expected, StringRef what) {
  TypeRange found = block.getTerminator()->getOperandTypes();
  if (found == expected)
    return success();
  if (found.size() != expected.size())
    return op->emitOpError("declares ") << expected.size() << " results, its "
                                        << what << " gives " << found.size();
  return op->emitOpError("declares results of types ")
         << expected << ", its " << what << " gives " << found;
}

//===----------------------------------------------------------------------===//
// GraphOp
//===----------------------------------------------------------------------===//

void GraphOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                    FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  Block &body = state.addRegion()->emplaceBlock();
  for (Type input : type.getInputs())
    body.addArgument(input, state.location);
}

ParseResult GraphOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(arguments, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void GraphOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(
      printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
      getArgAttrsAttrName(), getResAttrsAttrName());
}

/// Fails unless `kiln.dims` lists the symbols of all arguments.
static LogicalResult verifyNamedDims(GraphOp graph) {
  DimSymbols listed, used;
  for (Dim dim : namedDimsOf(graph))
    collectSymbols(dim.expression(), listed);
  for (Type type : graph.getArgumentTypes())
    for (Dim dim : dimsOf(cast<RankedTensorType>(type)))
      collectSymbols(dim.expression(), used);
  for (const auto &symbol : used)
    if (!llvm::is_contained(listed, symbol))
      return graph.emitOpError("has an argument with the named dimension ")
             << symbol.first << ", which its kiln.dims does not list";
  return success();
}

LogicalResult GraphOp::verifyRegions() {
  Block &body = getBody().front();
  if (!isa<ReturnOp>(body.getTerminator()))
    return emitOpError("must end with kiln.return");
  if (failed(verifyNamedDims(*this)))
    return failure();
  return verifyTerminator(*this, body, getResultTypes(), "kiln.return");
}

LogicalResult GraphOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyState(*this, symbols);
}

StringRef GraphOp::getArgumentName(unsigned index) {
  auto name = getArgAttrOfType<StringAttr>(index, "kiln.name");
  return name ? name.getValue() : StringRef();
}

//===----------------------------------------------------------------------===//
// Parameters and initializers
//===----------------------------------------------------------------------===//

void ParameterOp::build(OpBuilder &builder, OperationState &state,
                        StringRef name, Type type, ElementsAttr value) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getTypeAttrName(state.name), TypeAttr::get(type));
  if (value)
    state.addAttribute(getValueAttrName(state.name), value);
}

LogicalResult ParameterOp::verify() {
  if (getValue() && getValue()->getType() != getType())
    return emitOpError("has type ")
           << getType() << ", its value " << getValue()->getType();
  return success();
}

void InitializerOp::build(OpBuilder &builder, OperationState &state,
                          StringRef name, Type type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getTypeAttrName(state.name), TypeAttr::get(type));
  state.addRegion()->emplaceBlock();
}

LogicalResult InitializerOp::verifyRegions() {
  Block &body = getBody().front();
  if (body.getNumArguments() != 0)
    return emitOpError("must not have arguments");
  if (!isa<YieldOp>(body.getTerminator()))
    return emitOpError("must end with kiln.yield");
  return verifyTerminator(*this, body, getType(), "kiln.yield");
}

LogicalResult GetParameterOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *symbol = symbols.lookupNearestSymbolFrom(*this, getNameAttr());
  Type type;
  if (auto parameter = dyn_cast_if_present<ParameterOp>(symbol))
    type = parameter.getType();
  else if (auto initializer = dyn_cast_if_present<InitializerOp>(symbol))
    type = initializer.getType();
  else
    return emitOpError("names no parameter or initializer: ") << getNameAttr();
  if (type == getValue().getType())
    return success();
  InFlightDiagnostic error = emitOpError("has type ")
                             << getValue().getType() << ", the parameter "
                             << type;
  error.attachNote(symbol->getLoc()) << "declared here";
  return error;
}

LogicalResult DefineDimOp::verify() {
  if (getValue().getType().getRank() != 0)
    return emitOpError("expected a value of one element, got ")
           << getValue().getType();
  Dim size = getSize(), bound = getBound();
  if (!isProvedAtMost(0, bound))
    return emitOpError("has the bound ") << bound.text() << ", which may be "
                                         << "negative";
  if (size.isKnown())
    return success();
  DimRange expected{0, bound.range().most};
  if (size.text() == getDim() && size.range() == expected)
    return success();
  return emitOpError("defines '")
         << getDim() << "' between 0 and " << expected.most
         << ", its size is another: " << Attribute(size.attribute());
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

//===----------------------------------------------------------------------===//
// FusedOp
//===----------------------------------------------------------------------===//

ParseResult FusedOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  FunctionType type;
  SMLoc start = parser.getCurrentLocation();
  if (parser.parseAssignmentList(arguments, operands) ||
      parser.parseColonType(type) ||
      parser.resolveOperands(operands, type.getInputs(), start,
                             result.operands) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addTypes(type.getResults());
  for (auto [argument, input] : llvm::zip(arguments, type.getInputs()))
    argument.type = input;
  return parser.parseRegion(*result.addRegion(), arguments);
}

void FusedOp::print(OpAsmPrinter &printer) {
  printer << " (";
  llvm::interleaveComma(llvm::zip(getBody().getArguments(), getInputs()),
                        printer, [&](auto pair) {
                          printer << std::get<0>(pair) << " = "
                                  << std::get<1>(pair);
                        });
  printer << ") : ";
  printer.printFunctionalType(*this);
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult FusedOp::verifyRegions() {
  Block &body = getBody().front();
  if (body.getArgumentTypes() != getInputs().getTypes())
    return emitOpError("has operands and block arguments of different types");
  if (!isa<YieldOp>(body.getTerminator()))
    return emitOpError("must end with kiln.yield");
  return verifyTerminator(*this, body, getResultTypes(), "kiln.yield");
}
