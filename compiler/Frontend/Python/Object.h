//===- Object.h - Objects of the evaluated Python ---------------*- C++ -*-===//
//
// The classes behind object values. `llvm::dyn_cast<StrObject>(value)` works on
// values as on pointers. Every object has a Python type; objects of Python
// classes that derive from a builtin (`class A(list)`) are of the builtin's
// C++ class and have the Python class as their type.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_OBJECT_H
#define KILN_FRONTEND_PYTHON_OBJECT_H

#include "compiler/Frontend/Python/Value.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Casting.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiln::python {

class DictObject;
class StrObject;
class TypeObject;
class ModuleObject;
struct FunctionNode;
struct FrameContext;

class Object {
public:
  enum class Kind : uint8_t {
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    Set,
    Slice,
    Range,
    Function,
    NativeFunction,
    BoundMethod,
    Type,
    Instance,
    Exception,
    Module,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    Cell,
    Iterator,
    Primitive,
    Opaque,
    Native,
  };

  Object(Kind kind, TypeObject *type) : kind_(kind), type(type) {}
  virtual ~Object() = default;

  Kind kind() const { return kind_; }

private:
  Kind kind_;

public:
  TypeObject *type;
  /// Attributes of this object alone (`__dict__`); null until one is set.
  DictObject *attributes = nullptr;

private:
  friend class Interpreter;
  Object *nextAllocated = nullptr;
};

/// A base of the classes of one kind.
template <Object::Kind K> class ObjectOf : public Object {
public:
  explicit ObjectOf(TypeObject *type) : Object(K, type) {}
  static bool classof(const Object *object) { return object->kind() == K; }
};

/// Text in UTF-8. Names of attributes and variables are interned: equal ones
/// are the same object, see Interpreter::intern().
class StrObject : public ObjectOf<Object::Kind::Str> {
public:
  StrObject(TypeObject *type, std::string text);

  llvm::StringRef str() const { return text; }
  size_t hash() const { return hashValue; }
  bool isAscii() const { return ascii; }
  /// The number of code points.
  size_t length() const { return codePoints; }

  bool interned = false;
  /// `__name__`
  bool isDunder;

private:
  bool ascii;
  std::string text;
  size_t hashValue;
  size_t codePoints;
};

class BytesObject : public ObjectOf<Object::Kind::Bytes> {
public:
  BytesObject(TypeObject *type, std::string bytes)
      : ObjectOf(type), bytes(std::move(bytes)) {}
  std::string bytes;
};

class ListObject : public ObjectOf<Object::Kind::List> {
public:
  using ObjectOf::ObjectOf;
  std::vector<Value> items;
};

class TupleObject : public ObjectOf<Object::Kind::Tuple> {
public:
  using ObjectOf::ObjectOf;
  std::vector<Value> items;
};

/// A hash table that keeps the order of insertion.
class HashTable {
public:
  struct Entry {
    Value key; // null when erased
    Value value;
    size_t hash;
  };

  size_t size() const { return live; }
  bool empty() const { return live == 0; }

  /// Entries in order of insertion; skip those whose key is null. Entries may
  /// be added while walking by index.
  llvm::ArrayRef<Entry> slots() const { return entries; }
  std::vector<Entry> &mutableSlots() { return entries; }

  /// Keys that are text need no interpreter: they cannot fail.
  Value find(const StrObject *key) const;
  void set(StrObject *key, Value value);
  bool erase(const StrObject *key);

  /// `found` tells whether two keys of equal hash are equal. It may change the
  /// table: the search then begins anew.
  using Equal = llvm::function_ref<bool(Value)>;
  /// The index of the entry, or -1.
  int64_t findIndex(size_t hash, Equal found) const;
  void insertNew(size_t hash, Value key, Value value);
  void eraseIndex(int64_t index);
  void clear();

private:
  void rehash();

  std::vector<Entry> entries;
  std::vector<int32_t> buckets; // index of an entry, or -1; -2 was erased
  size_t live = 0;
  size_t erased = 0;    // since the last rehash
  uint64_t changes = 0; // of which keys there are
};

class DictObject : public ObjectOf<Object::Kind::Dict> {
public:
  using ObjectOf::ObjectOf;
  HashTable table;

  Value find(const StrObject *key) const { return table.find(key); }
  void set(StrObject *key, Value value) { table.set(key, value); }
};

/// A set or a frozenset.
class SetObject : public ObjectOf<Object::Kind::Set> {
public:
  using ObjectOf::ObjectOf;
  HashTable table;
};

