//===- FrameBuiltins.cpp - Builtins that look at the frame ----------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Evaluator/Generator.h"
#include "compiler/Frontend/Python/Evaluator/Importer.h"

namespace kiln::python {

//===----------------------------------------------------------------------===//
// super
//===----------------------------------------------------------------------===//

static Value makeSuper(Interpreter &interp, TypeObject *type, Value self) {
  auto *super = interp.create<SuperObject>(interp.types.super);
  super->after = type;
  super->self = self;
  auto *selfType = llvm::dyn_cast<TypeObject>(self);
  // In a class method, `self` is the class.
  super->selfType =
      selfType && selfType->isSubtypeOf(type) ? selfType : interp.typeOf(self);
  if (!super->selfType->isSubtypeOf(type))
    return interp.raise(
        interp.types.typeError,
        "super(type, obj): obj must be an instance or subtype of type");
  return super;
}

/// `super()` takes its class and object from the method that it stands in.
static Value makeBareSuper(Interpreter &interp) {
  Frame *frame = Evaluator::currentFrame(interp);
  while (frame && !frame->function && frame->enclosing)
    frame = frame->enclosing;
  if (!frame || !frame->function || frame->node->parameters.empty())
    return interp.raise(interp.types.runtimeError, "super(): no arguments");
  CellObject *cell = frame->function->classCell;
  Value type = cell ? cell->value : Value();
  if (!type)
    return interp.raise(interp.types.runtimeError,
                        "super(): __class__ cell not found");
  Value self = frame->slots[0];
  if (!self)
    return interp.raise(interp.types.runtimeError, "super(): arg[0] deleted");
  if (frame->node->parameters[0].kind == Parameter::Kind::VarPositional) {
    auto *rest = llvm::cast<TupleObject>(self);
    if (rest->items.empty())
      return interp.raise(interp.types.runtimeError, "super(): no arguments");
    self = rest->items[0];
  }
  return makeSuper(interp, llvm::cast<TypeObject>(type), self);
}

static Value newSuper(Interpreter &interp, Arguments args) {
  args = args.dropFront();
  if (args.size() == 0)
    return makeBareSuper(interp);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(args[0]))
    return opaque;
  auto *type = llvm::dyn_cast<TypeObject>(args[0]);
  if (args.size() != 2 || !type)
    return interp.raise(interp.types.typeError,
                        "super() takes no arguments or a type and an object");
  return makeSuper(interp, type, args[1]);
}

//===----------------------------------------------------------------------===//
// locals, globals, vars, dir
//===----------------------------------------------------------------------===//

/// The names that the frame sees as its own; null at module level.
static DictObject *localNames(Interpreter &interp, Frame *frame) {
  if (!frame || frame->evalNames)
    return frame ? frame->evalNames : nullptr;
  if (frame->isClassBody)
    return frame->classDict;
  if (!frame->function && !frame->enclosing && !frame->generator)
    return nullptr;
  DictObject *names = interp.dict();
  auto add = [&](const Name &name, Value value) {
    if (value && name.object)
      names->set(name.object, value);
  };
  for (auto [name, value] : llvm::zip(frame->node->slotNames, frame->slots))
    add(name, value);
  for (auto [name, cell] : llvm::zip(frame->node->cellNames, frame->cells))
    add(name, cell->value);
  return names;
}

static DictObject *globalNames(Interpreter &interp) {
  Frame *frame = Evaluator::currentFrame(interp);
  return frame ? frame->module->globals : interp.builtins()->globals;
}

static Value locals(Interpreter &interp, Arguments) {
  if (DictObject *names = localNames(interp, Evaluator::currentFrame(interp)))
    return names;
  return globalNames(interp);
}

static Value vars(Interpreter &interp, Arguments args) {
  if (args.size() == 0)
    return locals(interp, args);
  Value dict = interp.findAttribute(args[0], interp.names.dict);
  if (!dict && !interp.failed())
    return interp.raise(interp.types.typeError,
                        "vars() argument must have __dict__ attribute");
  return dict;
}

/// Extends the builtin that lists an object's attributes.
static void addDir(Interpreter &interp) {
  Value ofObject = interp.builtins()->globals->find(interp.intern("dir"));
  defineFunction(interp, interp.builtins(), "dir", "",
                 [ofObject](Interpreter &interp, Arguments args) -> Value {
                   if (args.size() > 0 && ofObject)
                     return interp.call(ofObject, args);
                   Value names = locals(interp, args);
                   Value sorted = interp.builtins()->globals->find(
                       interp.intern("sorted"));
                   return interp.call(sorted, llvm::ArrayRef(names));
                 });
}

//===----------------------------------------------------------------------===//
// eval, exec
//===----------------------------------------------------------------------===//

/// Where eval(text, globals, locals) runs.
struct Surroundings {
  ModuleObject *module = nullptr;
  /// Looked at before the module's globals; may be null.
  DictObject *names = nullptr;
};

static bool isGiven(Value value) { return value && !value.isNone(); }

