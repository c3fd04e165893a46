//===- Names.cpp - Reads and writes variables -----------------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"

namespace kiln::python {

using llvm::cast;

Value Evaluator::loadName(const Variable &variable, const Name &name) {
  switch (variable.where) {
  case Variable::Where::Local: {
    Value value = frame.slots[variable.slot];
    return value ? value : unbound(variable, name);
  }
  case Variable::Where::Cell: {
    Value value = frame.cells[variable.slot]->value;
    return value ? value : unbound(variable, name);
  }
  case Variable::Where::ClassBody:
    return loadClassName(variable, name);
  case Variable::Where::Global:
  case Variable::Where::Unresolved:
    return loadGlobal(name.object);
  }
  llvm_unreachable("all places of variables are handled");
}

Value Evaluator::unbound(const Variable &variable, const Name &name) {
  if (variable.where == Variable::Where::Cell &&
      variable.slot >= frame.node->ownCellCount)
    return interp.raise(interp.types.nameError,
                        "cannot access free variable '" + name.text +
                            "' where it is not associated with a value in "
                            "enclosing scope");
  return interp.raise(interp.types.unboundLocalError,
                      "cannot access local variable '" + name.text +
                          "' where it is not associated with a value");
}

Value Evaluator::loadGlobal(StrObject *name) {
  if (frame.evalNames)
    if (Value value = frame.evalNames->find(name))
      return value;
  if (Value value = frame.module->globals->find(name))
    return value;
  if (Value value = interp.builtins()->globals->find(name))
    return value;
  Importer &importer = Importer::of(interp);
  auto star = importer.unknownStars.find(frame.module);
  if (star != importer.unknownStars.end())
    return makeOpaque(interp, name->str(),
                      "it may come from 'from " + star->second +
                          " import *', a module that is not known to kiln");
  return interp.raise(interp.types.nameError,
                      "name '" + name->str() + "' is not defined");
}

Value Evaluator::loadClassName(const Variable &variable, const Name &name) {
  if (frame.classDict)
    if (Value value = frame.classDict->find(name.object))
      return value;
  if (variable.slot != Variable::noSlot)
    if (Value value = frame.cells[variable.slot]->value)
      return value;
  return loadGlobal(name.object);
}

bool Evaluator::storeName(const Variable &variable, const Name &name,
                          Value value) {
  switch (variable.where) {
  case Variable::Where::Local:
    frame.slots[variable.slot] = value;
    return true;
  case Variable::Where::Cell:
    frame.cells[variable.slot]->value = value;
    return true;
  case Variable::Where::ClassBody:
    // What __prepare__ gave may watch what is stored.
    if (frame.classDict->type != interp.types.dict)
      return interp.setItem(frame.classDict, name.object, value);
    frame.classDict->set(name.object, value);
    return true;
  case Variable::Where::Global:
  case Variable::Where::Unresolved:
    (frame.evalNames ? frame.evalNames : frame.module->globals)
        ->set(name.object, value);
    return true;
  }
  llvm_unreachable("all places of variables are handled");
}

bool Evaluator::deleteName(const NameExpr *target) {
  frame.position = target->position;
  const Variable &variable = target->variable;
  auto forget = [&](Value &place) {
    if (!place)
      return static_cast<bool>(unbound(variable, target->name));
    place = Value();
    return true;
  };
  switch (variable.where) {
  case Variable::Where::Local:
    return forget(frame.slots[variable.slot]);
  case Variable::Where::Cell:
    return forget(frame.cells[variable.slot]->value);
  case Variable::Where::ClassBody:
    if (frame.classDict->table.erase(target->name.object))
      return true;
    break;
  case Variable::Where::Global:
  case Variable::Where::Unresolved:
    if (frame.evalNames && frame.evalNames->table.erase(target->name.object))
      return true;
    if (frame.module->globals->table.erase(target->name.object))
      return true;
    break;
  }
  interp.raise(interp.types.nameError,
               "name '" + target->name.text + "' is not defined");
  return false;
}

OpaqueObject *Evaluator::makeOpaque(Interpreter &interp, llvm::StringRef text,
                                    llvm::StringRef reason) {
  auto *opaque = interp.create<OpaqueObject>(interp.types.opaque);
  opaque->text = text.str();
  opaque->reason = reason.str();
  if (interp.frame) {
    opaque->module = interp.frame->module;
    opaque->line = interp.frame->position.line;
    opaque->column = interp.frame->position.column;
  }
  return opaque;
}

} // namespace kiln::python
