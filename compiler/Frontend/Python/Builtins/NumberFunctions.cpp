//===- NumberFunctions.cpp - abs, round, pow, divmod, bin, ... ------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Numbers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include <cmath>

namespace kiln::python {

using namespace mlir;

/// What is computed from an unknown value is unknown too.
static Value unknownOr(Interpreter &interp, Value value, const Twine &message) {
  if (auto *opaque = opaqueOf(interp, value))
    return opaqueFrom(interp, opaque, "");
  return typeError(interp, message);
}

static Value absolute(Interpreter &interp, Arguments args) {
  if (args[0].isFloat())
    return Value::real(std::fabs(args[0].asFloat()));
  if (args[0].isIntegral())
    return args[0].asInt() < 0 ? interp.negative(args[0])
                               : Value::integer(args[0].asInt());
  Value result = interp.callSpecial(args[0], interp.names.abs);
  if (result || interp.failed())
    return result;
  return unknownOr(interp, args[0],
                   "bad operand type for abs(): '" + interp.typeName(args[0]) +
                       "'");
}

static Value round(Interpreter &interp, Arguments args) {
  if (args[0].isNumber())
    return roundNumber(interp, args[0], args[1]);
  SmallVector<Value, 1> digits;
  if (args[1])
    digits.push_back(args[1]);
  Value result = interp.callSpecial(args[0], interp.names.round, digits);
  if (result || interp.failed())
    return result;
  return unknownOr(interp, args[0],
                   "type " + interp.typeName(args[0]) +
                       " doesn't define __round__ method");
}

static Value divideWithRest(Interpreter &interp, Arguments args) {
  if (!args[0].isNumber() || !args[1].isNumber()) {
    Value result = interp.callSpecial(args[0], interp.names.divmod, args[1]);
    if (interp.failed() || (result && !result.isNotImplemented()))
      return result;
    result = interp.callSpecial(args[1], interp.intern("__rdivmod__"), args[0]);
    if (interp.failed() || (result && !result.isNotImplemented()))
      return result;
    return unknownOr(interp, args[0],
                     "unsupported operand type(s) for divmod(): '" +
                         interp.typeName(args[0]) + "' and '" +
                         interp.typeName(args[1]) + "'");
  }
  Value quotient = interp.binary(BinaryOp::FloorDiv, args[0], args[1]);
  if (!quotient)
    return {};
  Value rest = interp.binary(BinaryOp::Mod, args[0], args[1]);
  return rest ? interp.tuple({quotient, rest}) : Value();
}

static Value power(Interpreter &interp, Arguments args) {
  if (!isGiven(args[2]))
    return interp.binary(BinaryOp::Pow, args[0], args[1]);
  if (args[0].isObject() && !llvm::isa<PrimitiveObject>(args[0])) {
    Value result = interp.callSpecial(args[0], interp.intern("__pow__"),
                                      args.positional.drop_front());
    if (interp.failed() || (result && !result.isNotImplemented()))
      return result;
  }
  Value numbers[3];
  for (unsigned index : {0, 1, 2}) {
    numbers[index] = unwrapNumber(args[index]);
    if (!numbers[index].isIntegral())
      return typeError(interp, "pow() 3rd argument not allowed unless all "
                               "arguments are integers");
  }
  return powerModulo(interp, numbers[0].asInt(), numbers[1].asInt(),
                     numbers[2].asInt());
}

/// bin(), oct() and hex()
static void addDigits(Interpreter &interp, StringRef name, char type) {
  defineFunction(interp, interp.builtins(), name, "number",
                 [type](Interpreter &interp, Arguments args) -> Value {
                   auto number = interp.index(args[0]);
                   if (failed(number))
                     return {};
                   FormatSpec spec;
                   spec.type = type;
                   spec.alternate = true;
                   auto text = formatInteger(interp, *number, spec);
                   return failed(text) ? Value() : interp.str(*text);
                 });
}

void addNumberFunctions(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  defineFunction(interp, module, "abs", "x", absolute);
  defineFunction(interp, module, "round", "number, ndigits=", round);
  defineFunction(interp, module, "divmod", "x, y", divideWithRest);
  defineFunction(interp, module, "pow", "base, exp, mod=", power);
  addDigits(interp, "bin", 'b');
  addDigits(interp, "oct", 'o');
  addDigits(interp, "hex", 'x');
}

} // namespace kiln::python
