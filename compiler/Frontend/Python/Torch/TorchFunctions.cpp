//===- TorchFunctions.cpp - Functions of torch beside the operators -------===//

#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Frontend/Python/Torch/TensorBranches.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

using namespace mlir;

static Value construct(TorchState &state, Arguments args) {
  std::optional<DType> dtype;
  if (args[1] && !args[1].isNone())
    dtype = state.asDType(args[1]);
  return constructTensor(state, args[0], dtype);
}

static void addConstructors(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  defineFunction(interp, module, "tensor",
                 "data, *, dtype=, device=, requires_grad=, pin_memory=",
                 [&state](Interpreter &, Arguments args) {
                   return construct(state, args);
                 });
  for (const char *name : {"as_tensor", "asarray"})
    defineFunction(interp, module, name, "data, dtype=, device=",
                   [&state](Interpreter &interp, Arguments args) -> Value {
                     Value data = tensorOfArray(interp, args[0]);
                     if (native<TensorObject>(data) &&
                         (!args[1] || args[1].isNone()))
                       return data;
                     return construct(state, args);
                   });
  defineFunction(interp, module, "from_numpy", "array",
                 [](Interpreter &interp, Arguments args) {
                   return tensorOfArray(interp, args[0]);
                 });
  for (const char *name :
       {"FloatTensor", "DoubleTensor", "HalfTensor", "BFloat16Tensor",
        "LongTensor", "IntTensor", "ShortTensor", "CharTensor", "ByteTensor",
        "BoolTensor"})
    defineFunction(
        interp, module, name, "",
        [&state, dtype = *legacyDType(name)](Interpreter &, Arguments args) {
          return constructLegacy(state, args, dtype);
        });
}

static void addModulePaths(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  defineFunction(interp, module, "_enter_module", "path",
                 [&state](Interpreter &, Arguments args) {
                   auto *path = llvm::dyn_cast<StrObject>(args[0]);
                   // A module that is no part of the model keeps the path of
                   // the one that calls it.
                   state.modulePaths.push_back(path ? path->str().str()
                                               : state.modulePaths.empty()
                                                   ? std::string()
                                                   : state.modulePaths.back());
                   return Value::none();
                 });
  defineFunction(interp, module, "_leave_module", "path, result",
                 [&state](Interpreter &, Arguments args) {
                   auto *path = llvm::dyn_cast<StrObject>(args[0]);
                   if (path && state.onModuleResult)
                     state.onModuleResult(path->str(), args[1]);
                   if (!state.modulePaths.empty())
                     state.modulePaths.pop_back();
                   return Value::none();
                 });
}

/// Puts before the functions that a module defines what looks after complex
/// arguments. `prefix` is the module as users name it, without "torch.".
static void guardFunctions(TorchState &state, ModuleObject *module,
                           StringRef prefix) {
  for (HashTable::Entry &entry : module->globals->table.mutableSlots()) {
    auto *name = llvm::dyn_cast_if_present<StrObject>(entry.key);
    auto *function = llvm::dyn_cast_if_present<FunctionObject>(entry.value);
    if (name && function && function->module == module &&
        !name->str().starts_with("_"))
      entry.value =
          state.composed((prefix + "." + name->str()).str(), function);
  }
}

static void addComplex(TorchState &state, ModuleObject *module) {
  defineFunction(state.interp, module, "_set_complex_type", "type",
                 [&state](Interpreter &, Arguments args) {
                   state.complexType = llvm::dyn_cast<TypeObject>(args[0]);
                   return Value::none();
                 });
  defineFunction(state.interp, module, "_guard_complex", "module, prefix",
                 [&state](Interpreter &interp, Arguments args) -> Value {
                   auto *name = llvm::dyn_cast<StrObject>(args[0]);
                   auto *prefix = llvm::dyn_cast<StrObject>(args[1]);
                   Value found =
                       name ? interp.importModule(name->str()) : Value();
                   auto *guarded =
                       llvm::dyn_cast_if_present<ModuleObject>(found);
                   if (guarded && prefix)
                     guardFunctions(state, guarded, prefix->str());
                   return found ? Value::none() : Value();
                 });
  defineFunction(state.interp, module, "_guarded", "name, function",
                 [&state](Interpreter &, Arguments args) {
                   auto *name = llvm::dyn_cast<StrObject>(args[0]);
                   return name ? state.composed(name->str(), args[1]) : args[1];
                 });
}

