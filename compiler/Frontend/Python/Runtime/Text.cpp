//===- Text.cpp - repr(a), str(a), format(a) ------------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/ScopeExit.h"

namespace kiln::python {

using Kind = Object::Kind;
using Text = FailureOr<std::string>;

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

/// Counts a part of a text: the same part may be in it many times.
static bool countText(Interpreter &interp, StringRef part) {
  return interp.step(4 + part.size() / 16) && interp.allocate(part.size());
}

static bool appendItems(Interpreter &interp, std::string &text,
                        ArrayRef<Value> items) {
  for (auto [index, item] : llvm::enumerate(items)) {
    Text part = interp.repr(item);
    if (failed(part) || !countText(interp, *part))
      return false;
    text += index ? ", " : "";
    text += *part;
  }
  return true;
}

static Text reprDict(Interpreter &interp, const HashTable &table) {
  std::string text = "{";
  for (size_t index = 0; index < table.slots().size(); ++index) {
    HashTable::Entry entry = table.slots()[index];
    if (!entry.key)
      continue;
    Text key = interp.repr(entry.key);
    Text value = failed(key) ? key : interp.repr(entry.value);
    if (failed(value) || !countText(interp, *key) || !countText(interp, *value))
      return mlir::failure();
    text += (text.size() > 1 ? ", " : "") + *key + ": " + *value;
  }
  return text + "}";
}

static Text reprSet(Interpreter &interp, SetObject *set) {
  std::vector<Value> items;
  for (const HashTable::Entry &entry : set->table.slots())
    if (entry.key)
      items.push_back(entry.key);
  bool isPlain = set->type == interp.types.set;
  if (items.empty())
    return set->type->name + "()";
  std::string text = isPlain ? "{" : set->type->name + "({";
  if (!appendItems(interp, text, items))
    return mlir::failure();
  return text + (isPlain ? "}" : "})");
}

static Text reprContainer(Interpreter &interp, Object *object) {
  switch (object->kind()) {
  case Kind::List: {
    std::string text = "[";
    // A __repr__ may change the list.
    std::vector<Value> items = llvm::cast<ListObject>(object)->items;
    if (!appendItems(interp, text, items))
      return mlir::failure();
    return text + "]";
  }
  case Kind::Tuple: {
    auto *tuple = llvm::cast<TupleObject>(object);
    std::string text = "(";
    if (!appendItems(interp, text, tuple->items))
      return mlir::failure();
    return text + (tuple->items.size() == 1 ? ",)" : ")");
  }
  case Kind::Dict:
    return reprDict(interp, llvm::cast<DictObject>(object)->table);
  default:
    return reprSet(interp, llvm::cast<SetObject>(object));
  }
}

static Text reprGuarded(Interpreter &interp, Object *object) {
  if (llvm::is_contained(interp.reprActive, object))
    return std::string(object->kind() == Kind::List    ? "[...]"
                       : object->kind() == Kind::Tuple ? "(...)"
                                                       : "{...}");
  if (!interp.checkStack())
    return mlir::failure();
  interp.reprActive.push_back(object);
  llvm::scope_exit restore([&] { interp.reprActive.pop_back(); });
  return reprContainer(interp, object);
}

//===----------------------------------------------------------------------===//
// Other objects
//===----------------------------------------------------------------------===//

static std::string qualifiedName(const TypeObject *type) {
  std::string name =
      type->qualifiedName ? type->qualifiedName->str().str() : type->name;
  if (!type->module || type->module->str() == "builtins")
    return name;
  return (type->module->str() + "." + name).str();
}

static Text reprCall(Interpreter &interp, StringRef name,
                     ArrayRef<Value> arguments) {
  std::string text = (name + "(").str();
  if (!appendItems(interp, text, arguments))
    return mlir::failure();
  return text + ")";
}

static Text reprRange(Interpreter &interp, const RangeObject *range) {
  Value bounds[] = {Value::integer(range->start), Value::integer(range->stop),
                    Value::integer(range->step)};
  return reprCall(interp, "range",
                  ArrayRef(bounds).take_front(range->step == 1 ? 2 : 3));
}

static std::string nameOfFunction(Value function) {
  if (auto *python = llvm::dyn_cast<FunctionObject>(function))
    return (python->qualifiedName ? python->qualifiedName : python->name)
        ->str()
        .str();
  if (auto *native = llvm::dyn_cast<NativeFunctionObject>(function))
    return native->name;
  return "?";
}

static Text reprUnion(Interpreter &interp, const TupleObject *members) {
  std::string text;
  for (Value member : members->items) {
    auto *type = llvm::dyn_cast<TypeObject>(member);
    Text part = type ? Text(qualifiedName(type)) : interp.repr(member);
    if (failed(part))
      return mlir::failure();
    text += (text.empty() ? "" : " | ") + *part;
  }
  return text;
}

static Text reprMethod(Interpreter &interp, const BoundMethodObject *method) {
  Text self = interp.repr(method->self);
  if (failed(self))
    return mlir::failure();
  return "<bound method " + nameOfFunction(method->function) + " of " + *self +
         ">";
}

/// Addresses are left out: the same program gives the same text.
static Text reprObject(Interpreter &interp, Object *object) {
  switch (object->kind()) {
  case Kind::Str:
    return quoteText(llvm::cast<StrObject>(object)->str());
  case Kind::Bytes:
    return quoteBytes(llvm::cast<BytesObject>(object)->bytes);
  case Kind::Tuple:
    if (object->type == interp.types.unionType)
      return reprUnion(interp, llvm::cast<TupleObject>(object));
    [[fallthrough]];
  case Kind::List:
  case Kind::Dict:
  case Kind::Set:
    return reprGuarded(interp, object);
  case Kind::Slice: {
    auto *slice = llvm::cast<SliceObject>(object);
    return reprCall(interp, "slice", {slice->start, slice->stop, slice->step});
  }
  case Kind::Range:
    return reprRange(interp, llvm::cast<RangeObject>(object));
  case Kind::Function:
    return "<function " + nameOfFunction(object) + ">";
  case Kind::NativeFunction:
    return "<built-in function " + nameOfFunction(object) + ">";
  case Kind::BoundMethod:
    return reprMethod(interp, llvm::cast<BoundMethodObject>(object));
  case Kind::Type:
    return "<class '" + qualifiedName(llvm::cast<TypeObject>(object)) + "'>";
  case Kind::Exception:
    return reprCall(interp, object->type->name,
                    llvm::cast<ExceptionObject>(object)->arguments);
  case Kind::Module:
    return ("<module '" + llvm::cast<ModuleObject>(object)->name->str() + "'>")
        .str();
  case Kind::Primitive:
    return interp.repr(llvm::cast<PrimitiveObject>(object)->primitive);
  case Kind::Opaque:
    return llvm::cast<OpaqueObject>(object)->text;
  default:
    return "<" + qualifiedName(object->type) + " object>";
  }
}

Text reprOfBuiltin(Interpreter &interp, Value value) {
  switch (value.kind()) {
  case Value::Kind::Null:
    return mlir::failure();
  case Value::Kind::None:
    return std::string("None");
  case Value::Kind::Bool:
    return std::string(value.asBool() ? "True" : "False");
  case Value::Kind::Int:
    return std::to_string(value.asInt());
  case Value::Kind::Float:
    return formatReal(value.asFloat());
  case Value::Kind::Ellipsis:
    return std::string("Ellipsis");
  case Value::Kind::NotImplemented:
    return std::string("NotImplemented");
  case Value::Kind::Object:
    return reprObject(interp, value.asObject());
  }
  return mlir::failure();
}

//===----------------------------------------------------------------------===//
// With the methods of classes
//===----------------------------------------------------------------------===//

/// Whether a class in Python, or an extension, may say what the text is.
static bool mayOverride(Value value) {
  if (!value.isObject())
    return false;
  Kind kind = value.asObject()->kind();
  return !value.asObject()->type->isBuiltin || kind == Kind::Native ||
         kind == Kind::Instance || kind == Kind::Iterator || kind == Kind::Type;
}

static Text textFrom(Interpreter &interp, Value answer, StrObject *method) {
  if (!answer)
    return mlir::failure();
  if (auto *text = llvm::dyn_cast<StrObject>(answer))
    return text->str().str();
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(answer))
    return opaque->text;
  interp.raise(interp.types.typeError, method->str() +
                                           " returned non-string (type " +
                                           interp.typeName(answer) + ")");
  return mlir::failure();
}

