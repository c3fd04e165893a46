//===- TensorConversion.cpp - Tensors of another type or device -----------===//

#include "compiler/Frontend/Python/Runtime/Runtime.h"
#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

#include "llvm/ADT/StringSet.h"

namespace kiln::python {

using namespace mlir;

static const aten::Tensor &self(Arguments args) {
  return native<TensorObject>(args[0])->tensor;
}

/// "cuda:0"; models name devices that this machine need not have.
static bool isDeviceText(StringRef text) {
  static const llvm::StringSet<> kinds = {
      "cpu",  "cuda", "ipu",  "xpu",    "mkldnn", "hip",  "ve",  "fpga",
      "maia", "xla",  "lazy", "vulkan", "mps",    "meta", "hpu", "mtia"};
  auto [kind, index] = text.split(':');
  unsigned number;
  return kinds.contains(kind) &&
         (kind.size() == text.size() || !index.getAsInteger(10, number));
}

/// What torch.channels_last and the like are.
static bool isMemoryFormat(StringRef text) {
  return text == "torch.contiguous_format" || text == "torch.channels_last" ||
         text == "torch.channels_last_3d" || text == "torch.preserve_format";
}

/// Whether `value` may say where a tensor is to be, or how.
static bool isPlacement(TorchState &state, Value value) {
  if (auto *text = llvm::dyn_cast<StrObject>(value))
    return isDeviceText(text->str()) || isMemoryFormat(text->str());
  return value.isNone() || value.isBool() ||
         (value.isInt() && value.asInt() >= 0) || native<DeviceObject>(value) ||
         opaqueOf(state.interp, value);
}

static Value convert(TorchState &state, Arguments args, DType dtype) {
  if (self(args).isPoison() || self(args).dtype() == dtype)
    return args[0];
  if (isComplex(dtype)) {
    Value operands[] = {args[0], state.make(dtype)};
    return state.fromComplexPrelude("from_real", Arguments(operands));
  }
  return state.guarded([&]() -> Value {
    if (!isComputeType(dtype)) {
      state.emit.error() << "kiln does not compute in torch."
                         << torchName(dtype);
      return {};
    }
    mlir::Value value = state.emit.cast(state.emit.read(self(args)),
                                        state.emit.elementType(dtype));
    return value ? state.make(aten::Tensor::of(value)) : Value();
  });
}

/// `x.to(...)`: of all arguments only dtypes (and tensors for theirs) matter.
static Value convertTo(TorchState &state, Arguments args) {
  Interpreter &interp = state.interp;
  std::optional<DType> dtype;
  auto refuse = [&](Value value) {
    return interp.raise(interp.types.typeError,
                        "to() takes a dtype, a device or a tensor, not '" +
                            interp.typeName(value) + "'");
  };
  for (Value value : args.positional.drop_front()) {
    auto *other = native<TensorObject>(value);
    auto *text = llvm::dyn_cast<StrObject>(value);
    if (auto found = state.asDType(value))
      dtype = found;
    else if (other)
      dtype = other->tensor.isPoison() ? dtype : other->dtype();
    else if (text && !isPlacement(state, value))
      return interp.error("invalid device string: '" + text->str() + "'");
    else if (!isPlacement(state, value))
      return refuse(value);
  }
  for (const Keyword &keyword : args.keywords) {
    StringRef name = keyword.name->str();
    auto found = state.asDType(keyword.value);
    if (!llvm::is_contained<StringRef>({"dtype", "device", "non_blocking",
                                        "copy", "memory_format", "other"},
                                       name))
      return interp.raise(interp.types.typeError,
                          "to() got an unexpected keyword argument '" + name +
                              "'");
    if (auto *other = native<TensorObject>(keyword.value);
        other && !other->tensor.isPoison())
      found = other->dtype();
    else if (name == "dtype" ? !found && !keyword.value.isNone()
                             : !isPlacement(state, keyword.value))
      return refuse(keyword.value);
    if (found)
      dtype = found;
  }
  return dtype ? convert(state, args, *dtype) : args[0];
}

static Value typeText(TorchState &state, Arguments args) {
  static const llvm::DenseMap<DType, const char *> names = {
      {DType::F32, "FloatTensor"}, {DType::F64, "DoubleTensor"},
      {DType::F16, "HalfTensor"},  {DType::BF16, "BFloat16Tensor"},
      {DType::I64, "LongTensor"},  {DType::I32, "IntTensor"},
      {DType::I16, "ShortTensor"}, {DType::I8, "CharTensor"},
      {DType::U8, "ByteTensor"},   {DType::Bool, "BoolTensor"}};
  return state.interp.str(Twine("torch.") + names.lookup(self(args).dtype()));
}

/// `x.type('torch.LongTensor')`, `x.type(torch.float16)`; the type's name
/// without arguments.
static Value convertType(TorchState &state, Arguments args) {
  Interpreter &interp = state.interp;
  Value wanted = args[1];
  if (!wanted || wanted.isNone())
    return typeText(state, args);
  if (auto dtype = state.asDType(wanted))
    return convert(state, args, *dtype);
  if (opaqueOf(interp, wanted))
    return args[0];
  auto *text = llvm::dyn_cast<StrObject>(wanted);
  if (!text)
    return interp.raise(interp.types.typeError,
                        "dtype must be a type, str, or dtype object, not '" +
                            interp.typeName(wanted) + "'");
  auto dtype = text->str().starts_with("torch.") ? legacyDType(text->str())
                                                 : std::nullopt;
  if (!dtype)
    return interp.raise(interp.types.valueError,
                        "invalid type: '" + text->str() + "'");
  return convert(state, args, *dtype);
}

void addTensorConversions(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  defineMethod(interp, type, "to", [&state](Interpreter &, Arguments args) {
    return convertTo(state, args);
  });
  defineMethod(interp, type, "type", "self, dtype=, non_blocking=",
               [&state](Interpreter &, Arguments args) {
                 return convertType(state, args);
               });
  for (const char *name : {"cpu", "cuda"})
    defineMethod(interp, type, name,
                 [](Interpreter &, Arguments args) { return args[0]; });
}

} // namespace kiln::python
