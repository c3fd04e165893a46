//===- Interpreter.h - The state of an evaluation ---------------*- C++ -*-===//
//
// Owns all objects and offers Python's operations to C++. Operations that fail
// set a pending exception and return null (or failure, or false where they say
// so); the caller returns at once.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_INTERPRETER_H
#define KILN_FRONTEND_PYTHON_INTERPRETER_H

#include "compiler/Frontend/Python/Object.h"
#include "compiler/Frontend/Python/Syntax/Operators.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <functional>

namespace kiln::python {

struct Frame;
class Branches;
class Evaluator;
class GeneratorStacks;
class Importer;

/// Bounds on what a definition may cost. A step is some ten nanoseconds; what
/// takes longer counts as several. Large models take a few million.
struct Budgets {
  uint64_t steps = 100'000'000;
  /// Steps of one statement of a module that is not known to matter; see
  /// Evaluator::runModule.
  uint64_t stepsPerModuleStatement = 20'000'000;
  uint64_t bytes = uint64_t(1) << 30;
  uint32_t recursionDepth = 1000;
};

struct PythonOptions {
  /// Folders in which absolute imports are looked up, after the folder of the
  /// model's file.
  std::vector<std::string> searchPaths;
  /// Files, and folders of files, that the definition may read.
  std::vector<std::string> dataPaths;
  /// sys.argv behind the name of the script.
  std::vector<std::string> scriptArguments;
  /// Names at the top of the model's file, each with the text of a Python
  /// expression: they keep this value, whatever the file assigns to them.
  std::vector<std::pair<std::string, std::string>> globals;
  Budgets budgets;
  /// Where print() goes; null swallows it.
  llvm::raw_ostream *output = nullptr;
  /// The files that can be imported; null for the machine's own.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = nullptr;
};

/// The builtin classes.
struct BuiltinTypes {
  TypeObject *object, *type, *none, *boolean, *integer, *real, *complex, *str,
      *bytes, *list, *tuple, *dict, *set, *frozenset, *slice, *range, *function,
      *nativeFunction, *method, *module, *property, *staticMethod, *classMethod,
      *super, *cell, *iterator, *generator, *ellipsis, *notImplemented, *opaque,
      *unionType, *code;

  TypeObject *baseException, *exception, *typeError, *valueError, *keyError,
      *indexError, *lookupError, *attributeError, *nameError,
      *unboundLocalError, *runtimeError, *recursionError, *notImplementedError,
      *stopIteration, *assertionError, *importError, *moduleNotFoundError,
      *zeroDivisionError, *overflowError, *arithmeticError, *memoryError,
      *systemExit, *osError, *fileNotFoundError, *warning, *generatorExit;
};

/// Names that the interpreter looks up itself.
struct WellKnownNames {
#define KILN_PYTHON_NAME(id, text) StrObject *id;
#include "compiler/Frontend/Python/WellKnownNames.def"
};

/// The methods behind operators, by BinaryOp and CompareOp.
struct OperatorNames {
  StrObject *binary[13], *reflected[13], *inplace[13], *compare[6];
};

class Interpreter {
public:
  Interpreter(mlir::MLIRContext *context, PythonOptions options);
  ~Interpreter();
  Interpreter(const Interpreter &) = delete;
  Interpreter &operator=(const Interpreter &) = delete;

  mlir::MLIRContext *context() const { return mlirContext; }

  //===--------------------------------------------------------------------===//
  // Making values
  //===--------------------------------------------------------------------===//

  /// Makes an object that lives as long as the interpreter.
  template <typename T, typename... Args> T *create(Args &&...args) {
    T *object = new (memory.Allocate<T>()) T(std::forward<Args>(args)...);
    own(object, sizeof(T));
    return object;
  }

  StrObject *str(llvm::StringRef text);
  StrObject *str(const llvm::Twine &text) { return str(text.str()); }
  StrObject *str(const char *text) { return str(llvm::StringRef(text)); }
  StrObject *str(const std::string &text) { return str(llvm::StringRef(text)); }
  /// The one object for a name.
  StrObject *intern(llvm::StringRef name);
  StrObject *intern(StrObject *name);
  ListObject *list(llvm::ArrayRef<Value> items = {});
  TupleObject *tuple(llvm::ArrayRef<Value> items = {});
  DictObject *dict();
  SetObject *set(bool frozen = false);
  Value bytes(std::string content);
  /// A function for modules, see also define() in NativeModule.h.
  NativeFunctionObject *function(llvm::StringRef name, NativeCallback callback);

