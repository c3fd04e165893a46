//===- ClassBodies.cpp - Class statements ---------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"
#include "compiler/Frontend/Python/Runtime/Classes.h"

namespace kiln::python {

using llvm::cast;

bool Evaluator::evaluateBases(const ClassStmt *stmt,
                              llvm::SmallVectorImpl<Value> &bases,
                              llvm::SmallVectorImpl<Keyword> &keywords,
                              Value &metaclass) {
  if (!evaluateElements(stmt->bases, bases))
    return false;
  for (const KeywordArgument &keyword : stmt->keywords) {
    Value value = evaluate(keyword.value);
    if (!value)
      return false;
    frame.position = keyword.position;
    if (keyword.name.empty()) {
      if (!addKeywords(value, interp.types.type, keywords))
        return false;
    } else {
      keywords.push_back({keyword.name.object, value});
    }
  }
  StrObject *name = interp.intern("metaclass");
  auto *found = llvm::find_if(
      keywords, [&](const Keyword &keyword) { return keyword.name == name; });
  if (found != keywords.end()) {
    metaclass = found->value;
    keywords.erase(found);
  }
  return true;
}

/// Bases that are no classes say what stands for them (`Generic[T]`).
bool Evaluator::replaceBases(llvm::SmallVectorImpl<Value> &bases,
                             DictObject *dict) {
  llvm::SmallVector<Value, 4> original(bases.begin(), bases.end());
  bases.clear();
  bool changed = false;
  for (Value base : original) {
    if (llvm::isa<TypeObject>(base) || llvm::isa<OpaqueObject>(base)) {
      bases.push_back(base);
      continue;
    }
    Value replace = interp.findAttribute(base, interp.names.mro_entries);
    if (interp.failed())
      return false;
    if (!replace) {
      bases.push_back(base);
      continue;
    }
    Value passed = interp.tuple(original);
    Value entries = interp.call(replace, llvm::ArrayRef(passed));
    if (!entries || failed(interp.unpack(entries, bases)))
      return false;
    changed = true;
  }
  if (changed)
    dict->set(interp.intern("__orig_bases__"), interp.tuple(original));
  return true;
}

DictObject *Evaluator::prepareClassDict(Value metaclass, StrObject *name,
                                        llvm::ArrayRef<Value> bases,
                                        llvm::ArrayRef<Keyword> keywords) {
  if (metaclass.asObject() == interp.types.type)
    return interp.dict();
  Value prepare = interp.findAttribute(metaclass, interp.names.prepare);
  if (!prepare)
    return interp.failed() ? nullptr : interp.dict();
  Value names[] = {name, interp.tuple(bases)};
  Value made = interp.call(prepare, Arguments(names, keywords));
  if (!made)
    return nullptr;
  auto *dict = llvm::dyn_cast<DictObject>(made);
  if (!dict)
    interp.raise(interp.types.typeError,
                 "__prepare__() must return a dict, not " +
                     interp.typeName(made));
  return dict;
}

Value Evaluator::makeClassFrom(const ClassStmt *stmt) {
  llvm::SmallVector<Value, 4> bases;
  llvm::SmallVector<Keyword, 2> keywords;
  Value metaclass;
  if (!evaluateBases(stmt, bases, keywords, metaclass))
    return {};
  frame.position = stmt->position;
  DictObject *extra = interp.dict();
  if (!replaceBases(bases, extra) || !FrameScope::hasRoom(interp))
    return {};
  if (!metaclass || llvm::isa<OpaqueObject>(metaclass))
    metaclass = interp.types.type;
  if (auto *type = llvm::dyn_cast<TypeObject>(metaclass)) {
    metaclass = deriveMetaclass(interp, type, bases);
    if (!metaclass)
      return {};
  }
  StrObject *name = stmt->name.object;
  DictObject *dict = prepareClassDict(metaclass, name, bases, keywords);
  if (!dict)
    return {};

  Frame inner;
  inner.node = stmt->scope;
  inner.module = frame.module;
  inner.name = name;
  inner.qualifiedName = qualify(name);
  inner.position = stmt->position;
  inner.classDict = dict;
  inner.evalNames = frame.evalNames;
  inner.isClassBody = true;
  dict->set(interp.names.module,
            frame.module->name ? Value(frame.module->name) : Value::none());
  dict->set(interp.names.qualname, inner.qualifiedName);
  if (stmt->hasDocstring)
    dict->set(interp.names.doc, interp.str(stmt->docstring));
  for (const HashTable::Entry &entry : extra->table.slots())
    dict->set(cast<StrObject>(entry.key), entry.value);

  FrameStorage storage;
  llvm::SmallVector<CellObject *, 4> closure;
  for (uint32_t cell : stmt->scope->captured)
    closure.push_back(frame.cells[cell]);
  storage.attach(interp, inner, closure);
  {
    FrameScope scope(interp, inner);
    if (Evaluator(interp, inner).execute(stmt->body) == Flow::Raise)
      return {};
  }

  CellObject *classCell = nullptr;
  if (stmt->scope->classCell != Variable::noSlot)
    classCell = storage.cells[stmt->scope->classCell];
  if (classCell)
    dict->set(interp.intern("__classcell__"), classCell);
  Value made;
  if (metaclass.asObject() == interp.types.type) {
    made = makeClass(interp, interp.types.type, name, bases, dict, keywords);
  } else {
    Value passed[] = {name, interp.tuple(bases), dict};
    made = interp.call(metaclass, Arguments(passed, keywords));
  }
  if (made && classCell)
    classCell->value = made;
  return made;
}

Flow Evaluator::executeClass(const ClassStmt *stmt) {
  llvm::SmallVector<Value, 4> decorators;
  if (!evaluateElements(stmt->decorators, decorators))
    return Flow::Raise;
  Value made = makeClassFrom(stmt);
  if (!made)
    return Flow::Raise;
  Value decorated = decorate(stmt->decorators, decorators, made);
  if (!decorated || !storeName(stmt->variable, stmt->name, decorated))
    return Flow::Raise;
  return Flow::Next;
}

} // namespace kiln::python
