//===- Calls.cpp - Call expressions ---------------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

/// What messages call the callee, followed by "()".
static std::string calleeName(Interpreter &interp, Value callee) {
  if (auto *function = llvm::dyn_cast<FunctionObject>(callee))
    return function->qualifiedName->str().str();
  if (auto *native = llvm::dyn_cast<NativeFunctionObject>(callee))
    return native->name;
  if (auto *type = llvm::dyn_cast<TypeObject>(callee))
    return type->name;
  if (auto *method = llvm::dyn_cast<BoundMethodObject>(callee))
    return calleeName(interp, method->function);
  return interp.typeName(callee).str();
}

bool Evaluator::addKeywords(Value mapping, Value callee,
                            llvm::SmallVectorImpl<Keyword> &keywords) {
  auto *dict = llvm::dyn_cast<DictObject>(mapping);
  if (!dict) {
    dict = interp.dict();
    if (!mergeMapping(dict, mapping))
      return false;
  }
  for (const HashTable::Entry &entry : dict->table.slots()) {
    if (!entry.key)
      continue;
    auto *name = llvm::dyn_cast<StrObject>(entry.key);
    if (!name) {
      interp.raise(interp.types.typeError,
                   calleeName(interp, callee) + "() keywords must be strings");
      return false;
    }
    name = interp.intern(name);
    if (!interp.step(1 + keywords.size() / 16))
      return false;
    for (const Keyword &keyword : keywords)
      if (keyword.name == name) {
        interp.raise(interp.types.typeError,
                     calleeName(interp, callee) +
                         "() got multiple values for keyword argument '" +
                         name->str() + "'");
        return false;
      }
    keywords.push_back({name, entry.value});
  }
  return true;
}

bool Evaluator::evaluateArguments(const CallExpr *expr, Value callee,
                                  CallArguments &arguments) {
  if (!evaluateElements(expr->arguments, arguments.positional))
    return false;
  for (const KeywordArgument &keyword : expr->keywords) {
    Value value = evaluate(keyword.value);
    if (!value)
      return false;
    frame.position = keyword.position;
    if (keyword.name.empty()) {
      if (!addKeywords(value, callee, arguments.keywords))
        return false;
      continue;
    }
    if (expr->hasUnpacking)
      for (const Keyword &other : arguments.keywords)
        if (other.name == keyword.name.object) {
          interp.raise(interp.types.typeError,
                       calleeName(interp, callee) +
                           "() got multiple values for keyword argument '" +
                           keyword.name.text + "'");
          return false;
        }
    arguments.keywords.push_back({keyword.name.object, value});
  }
  return true;
}

/// The callee; the object comes first among the arguments of its methods.
Value Evaluator::findMethod(const CallExpr *expr, CallArguments &arguments) {
  auto *attribute = llvm::dyn_cast<AttributeExpr>(expr->callee);
  if (!attribute)
    return evaluate(expr->callee);
  Value object = evaluate(attribute->object);
  if (!object)
    return {};
  frame.position = attribute->position;
  Value self;
  Value method = interp.getMethod(object, attribute->attribute.object, self);
  if (self)
    arguments.positional.push_back(self);
  return method;
}

Value Evaluator::evaluateCall(const CallExpr *expr) {
  CallArguments arguments;
  Value callee = findMethod(expr, arguments);
  if (!callee || !evaluateArguments(expr, callee, arguments))
    return {};
  frame.position = expr->position;
  Arguments passed(arguments.positional, arguments.keywords);
  if (auto *function = llvm::dyn_cast<FunctionObject>(callee))
    return callFunction(interp, function, passed);
  return interp.call(callee, passed);
}

} // namespace kiln::python