  //===--------------------------------------------------------------------===//
  // Python's operations
  //===--------------------------------------------------------------------===//

  /// `object.name`
  Value getAttribute(Value object, StrObject *name);
  Value getAttribute(Value object, llvm::StringRef name) {
    return getAttribute(object, intern(name));
  }
  /// As getAttribute, but null without an exception if there is none.
  Value findAttribute(Value object, StrObject *name);
  Value findAttribute(Value object, llvm::StringRef name) {
    return findAttribute(object, intern(name));
  }
  bool setAttribute(Value object, StrObject *name, Value value);
  bool setAttribute(Value object, llvm::StringRef name, Value value) {
    return setAttribute(object, intern(name), value);
  }
  bool deleteAttribute(Value object, StrObject *name);
  /// `object.name` for a call of it: where that is a method, `self` becomes the
  /// object and the function is given as it stands in the class, so that no
  /// bound method has to be made. Else `self` stays null.
  Value getMethod(Value object, StrObject *name, Value &self);
  /// Binds what was found in a class to the object it was found for; `self` is
  /// null where the class itself was asked.
  Value bind(Value found, Value self, TypeObject *owner);

  /// `callee(*positional, **keywords)`
  Value call(Value callee, Arguments arguments);
  Value call(Value callee, llvm::ArrayRef<Value> positional = {}) {
    return call(callee, Arguments(positional));
  }
  /// `object.name(...)`
  Value callMethod(Value object, llvm::StringRef name,
                   llvm::ArrayRef<Value> positional = {});
  /// Calls a method of the object's class such as `__len__`; null without an
  /// exception if the class has none.
  Value callSpecial(Value object, StrObject *name,
                    llvm::ArrayRef<Value> positional = {});

  Value getItem(Value object, Value key);
  bool setItem(Value object, Value key, Value value);
  bool deleteItem(Value object, Value key);

  /// `bool(value)`
  mlir::FailureOr<bool> truth(Value value);
  /// `a == b` as a bool
  mlir::FailureOr<bool> equal(Value a, Value b);
  mlir::FailureOr<bool> contains(Value container, Value item);
  /// `item in container`: a bool, or one that only the program knows.
  Value membership(Value container, Value item);
  mlir::FailureOr<int64_t> length(Value value);
  mlir::FailureOr<size_t> hash(Value value);
  /// An int, or what __index__ gives; `what` names it in the error.
  mlir::FailureOr<int64_t> index(Value value,
                                 llvm::StringRef what = "an integer");
  mlir::FailureOr<double> asDouble(Value value,
                                   llvm::StringRef what = "a number");
  /// `repr(value)` and `str(value)`
  mlir::FailureOr<std::string> repr(Value value);
  mlir::FailureOr<std::string> toString(Value value);
  mlir::FailureOr<std::string> format(Value value, llvm::StringRef spec);

  using BinaryOp = python::BinaryOp;
  using CompareOp = python::CompareOp;
  Value binary(BinaryOp op, Value a, Value b);
  Value inplace(BinaryOp op, Value a, Value b);
  Value compare(CompareOp op, Value a, Value b);
  Value negative(Value value);
  Value positive(Value value);
  Value invert(Value value);

  /// `iter(value)`
  Value iterate(Value iterable);
  /// The next item; null at the end, and null with an exception on failure.
  Value next(Value iterator);
  /// Calls `body` with every item until one fails.
  mlir::LogicalResult
  forEach(Value iterable, llvm::function_ref<mlir::LogicalResult(Value)> body);
  /// Appends all items.
  mlir::LogicalResult unpack(Value iterable,
                             llvm::SmallVectorImpl<Value> &items);

  Value dictGet(DictObject *dict, Value key); // null if missing or failed
  bool dictSet(DictObject *dict, Value key, Value value);
  /// Whether an entry was there; failure for keys that cannot be hashed.
  mlir::FailureOr<bool> dictErase(DictObject *dict, Value key);
  mlir::FailureOr<bool> setContains(SetObject *set, Value item);
  bool setInsert(SetObject *set, Value item);

  //===--------------------------------------------------------------------===//
  // Types
  //===--------------------------------------------------------------------===//

  BuiltinTypes types = {};
  WellKnownNames names = {};
  OperatorNames operatorNames = {};

