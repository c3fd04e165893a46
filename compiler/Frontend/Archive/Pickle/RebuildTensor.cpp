//===- RebuildTensor.cpp - PyTorch's functions that make tensors ----------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"
#include "compiler/Frontend/Archive/Pickle/Reconstruct.h"

#include "llvm/ADT/StringSwitch.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::dyn_cast_if_present;
using llvm::isa;
using llvm::StringRef;

namespace {

/// The arguments of one call, with errors that name it.
class Arguments {
public:
  Arguments(StringRef function, ValueList list)
      : function(function), list(list) {}

  size_t size() const { return list.size(); }
  /// Null where there are fewer arguments.
  Value *operator[](size_t index) const {
    return index < list.size() ? list[index] : nullptr;
  }

  template <typename T>
  llvm::Expected<T *> get(size_t index, const char *expected) const {
    Value *value = (*this)[index];
    if (!value)
      return failure("{0} has {1} arguments, expected {2} as number {3}",
                     function, list.size(), expected, index + 1);
    if (auto *typed = dyn_cast<T>(value))
      return typed;
    return failure("argument {0} of {1} is {2}, expected {3}", index + 1,
                   function, describe(*value), expected);
  }

  /// A list or tuple of numbers that are not negative.
  llvm::Error getDims(size_t index,
                      llvm::SmallVectorImpl<int64_t> &dims) const {
    constexpr size_t maxRank = 64;
    llvm::Expected<SequenceValue *> sequence =
        get<SequenceValue>(index, "a tuple of integers");
    if (!sequence)
      return sequence.takeError();
    if ((*sequence)->items.size() > maxRank)
      return failure("a tensor has {0} dimensions, more than {1}",
                     (*sequence)->items.size(), maxRank);
    for (Value *item : (*sequence)->items) {
      auto *number = dyn_cast<IntValue>(item);
      if (!number || number->value < 0)
        return failure("a size or stride in {0} is {1}, expected a "
                       "non-negative integer",
                       function, number ? "negative" : describe(*item));
      dims.push_back(number->value);
    }
    return llvm::Error::success();
  }

private:
  StringRef function;
  ValueList list;
};

} // namespace

/// `(storage, offset, size, stride, ...)`, which most functions begin with.
static llvm::Error setGeometry(TensorValue &tensor,
                               const Arguments &arguments) {
  llvm::Expected<StorageValue *> storage =
      arguments.get<StorageValue>(0, "a storage");
  if (!storage)
    return storage.takeError();
  llvm::Expected<IntValue *> offset =
      arguments.get<IntValue>(1, "an integer (the storage offset)");
  if (!offset)
    return offset.takeError();
  if ((*offset)->value < 0)
    return failure("a tensor's storage offset is {0}", (*offset)->value);
  if (llvm::Error error = arguments.getDims(2, tensor.sizes))
    return error;
  if (llvm::Error error = arguments.getDims(3, tensor.strides))
    return error;
  if (tensor.sizes.size() != tensor.strides.size())
    return failure("a tensor has {0} sizes but {1} strides",
                   tensor.sizes.size(), tensor.strides.size());
  tensor.storage = *storage;
  tensor.offset = (*offset)->value;
  tensor.dtype = (*storage)->dtype;
  tensor.typeName = (*storage)->className;
  return llvm::Error::success();
}

static bool isTrue(const Value *value) {
  auto *flag = dyn_cast_if_present<BoolValue>(value);
  return flag && flag->value;
}

/// The dict of lazy operations: `{'conj': True}`, `{'neg': True}`.
static void setMetadata(TensorValue &tensor, const Value *metadata) {
  auto *dict = dyn_cast_if_present<DictValue>(metadata);
  if (!dict)
    return;
  tensor.conjugate = isTrue(dict->lookup("conj"));
  tensor.negative = isTrue(dict->lookup("neg"));
}

