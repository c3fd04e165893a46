//===- TorchState.cpp - What the torch modules share ----------------------===//

#include "compiler/Frontend/Python/Torch/TorchState.h"

#include "compiler/Frontend/Python/Torch/Construct.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Views are ops where they are read first. Of what forward computes they are
/// written at once, so that errors name the line that asks for the view.
static void placeViews(aten::Emitter &emit, const aten::Tensor &tensor) {
  if (tensor.isPoison() || tensor.get()->views.empty() || !emit.isInGraph())
    return;
  mlir::Value value = tensor.storage().value;
  if (value && value.getParentBlock() == emit.opBuilder().getInsertionBlock())
    emit.read(tensor);
}

Value TorchState::make(aten::Tensor tensor) {
  auto *object = interp.create<TensorObject>(tensorType);
  object->tensor = std::move(tensor);
  object->isUnknown = object->tensor.isPoison();
  placeViews(emit, object->tensor);
  return object;
}

bool isPoison(Value value) {
  if (auto *tensor = native<TensorObject>(value))
    return tensor->tensor.isPoison();
  if (auto *list = llvm::dyn_cast_if_present<ListObject>(value))
    return llvm::any_of(list->items, isPoison);
  return llvm::isa_and_present<OpaqueObject>(value);
}

Value TorchState::makeLike(const TensorObject *object, aten::Tensor tensor) {
  auto *copy =
      interp.create<TensorObject>(object->isComplex ? complexType : tensorType);
  copy->tensor = std::move(tensor);
  copy->isComplex = object->isComplex;
  return copy;
}

Value TorchState::make(DType dtype) {
  Value &value = dtypes[dtype];
  if (!value) {
    auto *object = interp.create<DTypeObject>(dtypeType);
    object->dtype = dtype;
    value = object;
  }
  return value;
}

Value TorchState::makeSize(ArrayRef<int64_t> shape) {
  auto *size = interp.create<TupleObject>(sizeType);
  for (int64_t dim : shape)
    size->items.push_back(Value::integer(dim));
  return size;
}

Value TorchState::fromArgument(const aten::Argument &argument) {
  if (auto *tensor = argument.getIf<aten::Tensor>())
    return make(*tensor);
  if (auto *flag = argument.getIf<bool>())
    return Value::boolean(*flag);
  if (auto *integer = argument.getIf<int64_t>())
    return Value::integer(*integer);
  if (auto *number = argument.getIf<double>())
    return Value::real(*number);
  if (auto *text = argument.getIf<std::string>())
    return interp.str(*text);
  if (auto *dtype = argument.getIf<DType>())
    return make(*dtype);
  if (auto *list = argument.getIf<aten::ArgumentList>()) {
    SmallVector<Value> items;
    for (const aten::Argument &element : *list)
      items.push_back(fromArgument(element));
    return interp.tuple(items);
  }
  return Value::none();
}

std::optional<DType> TorchState::asDType(Value value) {
  if (auto *dtype = native<DTypeObject>(value))
    return dtype->dtype;
  if (value.isObject()) {
    if (value.asObject() == interp.types.real)
      return DType::F64;
    if (value.asObject() == interp.types.integer)
      return DType::I64;
    if (value.asObject() == interp.types.boolean)
      return DType::Bool;
  }
  // `x.type(torch.ByteTensor)`
  if (auto *function = llvm::dyn_cast<NativeFunctionObject>(value))
    return legacyDType(function->name);
  return std::nullopt;
}