  TypeObject *typeOf(Value value) const;
  bool isInstance(Value value, const TypeObject *type) const {
    return typeOf(value)->isSubtypeOf(type);
  }
  /// `type(value).__name__` for messages.
  llvm::StringRef typeName(Value value) const { return typeOf(value)->name; }

  /// A class made by C++, see also NativeModule.h.
  TypeObject *createType(llvm::StringRef module, llvm::StringRef name,
                         llvm::ArrayRef<TypeObject *> bases = {},
                         Object::Kind layout = Object::Kind::Instance);

  //===--------------------------------------------------------------------===//
  // Errors
  //===--------------------------------------------------------------------===//

  /// Raises an exception; returns null, so that callers write
  /// `return interp.raise(interp.types.typeError, "...")`.
  Value raise(TypeObject *type, const llvm::Twine &message);
  /// Raises a RuntimeError whose message alone tells the user what is wrong.
  Value error(const llvm::Twine &message) {
    return raise(types.runtimeError, message);
  }
  Value raiseValue(Value exception);
  /// Raises an error about elements of tensors that only the program knows. A
  /// check that comes to it is left out.
  Value needsElements(const llvm::Twine &message);
  /// For C++ code that has emitted a diagnostic: ends the evaluation, and no
  /// `except` catches it.
  Value alreadyReported();
  /// Ends the evaluation with this message, whatever the program catches.
  Value fatal(const llvm::Twine &message);

  //===--------------------------------------------------------------------===//
  // Going on behind what is not known
  //===--------------------------------------------------------------------===//

  /// Told what is not known where the program decides by it. Where this is set,
  /// the evaluation goes on then, so that all that is not known is told at
  /// once: a statement that cannot be decided gives values that are opaque, and
  /// both ways of a condition are gone. What comes out is of no use but for
  /// what it told.
  std::function<void(const OpaqueObject &)> onUnknown;

  /// Whether the evaluation goes on behind something unknown here: not where a
  /// `try` would catch its error.
  bool canGoOn() const { return onUnknown && !catchesErrors(); }
  /// Whether it evaluates what a check asks: `assert`, or an `if` that raises.
  bool isChecking() const;
  /// Whether it ever did: errors that came later may be its own.
  bool hasGoneOn() const { return wentOn; }
  /// What stands for a value that follows from something unknown.
  Value consequence();
  /// Ends the statement that is running. No `except` catches it.
  Value undecided();
  bool isUndecided() const { return hasPending && pendingIsUndecided; }

  bool failed() const { return hasPending; }
  bool isFatal() const { return hasPending && pendingIsFatal; }
  Value pendingException() const { return pending; }
  /// Takes the pending exception away, as `except` does.
  Value takeException();
  /// Whether it is one of this class that may be caught here.
  bool pendingIs(const TypeObject *type) const;
  /// Keeps all that is around one way of a condition from catching the pending
  /// exception.
  void confinePending();
  bool isConfined() const;
  /// Emits the pending exception as a diagnostic and forgets it.
  void reportPending();

  /// Goes both ways of conditions that only the program knows; null where such
  /// conditions are errors.
  Branches *branches = nullptr;
  /// Whether the truth of a value, which nothing checks only, is one of these.
  bool isOpen(Value value) const;

  //===--------------------------------------------------------------------===//
  // Where the evaluation is
  //===--------------------------------------------------------------------===//

  /// The line that is being evaluated: a chain of CallSiteLoc with the
  /// innermost call first. Frames of the prelude lie in files named
  /// `<kiln>/...`.
  mlir::Location location();
  /// The innermost line of the user's own source.
  mlir::Location userLocation();
  /// The frame of that line; null outside the user's source.
  const Frame *userFrame() const;
  /// Where the user's source first met what kiln does not know.
  mlir::Location locationOf(const OpaqueObject *opaque);

  //===--------------------------------------------------------------------===//
  // Modules
  //===--------------------------------------------------------------------===//

  /// A module written in C++, made at the first call. `import name` finds it.
  ModuleObject *nativeModule(llvm::StringRef name);
  /// Source of a module that belongs to kiln. It runs at the first import, in
  /// the native module of the same name if there is one. The text must outlive
  /// the interpreter.
  void addPrelude(llvm::StringRef name, llvm::StringRef fileName,
                  llvm::StringRef source, bool isPackage = false);
  /// `import name`; gives that very module, not the outermost package.
  Value importModule(llvm::StringRef name);
  ModuleObject *builtins() const { return builtinsModule; }

