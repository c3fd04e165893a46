//===- Definition.cpp - A model constructed from Python -------------------===//

#include "compiler/Frontend/Python/Import/Definition.h"

#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace kiln::python {

using namespace mlir;

/// Adds the texts in quotes, as Python writes most names of files.
static void addQuoted(StringRef text, std::vector<std::string> &names) {
  while (true) {
    size_t begin = text.find_first_of("'\"");
    if (begin == StringRef::npos)
      return;
    size_t end = text.find(text[begin], begin + 1);
    if (end == StringRef::npos)
      return;
    names.push_back(text.slice(begin + 1, end).str());
    text = text.drop_front(end + 1);
  }
}

/// The files that arguments of the model or of the script name: the user wants
/// them read.
static std::vector<std::string> filesNamedIn(const ImportOptions &options) {
  std::vector<std::string> names;
  addQuoted(parseModelReference(options.model).call, names);
  for (const auto &[name, value] : options.globals)
    addQuoted(value, names);
  for (StringRef argument : options.scriptArguments) {
    names.push_back(argument.str());
    names.push_back(argument.split('=').second.str());
  }
  llvm::erase_if(names, [](const std::string &name) {
    return !llvm::sys::fs::is_regular_file(name);
  });
  return names;
}

static PythonOptions
pythonOptions(const ImportOptions &options,
              llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  PythonOptions result;
  result.searchPaths = options.searchPaths;
  result.dataPaths = options.dataPaths;
  llvm::append_range(result.dataPaths, filesNamedIn(options));
  result.scriptArguments = options.scriptArguments;
  result.globals = options.globals;
  result.files = std::move(files);
  return result;
}

Definition::Definition(MLIRContext &context, const ImportOptions &options)
    : options(options), reference(parseModelReference(options.model)),
      files(llvm::makeIntrusiveRefCnt<RecordingFileSystem>()),
      session(&context, pythonOptions(options, files)),
      state(addTorch(session.interpreter())) {}

FailureOr<Value> Definition::ask(StringRef function, ArrayRef<Value> more) {
  Interpreter &interp = interpreter();
  Value module = interp.importModule("torch._model");
  Value callee = module ? interp.getAttribute(module, function) : Value();
  SmallVector<Value> arguments = {owner};
  llvm::append_range(arguments, more);
  Value result =
      callee ? interp.call(callee, ArrayRef<Value>(arguments)) : Value();
  if (result)
    return result;
  interp.reportPending();
  return failure();
}

LogicalResult Definition::construct() {
  auto made = session.evaluateModel(reference.path, reference.call);
  if (failed(made)) {
    (void)reportUnsupported();
    return failure();
  }
  return failed(adopt(*made)) ? failure() : evaluateUnloaded();
}

LogicalResult Definition::evaluateUnloaded() {
  auto names = stateNames();
  if (failed(names))
    return failure();
  auto versionOf = [](const StateName &name) {
    return name.object->tensor.isPoison()
               ? 0
               : name.object->tensor.sharedStorage()->version;
  };
  SmallVector<uint64_t> before(llvm::map_range(*names, versionOf));
  if (failed(ask("evaluate")))
    return failure();
  for (auto [name, version] : llvm::zip(*names, before))
    if (name.isParameter && versionOf(name) != version)
      return emitError(UnknownLoc::get(context()))
             << "eval() of " << text() << " changes the parameter '"
             << name.name
             << "', whose weights are not loaded yet; save the whole model "
                "instead of its state_dict";
  return success();
}

LogicalResult Definition::adopt(Value made) {
  object = owner = made;
  auto *method = llvm::dyn_cast<BoundMethodObject>(object);
  if (method)
    owner = method->self;
  FailureOr<Value> answer = ask("is_module");
  if (failed(answer))
    return failure();
  modelIsModule = !method && answer->isBool() && answer->asBool();
  bool isCallable = modelIsModule || llvm::isa<FunctionObject>(object) ||
                    llvm::isa<BoundMethodObject>(object) ||
                    (llvm::isa<InstanceObject>(object) &&
                     interpreter().findAttribute(object, "__call__"));
  if (!isCallable)
    return emitError(UnknownLoc::get(context()))
           << text() << " gives an object of class '"
           << interpreter().typeName(object)
           << "', expected an nn.Module or a function of tensors";
  // Operators that only initialise weights do not matter: what forward() needs
  // of them is noticed when it runs.
  unsupportedInConstructor = std::move(state->unsupported);
  state->unsupported.clear();
  return failed(ask("name_modules")) ? failure() : success();
}

FailureOr<bool> Definition::hasLazyParameters() {
  FailureOr<Value> answer = ask("has_lazy_parameters");
  if (failed(answer))
    return failure();
  return answer->isBool() && answer->asBool();
}

std::string Definition::identifier() {
  StringRef call = StringRef(reference.call).trim();
  StringRef callee = call.take_until([](char c) { return c == '('; }).trim();
  if (callee.contains('.'))
    callee = callee.rsplit('.').second;
  if (callee.empty())
    return interpreter().typeName(object).str();
  // A method of what is constructed: `VAE().decode`.
  std::string name = callee.str();
  if (auto [head, method] = call.rsplit(").");
      !method.empty() && !method.contains('('))
    name += "_" + method.str();
  for (char &c : name)
    if (!llvm::isAlnum(c))
      c = '_';
  return name;
}

//===----------------------------------------------------------------------===//
// Parameters and buffers
//===----------------------------------------------------------------------===//