/// `_rebuild_tensor`, `_rebuild_tensor_v2` and `_rebuild_tensor_v3`.
static llvm::Expected<Value *>
rebuildStrided(ValueArena &arena, const Arguments &arguments, int version) {
  auto *tensor = arena.make<TensorValue>();
  if (llvm::Error error = setGeometry(*tensor, arguments))
    return error;
  arena.charge(tensor->sizes.size());
  if (version >= 2)
    tensor->requiresGrad = isTrue(arguments[4]);
  if (version == 2)
    setMetadata(*tensor, arguments[6]);
  if (version < 3)
    return tensor;
  llvm::Expected<GlobalValue *> dtype =
      arguments.get<GlobalValue>(6, "a dtype");
  if (!dtype)
    return dtype.takeError();
  tensor->dtype = dtypeOfGlobal(**dtype);
  tensor->typeName = (*dtype)->name;
  setMetadata(*tensor, arguments[7]);
  return tensor;
}

static llvm::Expected<Value *> rebuildQuantized(ValueArena &arena,
                                                const Arguments &arguments) {
  auto *tensor = arena.make<TensorValue>();
  if (llvm::Error error = setGeometry(*tensor, arguments))
    return error;
  StringRef scheme = "unknown scheme";
  if (auto *params = dyn_cast_if_present<SequenceValue>(arguments[4]))
    if (!params->items.empty())
      if (auto *name = dyn_cast<GlobalValue>(params->items[0]))
        scheme = name->name;
  tensor->problem = "is quantized (" + quoted(scheme) + ")";
  return tensor;
}

/// A tensor of which only the kind is told.
static Value *unusable(ValueArena &arena, const llvm::Twine &problem) {
  auto *tensor = arena.make<TensorValue>();
  tensor->problem = problem.str();
  return tensor;
}

/// `(layout, (indices, values, size, ...))`.
static Value *rebuildSparse(ValueArena &arena, const Arguments &arguments) {
  auto *tensor = llvm::cast<TensorValue>(unusable(arena, "is sparse"));
  auto *parts = dyn_cast_if_present<SequenceValue>(arguments[1]);
  if (!parts)
    return tensor;
  for (Value *part : parts->items) {
    if (auto *values = dyn_cast<TensorValue>(part)) {
      tensor->dtype = values->dtype;
      tensor->typeName = values->typeName;
    } else if (isa<SequenceValue>(part) && tensor->sizes.empty()) {
      llvm::consumeError(
          Arguments("_rebuild_sparse_tensor", part).getDims(0, tensor->sizes));
    }
  }
  return tensor;
}

/// `_rebuild_meta_tensor_no_storage(dtype, size, stride, requires_grad)`.
static llvm::Expected<Value *> rebuildMeta(ValueArena &arena,
                                           const Arguments &arguments) {
  auto *tensor = llvm::cast<TensorValue>(
      unusable(arena, "is on the meta device and has no data"));
  if (auto *dtype = dyn_cast_if_present<GlobalValue>(arguments[0])) {
    tensor->dtype = dtypeOfGlobal(*dtype);
    tensor->typeName = dtype->name;
  }
  if (llvm::Error error = arguments.getDims(1, tensor->sizes))
    return error;
  return tensor;
}

/// `Parameter(tensor, requires_grad, ...)`: the same tensor, marked.
static llvm::Expected<Value *> rebuildParameter(ValueArena &arena,
                                                const Arguments &arguments) {
  if (arguments.size() == 0) {
    auto *empty = llvm::cast<TensorValue>(unusable(arena, "has no data"));
    empty->isParameter = true;
    return empty;
  }
  llvm::Expected<TensorValue *> data =
      arguments.get<TensorValue>(0, "a tensor");
  if (!data)
    return data.takeError();
  auto *parameter = arena.make<TensorValue>(**data);
  arena.charge(parameter->sizes.size());
  parameter->isParameter = true;
  parameter->requiresGrad = !arguments[1] || isTrue(arguments[1]);
  return parameter;
}