FailureOr<aten::Argument> TorchState::toArgument(Value value) {
  value = tensorOfArray(interp, value);
  if (value.isNull() || value.isNone())
    return aten::Argument();
  if (value.isBool())
    return aten::Argument(value.asBool());
  if (value.isInt())
    return aten::Argument(value.asInt());
  if (value.isFloat())
    return aten::Argument(value.asFloat());
  if (auto *tensor = native<TensorObject>(value))
    return aten::Argument(tensor->tensor);
  if (auto dtype = asDType(value))
    return aten::Argument(*dtype);
  if (auto *text = llvm::dyn_cast<StrObject>(value))
    return aten::Argument(text->str().str());
  if (auto *primitive = llvm::dyn_cast<PrimitiveObject>(value))
    return toArgument(primitive->primitive);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    // What an unknown function gave: everything after it is unknown too.
    if (!opaque->isConsequence)
      noteUnknown(*opaque);
    return aten::Argument(aten::Tensor::poison());
  }
  if (llvm::isa<ListObject>(value) || llvm::isa<TupleObject>(value) ||
      llvm::isa<RangeObject>(value) || llvm::isa<IteratorObject>(value)) {
    // Lists may hold themselves.
    SmallVector<Value> items;
    if (!interp.checkStack() || failed(interp.unpack(value, items)) ||
        !interp.allocate(items.size() * sizeof(aten::Argument)))
      return failure();
    aten::ArgumentList list;
    for (Value item : items) {
      FailureOr<aten::Argument> element = toArgument(item);
      if (failed(element))
        return failure();
      list.push_back(std::move(*element));
    }
    return aten::Argument(std::move(list));
  }
  return aten::Argument(aten::Ignored());
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

static const llvm::StringSet<> &torchOperators() {
  static const llvm::StringSet<> names = [] {
    llvm::StringSet<> result;
#define KILN_TORCH_OPERATOR(name) result.insert(name);
#include "compiler/Frontend/Python/Torch/OperatorNames.def"
#undef KILN_TORCH_OPERATOR
    return result;
  }();
  return names;
}

bool isTorchOperator(StringRef name) {
  const llvm::StringSet<> &names = torchOperators();
  return names.contains(name) || names.contains(name.rtrim('_'));
}

void considerTorchOperators(NearestName &nearest) {
  // The order of a set of strings is not that of names.
  llvm::SmallVector<StringRef> names(torchOperators().keys());
  llvm::sort(names);
  for (StringRef name : names)
    nearest.consider(name);
}

Location TorchState::location() {
  if (programLocation)
    return *programLocation;
  Location line = interp.location();
  if (modulePaths.empty() || modulePaths.back().empty())
    return line;
  return NameLoc::get(StringAttr::get(interp.context(), modulePaths.back()),
                      line);
}

/// What an operator on tensors counts as: the operation that it makes, its
/// location and its types.
static constexpr uint64_t stepsPerOperator = 1000;
static constexpr uint64_t bytesPerOperator = 4096;

Value TorchState::guarded(llvm::function_ref<Value()> body) {
  if (!interp.step(stepsPerOperator) || !interp.allocate(bytesPerOperator))
    return {};
  std::string message;
  emit.setLocation(location());
  Value result;
  {
    ScopedDiagnosticHandler handler(
        interp.context(), [&](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() != DiagnosticSeverity::Error)
            return failure();
          if (message.empty())
            message = diagnostic.str();
          return success();
        });
    result = body();
  }
  if (!message.empty() && !interp.failed())
    return interp.error(message);
  return message.empty() ? result : Value();
}

/// In-place operators give the very object they changed.
static Value sameObject(const aten::Argument &result, Arguments arguments) {
  auto *tensor = result.getIf<aten::Tensor>();
  if (!tensor)
    return {};
  for (Value argument : arguments.positional)
    if (auto *object = native<TensorObject>(argument))
      if (object->tensor == *tensor)
        return argument;
  return {};
}

/// Whether the tensor itself becomes another view of its storage.
static bool turnsInPlace(StringRef name) {
  return llvm::is_contained<StringRef>(
      {"t_", "transpose_", "swapaxes_", "swapdims_", "squeeze_", "unsqueeze_"},
      name);
}

/// Operators that only make tensors of unknown elements in a constructor.
static bool drawsNumbers(StringRef name) {
  return llvm::is_contained<StringRef>({"rand", "rand_like", "randn",
                                        "randn_like", "randint", "randint_like",
                                        "randperm"},
                                       name);
}

