//===- Interpreter.cpp - The state of an evaluation -----------------------===//

#include "compiler/Frontend/Python/Interpreter.h"
#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Evaluator/Generator.h"
#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include <algorithm>
#include <limits>
#include <pthread.h>

namespace kiln::python {

/// What stays free below the limit, for C++ code between two checks.
static constexpr size_t stackReserve = 512 * 1024;
/// Used where the system does not tell; and no more than this is used.
static constexpr size_t usualStack = size_t(8) << 20;
static constexpr size_t largestStack = size_t(1) << 30;

/// Not the address of a variable: AddressSanitizer keeps some elsewhere.
static char *stackPointer() {
  return static_cast<char *>(__builtin_frame_address(0));
}

static char *lowestStackAddress() {
  char *here = stackPointer();
  char *low = here - usualStack;
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    void *base = nullptr;
    size_t size = 0;
    if (pthread_attr_getstack(&attributes, &base, &size) == 0 && base)
      low = static_cast<char *>(base);
    pthread_attr_destroy(&attributes);
  }
  return std::max(low, here - largestStack) + stackReserve;
}

static void nameOperators(Interpreter &interp) {
  static constexpr const char *binary[] = {
      "add",    "sub",    "mul",    "truediv", "floordiv", "mod", "pow",
      "matmul", "lshift", "rshift", "and",     "or",       "xor"};
  static constexpr const char *compare[] = {"eq", "ne", "lt", "le", "gt", "ge"};
  auto dunder = [&](const Twine &name) {
    return interp.intern(("__" + name + "__").str());
  };
  for (auto [index, name] : llvm::enumerate(binary)) {
    interp.operatorNames.binary[index] = dunder(name);
    interp.operatorNames.reflected[index] = dunder(Twine("r") + name);
    interp.operatorNames.inplace[index] = dunder(Twine("i") + name);
  }
  for (auto [index, name] : llvm::enumerate(compare))
    interp.operatorNames.compare[index] = dunder(name);
}

Interpreter::Interpreter(mlir::MLIRContext *context, PythonOptions options)
    : mlirContext(context), pythonOptions(std::move(options)),
      stepsLeft(static_cast<int64_t>(pythonOptions.budgets.steps)),
      bytesLeft(static_cast<int64_t>(pythonOptions.budgets.bytes)),
      stackLimit(lowestStackAddress()) {
  createTypes();
#define KILN_PYTHON_NAME(id, text) names.id = intern(text);
#include "compiler/Frontend/Python/WellKnownNames.def"
  nameOperators(*this);
  importer = std::make_unique<Importer>(*this);
  generatorStacks = std::make_unique<GeneratorStacks>();
  createExceptions();
  builtinsModule = nativeModule("builtins");
  addObjectMethods(*this);
  addTypeMethods(*this);
  addDescriptorMethods(*this);
  addExceptionMethods(*this);
  addContainerMethods(*this);
  addNumberMethods(*this);
  addStrMethods(*this);
  addSequenceMethods(*this);
  addMappingMethods(*this);
  addBuiltinFunctions(*this);
  addFrameBuiltins(*this);
  addStandardLibrary(*this);
  forEachType([&](TypeObject *type) { refreshHooks(*this, type); });
}

Interpreter::~Interpreter() {
  generatorStacks->abandon(*this);
  importer.reset();
  while (Object *object = allocated) {
    allocated = object->nextAllocated;
    object->~Object();
  }
}

void Interpreter::own(Object *object, size_t bytes) {
  object->nextAllocated = allocated;
  allocated = object;
  charge(0, bytes);
}

void Interpreter::charge(uint64_t steps, uint64_t bytes) {
  stepsLeft -= static_cast<int64_t>(steps);
  bytesLeft -= static_cast<int64_t>(bytes);
  if (bytesLeft < 0)
    stepsLeft = -1;
}

bool Interpreter::outOfSteps() {
  if (bytesLeft < 0)
    return outOfMemory();
  if (!hasPending)
    fatal("evaluating the definition takes more than " +
          Twine(pythonOptions.budgets.steps) + " steps");
  return false;
}

