//===- Errors.cpp - Exceptions and their diagnostics ----------------------===//

#include "compiler/Frontend/Python/Evaluator/Frame.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using mlir::Location;

//===----------------------------------------------------------------------===//
// Raising
//===----------------------------------------------------------------------===//

static ExceptionObject *makeException(Interpreter &interp, TypeObject *type,
                                      Value argument) {
  auto *exception = interp.create<ExceptionObject>(type);
  exception->arguments.push_back(argument);
  exception->isNative = true;
  return exception;
}

Value Interpreter::raise(TypeObject *type, const Twine &message) {
  // The first failure is what the user should see.
  if (isFatal())
    return {};
  return raiseValue(makeException(*this, type, str(message)));
}

Value raiseKeyError(Interpreter &interp, Value key) {
  return interp.raiseValue(makeException(interp, interp.types.keyError, key));
}

Value Interpreter::raiseValue(Value exception) {
  if (isFatal())
    return {};
  if (auto *type = llvm::dyn_cast<TypeObject>(exception))
    if (type->isSubtypeOf(types.baseException)) {
      exception = call(type);
      if (!exception)
        return {};
    }
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(exception))
    return raiseOpaque(*this, opaque);
  auto *object = llvm::dyn_cast<ExceptionObject>(exception);
  if (!object)
    return raise(types.typeError,
                 "exceptions must derive from BaseException, not '" +
                     typeName(exception) + "'");
  if (object->traceback.empty())
    recordTraceback(object);
  pending = exception;
  hasPending = true;
  pendingIsFatal = pendingIsReported = pendingIsUndecided = false;
  return {};
}

Value Interpreter::needsElements(const Twine &message) {
  error(message);
  llvm::cast<ExceptionObject>(pending)->needsElements = true;
  // Python would go on here: no handler is to run instead.
  confinePending();
  return {};
}

Value Interpreter::fatal(const Twine &message) {
  raise(types.runtimeError, message);
  pendingIsFatal = true;
  return {};
}

Value Interpreter::alreadyReported() {
  fatal("an error has been reported");
  pendingIsReported = true;
  return {};
}

Value Interpreter::takeException() {
  Value exception = pending;
  pending = Value();
  hasPending = pendingIsFatal = pendingIsReported = pendingIsUndecided = false;
  return exception;
}

bool Interpreter::pendingIs(const TypeObject *type) const {
  return hasPending && !pendingIsFatal && !isConfined() &&
         isInstance(pending, type);
}

void Interpreter::confinePending() {
  if (auto *exception = llvm::dyn_cast_if_present<ExceptionObject>(pending))
    exception->isConfined = true;
}

bool Interpreter::isConfined() const {
  auto *exception = llvm::dyn_cast_if_present<ExceptionObject>(pending);
  return hasPending && exception && exception->isConfined;
}

void Interpreter::recordTraceback(ExceptionObject *exception) {
  for (const Frame *at = frame; at; at = at->caller)
    if (at->module)
      exception->traceback.push_back(
          {at->module, at->name, at->position.line, at->position.column});
  charge(exception->traceback.size(),
         exception->traceback.capacity() * sizeof(TracebackEntry));
  std::reverse(exception->traceback.begin(), exception->traceback.end());
}

//===----------------------------------------------------------------------===//
// Reporting
//===----------------------------------------------------------------------===//

/// Outer calls beyond this many are left out.
static constexpr size_t mostCallers = 6;

static std::string describe(Interpreter &interp,
                            const ExceptionObject *exception) {
  FailureOr<std::string> text = messageOf(interp, exception);
  if (failed(text)) {
    interp.takeException();
    text = std::string("its message cannot be made");
  }
  if (exception->isNative && exception->type == interp.types.keyError)
    return "key " + *text + " is not in the dict";
  if (exception->isNative && !text->empty())
    return *text;
  return text->empty() ? exception->type->name
                       : exception->type->name + ": " + *text;
}

static bool isUserFrame(const TracebackEntry &entry) {
  return !entry.module->isPrelude && !entry.module->fileName.empty();
}