FailureOr<std::vector<StateName>> Definition::stateNames() {
  FailureOr<Value> rows = ask("state_of");
  if (failed(rows))
    return failure();
  std::vector<StateName> names;
  for (Value row : llvm::cast<ListObject>(rows->asObject())->items) {
    const auto &parts = llvm::cast<TupleObject>(row.asObject())->items;
    std::string name = llvm::cast<StrObject>(parts[0].asObject())->str().str();
    auto *tensor = native<TensorObject>(parts[1]);
    if (auto *opaque = opaqueOf(interpreter(), parts[1]))
      return emitError(interpreter().locationOf(opaque))
             << "the parameter or buffer '" << name << "' of " << text()
             << " is '" << opaque->text << "', which is not known to kiln"
             << (opaque->reason.empty() ? "" : " (" + opaque->reason + ")")
             << "; make it with torch";
    if (!tensor)
      return emitError(UnknownLoc::get(context()))
             << "the parameter or buffer '" << name << "' of " << text()
             << " is an object of class '" << interpreter().typeName(parts[1])
             << "', expected a tensor";
    names.push_back({name, tensor, parts[2].asBool(), parts[3].asBool(),
                     llvm::cast<StrObject>(parts[4].asObject())->str().str()});
  }
  return names;
}

LogicalResult Definition::addEntry(const StateName &row) {
  aten::Tensor &tensor = row.object->tensor;
  if (tensor.isPoison())
    return success();
  bool isWhole = tensor.get()->views.empty();
  for (StateEntry &entry : stateEntries) {
    bool isSame = entry.object == row.object ||
                  (isWhole && entry.storage == tensor.sharedStorage());
    if (!isSame || (row.isPersistent && !entry.isPersistent))
      continue;
    if (entry.isPersistent == row.isPersistent)
      entry.names.push_back(row.name);
    return success();
  }
  StateEntry entry;
  entry.name = row.name;
  entry.names.push_back(row.name);
  entry.attribute = row.attribute;
  entry.object = row.object;
  entry.isParameter = row.isParameter;
  entry.isPersistent = row.isPersistent;
  entry.constructed = state->emit.read(tensor);
  if (!entry.constructed)
    return failure();
  // A view of something else gets a place of its own for what is loaded.
  if (!isWhole && row.isPersistent)
    tensor.assign(aten::Tensor::of(entry.constructed));
  entry.storage = tensor.sharedStorage();
  stateEntries.push_back(std::move(entry));
  return success();
}

LogicalResult Definition::collectState() {
  stateEntries.clear();
  auto names = stateNames();
  if (failed(names))
    return failure();
  for (const StateName &name : *names)
    if (failed(addEntry(name)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

static void describe(InFlightDiagnostic &error, Interpreter &interp,
                     const UnsupportedUse &use) {
  Diagnostic &note = error.attachNote(use.location);
  std::string nearest = use.nearest;
  switch (use.kind) {
  case UnsupportedUse::Operator:
    note << use.name << "(" << use.operands << ")";
    break;
  case UnsupportedUse::Value:
    note << "'" << use.name << "' is not known: " << use.reason;
    nearest = nearestAttribute(interp, use.name);
    break;
  case UnsupportedUse::Elements:
    note << use.name;
    break;
  }
  if (use.count > 1)
    note << ", " << (use.kind == UnsupportedUse::Operator ? "called " : "used ")
         << use.count << " times";
  if (!nearest.empty())
    note << "; the nearest that is supported: " << nearest;
}

static void describe(InFlightDiagnostic &error, Interpreter &interp,
                     ArrayRef<UnsupportedUse> unsupported) {
  constexpr size_t most = 100;
  for (const UnsupportedUse &use : unsupported.take_front(most))
    describe(error, interp, use);
  if (unsupported.size() > most)
    error.attachNote() << "and at " << unsupported.size() - most
                       << " places more";
}

/// "2 operators that kiln does not support and 1 value that is not known".
static std::string summarize(ArrayRef<UnsupportedUse> unsupported) {
  llvm::StringSet<> operators, values;
  size_t elements = 0;
  for (const UnsupportedUse &use : unsupported) {
    if (use.kind == UnsupportedUse::Elements)
      ++elements;
    else
      (use.kind == UnsupportedUse::Operator ? operators : values)
          .insert(use.name);
  }
  SmallVector<std::string> parts;
  auto add = [&](size_t count, StringRef one, StringRef many) {
    if (count)
      parts.push_back(std::to_string(count) + " " +
                      (count == 1 ? one : many).str());
  };
  add(operators.size(), "operator that kiln does not support",
      "operators that kiln does not support");
  add(values.size(), "value that is not known", "values that are not known");
  add(elements, "place that needs elements when compiling",
      "places that need elements when compiling");
  std::string last = parts.pop_back_val();
  return parts.empty() ? last : llvm::join(parts, ", ") + " and " + last;
}

LogicalResult Definition::reportUnsupported() {
  std::vector<UnsupportedUse> uses = std::move(state->unsupported);
  state->unsupported.clear();
  if (uses.empty()) {
    assert(!interpreter().hasGoneOn() && "what is not known is told");
    return success();
  }
  const UnsupportedUse &first = uses.front();
  if (uses.size() == 1 && first.kind == UnsupportedUse::Elements)
    return emitError(first.location) << first.name;
  InFlightDiagnostic error = emitError(first.location)
                             << text() << " uses " << summarize(uses);
  describe(error, interpreter(), uses);
  return error;
}

void Definition::explainConstruction(InFlightDiagnostic &error) {
  describe(error, interpreter(), unsupportedInConstructor);
}

void Definition::reportFailedCall() {
  Interpreter &interp = interpreter();
  // What stops at an unknown result, or comes of going on behind one, has been
  // said by naming its operator.
  bool isExplained =
      !state->unsupported.empty() && (interp.isFatal() || interp.hasGoneOn());
  (void)reportUnsupported();
  if (isExplained)
    (void)interp.takeException();
  else if (interp.failed())
    interp.reportPending();
}

} // namespace kiln::python