Text Interpreter::repr(Value value) {
  if (value.isObject() && !checkStack())
    return mlir::failure();
  if (mayOverride(value)) {
    Value method = typeOf(value)->lookup(names.repr);
    if (method && !isObjectDefault(*this, method, names.repr) &&
        !method.is(types.type->dict->find(names.repr)))
      return textFrom(*this, callFound(*this, method, value, {}), names.repr);
  }
  return reprOfBuiltin(*this, value);
}

Text messageOf(Interpreter &interp, const ExceptionObject *exception) {
  ArrayRef<Value> arguments = exception->arguments;
  if (arguments.empty())
    return std::string();
  if (!interp.checkStack())
    return mlir::failure();
  if (arguments.size() == 1)
    return exception->type->isSubtypeOf(interp.types.keyError)
               ? interp.repr(arguments.front())
               : interp.toString(arguments.front());
  return interp.repr(interp.tuple(arguments));
}

Text Interpreter::toString(Value value) {
  auto *text = llvm::dyn_cast<StrObject>(value);
  if (text && text->type == types.str)
    return text->str().str();
  bool isException = llvm::isa<ExceptionObject>(value);
  if (mayOverride(value)) {
    Value method = typeOf(value)->lookup(names.str);
    Value own =
        isException ? types.baseException->dict->find(names.str) : Value();
    if (method && !isObjectDefault(*this, method, names.str) &&
        !(own && method.is(own))) {
      if (!checkStack())
        return mlir::failure();
      return textFrom(*this, callFound(*this, method, value, {}), names.str);
    }
  }
  if (isException)
    return messageOf(*this, llvm::cast<ExceptionObject>(value));
  if (text)
    return text->str().str();
  return repr(value);
}

Text formatBuiltin(Interpreter &interp, Value value, StringRef spec) {
  if (value.isNumber())
    return formatNumber(interp, value, spec);
  if (spec.empty())
    return interp.toString(value);
  if (auto *text = llvm::dyn_cast<StrObject>(value))
    return formatText(interp, text->str(), spec);
  if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(value))
    return formatNumber(interp, primitive->primitive, spec);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value))
    return opaque->text;
  interp.raise(interp.types.typeError, "unsupported format string passed to " +
                                           interp.typeName(value) +
                                           ".__format__");
  return mlir::failure();
}

Text Interpreter::format(Value value, StringRef spec) {
  if (mayOverride(value)) {
    Value method = typeOf(value)->lookup(names.format);
    bool isNative = method && llvm::isa<NativeFunctionObject>(method) &&
                    !llvm::isa<NativeObject>(value);
    if (method && !isNative)
      return textFrom(*this, callFound(*this, method, value, Value(str(spec))),
                      names.format);
  }
  return formatBuiltin(*this, value, spec);
}

} // namespace kiln::python