Value TorchState::random(StringRef name, Arguments arguments) {
  Value module = interp.importModule("torch._random");
  Value function = module ? interp.getAttribute(module, name) : Value();
  return function ? interp.call(function, arguments) : Value();
}

bool TorchState::isComplexArgument(Value value) {
  if (!value.isObject())
    return false;
  if (auto *tensor = native<TensorObject>(value))
    return tensor->isComplex;
  if (auto *dtype = native<DTypeObject>(value))
    return kiln::isComplex(dtype->dtype);
  ArrayRef<Value> items;
  if (auto *tuple = llvm::dyn_cast<TupleObject>(value))
    items = tuple->items;
  else if (auto *list = llvm::dyn_cast<ListObject>(value))
    items = list->items;
  else
    return value.asObject()->type == interp.types.complex;
  return llvm::any_of(items, [&](Value item) {
    auto *tensor = native<TensorObject>(item);
    return tensor && tensor->isComplex;
  });
}

bool TorchState::areComplex(Arguments arguments) {
  return llvm::any_of(arguments.positional,
                      [&](Value value) { return isComplexArgument(value); }) ||
         llvm::any_of(arguments.keywords, [&](const Keyword &keyword) {
           return isComplexArgument(keyword.value);
         });
}

Value TorchState::fromComplexPrelude(StringRef function, Arguments arguments) {
  Value module = interp.importModule("torch._complex");
  Value callee = module ? interp.getAttribute(module, function) : Value();
  return callee ? interp.call(callee, arguments) : Value();
}

Value TorchState::callComplex(StringRef name, Value composite,
                              Arguments arguments) {
  if (llvm::any_of(arguments.positional, isPoison))
    return make(aten::Tensor::poison());
  SmallVector<Value> operands = {interp.str(name), composite};
  llvm::append_range(operands, arguments.positional);
  return fromComplexPrelude("call", Arguments(operands, arguments.keywords));
}

Value TorchState::callComposed(StringRef name, Value function,
                               Arguments arguments) {
  if (areComplex(arguments))
    return callComplex(name, function ? function : Value::none(), arguments);
  return function ? interp.call(function, arguments)
                  : noteUnsupported(("torch." + name).str(), arguments);
}

Value TorchState::composed(StringRef name, Value function) {
  StringRef shown = name.substr(name.rfind('.') + 1);
  return interp.function(shown, [this, text = name.str(),
                                 function](Interpreter &, Arguments arguments) {
    return callComposed(text, function, arguments);
  });
}

Value TorchState::call(StringRef name, Arguments arguments) {
  if (areComplex(arguments))
    return callComplex(name, Value::none(), arguments);
  if (emit.isInGraph() && drawsNumbers(name))
    return random(name, arguments);
  auto *self = arguments.positional.empty()
                   ? nullptr
                   : native<TensorObject>(arguments.positional[0]);
  if (self && turnsInPlace(name)) {
    Value view = call(name.drop_back(), arguments);
    auto *object = view ? native<TensorObject>(view) : nullptr;
    if (!object)
      return view;
    self->tensor = object->tensor;
    return arguments.positional[0];
  }
  aten::ArgumentList positional;
  std::vector<aten::NamedArgument> named;
  for (Value value : arguments.positional) {
    FailureOr<aten::Argument> argument = toArgument(value);
    if (failed(argument))
      return {};
    positional.push_back(std::move(*argument));
  }
  for (const Keyword &keyword : arguments.keywords) {
    FailureOr<aten::Argument> argument = toArgument(keyword.value);
    if (failed(argument))
      return {};
    named.push_back({keyword.name->str().str(), std::move(*argument)});
  }
  return guarded([&]() -> Value {
    aten::Result result =
        aten::Table::get().call(emit, name, positional, named);
    if (failed(result))
      return {};
    if (Value same = sameObject(*result, arguments))
      return same;
    Value value = fromArgument(*result);
    auto *tuple = llvm::dyn_cast<TupleObject>(value);
    if (tuple && tuple->items.size() == 2 && (name == "max" || name == "min"))
      tuple->type = pairType;
    return value;
  });
}