static void addFallbacks(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  auto text = [](Value value) {
    auto *str = llvm::dyn_cast<StrObject>(value);
    return str ? str->str() : StringRef();
  };
  defineFunction(interp, module, "_operator", "name",
                 [&state, text](Interpreter &, Arguments args) {
                   return state.unknownAttribute("torch", text(args[0]));
                 });
  defineFunction(interp, module, "_unknown", "module, name",
                 [&state, text](Interpreter &, Arguments args) {
                   return state.unknownAttribute(text(args[0]), text(args[1]));
                 });
  defineFunction(interp, module, "_is_unknown", "value",
                 [](Interpreter &, Arguments args) {
                   return Value::boolean(llvm::isa<OpaqueObject>(args[0]));
                 });
  defineFunction(interp, module, "_is_poison", "value",
                 [](Interpreter &, Arguments args) {
                   return Value::boolean(isPoison(args[0]));
                 });
  // Definitions meet the real `torch._C` too.
  defineFunction(interp, module, "__getattr__", "name",
                 [&state, text](Interpreter &, Arguments args) {
                   return state.unknownAttribute("torch._C", text(args[0]));
                 });
  for (const char *name : {"_log_api_usage_once", "_get_tracing_state"})
    defineFunction(interp, module, name, "",
                   [](Interpreter &, Arguments) { return Value::none(); });
  defineFunction(interp, module, "_unsupported", "",
                 [&state, text](Interpreter &, Arguments args) {
                   // `nearest=` may say what is supported instead.
                   StringRef nearest;
                   for (const Keyword &keyword : args.keywords)
                     nearest = text(keyword.value);
                   return state.noteUnsupported(text(args[0]), args.dropFront(),
                                                nearest);
                 });
  defineFunction(interp, module, "_warn", "message",
                 [text](Interpreter &interp, Arguments args) {
                   emitWarning(interp.userLocation()) << text(args[0]);
                   return Value::none();
                 });
}

static void addDefaults(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  defineFunction(interp, module, "get_default_dtype", "",
                 [&state](Interpreter &, Arguments) {
                   return state.make(state.defaultDType);
                 });
  defineFunction(interp, module, "_in_forward", "",
                 [&state](Interpreter &, Arguments) {
                   return Value::boolean(state.emit.isInGraph());
                 });
  // Whether the elements follow from constants alone.
  defineFunction(interp, module, "_is_known", "tensor",
                 [&state](Interpreter &, Arguments args) {
                   auto *object = native<TensorObject>(args[0]);
                   return Value::boolean(object && !object->tensor.isPoison() &&
                                         state.emit.evaluate(object->tensor));
                 });
  defineFunction(interp, module, "promote_types", "type1, type2",
                 [&state](Interpreter &interp, Arguments args) -> Value {
                   std::optional<DType> a = state.asDType(args[0]);
                   std::optional<DType> b = state.asDType(args[1]);
                   if (!a || !b)
                     return interp.raise(interp.types.typeError,
                                         "promote_types() takes two dtypes");
                   DType parts = aten::promote(realType(*a), realType(*b));
                   return state.make(isComplex(*a) || isComplex(*b)
                                         ? complexType(parts)
                                         : parts);
                 });
  defineFunction(interp, module, "result_type", "",
                 [&state](Interpreter &, Arguments args) -> Value {
                   Value sum = state.call("add", args);
                   return sum ? state.interp.getAttribute(sum, "dtype")
                              : Value();
                 });
}

/// `torch._C._ops.name` for the prelude.
static void addOperators(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  TypeObject *type = defineType(interp, "torch._C", "_Operators");
  struct OperatorsObject : NativeBase<OperatorsObject> {
    using NativeBase::NativeBase;
  };
  defineMethod(interp, type, "__getattr__", "self, name",
               [&state](Interpreter &interp, Arguments args) -> Value {
                 auto *text = llvm::dyn_cast<StrObject>(args[1]);
                 StringRef name = text ? text->str() : StringRef();
                 if (Value function = state.operatorFunction(name))
                   return function;
                 return interp.raise(interp.types.attributeError,
                                     "no operator '" + name + "'");
               });
  Value operators = interp.create<OperatorsObject>(type);
  for (const char *name : {"_ops", "_nn", "_VariableFunctions"})
    setGlobal(interp, module, name, operators);
}

void addTorchFunctions(TorchState &state) {
  ModuleObject *module = state.interp.nativeModule("torch._C");
  setGlobal(state.interp, module, "Tensor", state.tensorType);
  addConstructors(state, module);
  addModulePaths(state, module);
  addComplex(state, module);
  addFallbacks(state, module);
  addDefaults(state, module);
  addOperators(state, module);
  setGlobal(state.interp, module, "_unset",
            state.interp.create<UnsetObject>(
                defineType(state.interp, "torch", "uninitialized")));
  addScan(state, module);
}

/// Made by kiln_embed_python().
llvm::ArrayRef<EmbeddedModule> torchPrelude();

std::unique_ptr<TorchState> addTorch(Interpreter &interp,
                                     aten::EvaluationBudget budget) {
  auto state = std::make_unique<TorchState>(interp, budget);
  addTorchTypes(*state);
  addOpenNumbers(*state);
  addTensorBranches(*state);
  addTensorType(*state);
  addTorchFunctions(*state);
  addPreludes(interp, torchPrelude());
  return state;
}

} // namespace kiln::python