class SliceObject : public ObjectOf<Object::Kind::Slice> {
public:
  using ObjectOf::ObjectOf;
  Value start, stop, step; // None where left out
};

class RangeObject : public ObjectOf<Object::Kind::Range> {
public:
  using ObjectOf::ObjectOf;
  int64_t start = 0, stop = 0, step = 1;
  int64_t length() const;
};

/// A variable that closures share.
class CellObject : public ObjectOf<Object::Kind::Cell> {
public:
  using ObjectOf::ObjectOf;
  Value value;
};

/// A function or lambda written in Python.
class FunctionObject : public ObjectOf<Object::Kind::Function> {
public:
  using ObjectOf::ObjectOf;
  const FunctionNode *node = nullptr;
  ModuleObject *module = nullptr;
  StrObject *name = nullptr;
  StrObject *qualifiedName = nullptr;
  /// Null where a parameter has no default; parallel to node's parameters.
  std::vector<Value> defaults;
  std::vector<CellObject *> closure;
  /// The class whose body defined it, for super() without arguments.
  CellObject *classCell = nullptr;
  /// Where its annotations are yet to be evaluated: in the body of a module, or
  /// of a class with these names. Null if they have been, or if there are none.
  const FunctionNode *annotationScope = nullptr;
  DictObject *annotationNames = nullptr;
};

struct Keyword {
  StrObject *name;
  Value value;
};

/// What a call passes. Methods get the object as the first argument.
struct Arguments {
  llvm::ArrayRef<Value> positional;
  llvm::ArrayRef<Keyword> keywords;

  Arguments() = default;
  Arguments(llvm::ArrayRef<Value> positional,
            llvm::ArrayRef<Keyword> keywords = {})
      : positional(positional), keywords(keywords) {}

  size_t size() const { return positional.size(); }
  /// The positional argument, or null.
  Value operator[](size_t index) const {
    return index < positional.size() ? positional[index] : Value();
  }
  /// The keyword argument, or null.
  Value keyword(llvm::StringRef name) const;
  Arguments dropFront(size_t count = 1) const {
    return Arguments(positional.drop_front(count), keywords);
  }
};

using NativeCallback = std::function<Value(Interpreter &, Arguments)>;

struct NativeParameter {
  std::string name;
  bool optional = false;
  bool keywordOnly = false;
};

/// A function written in C++.
class NativeFunctionObject : public ObjectOf<Object::Kind::NativeFunction> {
public:
  using ObjectOf::ObjectOf;
  std::string name;
  NativeCallback callback;
  /// If set, arguments are bound to these before the call: the callback gets
  /// one positional argument for each, null where left out, and no keywords.
  std::vector<NativeParameter> parameters;
  bool hasSignature = false;
  /// Whether it binds to instances when found in a class, as functions do.
  bool bindsToInstances = false;
  /// If set, the first argument has to be an object of this class: methods can
  /// be called with any object through their class.
  TypeObject *owner = nullptr;
};

class BoundMethodObject : public ObjectOf<Object::Kind::BoundMethod> {
public:
  using ObjectOf::ObjectOf;
  Value self;
  Value function;
};

/// A class.
class TypeObject : public ObjectOf<Object::Kind::Type> {
public:
  /// `metatype` is null only for the first type of all.
  TypeObject(TypeObject *metatype, std::string name)
      : ObjectOf(metatype), name(std::move(name)) {}

  bool isSubtypeOf(const TypeObject *other) const;
  /// The attribute in this class or its bases, as it stands in the class body.
  Value lookup(const StrObject *attribute) const;

  std::string name;
  StrObject *module = nullptr; // name of the module
  StrObject *qualifiedName = nullptr;
  std::vector<TypeObject *> bases;
  /// This class and its bases in the order of lookup.
  std::vector<TypeObject *> mro;
  DictObject *dict = nullptr;
  /// The C++ class of its instances.
  Object::Kind layout = Kind::Instance;
  /// What is not known of the bases, if anything (an opaque import).
  Value opaqueBase;
  /// Classes written in C++ cannot be changed by the program.
  bool isBuiltin = false;
  /// Found once, when the class is made: __getattr__ and __setattr__ written in
  /// Python, null where there is none.
  Value getAttrHook, getAttributeHook, setAttrHook;
};

/// An object of a class written in Python.
class InstanceObject : public ObjectOf<Object::Kind::Instance> {
public:
  using ObjectOf::ObjectOf;
};

struct TracebackEntry {
  const ModuleObject *module;
  StrObject *function;
  uint32_t line, column;
};