  /// Counts work done in C++ against the budget; false when it is used up.
  bool step(uint64_t count = 1) {
    stepsLeft -= static_cast<int64_t>(count);
    return stepsLeft >= 0 || outOfSteps();
  }
  /// Counts bytes that objects hold beside themselves.
  bool allocate(uint64_t bytes) {
    bytesLeft -= static_cast<int64_t>(bytes);
    return bytesLeft >= 0 || outOfMemory();
  }

  /// Counts where failing is not possible: the next step() fails.
  void charge(uint64_t steps, uint64_t bytes);

  /// Whether the budgets still have so much.
  bool canAfford(uint64_t steps, uint64_t bytes) const {
    return stepsLeft >= static_cast<int64_t>(steps) &&
           bytesLeft >= static_cast<int64_t>(bytes);
  }

  /// False, with a RecursionError, where the machine's stack is nearly used up.
  bool checkStack();
  /// The function that is running, or null.
  const Frame *currentFrame() const { return frame; }
  /// Calls `visit` with every class there is.
  void forEachType(llvm::function_ref<void(TypeObject *)> visit);
  /// Calls `visit` with every object there is.
  void forEachObject(llvm::function_ref<void(Object *)> visit);
  /// Objects whose repr is being made: those that hold themselves are cut off.
  llvm::SmallVector<const Object *, 8> reprActive;

  const PythonOptions &options() const { return pythonOptions; }

private:
  friend class Evaluator;
  friend class Importer;
  friend class GeneratorObject;
  friend class GeneratorStacks;
  friend class StepAllowance;
  friend struct FrameScope;
  friend struct BuiltinsAccess;

  void own(Object *object, size_t bytes);
  bool outOfSteps();
  bool outOfMemory();

  void createTypes();
  void createExceptions();
  Value callFunction(FunctionObject *function, Arguments arguments);
  Value callNative(NativeFunctionObject *function, Arguments arguments);
  Value callType(TypeObject *type, Arguments arguments);
  Value lookupAttribute(Value object, StrObject *name);
  Value superMethod(SuperObject *super, StrObject *name, Value &self);
  Value findInstanceAttribute(Value object, StrObject *name);
  Value findTypeAttribute(TypeObject *type, StrObject *name);
  Value findSuperAttribute(SuperObject *super, StrObject *name);
  Value findModuleAttribute(ModuleObject *module, StrObject *name);
  Value findOpaqueAttribute(OpaqueObject *opaque, StrObject *name);
  void recordTraceback(ExceptionObject *exception);
  /// Whether a `try` is around that catches errors.
  bool catchesErrors() const;
  mlir::Location lineLocation(const ModuleObject *module, uint32_t line,
                              uint32_t column);

  mlir::MLIRContext *mlirContext;
  PythonOptions pythonOptions;
  /// Of objects: all end together.
  llvm::BumpPtrAllocatorImpl<llvm::MallocAllocator, 1 << 16> memory;
  Object *allocated = nullptr;
  int64_t stepsLeft;
  int64_t bytesLeft;
  /// Steps held back by a StepAllowance.
  int64_t stepsReserved = 0;

  llvm::StringMap<StrObject *> internTable;

  bool hasPending = false;
  bool pendingIsFatal = false;
  bool pendingIsReported = false;
  bool pendingIsUndecided = false;
  bool wentOn = false;
  Value pending;

  Frame *frame = nullptr;
  uint32_t depth = 0;
  /// The lowest address the stack may reach.
  char *stackLimit = nullptr;

  llvm::DenseMap<std::pair<const ModuleObject *, uint64_t>, mlir::LocationAttr>
      lineLocations;

  ModuleObject *builtinsModule = nullptr;
  std::unique_ptr<Importer> importer;
  std::unique_ptr<GeneratorStacks> generatorStacks;
};

/// What is evaluated during its life has a budget of its own. What it does not
/// use is left to others.
class StepAllowance {
public:
  StepAllowance(Interpreter &interp, uint64_t steps);
  ~StepAllowance() { end(); }
  StepAllowance(const StepAllowance &) = delete;
  StepAllowance &operator=(const StepAllowance &) = delete;

  /// Ends it early: whether it was used up.
  bool end();

private:
  Interpreter &interp;
  int64_t outerLeft;
  bool isOver = false;
};

} // namespace kiln::python

#endif
