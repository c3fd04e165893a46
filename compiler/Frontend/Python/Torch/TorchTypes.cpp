//===- TorchTypes.cpp - dtypes, devices, sizes ----------------------------===//

#include "compiler/Frontend/Python/Torch/TorchState.h"

#include "llvm/Support/MathExtras.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// dtypes
//===----------------------------------------------------------------------===//

static void addDTypes(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.dtypeType = defineType(interp, "torch", "dtype");
  auto dtype = [](Arguments args) {
    return native<DTypeObject>(args[0])->dtype;
  };
  defineMethod(interp, type, "__repr__",
               [dtype](Interpreter &interp, Arguments args) -> Value {
                 return interp.str("torch." + torchName(dtype(args)));
               });
  defineProperty(interp, type, "is_floating_point",
                 [dtype](Interpreter &, Arguments args) {
                   return Value::boolean(isFloat(dtype(args)));
                 });
  defineProperty(interp, type, "is_complex",
                 [dtype](Interpreter &, Arguments args) {
                   return Value::boolean(isComplex(dtype(args)));
                 });
  defineProperty(interp, type, "itemsize",
                 [dtype](Interpreter &, Arguments args) {
                   return Value::integer(byteWidth(dtype(args)));
                 });
  setGlobal(interp, module, "dtype", type);
  for (int code = 0; code <= static_cast<int>(DType::F8E8M0FNU); ++code) {
    auto value = static_cast<DType>(code);
    setGlobal(interp, module, torchName(value), state.make(value));
  }
  for (auto [name, value] :
       std::initializer_list<std::pair<const char *, DType>>{
           {"float", DType::F32},
           {"double", DType::F64},
           {"half", DType::F16},
           {"long", DType::I64},
           {"int", DType::I32},
           {"short", DType::I16},
           {"cfloat", DType::C64},
           {"cdouble", DType::C128}})
    setGlobal(interp, module, name, state.make(value));
}

//===----------------------------------------------------------------------===//
// Devices and sizes
//===----------------------------------------------------------------------===//

static void addDevice(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.deviceType = defineType(interp, "torch", "device");
  defineNew(interp, type, "cls, type=, index=",
            [](Interpreter &interp, Arguments args) -> Value {
              auto *device = interp.create<DeviceObject>(
                  llvm::cast<TypeObject>(args[0].asObject()));
              if (auto *other = native<DeviceObject>(args[1])) {
                device->kind = other->kind;
                device->index = other->index;
              } else if (auto *text = llvm::dyn_cast<StrObject>(args[1])) {
                auto [kind, index] = text->str().split(':');
                int64_t number;
                device->kind = kind.str();
                if (!index.getAsInteger(10, number))
                  device->index = number;
              }
              if (args[2] && args[2].isInt())
                device->index = args[2].asInt();
              return device;
            });
  defineProperty(interp, type, "type",
                 [](Interpreter &interp, Arguments args) -> Value {
                   return interp.str(native<DeviceObject>(args[0])->kind);
                 });
  defineProperty(interp, type, "index", [](Interpreter &, Arguments args) {
    auto index = native<DeviceObject>(args[0])->index;
    return index ? Value::integer(*index) : Value::none();
  });
  auto text = [](Value value) {
    auto *device = native<DeviceObject>(value);
    return device->index ? device->kind + ":" + std::to_string(*device->index)
                         : device->kind;
  };
  defineMethod(interp, type, "__str__",
               [text](Interpreter &interp, Arguments args) -> Value {
                 return interp.str(text(args[0]));
               });
  defineMethod(interp, type, "__repr__",
               [text](Interpreter &interp, Arguments args) -> Value {
                 return interp.str("device(type='" + text(args[0]) + "')");
               });
  defineMethod(interp, type, "__eq__",
               [text](Interpreter &, Arguments args) -> Value {
                 if (!native<DeviceObject>(args[1]))
                   return Value::notImplemented();
                 return Value::boolean(text(args[0]) == text(args[1]));
               });
  defineMethod(
      interp, type, "__hash__", [text](Interpreter &, Arguments args) -> Value {
        return Value::integer(
            static_cast<int64_t>(llvm::hash_value(StringRef(text(args[0])))) >>
            1);
      });
  setGlobal(interp, module, "device", type);
}

static void addSize(TorchState &state, ModuleObject *module) {
  Interpreter &interp = state.interp;
  state.sizeType = interp.createType("torch", "Size", interp.types.tuple,
                                     Object::Kind::Tuple);
  defineMethod(interp, state.sizeType, "numel",
               [](Interpreter &interp, Arguments args) -> Value {
                 int64_t count = 1;
                 for (Value item :
                      llvm::cast<TupleObject>(args[0].asObject())->items) {
                   auto size = interp.index(item);
                   if (failed(size))
                     return {};
                   if (llvm::MulOverflow(count, *size, count))
                     return interp.raise(interp.types.overflowError,
                                         "the number of elements exceeds 64 "
                                         "bits");
                 }
                 return Value::integer(count);
               });
  setGlobal(interp, module, "Size", state.sizeType);

  state.pairType = interp.createType("torch.return_types", "max",
                                     interp.types.tuple, Object::Kind::Tuple);
  const char *const fields[] = {"values", "indices"};
  for (auto [index, name] : llvm::enumerate(fields))
    defineProperty(
        interp, state.pairType, name,
        [index = index](Interpreter &interp, Arguments args) -> Value {
          auto *pair = llvm::cast<TupleObject>(args[0].asObject());
          return index < pair->items.size()
                     ? pair->items[index]
                     : interp.raise(interp.types.indexError,
                                    "tuple index out of range");
        });
}

void addTorchTypes(TorchState &state) {
  ModuleObject *module = state.interp.nativeModule("torch._C");
  addDTypes(state, module);
  addDevice(state, module);
  addSize(state, module);
  for (const char *name :
       {"contiguous_format", "channels_last", "channels_last_3d",
        "preserve_format", "strided", "sparse_coo"})
    setGlobal(state.interp, module, name,
              state.interp.str(Twine("torch.") + name));
  for (const char *name : {"inf", "nan", "pi", "e"}) {
    double value = llvm::StringSwitch<double>(name)
                       .Case("inf", std::numeric_limits<double>::infinity())
                       .Case("nan", std::numeric_limits<double>::quiet_NaN())
                       .Case("pi", 3.14159265358979323846)
                       .Default(2.71828182845904523536);
    setGlobal(state.interp, module, name, Value::real(value));
  }
}

} // namespace kiln::python