class ExceptionObject : public ObjectOf<Object::Kind::Exception> {
public:
  using ObjectOf::ObjectOf;
  std::vector<Value> arguments;
  Value cause;
  /// Outermost call first.
  std::vector<TracebackEntry> traceback;
  /// Raised by C++ code: the message alone tells the user what is wrong.
  bool isNative = false;
  /// Raised because elements are not known before the program runs.
  bool needsElements = false;
  /// Has come out of one way of a condition that only the program knows: who
  /// catches it would take it for one of both.
  bool isConfined = false;
};

class ModuleObject : public ObjectOf<Object::Kind::Module> {
public:
  using ObjectOf::ObjectOf;
  StrObject *name = nullptr;
  DictObject *globals = nullptr;
  /// As shown in locations; empty for modules without source.
  std::string fileName;
  /// Part of kiln, not written by the user.
  bool isPrelude = false;
  /// Absolute name for relative imports (`__package__`).
  std::string package;
  /// The folder that holds submodules; empty for plain modules.
  std::string directory;
  /// The folder that the outermost package lies in, where absolute imports of
  /// its own name are found.
  std::string root;
  bool isInitialized = false;
};

class PropertyObject : public ObjectOf<Object::Kind::Property> {
public:
  using ObjectOf::ObjectOf;
  Value getter, setter, deleter, doc;
};

class StaticMethodObject : public ObjectOf<Object::Kind::StaticMethod> {
public:
  using ObjectOf::ObjectOf;
  Value function;
};

class ClassMethodObject : public ObjectOf<Object::Kind::ClassMethod> {
public:
  using ObjectOf::ObjectOf;
  Value function;
};

class SuperObject : public ObjectOf<Object::Kind::Super> {
public:
  using ObjectOf::ObjectOf;
  TypeObject *after = nullptr;
  Value self;
  TypeObject *selfType = nullptr;
};

/// Something with a `next`. C++ iterators derive from this.
class IteratorObject : public ObjectOf<Object::Kind::Iterator> {
public:
  using ObjectOf::ObjectOf;
  /// The next item; null at the end, and null with an exception pending when it
  /// failed.
  virtual Value next(Interpreter &interp) = 0;
  /// How often it was asked for an item.
  uint64_t advances = 0;
};

/// An int, float or bool of a class that derives from it (IntEnum).
class PrimitiveObject : public ObjectOf<Object::Kind::Primitive> {
public:
  using ObjectOf::ObjectOf;
  Value primitive;
};

/// Something kiln does not know: what came out of an unknown import. Its
/// attributes, items and calls are opaque too; deciding anything by it is an
/// error.
class OpaqueObject : public ObjectOf<Object::Kind::Opaque> {
public:
  using ObjectOf::ObjectOf;
  /// "numpy.random.rand" or "cfg.get(...)": as the user wrote it.
  std::string text;
  /// Why it is not known.
  std::string reason;
  const ModuleObject *module = nullptr;
  uint32_t line = 0, column = 0;
  /// Comes of something unknown that has been told, see Interpreter::goOn().
  bool isConsequence = false;
};

/// The base of objects that extensions in C++ define. `id` is the address of a
/// static of the C++ class, see NativeModule.h.
class NativeObject : public ObjectOf<Object::Kind::Native> {
public:
  NativeObject(TypeObject *type, const void *id) : ObjectOf(type), id(id) {}
  const void *id;
  /// Nothing is known of the object but its class; its items are unknown too.
  bool isUnknown = false;
};

} // namespace kiln::python

namespace llvm {
/// isa, cast and dyn_cast of values see the object they hold. dyn_cast gives a
/// null pointer for values that are no objects.
template <typename To> struct CastInfo<To, kiln::python::Value> {
  static bool isPossible(kiln::python::Value value) {
    return value.isObject() && To::classof(value.asObject());
  }
  static To *doCast(kiln::python::Value value) {
    return static_cast<To *>(value.asObject());
  }
  static To *castFailed() { return nullptr; }
  static To *doCastIfPossible(kiln::python::Value value) {
    return isPossible(value) ? doCast(value) : nullptr;
  }
};
template <> struct ValueIsPresent<kiln::python::Value> {
  using UnwrappedType = kiln::python::Value;
  static bool isPresent(const kiln::python::Value &) { return true; }
  static kiln::python::Value &unwrapValue(kiln::python::Value &value) {
    return value;
  }
};
template <typename To>
struct CastInfo<To, const kiln::python::Value>
    : CastInfo<To, kiln::python::Value> {};
} // namespace llvm

#endif
