//===- PythonSession.cpp - Evaluates model definitions --------------------===//

#include "compiler/Frontend/Python/PythonSession.h"
#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using mlir::failure;
using mlir::FailureOr;

PythonSession::PythonSession(mlir::MLIRContext *context, PythonOptions options)
    : interp(std::make_unique<Interpreter>(context, std::move(options))) {}

PythonSession::~PythonSession() = default;

FailureOr<ModuleObject *> PythonSession::runFile(llvm::StringRef path) {
  ModuleObject *module =
      Importer::of(*interp).runFile(path, Failures::Propagate);
  if (module)
    return module;
  interp->reportPending();
  return failure();
}

FailureOr<ModuleObject *> PythonSession::runText(llvm::StringRef fileName,
                                                 llvm::StringRef text) {
  ModuleObject *module = Importer::of(*interp).runText(fileName, text);
  if (module)
    return module;
  interp->reportPending();
  return failure();
}

FailureOr<Value> PythonSession::call(Value callee, Arguments arguments) {
  Value result = interp->call(callee, arguments);
  if (result)
    return result;
  interp->reportPending();
  return failure();
}

//===----------------------------------------------------------------------===//
// What a file offers
//===----------------------------------------------------------------------===//

static bool isModuleClass(const TypeObject *type) {
  return llvm::any_of(type->mro, [](const TypeObject *base) {
    return base->name == "Module" && base->module &&
           base->module->str() == "torch.nn.modules.module";
  });
}

/// The layers that the file itself defines, in order.
static std::vector<std::pair<std::string, TypeObject *>>
moduleClasses(const ModuleObject *module) {
  std::vector<std::pair<std::string, TypeObject *>> classes;
  for (const HashTable::Entry &entry : module->globals->table.slots()) {
    auto *name = llvm::dyn_cast_if_present<StrObject>(entry.key);
    if (!name)
      continue;
    auto *type = llvm::dyn_cast<TypeObject>(entry.value);
    if (type && type->module && type->module->str() == module->name->str() &&
        isModuleClass(type))
      classes.push_back({name->str().str(), type});
  }
  return classes;
}

static std::string listClasses(const ModuleObject *module) {
  std::vector<std::string> names;
  for (const auto &[name, type] : moduleClasses(module))
    names.push_back(name);
  return llvm::join(names, ", ");
}

static llvm::StringRef nearestName(const ModuleObject *module,
                                   llvm::StringRef wanted) {
  NearestName nearest(wanted);
  for (const HashTable::Entry &entry : module->globals->table.slots()) {
    auto *name = llvm::dyn_cast_if_present<StrObject>(entry.key);
    if (name && !name->str().starts_with("_"))
      nearest.consider(name->str());
  }
  return nearest.get();
}

//===----------------------------------------------------------------------===//
// The call
//===----------------------------------------------------------------------===//

/// The name at the root of `name`, `name(...)` or `name.attribute(...)`.
static const NameExpr *rootName(const Expr *expr) {
  while (true) {
    if (auto *call = llvm::dyn_cast<CallExpr>(expr))
      expr = call->callee;
    else if (auto *attribute = llvm::dyn_cast<AttributeExpr>(expr))
      expr = attribute->object;
    else
      return llvm::dyn_cast<NameExpr>(expr);
  }
}

/// What the text of a call is called in messages.
static constexpr llvm::StringLiteral callFile = "<model>";

static bool reportMissingName(Interpreter &interp, const ModuleObject *module,
                              const DictObject *names, const Expr *expr) {
  const NameExpr *name = rootName(expr);
  if (!name || names->find(name->name.object) ||
      interp.builtins()->globals->find(name->name.object))
    return false;
  mlir::InFlightDiagnostic diagnostic = mlir::emitError(
      mlir::FileLineColLoc::get(interp.context(), callFile, name->position.line,
                                name->position.column));
  diagnostic << "'" << module->fileName << "' has no '" << name->name.text
             << "'";
  llvm::StringRef nearest = nearestName(module, name->name.text);
  if (!nearest.empty())
    diagnostic << "; did you mean '" << nearest << "'?";
  std::string classes = listClasses(module);
  if (!classes.empty())
    diagnostic.attachNote() << "it defines the nn.Module classes " << classes;
  return true;
}

static Value pickModuleClass(Interpreter &interp, const ModuleObject *module) {
  auto classes = moduleClasses(module);
  if (classes.size() == 1)
    return classes.front().second;
  auto where =
      mlir::FileLineColLoc::get(interp.context(), module->fileName, 1, 1);
  if (classes.empty())
    mlir::emitError(where) << "'" << module->fileName
                           << "' defines no class derived from nn.Module";
  else
    mlir::emitError(where)
        << "'" << module->fileName << "' defines " << classes.size()
        << " classes derived from nn.Module; say which one is the model: "
        << listClasses(module);
  return {};
}

