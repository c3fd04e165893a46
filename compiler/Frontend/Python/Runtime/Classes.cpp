//===- Classes.cpp - Making and asking classes ----------------------------===//

#include "compiler/Frontend/Python/Runtime/Classes.h"
#include "compiler/Frontend/Python/Evaluator/Frame.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

//===----------------------------------------------------------------------===//
// Order of bases
//===----------------------------------------------------------------------===//

/// A class that no list has anywhere but at its front.
static TypeObject *nextInOrder(ArrayRef<ArrayRef<TypeObject *>> lists) {
  for (ArrayRef<TypeObject *> list : lists) {
    if (list.empty())
      continue;
    TypeObject *candidate = list.front();
    if (llvm::none_of(lists, [&](ArrayRef<TypeObject *> other) {
          return !other.empty() &&
                 llvm::is_contained(other.drop_front(), candidate);
        }))
      return candidate;
  }
  return nullptr;
}

/// The C3 linearisation of the bases' orders and of the bases themselves.
static bool linearise(Interpreter &interp, TypeObject *type) {
  type->mro = {type};
  llvm::SmallVector<ArrayRef<TypeObject *>> lists;
  for (TypeObject *base : type->bases)
    lists.push_back(base->mro);
  lists.push_back(type->bases);
  size_t searched = 0;
  for (ArrayRef<TypeObject *> list : lists)
    searched += list.size();
  while (llvm::any_of(lists, [](auto list) { return !list.empty(); })) {
    if (!interp.step(1 + searched / 32))
      return false;
    TypeObject *next = nextInOrder(lists);
    if (!next) {
      interp.raise(interp.types.typeError,
                   "the bases of '" + type->name +
                       "' have no consistent method resolution order");
      return false;
    }
    type->mro.push_back(next);
    for (ArrayRef<TypeObject *> &list : lists)
      if (!list.empty() && list.front() == next)
        list = list.drop_front();
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Bases
//===----------------------------------------------------------------------===//

/// Classes of C++ that programs cannot derive from.
static bool isFinal(const Interpreter &interp, const TypeObject *type) {
  const BuiltinTypes &types = interp.types;
  return type == types.boolean || type == types.none || type == types.slice ||
         type == types.range || type == types.function ||
         type == types.nativeFunction || type == types.method ||
         type == types.ellipsis || type == types.notImplemented ||
         type == types.cell || type == types.generator;
}

/// The C++ class of the objects of a class, or null.
static const TypeObject *nativeBase(const TypeObject *type) {
  for (const TypeObject *base : type->mro)
    if (base->isBuiltin && base->layout == Kind::Native)
      return base;
  return nullptr;
}

/// Whether an object can be what both classes of C++ make.
static bool haveOneLayout(const TypeObject *a, const TypeObject *b) {
  const TypeObject *first = nativeBase(a), *second = nativeBase(b);
  return !first || !second || first->isSubtypeOf(second) ||
         second->isSubtypeOf(first);
}

static bool addBase(Interpreter &interp, TypeObject *type, Value base) {
  if (llvm::isa<OpaqueObject>(base)) {
    if (!type->opaqueBase)
      type->opaqueBase = base;
    return true;
  }
  auto *baseType = llvm::dyn_cast<TypeObject>(base);
  if (!baseType || isFinal(interp, baseType)) {
    interp.raise(interp.types.typeError,
                 baseType ? "type '" + baseType->name +
                                "' is not an acceptable base type"
                          : "a base of '" + type->name + "' is a '" +
                                interp.typeName(base).str() + "', not a class");
    return false;
  }
  if (llvm::is_contained(type->bases, baseType)) {
    interp.raise(interp.types.typeError,
                 "duplicate base class '" + baseType->name + "'");
    return false;
  }
  if (type->layout == Kind::Instance)
    type->layout = baseType->layout;
  else if ((baseType->layout != Kind::Instance &&
            baseType->layout != type->layout) ||
           llvm::any_of(type->bases, [&](const TypeObject *other) {
             return !haveOneLayout(other, baseType);
           })) {
    interp.raise(interp.types.typeError,
                 "the bases of '" + type->name +
                     "' are different kinds of builtin objects");
    return false;
  }
  if (!type->opaqueBase)
    type->opaqueBase = baseType->opaqueBase;
  type->bases.push_back(baseType);
  return true;
}

TypeObject *deriveMetaclass(Interpreter &interp, TypeObject *metaclass,
                            ArrayRef<Value> bases) {
  for (Value base : bases) {
    auto *type = llvm::dyn_cast<TypeObject>(base);
    if (!type || metaclass->isSubtypeOf(type->type))
      continue;
    if (!type->type->isSubtypeOf(metaclass)) {
      interp.raise(interp.types.typeError,
                   "metaclass conflict: '" + metaclass->name + "' and '" +
                       type->type->name + "' do not derive from each other");
      return nullptr;
    }
    metaclass = type->type;
  }
  return metaclass;
}

//===----------------------------------------------------------------------===//
// The body
//===----------------------------------------------------------------------===//

static Value takeEntry(DictObject *dict, StrObject *name) {
  Value value = dict->find(name);
  if (value)
    dict->table.erase(name);
  return value;
}

/// Functions that are methods of the class without being declared so.
static void makeImplicitMethods(Interpreter &interp, DictObject *dict) {
  for (StrObject *name :
       {interp.names.init_subclass, interp.names.class_getitem})
    if (Value function = dict->find(name);
        function && llvm::isa<FunctionObject>(function)) {
      auto *method = interp.create<ClassMethodObject>(interp.types.classMethod);
      method->function = function;
      dict->set(name, method);
    }
  if (Value function = dict->find(interp.names.newMethod);
      function && llvm::isa<FunctionObject>(function)) {
    auto *method = interp.create<StaticMethodObject>(interp.types.staticMethod);
    method->function = function;
    dict->set(interp.names.newMethod, method);
  }
}

static StrObject *runningModule(const Interpreter &interp) {
  for (const Frame *frame = interp.currentFrame(); frame; frame = frame->caller)
    if (frame->module)
      return frame->module->name;
  return nullptr;
}

static void takeBody(Interpreter &interp, TypeObject *type,
                     const DictObject *body) {
  type->dict = interp.dict();
  type->dict->table = body->table;
  const WellKnownNames &names = interp.names;
  type->qualifiedName = interp.intern(type->name);
  Value qualifiedName = takeEntry(type->dict, names.qualname);
  if (auto *text = llvm::dyn_cast_if_present<StrObject>(qualifiedName))
    type->qualifiedName = text;
  Value module = type->dict->find(names.module);
  if (auto *text = llvm::dyn_cast_if_present<StrObject>(module))
    type->module = text;
  else if ((type->module = runningModule(interp)))
    type->dict->set(names.module, type->module);
  Value cell = takeEntry(type->dict, interp.intern("__classcell__"));
  if (auto *classCell = llvm::dyn_cast_if_present<CellObject>(cell))
    classCell->value = type;
  if (type->dict->find(names.eq) && !type->dict->find(names.hash))
    type->dict->set(names.hash, Value::none());
  makeImplicitMethods(interp, type->dict);
}

static bool callSetName(Interpreter &interp, TypeObject *type) {
  // The calls may add attributes.
  std::vector<HashTable::Entry> entries = type->dict->table.slots().vec();
  for (const HashTable::Entry &entry : entries) {
    if (!entry.key || !entry.value.isObject() ||
        entry.value.asObject()->type->isBuiltin)
      continue;
    Value arguments[] = {type, entry.key};
    interp.callSpecial(entry.value, interp.names.set_name, arguments);
    if (interp.failed())
      return false;
  }
  return true;
}

static bool callInitSubclass(Interpreter &interp, TypeObject *type,
                             ArrayRef<Keyword> keywords) {
  for (TypeObject *base : ArrayRef(type->mro).drop_front()) {
    Value found = base->dict->find(interp.names.init_subclass);
    if (!found)
      continue;
    if (base == interp.types.object && type->opaqueBase)
      return true;
    Value method = interp.bind(found, Value(), type);
    return method && interp.call(method, Arguments({}, keywords));
  }
  return true;
}

/// What making a class counts as, beside its bases and its body.
static constexpr uint64_t stepsPerClass = 500;
static constexpr uint64_t bytesPerClass = 2048;

TypeObject *makeClass(Interpreter &interp, TypeObject *metaclass,
                      StrObject *name, ArrayRef<Value> bases, DictObject *dict,
                      ArrayRef<Keyword> keywords) {
  auto *type = interp.create<TypeObject>(metaclass, name->str().str());
  for (Value base : bases)
    if (!addBase(interp, type, base))
      return nullptr;
  if (type->bases.empty())
    type->bases.push_back(interp.types.object);
  if (!linearise(interp, type) ||
      !interp.step(stepsPerClass + type->mro.size()) ||
      !interp.allocate(bytesPerClass + type->mro.size() * sizeof(TypeObject *)))
    return nullptr;
  takeBody(interp, type, dict);
  refreshHooks(interp, type);
  if (!callSetName(interp, type) || !callInitSubclass(interp, type, keywords))
    return nullptr;
  return type;
}

//===----------------------------------------------------------------------===//
// isinstance and issubclass
//===----------------------------------------------------------------------===//

/// What a class's own metaclass says; null if it is `type`'s answer.
static Value askMetaclass(Interpreter &interp, Value classInfo, Value asked,
                          StrObject *name) {
  Value method = interp.typeOf(classInfo)->lookup(name);
  if (!method || method.is(interp.types.type->dict->find(name)))
    return {};
  return callFound(interp, method, classInfo, asked);
}

/// The answer for each member of a tuple or a union, or of one class.
static FailureOr<bool>
askEach(Interpreter &interp, Value classInfo, Value asked, StrObject *hook,
        StringRef function,
        llvm::function_ref<FailureOr<bool>(TypeObject *)> ofClass,
        llvm::function_ref<FailureOr<bool>(OpaqueObject *)> ofOpaque) {
  if (!interp.checkStack() || !interp.step())
    return mlir::failure();
  if (classInfo.isNone())
    return ofClass(interp.types.none);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(classInfo))
    return ofOpaque(opaque);
  if (auto *tuple = llvm::dyn_cast<TupleObject>(classInfo)) {
    for (Value member : tuple->items) {
      FailureOr<bool> answer =
          askEach(interp, member, asked, hook, function, ofClass, ofOpaque);
      if (failed(answer) || *answer)
        return answer;
    }
    return false;
  }
  if (Value answer = askMetaclass(interp, classInfo, asked, hook))
    return interp.truth(answer);
  if (interp.failed())
    return mlir::failure();
  if (auto *type = llvm::dyn_cast<TypeObject>(classInfo))
    return ofClass(type);
  interp.raise(interp.types.typeError,
               function +
                   "() arg 2 must be a type, a tuple of types, or a "
                   "union, not '" +
                   interp.typeName(classInfo) + "'");
  return mlir::failure();
}

FailureOr<bool> isInstanceOf(Interpreter &interp, Value value,
                             Value classInfo) {
  TypeObject *type = interp.typeOf(value);
  if (classInfo.is(type))
    return true;
  return askEach(
      interp, classInfo, value, interp.names.instancecheck, "isinstance",
      [&](TypeObject *asked) -> FailureOr<bool> {
        if (type->isSubtypeOf(asked))
          return true;
        OpaqueObject *unknown = opaqueOf(interp, value);
        if (!unknown || !llvm::isa<OpaqueObject>(value))
          return false;
        raiseOpaque(interp, unknown);
        return mlir::failure();
      },
      [&](OpaqueObject *asked) -> FailureOr<bool> {
        if (!opaqueOf(interp, value))
          return false;
        raiseOpaque(interp, asked);
        return mlir::failure();
      });
}

FailureOr<bool> isSubclassOf(Interpreter &interp, Value value,
                             Value classInfo) {
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    raiseOpaque(interp, opaque);
    return mlir::failure();
  }
  auto *type = llvm::dyn_cast<TypeObject>(value);
  if (!type) {
    interp.raise(interp.types.typeError,
                 "issubclass() arg 1 must be a class, not '" +
                     interp.typeName(value) + "'");
    return mlir::failure();
  }
  return askEach(
      interp, classInfo, value, interp.names.subclasscheck, "issubclass",
      [&](TypeObject *asked) -> FailureOr<bool> {
        return type->isSubtypeOf(asked);
      },
      [&](OpaqueObject *asked) -> FailureOr<bool> {
        if (!type->opaqueBase)
          return false;
        raiseOpaque(interp, asked);
        return mlir::failure();
      });
}

} // namespace kiln::python