/// Complex tensors as the user knows them, not as pairs.
static std::string describeTensor(const TensorObject &object) {
  const aten::Tensor &tensor = object.tensor;
  if (!object.isComplex || tensor.isPoison())
    return aten::describe(tensor);
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "torch." << torchName(object.dtype()) << '[';
  llvm::interleaveComma(tensor.shape().drop_back(), out);
  out << ']';
  return text;
}

static std::string describeTensors(Arguments arguments) {
  SmallVector<std::string> texts;
  for (Value value : arguments.positional) {
    if (auto *object = native<TensorObject>(value))
      texts.push_back(describeTensor(*object));
    else if (llvm::isa<OpaqueObject>(value))
      texts.push_back(aten::describe(aten::Tensor::poison()));
  }
  return llvm::join(texts, ", ");
}

/// One entry for each thing and place.
void TorchState::note(UnsupportedUse use) {
  auto known = llvm::find_if(unsupported, [&](const UnsupportedUse &other) {
    return other.name == use.name && other.location == use.location;
  });
  if (known != unsupported.end())
    ++known->count;
  else
    unsupported.push_back(std::move(use));
}

Value TorchState::noteUnsupported(StringRef name, Arguments arguments,
                                  StringRef nearest) {
  note({UnsupportedUse::Operator, name.str(),
        programLocation ? *programLocation : interp.userLocation(),
        describeTensors(arguments), "",
        nearest.empty() ? nearestSupported(name) : nearest.str()});
  return make(aten::Tensor::poison());
}

void TorchState::noteUnknown(const OpaqueObject &opaque) {
  note({UnsupportedUse::Value, opaque.text, interp.userLocation(), "",
        opaque.reason, ""});
}

Value TorchState::needsElements(StringRef what) {
  std::string message =
      (what + " needs elements that depend on the model's input, its state or "
              "random numbers; kiln decides everything about shapes and "
              "control flow when compiling")
          .str();
  if (!interp.canGoOn() || interp.isChecking())
    return interp.needsElements(message);
  note({UnsupportedUse::Elements, message, location(), "", "", ""});
  return interp.undecided();
}

Value TorchState::askedOfPoison() {
  if (interp.onUnknown && !unsupported.empty())
    return interp.consequence();
  return interp.fatal("the model needs the result of an unsupported operator");
}

Value TorchState::composite(StringRef name) {
  Value module = interp.importModule("torch._composites");
  if (!module)
    return {};
  if (Value found = interp.findAttribute(module, name))
    return found;
  Value functional =
      name.consume_back("_") ? interp.findAttribute(module, name) : Value();
  if (!functional)
    return {};
  return interp.function(
      name, [this, functional](Interpreter &, Arguments arguments) -> Value {
        Value result = interp.call(functional, arguments);
        if (!result)
          return {};
        Value operands[] = {arguments[0], result};
        return call("copy_", Arguments(operands));
      });
}

Value TorchState::operatorFunction(StringRef name) {
  bool isKnown = aten::Table::get().knows(name);
  if (!isKnown && !isTorchOperator(name))
    return {};
  if (Value known = functions.lookup(name))
    return known;
  Value function = isKnown ? Value() : composite(name);
  if (interp.failed())
    return {};
  if (!isKnown)
    return functions[name] = composed(name, function);
  function = interp.function(
      name, [this, text = name.str()](Interpreter &, Arguments arguments) {
        return call(text, arguments);
      });
  return functions[name] = function;
}

Value TorchState::unknownAttribute(StringRef module, StringRef name) {
  if (name.starts_with("__"))
    return interp.raise(interp.types.attributeError,
                        "module '" + module + "' has no attribute '" + name +
                            "'");
  if (Value function = operatorFunction(name))
    return function;
  if (interp.failed())
    return {};
  auto *opaque = interp.create<OpaqueObject>(interp.types.opaque);
  opaque->text = (module + "." + name).str();
  opaque->reason = "kiln does not know this part of PyTorch";
  return opaque;
}

} // namespace kiln::python
