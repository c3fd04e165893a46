//===- Types.cpp - The builtin classes ------------------------------------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

TypeObject *Interpreter::createType(StringRef module, StringRef name,
                                    ArrayRef<TypeObject *> bases, Kind layout) {
  auto *type = create<TypeObject>(types.type, name.str());
  type->isBuiltin = true;
  type->module = intern(module);
  type->qualifiedName = intern(name);
  type->dict = dict();
  type->bases.assign(bases.begin(), bases.end());
  if (type->bases.empty() && types.object)
    type->bases.push_back(types.object);
  type->layout = layout;
  type->mro.push_back(type);
  // C++ gives bases whose own orders agree: the first one's, then what is new.
  for (TypeObject *base : type->bases) {
    if (type->layout == Kind::Instance)
      type->layout = base->layout;
    llvm::erase(type->mro, types.object);
    for (TypeObject *ancestor : base->mro)
      if (!llvm::is_contained(type->mro, ancestor))
        type->mro.push_back(ancestor);
  }
  refreshHooks(*this, type);
  return type;
}

namespace {
struct BuiltinClass {
  TypeObject *BuiltinTypes::*member;
  const char *name;
  Kind layout;
  /// Whether the class is a name that programs know.
  bool isNamed = true;
};
} // namespace

static constexpr BuiltinClass builtinClasses[] = {
    {&BuiltinTypes::none, "NoneType", Kind::Instance, false},
    {&BuiltinTypes::integer, "int", Kind::Primitive},
    {&BuiltinTypes::real, "float", Kind::Primitive},
    {&BuiltinTypes::complex, "complex", Kind::Native},
    {&BuiltinTypes::bytes, "bytes", Kind::Bytes},
    {&BuiltinTypes::list, "list", Kind::List},
    {&BuiltinTypes::tuple, "tuple", Kind::Tuple},
    {&BuiltinTypes::set, "set", Kind::Set},
    {&BuiltinTypes::frozenset, "frozenset", Kind::Set},
    {&BuiltinTypes::slice, "slice", Kind::Slice},
    {&BuiltinTypes::range, "range", Kind::Range},
    {&BuiltinTypes::function, "function", Kind::Function, false},
    {&BuiltinTypes::nativeFunction, "builtin_function_or_method",
     Kind::NativeFunction, false},
    {&BuiltinTypes::method, "method", Kind::BoundMethod, false},
    {&BuiltinTypes::module, "module", Kind::Module, false},
    {&BuiltinTypes::property, "property", Kind::Property},
    {&BuiltinTypes::staticMethod, "staticmethod", Kind::StaticMethod},
    {&BuiltinTypes::classMethod, "classmethod", Kind::ClassMethod},
    {&BuiltinTypes::super, "super", Kind::Super},
    {&BuiltinTypes::cell, "cell", Kind::Cell, false},
    {&BuiltinTypes::iterator, "iterator", Kind::Iterator, false},
    {&BuiltinTypes::generator, "generator", Kind::Iterator, false},
    {&BuiltinTypes::ellipsis, "ellipsis", Kind::Instance, false},
    {&BuiltinTypes::notImplemented, "NotImplementedType", Kind::Instance,
     false},
    {&BuiltinTypes::opaque, "opaque", Kind::Opaque, false},
    {&BuiltinTypes::unionType, "UnionType", Kind::Tuple, false},
    {&BuiltinTypes::code, "code", Kind::Instance, false},
};

void Interpreter::createTypes() {
  // `type` is its own class, `object` has no base, and every class has a dict
  // with names of text: these four are made by hand.
  auto bootstrap = [&](StringRef name, Kind layout) {
    auto *type = create<TypeObject>(types.type, name.str());
    type->isBuiltin = true;
    type->layout = layout;
    type->mro.push_back(type);
    if (types.object) {
      type->bases.push_back(types.object);
      type->mro.push_back(types.object);
    }
    return type;
  };
  types.object = bootstrap("object", Kind::Instance);
  types.type = bootstrap("type", Kind::Type);
  types.str = bootstrap("str", Kind::Str);
  types.dict = bootstrap("dict", Kind::Dict);
  for (TypeObject *type : {types.object, types.type, types.str, types.dict}) {
    type->type = types.type;
    type->dict = dict();
    type->module = intern("builtins");
    type->qualifiedName = intern(type->name);
  }
  for (const BuiltinClass &entry : builtinClasses)
    types.*entry.member = createType("builtins", entry.name, {}, entry.layout);
  types.boolean =
      createType("builtins", "bool", types.integer, Kind::Primitive);
}

namespace {
struct ExceptionClass {
  TypeObject *BuiltinTypes::*member; // null where C++ does not name it
  const char *name;
  const char *base;
};
} // namespace