static mlir::FailureOr<Surroundings> surroundings(Interpreter &interp,
                                                  Arguments args) {
  for (Value names : {args[1], args[2]})
    if (isGiven(names) && !llvm::isa<DictObject>(names)) {
      interp.raise(interp.types.typeError,
                   "names must be a dict, not " + interp.typeName(names));
      return mlir::failure();
    }
  Frame *frame = Evaluator::currentFrame(interp);
  Surroundings result;
  result.module = frame ? frame->module : interp.builtins();
  if (isGiven(args[1])) {
    // Functions that the text defines see these globals later, too.
    ModuleObject *module = result.module;
    result.module = interp.create<ModuleObject>(interp.types.module);
    result.module->name = module->name;
    result.module->globals = llvm::cast<DictObject>(args[1]);
  } else {
    result.names = localNames(interp, frame);
  }
  if (isGiven(args[2]))
    result.names = llvm::cast<DictObject>(args[2]);
  return result;
}

static Value runSource(Interpreter &interp, Arguments args, bool isExpression) {
  llvm::StringRef what = isExpression ? "eval" : "exec";
  auto *text = llvm::dyn_cast_if_present<StrObject>(args[0]);
  if (!text)
    return interp.raise(interp.types.typeError,
                        what + "() takes the text of Python source");
  mlir::FailureOr<Surroundings> where = surroundings(interp, args);
  if (failed(where))
    return {};
  llvm::StringRef source = text->str();
  if (isExpression)
    source = source.ltrim(" \t");
  const Tree *tree = Importer::of(interp).parseInline(
      source, isExpression ? TextKind::Expression : TextKind::File);
  if (!tree)
    return {};
  if (isExpression)
    return Evaluator::evaluateExpression(interp, where->module, *tree,
                                         where->names);
  if (!Evaluator::execute(interp, where->module, *tree, where->names))
    return {};
  return Value::none();
}

static Value importByName(Interpreter &interp, Arguments args) {
  auto *name = llvm::dyn_cast_if_present<StrObject>(args[0]);
  if (!name)
    return interp.raise(interp.types.typeError,
                        "__import__() takes the name of a module");
  Value module = interp.importModule(name->str());
  if (!module)
    return {};
  bool wantsLeaf = args.size() > 3 && !args[3].isNone();
  Value outermost = Importer::of(interp).loaded(name->str().split('.').first);
  return wantsLeaf || !outermost ? module : outermost;
}

//===----------------------------------------------------------------------===//
// Generators
//===----------------------------------------------------------------------===//

/// The value that a generator gave, or the StopIteration of its end.
static Value orStop(Interpreter &interp, GeneratorObject *generator,
                    Value value) {
  if (value || interp.failed())
    return value;
  llvm::SmallVector<Value, 1> arguments;
  if (!generator->result.isNone())
    arguments.push_back(generator->result);
  Value stop = interp.call(interp.types.stopIteration, arguments);
  return stop ? interp.raiseValue(stop) : Value();
}

static void addGeneratorMethods(Interpreter &interp) {
  TypeObject *type = interp.types.generator;
  auto define = [&](llvm::StringRef name, llvm::StringRef signature,
                    auto callback) {
    defineMethod(interp, type, name, signature,
                 [callback](Interpreter &interp, Arguments args) -> Value {
                   GeneratorObject *generator =
                       GeneratorObject::from(interp, args[0]);
                   if (!generator)
                     return interp.raise(interp.types.typeError,
                                         "this method needs a generator");
                   return callback(interp, generator, args);
                 });
  };
  define("__next__", "self",
         [](Interpreter &interp, GeneratorObject *generator, Arguments) {
           ++generator->advances;
           return orStop(interp, generator, generator->next(interp));
         });
  define("send", "self, value",
         [](Interpreter &interp, GeneratorObject *generator, Arguments args) {
           return orStop(interp, generator, generator->resume(interp, args[1]));
         });
  define("throw", "self, type, value=, traceback=",
         [](Interpreter &interp, GeneratorObject *generator,
            Arguments args) -> Value {
           Value exception = args[2] && llvm::isa<ExceptionObject>(args[2])
                                 ? args[2]
                                 : args[1];
           if (llvm::isa<TypeObject>(exception))
             exception = interp.call(exception);
           if (!exception)
             return {};
           return orStop(interp, generator,
                         generator->raiseInside(interp, exception));
         });
  define("close", "self",
         [](Interpreter &interp, GeneratorObject *generator, Arguments) {
           return generator->close(interp) ? Value::none() : Value();
         });
}

void addFrameBuiltins(Interpreter &interp) {
  ModuleObject *builtins = interp.builtins();
  defineNew(interp, interp.types.super, "", newSuper);
  setGlobal(interp, builtins, "super", interp.types.super);
  defineFunction(interp, builtins, "locals", "", locals);
  defineFunction(interp, builtins, "globals", "",
                 [](Interpreter &interp, Arguments) -> Value {
                   return globalNames(interp);
                 });
  defineFunction(interp, builtins, "vars", "", vars);
  addDir(interp);
  defineFunction(interp, builtins, "eval", "source, globals=, locals=",
                 [](Interpreter &interp, Arguments args) {
                   return runSource(interp, args, /*isExpression=*/true);
                 });
  defineFunction(interp, builtins, "exec", "source, globals=, locals=",
                 [](Interpreter &interp, Arguments args) {
                   return runSource(interp, args, /*isExpression=*/false);
                 });
  defineFunction(interp, builtins, "__import__", "", importByName);
  addGeneratorMethods(interp);
}

} // namespace kiln::python
