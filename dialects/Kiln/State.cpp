//===- State.cpp - Buffers that running a model changes -------------------===//

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace kiln;
using namespace mlir;

FlatSymbolRefAttr kiln::stateOf(FunctionOpInterface function,
                                unsigned argument) {
  return function.getArgAttrOfType<FlatSymbolRefAttr>(argument, kStateAttr);
}

unsigned kiln::countStates(FunctionOpInterface function) {
  unsigned count = 0;
  for (unsigned index = 0; index < function.getNumArguments(); ++index)
    count += stateOf(function, index) != nullptr;
  return count;
}

static LogicalResult verifyOrder(FunctionOpInterface function) {
  unsigned arguments = function.getNumArguments();
  for (unsigned index = arguments - countStates(function); index < arguments;
       ++index)
    if (!stateOf(function, index))
      return function.emitOpError("has an input behind its state");
  return success();
}

/// Results are state where arguments are, counted from the end.
static LogicalResult verifyResults(FunctionOpInterface function) {
  unsigned states = countStates(function);
  unsigned results = function.getNumResults();
  if (results < states)
    return function.emitOpError("takes ")
           << states << " states, but has " << results << " results";
  unsigned firstArgument = function.getNumArguments() - states;
  unsigned firstResult = results - states;
  for (unsigned index = 0; index < results; ++index) {
    auto found = function.getResultAttr(index, kStateAttr);
    Attribute expected =
        index < firstResult
            ? nullptr
            : stateOf(function, firstArgument + index - firstResult);
    if (found == expected)
      continue;
    InFlightDiagnostic error = function.emitOpError("has result ") << index;
    if (expected)
      return error << ", expected the new value of the state " << expected;
    return error << " as the state " << found
                 << ", which is no argument in its place";
  }
  return success();
}

static LogicalResult verifyParameter(FunctionOpInterface function,
                                     unsigned argument, FlatSymbolRefAttr name,
                                     SymbolTableCollection &symbols) {
  auto parameter = symbols.lookupNearestSymbolFrom<ParameterOp>(function, name);
  if (!parameter)
    return function.emitOpError("has state that no parameter gives an initial "
                                "value: ")
           << name;
  auto note = [&](InFlightDiagnostic error) {
    error.attachNote(parameter.getLoc()) << "declared here";
    return error;
  };
  if (!parameter.getIsMutable())
    return note(function.emitOpError("changes the parameter ")
                << name << ", which is not mutable");
  Type type = function.getArgumentTypes()[argument];
  unsigned behind = function.getNumArguments() - argument;
  Type next = function.getResultTypes()[function.getNumResults() - behind];
  if (type != parameter.getType())
    return note(function.emitOpError("has the state ")
                << name << " of type " << type << ", the parameter "
                << parameter.getType());
  if (next != type)
    return function.emitOpError("has the state ")
           << name << " of type " << type << ", its new value " << next;
  return success();
}

LogicalResult kiln::verifyState(FunctionOpInterface function,
                                SymbolTableCollection &symbols) {
  if (failed(verifyOrder(function)) || failed(verifyResults(function)))
    return failure();
  llvm::SmallPtrSet<Attribute, 4> seen;
  for (unsigned index = 0; index < function.getNumArguments(); ++index) {
    FlatSymbolRefAttr name = stateOf(function, index);
    if (!name)
      continue;
    if (!seen.insert(name).second)
      return function.emitOpError("takes the state ") << name << " twice";
    if (failed(verifyParameter(function, index, name, symbols)))
      return failure();
  }
  return success();
}