static constexpr ExceptionClass exceptionClasses[] = {
    {&BuiltinTypes::baseException, "BaseException", "object"},
    {&BuiltinTypes::exception, "Exception", "BaseException"},
    {&BuiltinTypes::generatorExit, "GeneratorExit", "BaseException"},
    {&BuiltinTypes::systemExit, "SystemExit", "BaseException"},
    {nullptr, "KeyboardInterrupt", "BaseException"},
    {&BuiltinTypes::typeError, "TypeError", "Exception"},
    {&BuiltinTypes::valueError, "ValueError", "Exception"},
    {nullptr, "UnicodeError", "ValueError"},
    {nullptr, "UnicodeDecodeError", "UnicodeError"},
    {nullptr, "UnicodeEncodeError", "UnicodeError"},
    {&BuiltinTypes::lookupError, "LookupError", "Exception"},
    {&BuiltinTypes::keyError, "KeyError", "LookupError"},
    {&BuiltinTypes::indexError, "IndexError", "LookupError"},
    {&BuiltinTypes::attributeError, "AttributeError", "Exception"},
    {&BuiltinTypes::nameError, "NameError", "Exception"},
    {&BuiltinTypes::unboundLocalError, "UnboundLocalError", "NameError"},
    {&BuiltinTypes::runtimeError, "RuntimeError", "Exception"},
    {&BuiltinTypes::recursionError, "RecursionError", "RuntimeError"},
    {&BuiltinTypes::notImplementedError, "NotImplementedError", "RuntimeError"},
    {&BuiltinTypes::stopIteration, "StopIteration", "Exception"},
    {nullptr, "StopAsyncIteration", "Exception"},
    {&BuiltinTypes::assertionError, "AssertionError", "Exception"},
    {&BuiltinTypes::importError, "ImportError", "Exception"},
    {&BuiltinTypes::moduleNotFoundError, "ModuleNotFoundError", "ImportError"},
    {&BuiltinTypes::arithmeticError, "ArithmeticError", "Exception"},
    {&BuiltinTypes::zeroDivisionError, "ZeroDivisionError", "ArithmeticError"},
    {&BuiltinTypes::overflowError, "OverflowError", "ArithmeticError"},
    {nullptr, "FloatingPointError", "ArithmeticError"},
    {&BuiltinTypes::memoryError, "MemoryError", "Exception"},
    {nullptr, "BufferError", "Exception"},
    {nullptr, "EOFError", "Exception"},
    {nullptr, "ReferenceError", "Exception"},
    {nullptr, "SyntaxError", "Exception"},
    {nullptr, "IndentationError", "SyntaxError"},
    {nullptr, "TabError", "IndentationError"},
    {nullptr, "SystemError", "Exception"},
    {&BuiltinTypes::osError, "OSError", "Exception"},
    {&BuiltinTypes::fileNotFoundError, "FileNotFoundError", "OSError"},
    {nullptr, "FileExistsError", "OSError"},
    {nullptr, "IsADirectoryError", "OSError"},
    {nullptr, "NotADirectoryError", "OSError"},
    {nullptr, "PermissionError", "OSError"},
    {nullptr, "TimeoutError", "OSError"},
    {nullptr, "ConnectionError", "OSError"},
    {nullptr, "ConnectionResetError", "ConnectionError"},
    {nullptr, "BrokenPipeError", "ConnectionError"},
    {nullptr, "BlockingIOError", "OSError"},
    {nullptr, "InterruptedError", "OSError"},
    {nullptr, "ChildProcessError", "OSError"},
    {nullptr, "ProcessLookupError", "OSError"},
    {&BuiltinTypes::warning, "Warning", "Exception"},
    {nullptr, "UserWarning", "Warning"},
    {nullptr, "DeprecationWarning", "Warning"},
    {nullptr, "PendingDeprecationWarning", "Warning"},
    {nullptr, "SyntaxWarning", "Warning"},
    {nullptr, "RuntimeWarning", "Warning"},
    {nullptr, "FutureWarning", "Warning"},
    {nullptr, "ImportWarning", "Warning"},
    {nullptr, "UnicodeWarning", "Warning"},
    {nullptr, "BytesWarning", "Warning"},
    {nullptr, "ResourceWarning", "Warning"},
};

void Interpreter::createExceptions() {
  ModuleObject *module = nativeModule("builtins");
  setGlobal(*this, module, "object", types.object);
  setGlobal(*this, module, "type", types.type);
  setGlobal(*this, module, "str", types.str);
  setGlobal(*this, module, "dict", types.dict);
  setGlobal(*this, module, "bool", types.boolean);
  for (const BuiltinClass &entry : builtinClasses)
    if (entry.isNamed)
      setGlobal(*this, module, entry.name, types.*entry.member);
  setGlobal(*this, module, "Ellipsis", Value::ellipsis());
  setGlobal(*this, module, "NotImplemented", Value::notImplemented());
  for (const ExceptionClass &entry : exceptionClasses) {
    Value base = module->globals->find(intern(entry.base));
    TypeObject *type =
        createType("builtins", entry.name,
                   llvm::cast<TypeObject>(base.asObject()), Kind::Exception);
    if (entry.member)
      types.*entry.member = type;
    setGlobal(*this, module, entry.name, type);
  }
  for (const char *alias : {"IOError", "EnvironmentError"})
    setGlobal(*this, module, alias, types.osError);
}

} // namespace kiln::python