static bool isAtSamePlace(const TracebackEntry &a, const TracebackEntry &b) {
  return a.module == b.module && a.line == b.line;
}

static std::string nameOf(const TracebackEntry &entry) {
  StringRef name = entry.function ? entry.function->str() : StringRef();
  if (name.empty() || name.starts_with("<"))
    return "";
  return (" '" + name + "'").str();
}

void Interpreter::reportPending() {
  bool isReported = pendingIsReported;
  Value value = takeException();
  auto *exception = llvm::dyn_cast_if_present<ExceptionObject>(value);
  if (isReported || !exception)
    return;
  std::string message = describe(*this, exception);
  ArrayRef<TracebackEntry> entries = exception->traceback;
  auto at = [&](const TracebackEntry &entry) {
    return lineLocation(entry.module, entry.line, entry.column);
  };

  int64_t innermost = static_cast<int64_t>(entries.size()) - 1;
  while (innermost >= 0 && !isUserFrame(entries[innermost]))
    --innermost;
  Location where = innermost >= 0     ? at(entries[innermost])
                   : !entries.empty() ? at(entries.back())
                                      : mlir::UnknownLoc::get(mlirContext);
  mlir::InFlightDiagnostic diagnostic = mlir::emitError(where, message);
  if (innermost >= 0 && innermost + 1 < static_cast<int64_t>(entries.size()))
    diagnostic.attachNote(at(entries.back()))
        << "raised here, in kiln's definition of"
        << (nameOf(entries.back()).empty() ? " the module"
                                           : nameOf(entries.back()));
  size_t callers = 0;
  const TracebackEntry *shown = innermost < 0 ? nullptr : &entries[innermost];
  for (int64_t index = innermost - 1; index >= 0; --index) {
    const TracebackEntry &entry = entries[index];
    if (!isUserFrame(entry) || isAtSamePlace(entry, *shown))
      continue;
    if (callers++ == mostCallers)
      break;
    diagnostic.attachNote(at(entry))
        << (nameOf(*shown).empty() ? "" : nameOf(*shown).substr(1) + " ")
        << "called from here";
    shown = &entry;
  }
  if (auto *cause =
          llvm::dyn_cast_if_present<ExceptionObject>(exception->cause))
    diagnostic.attachNote() << "caused by: " << describe(*this, cause);
}

//===----------------------------------------------------------------------===//
// Locations
//===----------------------------------------------------------------------===//

Location Interpreter::lineLocation(const ModuleObject *module, uint32_t line,
                                   uint32_t column) {
  mlir::LocationAttr &known =
      lineLocations[{module, uint64_t(line) << 32 | column}];
  if (!known)
    known =
        mlir::FileLineColLoc::get(mlirContext, module->fileName, line, column);
  return known;
}

Location Interpreter::location() {
  llvm::SmallVector<Location> lines;
  for (const Frame *at = frame; at; at = at->caller) {
    if (!at->module || at->module->fileName.empty())
      continue;
    Location line =
        lineLocation(at->module, at->position.line, at->position.column);
    // Comprehensions have frames of their own.
    if (lines.empty() || lines.back() != line)
      lines.push_back(line);
  }
  if (lines.empty())
    return mlir::UnknownLoc::get(mlirContext);
  Location result = lines.pop_back_val();
  while (!lines.empty())
    result = mlir::CallSiteLoc::get(lines.pop_back_val(), result);
  return result;
}

const Frame *Interpreter::userFrame() const {
  const Frame *at = frame;
  while (at &&
         (!at->module || at->module->isPrelude || at->module->fileName.empty()))
    at = at->caller;
  return at;
}

Location Interpreter::userLocation() {
  if (const Frame *at = userFrame())
    return lineLocation(at->module, at->position.line, at->position.column);
  return mlir::UnknownLoc::get(mlirContext);
}

Location Interpreter::locationOf(const OpaqueObject *opaque) {
  if (!opaque->module || opaque->module->fileName.empty())
    return mlir::UnknownLoc::get(mlirContext);
  return lineLocation(opaque->module, opaque->line, opaque->column);
}

} // namespace kiln::python
