//===- ExceptionMethods.cpp - The methods of exceptions -------------------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

static ExceptionObject *self(Interpreter &interp, Arguments args) {
  auto *exception = llvm::dyn_cast_if_present<ExceptionObject>(args[0]);
  if (!exception)
    interp.raise(interp.types.typeError,
                 "a method of BaseException takes an exception");
  return exception;
}

static void takeArguments(ExceptionObject *exception, Arguments args) {
  exception->arguments.assign(args.positional.begin() + 1,
                              args.positional.end());
}

static Value newException(Interpreter &interp, Arguments args) {
  auto *type = llvm::dyn_cast_if_present<TypeObject>(args[0]);
  if (!type || type->layout != Object::Kind::Exception)
    return interp.raise(interp.types.typeError,
                        "BaseException.__new__() takes a class of exceptions");
  auto *exception = interp.create<ExceptionObject>(type);
  takeArguments(exception, args);
  return exception;
}

static Value initException(Interpreter &interp, Arguments args) {
  ExceptionObject *exception = self(interp, args);
  if (!exception)
    return {};
  takeArguments(exception, args);
  for (const Keyword &keyword : args.keywords)
    if (!interp.setAttribute(exception, keyword.name, keyword.value))
      return {};
  return Value::none();
}

/// An attribute that is an argument of the constructor.
static void addArgument(Interpreter &interp, TypeObject *type, StringRef name,
                        size_t index, size_t least) {
  defineProperty(
      interp, type, name,
      [index, least, name = interp.intern(name)](Interpreter &interp,
                                                 Arguments args) -> Value {
        ExceptionObject *exception = self(interp, args);
        if (!exception)
          return {};
        if (exception->attributes)
          if (Value own = exception->attributes->find(name))
            return own;
        if (exception->arguments.size() < least)
          return Value::none();
        return index < exception->arguments.size() ? exception->arguments[index]
                                                   : Value::none();
      },
      [name = interp.intern(name)](Interpreter &interp, Arguments args) {
        ExceptionObject *exception = self(interp, args);
        if (exception)
          attributesOf(interp, exception)->set(name, args[1]);
        return exception ? Value::none() : Value();
      });
}

static void addText(Interpreter &interp, TypeObject *type) {
  defineMethod(interp, type, "__str__", "self",
               [](Interpreter &interp, Arguments args) -> Value {
                 ExceptionObject *exception = self(interp, args);
                 if (!exception)
                   return {};
                 auto text = messageOf(interp, exception);
                 return failed(text) ? Value() : Value(interp.str(*text));
               });
  // Tracebacks are no objects that a program sees.
  defineMethod(interp, type, "with_traceback", "self, traceback",
               [](Interpreter &, Arguments args) { return args[0]; });
  defineMethod(interp, type, "add_note", "self, note",
               [](Interpreter &interp, Arguments args) -> Value {
                 Value notes = interp.findAttribute(args[0], "__notes__");
                 if (auto *list =
                         llvm::dyn_cast_if_present<ListObject>(notes)) {
                   list->items.push_back(args[1]);
                   return Value::none();
                 }
                 bool done = !interp.failed() &&
                             interp.setAttribute(args[0], "__notes__",
                                                 Value(interp.list(args[1])));
                 return done ? Value::none() : Value();
               });
}

void addExceptionMethods(Interpreter &interp) {
  const BuiltinTypes &types = interp.types;
  TypeObject *type = types.baseException;
  defineNew(interp, type, "", newException);
  defineMethod(interp, type, "__init__", initException);
  addText(interp, type);
  defineProperty(
      interp, type, "args",
      [](Interpreter &interp, Arguments args) -> Value {
        ExceptionObject *exception = self(interp, args);
        return exception ? Value(interp.tuple(exception->arguments)) : Value();
      },
      [](Interpreter &interp, Arguments args) -> Value {
        ExceptionObject *exception = self(interp, args);
        llvm::SmallVector<Value> items;
        if (!exception || failed(interp.unpack(args[1], items)))
          return {};
        exception->arguments.assign(items.begin(), items.end());
        return Value::none();
      });
  addArgument(interp, types.stopIteration, "value", 0, 1);
  addArgument(interp, types.systemExit, "code", 0, 1);
  addArgument(interp, types.importError, "msg", 0, 1);
  addArgument(interp, types.osError, "errno", 0, 2);
  addArgument(interp, types.osError, "strerror", 1, 2);
  addArgument(interp, types.osError, "filename", 2, 3);
  for (StringRef name : {"name", "path"})
    setTypeAttribute(interp, types.importError, name, Value::none());
  setTypeAttribute(interp, types.attributeError, "name", Value::none());
  setTypeAttribute(interp, types.nameError, "name", Value::none());
}

} // namespace kiln::python
