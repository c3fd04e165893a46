//===- Scopes.cpp - Slots and cells of functions --------------------------===//

#include "compiler/Frontend/Python/Evaluator/Scopes.h"

using namespace kiln;
using namespace kiln::python;

/// The index of a cell in the frame, or Variable::noSlot.
static uint32_t cellOf(const Scope *scope, StrObject *name) {
  auto own = scope->ownCellIndex.find(name);
  if (own != scope->ownCellIndex.end())
    return own->second;
  auto outer = scope->closureIndex.find(name);
  return outer == scope->closureIndex.end() ? Variable::noSlot : outer->second;
}

//===----------------------------------------------------------------------===//
// What is captured
//===----------------------------------------------------------------------===//

/// The enclosing function that binds a name, or the class whose `__class__` it
/// is; null if the name is global.
Scope *ScopeTree::findOwner(Scope *scope, StrObject *name) const {
  for (Scope *outer = scope->parent; outer; outer = outer->parent) {
    if (outer->kind == Scope::Kind::Module)
      return nullptr;
    if (outer->kind == Scope::Kind::Class) {
      if (name == classCell)
        return outer;
      continue;
    }
    auto it = outer->symbols.find(name);
    if (it == outer->symbols.end())
      continue;
    if (it->second.isGlobal)
      return nullptr;
    if (outer->binds(name))
      return outer;
  }
  return nullptr;
}

/// Makes a name that this scope does not bind part of all closures between it
/// and the scope that does.
std::optional<SyntaxError> ScopeTree::capture(Scope *scope, StrObject *name,
                                              const Symbol &symbol) {
  Scope *owner = findOwner(scope, name);
  if (!owner) {
    if (!symbol.isNonlocal)
      return std::nullopt;
    return SyntaxError{
        symbol.declared,
        ("expected a variable '" + name->str() +
         "' of an enclosing function, which 'nonlocal' speaks of")
            .str(),
        {},
        {}};
  }
  owner->ownCells.insert(name);
  bool isClass = owner->kind == Scope::Kind::Class;
  for (Scope *inner = scope; inner != owner; inner = inner->parent) {
    inner->closure.insert(name);
    inner->seesClass |= isClass;
  }
  return std::nullopt;
}

std::optional<SyntaxError> ScopeTree::assign() {
  for (auto &scope : scopes) {
    if (scope->kind == Scope::Kind::Module)
      continue;
    for (auto &[name, symbol] : scope->symbols)
      if (!symbol.isGlobal && !scope->binds(name))
        if (auto error = capture(scope.get(), name, symbol))
          return error;
  }
  for (auto &scope : scopes) {
    layOutCells(scope.get());
    layOutSlots(scope.get());
  }
  for (auto &scope : scopes)
    fillIn(scope.get());
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

void ScopeTree::layOutCells(Scope *scope) {
  FunctionNode *node = scope->node;
  uint32_t index = 0;
  auto add = [&](StrObject *name, auto &indices) {
    indices[name] = index++;
    node->cellNames.push_back({name->str(), name});
  };
  for (StrObject *name : scope->ownCells)
    add(name, scope->ownCellIndex);
  node->ownCellCount = index;
  for (StrObject *name : scope->closure)
    add(name, scope->closureIndex);
}

void ScopeTree::layOutSlots(Scope *scope) {
  FunctionNode *node = scope->node;
  auto addSlot = [&](StrObject *name) {
    scope->slots[name] = static_cast<uint32_t>(node->slotNames.size());
    node->slotNames.push_back({name->str(), name});
  };
  for (auto [index, parameter] : llvm::enumerate(node->parameters)) {
    StrObject *name = parameter.name.object;
    addSlot(name);
    parameter.variable = {Variable::Where::Local, static_cast<uint32_t>(index)};
    if (scope->ownCells.contains(name))
      node->parameterCells.push_back({index, cellOf(scope, name)});
  }
  if (scope->isFunction())
    for (auto &[name, symbol] : scope->symbols)
      if (scope->binds(name) && !symbol.isParameter &&
          !scope->ownCells.contains(name))
        addSlot(name);
  node->slotCount = static_cast<uint32_t>(node->slotNames.size());
}

void ScopeTree::fillIn(Scope *scope) {
  FunctionNode *node = scope->node;
  for (StrObject *name : scope->closure)
    node->captured.push_back(cellOf(scope->parent, name));
  bool isClass = scope->kind == Scope::Kind::Class;
  if (isClass ? scope->ownCells.contains(classCell) : scope->seesClass)
    node->classCell = cellOf(scope, classCell);
  for (auto [variable, name] : scope->references)
    *variable = place(scope, name);
}

Variable ScopeTree::place(const Scope *scope, StrObject *name) const {
  using Where = Variable::Where;
  const Symbol &symbol = scope->symbols.find(name)->second;
  if (symbol.isGlobal || scope->kind == Scope::Kind::Module)
    return {Where::Global, Variable::noSlot};
  if (scope->kind == Scope::Kind::Class) {
    // Not its own cell, which is the `__class__` of its methods.
    auto outer = scope->closureIndex.find(name);
    if (scope->binds(name) || outer == scope->closureIndex.end())
      return {Where::ClassBody, Variable::noSlot};
    return {symbol.isNonlocal ? Where::Cell : Where::ClassBody, outer->second};
  }
  if (uint32_t cell = cellOf(scope, name); cell != Variable::noSlot)
    return {Where::Cell, cell};
  auto slot = scope->slots.find(name);
  if (slot != scope->slots.end())
    return {Where::Local, slot->second};
  return {Where::Global, Variable::noSlot};
}
