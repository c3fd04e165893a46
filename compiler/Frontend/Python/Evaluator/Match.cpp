//===- Match.cpp - match statements and their patterns --------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"
#include "compiler/Frontend/Python/Runtime/Classes.h"

namespace kiln::python {

using llvm::cast;

Flow Evaluator::executeMatch(const MatchStmt *stmt) {
  Value subject = evaluate(stmt->subject);
  if (!subject)
    return Flow::Raise;
  for (const MatchCase &matchCase : stmt->cases) {
    int matched = matches(matchCase.pattern, subject);
    if (matched < 0)
      return Flow::Raise;
    if (!matched)
      continue;
    if (matchCase.guard) {
      Value guard = evaluate(matchCase.guard);
      int flag = guard ? truth(guard) : -1;
      if (flag < 0)
        return Flow::Raise;
      if (!flag)
        continue;
    }
    return execute(matchCase.body);
  }
  return Flow::Next;
}

int Evaluator::matches(const Pattern *pattern, Value subject) {
  frame.position = pattern->position;
  switch (pattern->kind) {
  case Pattern::Kind::Value:
    return matchesValue(cast<ValuePattern>(pattern), subject);
  case Pattern::Kind::Sequence:
    return matchesSequence(cast<SequencePattern>(pattern), subject);
  case Pattern::Kind::Mapping:
    return matchesMapping(cast<MappingPattern>(pattern), subject);
  case Pattern::Kind::Class:
    return matchesClass(cast<ClassPattern>(pattern), subject);
  case Pattern::Kind::Star: {
    auto *star = cast<StarPattern>(pattern);
    if (!star->target)
      return 1;
    return assign(star->target, subject) ? 1 : -1;
  }
  case Pattern::Kind::Capture: {
    auto *capture = cast<CapturePattern>(pattern);
    if (capture->pattern)
      if (int matched = matches(capture->pattern, subject); matched <= 0)
        return matched;
    if (!capture->target)
      return 1;
    return assign(capture->target, subject) ? 1 : -1;
  }
  case Pattern::Kind::Or:
    for (const Pattern *alternative : cast<OrPattern>(pattern)->alternatives)
      if (int matched = matches(alternative, subject))
        return matched;
    return 0;
  }
  llvm_unreachable("all kinds of patterns are handled");
}

int Evaluator::matchesValue(const ValuePattern *pattern, Value subject) {
  Value value = evaluate(pattern->value);
  if (!value)
    return -1;
  bool isLiteral = llvm::isa<ConstantExpr>(pattern->value);
  if (isLiteral && (value.isNone() || value.isBool()))
    return value.is(subject);
  frame.position = pattern->position;
  mlir::FailureOr<bool> equal = interp.equal(subject, value);
  return failed(equal) ? -1 : *equal;
}

int Evaluator::matchesSequence(const SequencePattern *pattern, Value subject) {
  if (!llvm::isa<ListObject>(subject) && !llvm::isa<TupleObject>(subject) &&
      !llvm::isa<RangeObject>(subject))
    return 0;
  llvm::SmallVector<Value, 8> items;
  if (failed(interp.unpack(subject, items)))
    return -1;
  Nodes<Pattern> elements = pattern->elements;
  size_t star = 0;
  while (star < elements.size() && !llvm::isa<StarPattern>(elements[star]))
    ++star;
  bool hasStar = star < elements.size();
  if (hasStar ? items.size() + 1 < elements.size()
              : items.size() != elements.size())
    return 0;
  size_t rest = hasStar ? items.size() + 1 - elements.size() : 0, next = 0;
  for (size_t i = 0; i < elements.size(); ++i) {
    Value item;
    if (hasStar && i == star) {
      item = interp.list(llvm::ArrayRef<Value>(items).slice(next, rest));
      next += rest;
    } else {
      item = items[next++];
    }
    if (int matched = matches(elements[i], item); matched <= 0)
      return matched;
  }
  return 1;
}

int Evaluator::matchesMapping(const MappingPattern *pattern, Value subject) {
  auto *dict = llvm::dyn_cast<DictObject>(subject);
  if (!dict)
    return 0;
  llvm::SmallVector<Value, 4> keys;
  for (auto [keyExpr, valuePattern] :
       llvm::zip(pattern->keys, pattern->values)) {
    Value key = evaluate(keyExpr);
    if (!key)
      return -1;
    keys.push_back(key);
    Value value = interp.dictGet(dict, key);
    if (!value)
      return interp.failed() ? -1 : 0;
    if (int matched = matches(valuePattern, value); matched <= 0)
      return matched;
  }
  if (!pattern->rest)
    return 1;
  DictObject *rest = interp.dict();
  if (!mergeMapping(rest, dict))
    return -1;
  for (Value key : keys)
    if (failed(interp.dictErase(rest, key)))
      return -1;
  return assign(pattern->rest, rest) ? 1 : -1;
}

int Evaluator::matchesAttribute(Value subject, StrObject *name,
                                const Pattern *pattern) {
  Value value = interp.findAttribute(subject, name);
  if (!value)
    return interp.failed() ? -1 : 0;
  return matches(pattern, value);
}

/// Builtin classes whose one positional pattern is for the object itself.
static bool matchesItself(const BuiltinTypes &types, const TypeObject *type) {
  const TypeObject *selves[] = {
      types.boolean,   types.bytes, types.dict, types.real, types.integer,
      types.frozenset, types.list,  types.set,  types.str,  types.tuple};
  return llvm::any_of(
      selves, [&](const TypeObject *self) { return type->isSubtypeOf(self); });
}

int Evaluator::matchesClass(const ClassPattern *pattern, Value subject) {
  Value cls = evaluate(pattern->cls);
  if (!cls)
    return -1;
  frame.position = pattern->position;
  auto *type = llvm::dyn_cast<TypeObject>(cls);
  if (!type) {
    interp.raise(interp.types.typeError,
                 "called match pattern must be a class");
    return -1;
  }
  mlir::FailureOr<bool> isInstance = isInstanceOf(interp, subject, cls);
  if (failed(isInstance))
    return -1;
  if (!*isInstance)
    return 0;
  llvm::SmallVector<Value, 4> names;
  if (!pattern->positional.empty()) {
    Value matchArgs = type->lookup(interp.names.match_args);
    if (!matchArgs && matchesItself(interp.types, type) &&
        pattern->positional.size() == 1) {
      if (int matched = matches(pattern->positional[0], subject); matched <= 0)
        return matched;
    } else if (matchArgs && failed(interp.unpack(matchArgs, names))) {
      return -1;
    } else if (names.size() < pattern->positional.size()) {
      interp.raise(interp.types.typeError,
                   type->name + "() accepts " + llvm::Twine(names.size()) +
                       " positional sub-patterns (" +
                       llvm::Twine(pattern->positional.size()) + " given)");
      return -1;
    }
  }
  for (auto [name, element] : llvm::zip(names, pattern->positional)) {
    auto *text = llvm::dyn_cast<StrObject>(name);
    if (!text)
      return 0;
    if (int matched = matchesAttribute(subject, interp.intern(text), element);
        matched <= 0)
      return matched;
  }
  for (auto [name, element] :
       llvm::zip(pattern->keywordNames, pattern->keywordPatterns))
    if (int matched = matchesAttribute(subject, name.object, element);
        matched <= 0)
      return matched;
  return 1;
}

} // namespace kiln::python
