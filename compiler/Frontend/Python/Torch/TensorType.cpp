//===- TensorType.cpp - The class torch.Tensor ----------------------------===//

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Views.h"
#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Frontend/Python/Torch/OpenNumbers.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

namespace kiln::python {

using namespace mlir;

static const aten::Tensor &self(Arguments args) {
  return native<TensorObject>(args[0])->tensor;
}

//===----------------------------------------------------------------------===//
// Elements as numbers
//===----------------------------------------------------------------------===//

static std::optional<HostTensor> elements(TorchState &state, Arguments args,
                                          StringRef what) {
  if (self(args).isPoison()) {
    if (state.askedOfPoison())
      state.interp.undecided();
    return std::nullopt;
  }
  state.emit.setLocation(state.location());
  std::optional<HostTensor> host = state.emit.evaluate(self(args));
  if (!host && state.emit.wasTooMuch())
    state.interp.error(aten::tooMuchText);
  else if (!host)
    state.needsElements(what);
  return host;
}

static Value numberAt(const HostTensor &host, int64_t index) {
  if (host.dtype() == DType::Bool)
    return Value::boolean(aten::hostInteger(host, index) != 0);
  if (isFloat(host.dtype()))
    return Value::real(aten::hostNumber(host, index));
  return Value::integer(aten::hostInteger(host, index));
}

static Value singleElement(TorchState &state, Arguments args, StringRef what) {
  if (!self(args).isPoison() && self(args).numElements() != 1)
    return state.interp.error("a tensor with " +
                              Twine(self(args).numElements()) +
                              " elements cannot be converted to a number");
  std::optional<HostTensor> host = elements(state, args, what);
  return host ? numberAt(*host, 0) : Value();
}

static Value nestedList(TorchState &state, const HostTensor &host, int64_t dim,
                        int64_t &next) {
  if (dim == host.rank())
    return numberAt(host, next++);
  ListObject *list = state.interp.list();
  auto size = static_cast<uint64_t>(host.dim(dim));
  if (!state.interp.step(size) || !state.interp.allocate(size * sizeof(Value)))
    return {};
  for (uint64_t index = 0; index < size; ++index) {
    Value item = nestedList(state, host, dim + 1, next);
    if (!item)
      return {};
    list->items.push_back(item);
  }
  return list;
}

static void addConversions(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  defineMethod(interp, type, "item",
               [&state](Interpreter &interp, Arguments args) -> Value {
                 if (state.branches->isOpen(args[0]) && !interp.isChecking())
                   return numberOf(state, args[0]);
                 Value number = singleElement(state, args, "item()");
                 if (number || !interp.isUndecided())
                   return number;
                 interp.takeException();
                 return interp.consequence();
               });
  defineMethod(interp, type, "tolist",
               [&state](Interpreter &, Arguments args) -> Value {
                 auto host = elements(state, args, "tolist()");
                 int64_t next = 0;
                 return host ? nestedList(state, *host, 0, next) : Value();
               });
  defineMethod(interp, type, "__bool__",
               [&state](Interpreter &, Arguments args) -> Value {
                 Value one =
                     singleElement(state, args, "a tensor as a condition");
                 return one ? Value::boolean(one.asDouble() != 0) : Value();
               });
  for (const char *name : {"__int__", "__index__"})
    defineMethod(
        interp, type, name, [&state](Interpreter &, Arguments args) -> Value {
          Value one = singleElement(state, args, "a tensor as an integer");
          return !one ? Value()
                 : one.isFloat()
                     ? Value::integer(reference::toInteger(one.asFloat()))
                     : Value::integer(one.asInt());
        });
  defineMethod(interp, type, "__float__",
               [&state](Interpreter &, Arguments args) -> Value {
                 Value one = singleElement(state, args, "a tensor as a float");
                 return one ? Value::real(one.asDouble()) : Value();
               });
}

//===----------------------------------------------------------------------===//
// Questions about the shape
//===----------------------------------------------------------------------===//

static void addShapeQuestions(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  auto shapeOf = [&state](Interpreter &, Arguments args) -> Value {
    return self(args).isPoison() ? state.askedOfPoison()
                                 : state.makeSize(self(args).shape());
  };
  defineProperty(interp, type, "shape", shapeOf);
  defineMethod(
      interp, type, "size",
      "self, dim=", [shapeOf](Interpreter &interp, Arguments args) -> Value {
        Value whole = shapeOf(interp, args);
        if (!whole || !args[1] || args[1].isNone() || self(args).isPoison())
          return whole;
        auto dim = interp.index(args[1], "dim");
        if (failed(dim))
          return {};
        int64_t rank = self(args).rank();
        if (*dim < -rank || *dim >= rank)
          return interp.raise(
              interp.types.indexError,
              "Dimension out of range (expected to be in range of [" +
                  Twine(-rank) + ", " + Twine(rank - 1) + "], but got " +
                  Twine(*dim) + ")");
        return Value::integer(self(args).dim(*dim < 0 ? *dim + rank : *dim));
      });
  auto rankOf = [&state](Interpreter &, Arguments args) -> Value {
    return self(args).isPoison() ? state.askedOfPoison()
                                 : Value::integer(self(args).rank());
  };
  defineMethod(interp, type, "dim", rankOf);
  defineMethod(interp, type, "ndimension", rankOf);
  defineProperty(interp, type, "ndim", rankOf);
  for (const char *name : {"numel", "nelement"})
    defineMethod(interp, type, name,
                 [&state](Interpreter &, Arguments args) -> Value {
                   return self(args).isPoison()
                              ? state.askedOfPoison()
                              : Value::integer(self(args).numElements());
                 });
  // Whether any element is equal to the item.
  defineMethod(interp, type, "__contains__",
               [&state](Interpreter &, Arguments args) -> Value {
                 Value same =
                     args.size() == 2 ? state.call("eq", args) : Value();
                 return same ? state.call("any", {same}) : Value();
               });
  defineMethod(interp, type, "__len__",
               [&state](Interpreter &interp, Arguments args) -> Value {
                 if (self(args).isPoison())
                   return state.askedOfPoison();
                 if (self(args).rank() == 0)
                   return interp.raise(interp.types.typeError,
                                       "len() of a 0-d tensor");
                 return Value::integer(self(args).dim(0));
               });
  defineMethod(
      interp, type, "stride",
      "self, dim=", [&state](Interpreter &interp, Arguments args) -> Value {
        if (self(args).isPoison())
          return state.askedOfPoison();
        auto strides = aten::stridesOf(self(args));
        if (!strides)
          return interp.error("the strides of this view are not known");
        if (!args[1] || args[1].isNone())
          return state.makeSize(*strides);
        auto dim = interp.index(args[1], "dim");
        int64_t rank = self(args).rank();
        if (failed(dim) || *dim < -rank || *dim >= rank)
          return interp.error("dimension out of range");
        return Value::integer((*strides)[*dim < 0 ? *dim + rank : *dim]);
      });
  defineMethod(interp, type, "is_contiguous",
               [](Interpreter &, Arguments args) {
                 return Value::boolean(self(args).isPoison() ||
                                       aten::isContiguous(self(args)));
               });
}

//===----------------------------------------------------------------------===//
// Questions about type and place
//===----------------------------------------------------------------------===//

static void addTypeQuestions(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  auto dtypeOf = [](Arguments args) {
    return self(args).isPoison() ? DType::F32 : self(args).dtype();
  };
  defineProperty(interp, type, "dtype",
                 [&state, dtypeOf](Interpreter &, Arguments args) {
                   return state.make(dtypeOf(args));
                 });
  defineMethod(interp, type, "is_floating_point",
               [dtypeOf](Interpreter &, Arguments args) {
                 return Value::boolean(isFloat(dtypeOf(args)));
               });
  for (const char *name : {"element_size", "itemsize"}) {
    auto width = [dtypeOf](Interpreter &, Arguments args) {
      return Value::integer(byteWidth(dtypeOf(args)));
    };
    if (StringRef(name) == "itemsize")
      defineProperty(interp, type, name, width);
    else
      defineMethod(interp, type, name, width);
  }
  defineProperty(interp, type, "device",
                 [&state](Interpreter &interp, Arguments) -> Value {
                   return interp.create<DeviceObject>(state.deviceType);
                 });
  for (const char *name :
       {"is_cuda", "is_sparse", "is_quantized", "is_nested", "is_mps", "is_xpu",
        "is_meta", "is_mkldnn", "is_vulkan", "is_ipu", "is_maia", "is_mtia",
        "is_sparse_csr", "is_xla"})
    defineProperty(interp, type, name, [](Interpreter &, Arguments) {
      return Value::boolean(false);
    });
  for (const char *name :
       {"is_complex", "is_shared", "is_pinned", "is_inference"})
    defineMethod(interp, type, name, [](Interpreter &, Arguments) {
      return Value::boolean(false);
    });
  defineProperty(interp, type, "is_cpu",
                 [](Interpreter &, Arguments) { return Value::boolean(true); });
  defineMethod(
      interp, type, "is_signed", [dtypeOf](Interpreter &, Arguments args) {
        DType type = dtypeOf(args);
        return Value::boolean(type != DType::U8 && type != DType::Bool);
      });
  defineProperty(interp, type, "is_leaf",
                 [](Interpreter &, Arguments) { return Value::boolean(true); });
  for (const char *name : {"grad", "grad_fn", "_grad"})
    defineProperty(
        interp, type, name,
        [](Interpreter &, Arguments) { return Value::none(); },
        [](Interpreter &, Arguments) { return Value::none(); });
  defineProperty(
      interp, type, "requires_grad",
      [](Interpreter &, Arguments args) {
        return Value::boolean(native<TensorObject>(args[0])->requiresGrad);
      },
      [](Interpreter &, Arguments args) {
        native<TensorObject>(args[0])->requiresGrad =
            args[1].isBool() && args[1].asBool();
        return Value::none();
      });
}

//===----------------------------------------------------------------------===//
// Tensors from tensors
//===----------------------------------------------------------------------===//

static Value transposedAttribute(TorchState &state, Arguments args,
                                 bool isMatrix) {
  const aten::Tensor &tensor = self(args);
  if (tensor.isPoison())
    return args[0];
  int64_t rank = tensor.rank();
  if (isMatrix && rank < 2)
    return state.interp.error("mT needs at least 2 dimensions");
  aten::Argument unused;
  return state.guarded([&]() -> Value {
    if (isMatrix)
      return state.make(aten::transposed(tensor, rank - 2, rank - 1));
    Shape order = aten::counting(0, rank);
    std::reverse(order.begin(), order.end());
    return state.make(aten::permuted(tensor, order));
  });
}

/// What the prelude draws at random while the model runs.
static Value random(TorchState &state, StringRef name) {
  Value module = state.interp.importModule("torch._random");
  return module ? state.interp.findAttribute(module, name) : Value();
}

static void addCopies(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  defineProperty(
      interp, type, "data",
      [&state](Interpreter &, Arguments args) -> Value {
        return self(args).isPoison()
                   ? args[0]
                   : state.makeLike(native<TensorObject>(args[0]),
                                    self(args).alias());
      },
      [&state](Interpreter &interp, Arguments args) -> Value {
        auto *other = native<TensorObject>(args[1]);
        if (!other)
          return interp.raise(interp.types.typeError,
                              "data can only be set to a tensor");
        auto *object = native<TensorObject>(args[0]);
        if (object->isComplex != other->isComplex) {
          Value cls = state.fromComplexPrelude("class_with_data", args);
          auto *type = llvm::dyn_cast_if_present<TypeObject>(cls);
          if (!type)
            return {};
          object->type = type;
          object->isComplex = other->isComplex;
        }
        object->tensor.assign(other->tensor);
        return Value::none();
      });
  defineProperty(interp, type, "T", [&state](Interpreter &, Arguments args) {
    return transposedAttribute(state, args, false);
  });
  for (const char *name : {"mT", "mH", "H"})
    defineProperty(interp, type, name, [&state](Interpreter &, Arguments args) {
      return transposedAttribute(state, args, true);
    });
  auto itself = [](Interpreter &, Arguments args) { return args[0]; };
  defineProperty(interp, type, "real", itself);
  defineProperty(
      interp, type, "imag", [](Interpreter &interp, Arguments args) -> Value {
        if (self(args).isPoison())
          return args[0];
        return interp.error(
            "imag is not implemented for tensors with non-complex dtypes");
      });
  for (const char *name :
       {"requires_grad_", "pin_memory", "share_memory_", "retain_grad", "conj",
        "resolve_conj", "resolve_neg", "to_dense", "coalesce"})
    defineMethod(interp, type, name, itself);
  defineMethod(interp, type, "numpy", [](Interpreter &interp, Arguments args) {
    Value array = interp.importModule("numpy._array");
    return array ? interp.callMethod(array, "wrap", args[0]) : Value();
  });
  defineMethod(interp, type, "get_device",
               [](Interpreter &, Arguments) { return Value::integer(-1); });
  // Not `torch.where` with the tensor in front: that takes the condition first.
  defineMethod(interp, type, "where", "self, condition, other",
               [&state](Interpreter &, Arguments args) {
                 Value operands[] = {args[1], args[0], args[2]};
                 return state.call("where", Arguments(operands));
               });
  // Filling with random numbers keeps the shape and makes the elements unknown.
  for (const char *name :
       {"normal_", "uniform_", "random_", "bernoulli_", "exponential_",
        "log_normal_", "cauchy_", "geometric_"})
    defineMethod(interp, type, name,
                 [&state, name](Interpreter &, Arguments args) -> Value {
                   if (state.emit.isInGraph())
                     return state.callComposed(name, random(state, name), args);
                   (void)state.emit.write(
                       self(args), state.emit.read(state.emit.uninitialized(
                                       self(args).type())));
                   return args[0];
                 });
}

static void addSubclassing(TorchState &state) {
  Interpreter &interp = state.interp;
  TypeObject *type = state.tensorType;
  for (const char *name : {"_as_subclass", "as_subclass"})
    defineMethod(interp, type, name, "self, cls",
                 [&state, name](Interpreter &interp, Arguments args) -> Value {
                   auto *cls = llvm::dyn_cast<TypeObject>(args[1]);
                   if (!cls)
                     return interp.raise(interp.types.typeError,
                                         "expected a class");
                   if (self(args).isPoison())
                     return args[0];
                   bool isComplex =
                       state.complexType && cls->isSubtypeOf(state.complexType);
                   bool isPublic = name[0] != '_';
                   if (isPublic && native<TensorObject>(args[0])->isComplex &&
                       !isComplex)
                     return state.noteUnsupported(
                         "torch.Tensor.as_subclass of complex tensors",
                         Arguments(args[0]));
                   auto *copy = interp.create<TensorObject>(cls);
                   copy->tensor = self(args).alias();
                   copy->requiresGrad = true;
                   copy->isComplex = isComplex;
                   return copy;
                 });
  defineNew(interp, type, "", [&state](Interpreter &, Arguments args) {
    return constructLegacy(state, args.dropFront(), DType::F32);
  });
  // copy.deepcopy() of a model gives parameters of their own.
  defineMethod(interp, type, "__deepcopy__",
               [&state](Interpreter &interp, Arguments args) -> Value {
                 auto *object = native<TensorObject>(args[0]);
                 return state.guarded([&]() -> Value {
                   auto copied = aten::copied(state.emit, object->tensor);
                   if (failed(copied))
                     return {};
                   auto *copy = interp.create<TensorObject>(object->type);
                   copy->tensor = *copied;
                   copy->requiresGrad = object->requiresGrad;
                   copy->isComplex = object->isComplex;
                   return copy;
                 });
               });
}

static void addText(TorchState &state) {
  Interpreter &interp = state.interp;
  auto text = [](Interpreter &interp, Arguments args) -> Value {
    return interp.str("<" + aten::describe(self(args)) + ">");
  };
  defineMethod(interp, state.tensorType, "__repr__", text);
  defineMethod(interp, state.tensorType, "__str__", text);
  defineMethod(interp, state.tensorType, "__hash__",
               [](Interpreter &, Arguments args) {
                 return Value::integer(
                     reinterpret_cast<intptr_t>(args[0].asObject()) >> 4);
               });
}

/// Methods of the operator table; those of other operators come from
/// `__getattr__`.
static void addOperatorMethods(TorchState &state) {
  Interpreter &interp = state.interp;
  defineMethod(
      interp, state.tensorType, "__getattr__", "self, name",
      [&state](Interpreter &interp, Arguments args) -> Value {
        auto *text = llvm::dyn_cast<StrObject>(args[1]);
        if (!text)
          return interp.raise(interp.types.typeError,
                              "attribute name must be string, not '" +
                                  interp.typeName(args[1]) + "'");
        StringRef name = text->str();
        Value function =
            name.starts_with("__") ? Value() : state.operatorFunction(name);
        if (interp.failed())
          return {};
        if (!function) {
          std::string nearest = nearestTensorAttribute(*state.tensorType, name);
          return interp.raise(
              interp.types.attributeError,
              "'" + interp.typeName(args[0]) + "' object has no attribute '" +
                  name + "'" +
                  (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
        }
        auto *method = interp.create<BoundMethodObject>(interp.types.method);
        method->self = args[0];
        method->function = function;
        return method;
      });
}

void addTensorType(TorchState &state) {
  state.tensorType = defineType(state.interp, "torch", "Tensor");
  addConversions(state);
  addShapeQuestions(state);
  addTypeQuestions(state);
  addCopies(state);
  addTensorConversions(state);
  addSubclassing(state);
  addText(state);
  addOperatorMethods(state);
  addTensorOperators(state);
  addTensorItems(state);
}

} // namespace kiln::python