bool Interpreter::outOfMemory() {
  // The exception takes some memory itself.
  int64_t left = std::exchange(bytesLeft, 1 << 20);
  if (!hasPending)
    fatal("evaluating the definition takes more than " +
          Twine(pythonOptions.budgets.bytes >> 20) + " MB of memory");
  bytesLeft = left;
  return false;
}

StepAllowance::StepAllowance(Interpreter &interp, uint64_t steps)
    : interp(interp), outerLeft(interp.stepsLeft) {
  int64_t total = interp.stepsLeft + interp.stepsReserved;
  interp.stepsLeft = std::min(static_cast<int64_t>(steps), total);
  interp.stepsReserved = total - interp.stepsLeft;
}

bool StepAllowance::end() {
  if (std::exchange(isOver, true))
    return false;
  bool ranOut = interp.stepsLeft < 0 && interp.bytesLeft >= 0;
  int64_t left = std::max<int64_t>(interp.stepsLeft, 0) + interp.stepsReserved;
  interp.stepsLeft = std::min(outerLeft, left);
  interp.stepsReserved = left - interp.stepsLeft;
  if (interp.bytesLeft < 0)
    interp.stepsLeft = -1;
  return ranOut;
}

bool Interpreter::checkStack() {
  if (stackPointer() > stackLimit)
    return true;
  raise(types.recursionError, "calls are nested too deeply");
  return false;
}

void Interpreter::forEachType(llvm::function_ref<void(TypeObject *)> visit) {
  forEachObject([&](Object *object) {
    if (auto *type = llvm::dyn_cast<TypeObject>(object))
      visit(type);
  });
}

void Interpreter::forEachObject(llvm::function_ref<void(Object *)> visit) {
  for (Object *object = allocated; object; object = object->nextAllocated)
    visit(object);
}

//===----------------------------------------------------------------------===//
// Making values
//===----------------------------------------------------------------------===//

StrObject *Interpreter::str(StringRef text) {
  allocate(text.size());
  return create<StrObject>(types.str, text.str());
}

StrObject *Interpreter::intern(StringRef name) {
  StrObject *&entry = internTable[name];
  if (!entry) {
    entry = str(name);
    entry->interned = true;
  }
  return entry;
}

StrObject *Interpreter::intern(StrObject *name) {
  if (name->interned)
    return name;
  return intern(name->str());
}

ListObject *Interpreter::list(ArrayRef<Value> items) {
  auto *result = create<ListObject>(types.list);
  allocate(items.size() * sizeof(Value));
  result->items.assign(items.begin(), items.end());
  return result;
}

TupleObject *Interpreter::tuple(ArrayRef<Value> items) {
  auto *result = create<TupleObject>(types.tuple);
  allocate(items.size() * sizeof(Value));
  result->items.assign(items.begin(), items.end());
  return result;
}

DictObject *Interpreter::dict() { return create<DictObject>(types.dict); }

SetObject *Interpreter::set(bool frozen) {
  return create<SetObject>(frozen ? types.frozenset : types.set);
}

Value Interpreter::bytes(std::string content) {
  allocate(content.size());
  return create<BytesObject>(types.bytes, std::move(content));
}

NativeFunctionObject *Interpreter::function(StringRef name,
                                            NativeCallback callback) {
  auto *result = create<NativeFunctionObject>(types.nativeFunction);
  result->name = name.str();
  result->callback = std::move(callback);
  return result;
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

TypeObject *Interpreter::typeOf(Value value) const {
  switch (value.kind()) {
  case Value::Kind::Null:
  case Value::Kind::None:
    return types.none;
  case Value::Kind::Bool:
    return types.boolean;
  case Value::Kind::Int:
    return types.integer;
  case Value::Kind::Float:
    return types.real;
  case Value::Kind::Ellipsis:
    return types.ellipsis;
  case Value::Kind::NotImplemented:
    return types.notImplemented;
  case Value::Kind::Object:
    return value.asObject()->type;
  }
  return types.object;
}

} // namespace kiln::python
