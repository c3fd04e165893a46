//===- Functions.cpp - Function definitions and lambdas -------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"

namespace kiln::python {

StrObject *Evaluator::qualify(StrObject *name) {
  if (!frame.qualifiedName)
    return name;
  return interp.str(frame.qualifiedName->str() +
                    (frame.isClassBody ? "." : ".<locals>.") + name->str());
}

Value Evaluator::makeFunction(const FunctionNode *node) {
  auto *function = interp.create<FunctionObject>(interp.types.function);
  function->node = node;
  function->module = frame.module;
  function->name =
      node->name.object ? node->name.object : interp.intern(node->name.text);
  function->qualifiedName = qualify(function->name);
  function->defaults.reserve(node->parameters.size());
  for (const Parameter &parameter : node->parameters) {
    Value value;
    if (parameter.defaultValue) {
      value = evaluate(parameter.defaultValue);
      if (!value)
        return {};
    }
    function->defaults.push_back(value);
  }
  function->closure.reserve(node->captured.size());
  for (uint32_t cell : node->captured)
    function->closure.push_back(frame.cells[cell]);
  if (node->classCell != Variable::noSlot &&
      node->classCell >= node->ownCellCount)
    function->classCell =
        function->closure[node->classCell - node->ownCellCount];
  annotate(function);
  if (interp.failed())
    return {};
  return function;
}

static bool isAnnotated(const FunctionNode *node) {
  return node->returns ||
         llvm::any_of(node->parameters, [](const Parameter &parameter) {
           return parameter.annotation;
         });
}

void Evaluator::annotate(FunctionObject *function) {
  if (!isAnnotated(function->node))
    return;
  bool hasVariables = frame.function || frame.evalNames ||
                      frame.cells.size() > frame.node->ownCellCount;
  if (hasVariables)
    return evaluateAnnotations(function);
  function->annotationScope = frame.node;
  function->annotationNames = frame.classDict;
}

void Evaluator::evaluateAnnotations(FunctionObject *function) {
  DictObject *annotations = interp.dict();
  auto add = [&](StrObject *name, const Expr *annotation) {
    if (!annotation || interp.failed())
      return;
    if (Value value = evaluateAnnotation(annotation))
      annotations->set(name, value);
  };
  for (const Parameter &parameter : function->node->parameters)
    add(parameter.name.object, parameter.annotation);
  add(interp.intern("return"), function->node->returns);
  if (!function->attributes)
    function->attributes = interp.dict();
  function->attributes->set(interp.names.annotations, annotations);
}

Value Evaluator::annotationsOf(Interpreter &interp, FunctionObject *function) {
  const FunctionNode *scopeNode =
      std::exchange(function->annotationScope, nullptr);
  if (scopeNode) {
    if (!FrameScope::hasRoom(interp))
      return {};
    Frame frame;
    frame.node = scopeNode;
    frame.module = function->module;
    frame.name = function->name;
    frame.classDict = function->annotationNames;
    frame.isClassBody = frame.classDict != nullptr;
    frame.position = function->node->position;
    FrameStorage storage;
    storage.attach(interp, frame, {});
    FrameScope scope(interp, frame);
    Evaluator(interp, frame).evaluateAnnotations(function);
    if (interp.failed())
      return {};
  }
  if (!function->attributes)
    function->attributes = interp.dict();
  Value found = function->attributes->find(interp.names.annotations);
  if (!found) {
    found = interp.dict();
    function->attributes->set(interp.names.annotations, found);
  }
  return found;
}

Value Evaluator::evaluateAnnotation(const Expr *annotation) {
  if (Importer::of(interp).spelledAnnotations.contains(frame.module))
    return interp.str(spell(annotation));
  Value value = evaluate(annotation);
  if (value || interp.isFatal())
    return value;
  std::string reason = takeReason(interp);
  return makeOpaque(interp, spell(annotation), reason);
}

Value Evaluator::decorate(Nodes<Expr> decorators, llvm::ArrayRef<Value> values,
                          Value decorated) {
  for (size_t i = decorators.size(); i-- > 0;) {
    // Decorators of libraries that kiln lacks mostly register what they get, or
    // compile it.
    if (llvm::isa<OpaqueObject>(values[i]))
      continue;
    frame.position = decorators[i]->position;
    decorated = interp.call(values[i], llvm::ArrayRef(decorated));
    if (!decorated)
      return {};
  }
  return decorated;
}

Flow Evaluator::executeFunction(const FunctionStmt *stmt) {
  llvm::SmallVector<Value, 4> decorators;
  if (!evaluateElements(stmt->decorators, decorators))
    return Flow::Raise;
  Value function = makeFunction(stmt->function);
  if (!function)
    return Flow::Raise;
  Value decorated = decorate(stmt->decorators, decorators, function);
  if (!decorated || !storeName(stmt->variable, stmt->function->name, decorated))
    return Flow::Raise;
  return Flow::Next;
}

Flow Evaluator::executeTypeAlias(const TypeAliasStmt *stmt) {
  Value alias = makeOpaque(interp, stmt->name->name.text,
                           "it is a type alias, which kiln does not evaluate");
  return storeName(stmt->name->variable, stmt->name->name, alias) ? Flow::Next
                                                                  : Flow::Raise;
}

//===----------------------------------------------------------------------===//
// Annotations as text
//===----------------------------------------------------------------------===//

static std::string spellConstant(const ConstantExpr *constant) {
  switch (constant->literal) {
  case ConstantExpr::Literal::None:
    return "None";
  case ConstantExpr::Literal::True:
    return "True";
  case ConstantExpr::Literal::False:
    return "False";
  case ConstantExpr::Literal::Integer:
    return std::to_string(constant->integer);
  case ConstantExpr::Literal::Str:
    return ("'" + constant->text + "'").str();
  default:
    return "...";
  }
}

static std::string spellAll(Nodes<Expr> elements) {
  std::string text;
  for (const Expr *element : elements)
    text += (text.empty() ? "" : ", ") + spell(element);
  return text;
}

std::string spell(const Expr *expr) {
  if (auto *name = llvm::dyn_cast<NameExpr>(expr))
    return name->name.text.str();
  if (auto *constant = llvm::dyn_cast<ConstantExpr>(expr))
    return spellConstant(constant);
  if (auto *attribute = llvm::dyn_cast<AttributeExpr>(expr))
    return spell(attribute->object) + "." + attribute->attribute.text.str();
  if (auto *subscript = llvm::dyn_cast<SubscriptExpr>(expr))
    return spell(subscript->object) + "[" + spell(subscript->index) + "]";
  if (auto *tuple = llvm::dyn_cast<TupleExpr>(expr))
    return spellAll(tuple->elements);
  if (auto *list = llvm::dyn_cast<ListExpr>(expr))
    return "[" + spellAll(list->elements) + "]";
  if (auto *call = llvm::dyn_cast<CallExpr>(expr))
    return spell(call->callee) + "(...)";
  auto *binary = llvm::dyn_cast<BinaryExpr>(expr);
  if (binary && binary->op == BinaryOp::Or)
    return spell(binary->left) + " | " + spell(binary->right);
  return "...";
}

} // namespace kiln::python