/// `_rebuild_from_type_v2(function, type, arguments, state)`.
static llvm::Expected<Value *> rebuildFromType(ValueArena &arena,
                                               const Arguments &arguments) {
  llvm::Expected<GlobalValue *> function =
      arguments.get<GlobalValue>(0, "a function");
  if (!function)
    return function.takeError();
  llvm::Expected<GlobalValue *> type = arguments.get<GlobalValue>(1, "a class");
  if (!type)
    return type.takeError();
  llvm::Expected<SequenceValue *> inner =
      arguments.get<SequenceValue>(2, "a tuple");
  if (!inner)
    return inner.takeError();
  if ((*function)->name == "_rebuild_from_type_v2")
    return failure("{0} calls itself", (*function)->name);
  std::string typeName = (*type)->qualifiedName();
  bool isPlain =
      llvm::StringSwitch<bool>(typeName)
          .Cases({"torch.Tensor", "torch._tensor.Tensor"}, true)
          .Cases({"torch.nn.parameter.Parameter", "torch.nn.parameter.Buffer"},
                 true)
          .Default(false);
  if (!isPlain)
    return unusable(arena, "is of the class " + quoted(typeName));
  return rebuildTensor(arena, **function, (*inner)->items);
}

bool kiln::isTensorClass(const GlobalValue &global) {
  return global.module.split('.').first == "torch" &&
         llvm::StringSwitch<bool>(global.name)
             .Cases({"Tensor", "FloatTensor", "DoubleTensor"}, true)
             .Cases({"HalfTensor", "BFloat16Tensor", "LongTensor"}, true)
             .Cases({"IntTensor", "ShortTensor", "CharTensor"}, true)
             .Cases({"ByteTensor", "BoolTensor"}, true)
             .Default(false);
}

llvm::Expected<Value *> kiln::rebuildTensor(ValueArena &arena,
                                            const GlobalValue &callee,
                                            ValueList list) {
  if (callee.module.split('.').first != "torch")
    return nullptr;
  StringRef name = callee.name;
  Arguments arguments(name, list);
  if (callee.module == "torch.nn.parameter" &&
      (name == "Parameter" || name == "Buffer"))
    return rebuildParameter(arena, arguments);
  if (callee.module == "torch._tensor" && name == "_rebuild_from_type_v2")
    return rebuildFromType(arena, arguments);
  if (callee.module != "torch._utils")
    return nullptr;
  if (name == "_rebuild_tensor")
    return rebuildStrided(arena, arguments, 1);
  if (name == "_rebuild_tensor_v2")
    return rebuildStrided(arena, arguments, 2);
  if (name == "_rebuild_tensor_v3")
    return rebuildStrided(arena, arguments, 3);
  if (name == "_rebuild_parameter" || name == "_rebuild_parameter_with_state")
    return rebuildParameter(arena, arguments);
  if (name == "_rebuild_qtensor")
    return rebuildQuantized(arena, arguments);
  if (name == "_rebuild_meta_tensor_no_storage")
    return rebuildMeta(arena, arguments);
  if (name.starts_with("_rebuild_sparse"))
    return rebuildSparse(arena, arguments);
  if (name == "_rebuild_device_tensor_from_cpu_tensor")
    return arguments.get<TensorValue>(0, "a tensor");
  if (name.starts_with("_rebuild"))
    return unusable(arena, "is made by " + quoted(name));
  return nullptr;
}

llvm::Error kiln::buildTensor(TensorValue &tensor, Value *state) {
  bool isEmpty = !tensor.storage && tensor.problem == "has no data";
  if (!isEmpty) {
    // A Parameter made by a call gets its hooks this way: not our business.
    if (tensor.isParameter)
      return llvm::Error::success();
    return failure("it sets the state of a tensor that is complete");
  }
  auto *tuple = dyn_cast<SequenceValue>(state);
  if (!tuple || tuple->items.empty())
    return failure("the state of a tensor is {0}, expected a tuple",
                   describe(*state));
  if (auto *data = dyn_cast<TensorValue>(tuple->items[0])) {
    bool isParameter = tensor.isParameter;
    tensor = *data;
    tensor.isParameter = isParameter;
    return llvm::Error::success();
  }
  tensor.problem.clear();
  return setGeometry(tensor, Arguments("a tensor's state", tuple->items));
}