/// Whether a call without arguments lacks some: a function of tensors.
static bool needsArguments(Value value) {
  auto *method = llvm::dyn_cast<BoundMethodObject>(value);
  auto *function =
      llvm::dyn_cast<FunctionObject>(method ? method->function : value);
  if (!function)
    return false;
  llvm::ArrayRef<Parameter> parameters = function->node->parameters;
  for (size_t index = method ? 1 : 0; index < parameters.size(); ++index)
    if (parameters[index].kind != Parameter::Kind::VarPositional &&
        parameters[index].kind != Parameter::Kind::VarKeyword &&
        function->defaults[index].isNull())
      return true;
  return false;
}

/// Classes and functions stand for what they return, but a function that needs
/// arguments is the model itself.
static Value construct(Interpreter &interp, Value value) {
  if (needsArguments(value))
    return value;
  switch (value.isObject() ? value.asObject()->kind() : Object::Kind::Cell) {
  case Object::Kind::Type:
  case Object::Kind::Function:
  case Object::Kind::NativeFunction:
  case Object::Kind::BoundMethod:
    return interp.call(value);
  default:
    return value;
  }
}

namespace {
/// A name that expressions of the user's may use where the file has no such
/// name: a module, or something in it.
struct CommonName {
  llvm::StringLiteral name, module, attribute;
};
} // namespace

static constexpr CommonName commonNames[] = {
    {"torch", "torch", ""},
    {"nn", "torch.nn", ""},
    {"math", "math", ""},
    {"partial", "functools", "partial"},
    {"SimpleNamespace", "types", "SimpleNamespace"},
    {"OrderedDict", "collections", "OrderedDict"},
};

/// Makes those of `commonNames` known that `text` may mean; false with an
/// exception pending.
static bool addCommonNames(Interpreter &interp, DictObject *names,
                           llvm::StringRef text) {
  for (const CommonName &common : commonNames) {
    StrObject *name = interp.intern(common.name);
    if (!text.contains(common.name) || names->find(name))
      continue;
    Value value = interp.importModule(common.module);
    if (value && !common.attribute.empty())
      value = interp.getAttribute(value, common.attribute);
    if (!value)
      return false;
    names->set(name, value);
  }
  return true;
}

/// A file of its own that sees the names of the model's file, if the model has
/// one. Null with an exception pending.
static ModuleObject *makeCaller(Interpreter &interp, const ModuleObject *model,
                                llvm::StringRef fileName,
                                llvm::StringRef text) {
  auto *caller = interp.create<ModuleObject>(interp.types.module);
  caller->name = model ? model->name : interp.intern("__main__");
  caller->globals = interp.dict();
  if (model)
    caller->globals->table = model->globals->table;
  caller->fileName = fileName.str();
  return addCommonNames(interp, caller->globals, text) ? caller : nullptr;
}

/// An expression of the command line, which has no line of a file to show: an
/// error tells the text itself.
static const Tree *parseText(Interpreter &interp, llvm::StringRef fileName,
                             llvm::StringRef text) {
  std::string message;
  const Tree *tree;
  {
    mlir::ScopedDiagnosticHandler handler(interp.context(),
                                          [&](mlir::Diagnostic &diagnostic) {
                                            if (message.empty())
                                              message = diagnostic.str();
                                          });
    tree = Importer::of(interp).parse(fileName, text, TextKind::Expression);
  }
  if (!tree)
    mlir::emitError(mlir::UnknownLoc::get(interp.context()))
        << "in '" << text << "': " << message;
  return tree;
}

FailureOr<Value> PythonSession::evaluate(llvm::StringRef what,
                                         llvm::StringRef text) {
  std::string fileName = ("<" + what + ">").str();
  const Tree *tree = parseText(*interp, fileName, text.trim());
  if (!tree)
    return failure();
  ModuleObject *caller = makeCaller(*interp, model, fileName, text);
  Value value =
      caller ? Evaluator::evaluateExpression(*interp, caller, *tree, nullptr)
             : Value();
  if (value)
    return value;
  interp->reportPending();
  return failure();
}

FailureOr<Value> PythonSession::evaluateModel(llvm::StringRef path,
                                              llvm::StringRef callText) {
  Importer &importer = Importer::of(*interp);
  auto fail = [&]() -> FailureOr<Value> {
    interp->reportPending();
    return failure();
  };
  ModuleObject *module = importer.runFile(path, Failures::MakeOpaque);
  if (!module)
    return fail();

  model = module;
  llvm::StringRef text = callText.trim();
  Value value;
  if (text.empty()) {
    value = pickModuleClass(*interp, module);
    if (!value)
      return failure();
    text = llvm::cast<TypeObject>(value)->name;
  }
  const Tree *tree = parseText(*interp, callFile, text);
  if (!tree)
    return failure();
  const Expr *expr = llvm::cast<ExprStmt>(tree->body.front())->value;
  ModuleObject *caller = makeCaller(*interp, module, callFile, text);
  if (!caller)
    return fail();
  if (reportMissingName(*interp, module, caller->globals, expr))
    return failure();
  value = Evaluator::evaluateModelCall(*interp, caller, *tree, construct);
  if (!value)
    return fail();
  auto *opaque = llvm::dyn_cast<OpaqueObject>(value);
  if (!opaque)
    return value;
  mlir::emitError(mlir::FileLineColLoc::get(interp->context(), callFile, 1, 1))
      << "'" << opaque->text << "' is not known: " << opaque->reason;
  return failure();
}

} // namespace kiln::python
