//===- ContainerMethods.cpp - __getitem__, __add__, ... -------------------===//
//
// The operators of builtin containers as methods, for `super().__getitem__(i)`
// and for objects of classes that derive from the builtins.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

namespace {
/// Defines methods of one builtin class.
class MethodsOf {
public:
  MethodsOf(Interpreter &interp, TypeObject *type)
      : interp(interp), type(type) {}

  void define(StringRef name, StringRef signature, NativeCallback callback) {
    defineMethod(interp, type, name, signature, std::move(callback));
  }

  void addReading();
  void addItems();
  void addWriting();
  void addArithmetic();
  void addText();

private:
  Interpreter &interp;
  TypeObject *type;
};
} // namespace

static Value textOrFailure(Interpreter &interp, FailureOr<std::string> text) {
  return failed(text) ? Value() : Value(interp.str(*text));
}

static Value noneIf(bool done) { return done ? Value::none() : Value(); }

/// What all containers have.
void MethodsOf::addReading() {
  define("__len__", "self", [](Interpreter &, Arguments args) {
    return Value::integer(lengthOfBuiltin(args[0]));
  });
  define("__iter__", "self", [](Interpreter &interp, Arguments args) {
    return iterateBuiltin(interp, args[0]);
  });
  define("__contains__", "self, item",
         [](Interpreter &interp, Arguments args) -> Value {
           FailureOr<bool> found = containsBuiltin(interp, args[0], args[1]);
           return failed(found) ? Value() : Value::boolean(*found);
         });
  define("__hash__", "self", [](Interpreter &interp, Arguments args) -> Value {
    FailureOr<size_t> hash = hashBuiltin(interp, args[0]);
    return failed(hash) ? Value() : Value::integer(static_cast<int64_t>(*hash));
  });
  defineComparisons(interp, type, compareBuiltin);
}

void MethodsOf::addItems() {
  define("__getitem__", "self, key", [](Interpreter &interp, Arguments args) {
    return getBuiltinItem(interp, args[0], args[1]);
  });
}

void MethodsOf::addWriting() {
  define("__setitem__", "self, key, value",
         [](Interpreter &interp, Arguments args) {
           return noneIf(setBuiltinItem(interp, args[0], args[1], args[2]));
         });
  define("__delitem__", "self, key", [](Interpreter &interp, Arguments args) {
    return noneIf(deleteBuiltinItem(interp, args[0], args[1]));
  });
}

void MethodsOf::addArithmetic() {
  define("__add__", "self, other", [](Interpreter &interp, Arguments args) {
    return binaryBuiltin(interp, BinaryOp::Add, args[0], args[1]);
  });
  for (StringRef name : {"__mul__", "__rmul__"})
    define(name, "self, count", [](Interpreter &interp, Arguments args) {
      return binaryBuiltin(interp, BinaryOp::Mul, args[0],
                           unwrapPrimitive(args[1]));
    });
}

void MethodsOf::addText() {
  define("__repr__", "self", [](Interpreter &interp, Arguments args) {
    return textOrFailure(interp, reprOfBuiltin(interp, args[0]));
  });
}

static void addListMethods(Interpreter &interp) {
  MethodsOf list(interp, interp.types.list);
  list.define("__iadd__", "self, items",
              [](Interpreter &interp, Arguments args) -> Value {
                return appendAll(interp, args[1],
                                 llvm::cast<ListObject>(args[0])->items)
                           ? args[0]
                           : Value();
              });
  list.define("__imul__", "self, count",
              [](Interpreter &interp, Arguments args) -> Value {
                Value repeated = binaryBuiltin(interp, BinaryOp::Mul, args[0],
                                               unwrapPrimitive(args[1]));
                if (!repeated || repeated.isNotImplemented())
                  return repeated;
                llvm::cast<ListObject>(args[0])->items =
                    llvm::cast<ListObject>(repeated)->items;
                return args[0];
              });
}

static void addTextMethods(Interpreter &interp) {
  MethodsOf str(interp, interp.types.str);
  str.define("__mod__", "self, values",
             [](Interpreter &interp, Arguments args) {
               return binaryBuiltin(interp, BinaryOp::Mod, args[0], args[1]);
             });
  str.define("__str__", "self", [](Interpreter &interp, Arguments args) {
    return Value(interp.str(llvm::cast<StrObject>(args[0])->str()));
  });
}

static void addIteratorMethods(Interpreter &interp, TypeObject *type) {
  MethodsOf iterator(interp, type);
  iterator.define("__iter__", "self",
                  [](Interpreter &, Arguments args) { return args[0]; });
  iterator.define("__next__", "self",
                  [](Interpreter &interp, Arguments args) -> Value {
                    Value item = interp.next(args[0]);
                    if (item || interp.failed())
                      return item;
                    return interp.raiseValue(interp.types.stopIteration);
                  });
}

void addContainerMethods(Interpreter &interp) {
  const BuiltinTypes &types = interp.types;
  for (TypeObject *type :
       {types.str, types.bytes, types.list, types.tuple, types.dict, types.set,
        types.frozenset, types.range}) {
    MethodsOf methods(interp, type);
    methods.addReading();
    methods.addText();
    if (type != types.set && type != types.frozenset)
      methods.addItems();
    if (type == types.list || type == types.dict)
      methods.addWriting();
    if (type == types.str || type == types.bytes || type == types.list ||
        type == types.tuple)
      methods.addArithmetic();
  }
  addListMethods(interp);
  addTextMethods(interp);
  addIteratorMethods(interp, types.iterator);
  addIteratorMethods(interp, types.generator);
}

} // namespace kiln::python
