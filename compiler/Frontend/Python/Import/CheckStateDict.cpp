//===- CheckStateDict.cpp - Whether a state_dict fits a model -------------===//

#include "compiler/Frontend/Python/Import/Weights.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringSet.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// What does not fit, in the order of the model and of the file.
struct Differences {
  std::vector<const StateEntry *> missing;
  std::vector<const StateDict::Entry *> unexpected;
  std::vector<std::string> unfit;
};

} // namespace

/// Counters of training that old files lack and that inference never reads.
static bool isCounter(StringRef name) {
  return name == "num_batches_tracked" ||
         name.ends_with(".num_batches_tracked");
}

/// As PyTorch shows it: `[3, 2]`.
static std::string listText(ArrayRef<int64_t> shape) {
  std::string text = "[";
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(shape, os);
  os << "]";
  return text;
}

static std::string describe(DType type, ArrayRef<int64_t> shape) {
  return ("torch." + torchName(type) + listText(shape)).str();
}

/// Old files hold scalars as vectors of one element.
static bool shapesFit(ArrayRef<int64_t> model, ArrayRef<int64_t> file) {
  return model == file || (model.empty() && file == ArrayRef<int64_t>{1});
}

static void compareTensors(const StateEntry &entry, const HostTensor &tensor,
                           Differences &differences) {
  if (!shapesFit(entry.shape(), tensor.shape()))
    differences.unfit.push_back(
        "'" + entry.name + "' has shape " + listText(tensor.shape()) +
        " in the file, expected " + listText(entry.shape()));
  else if (!isComputeType(tensor.dtype()))
    differences.unfit.push_back(
        ("'" + entry.name + "' is torch." + torchName(tensor.dtype()) +
         " in the file, which does not convert to torch." +
         torchName(entry.dtype()))
            .str());
}

static Differences compare(Definition &definition, const StateDict &dict) {
  Differences differences;
  llvm::StringSet<> known;
  for (const StateEntry &entry : definition.entries()) {
    if (!entry.isPersistent)
      continue;
    for (const std::string &name : entry.names)
      known.insert(name);
    if (const HostTensor *tensor = lookup(dict, entry))
      compareTensors(entry, *tensor, differences);
    else if (!isCounter(entry.name))
      differences.missing.push_back(&entry);
  }
  for (const StateDict::Entry &entry : dict)
    if (!known.contains(entry.name) && !isCounter(entry.name))
      differences.unexpected.push_back(&entry);
  return differences;
}

//===----------------------------------------------------------------------===//
// Hints
//===----------------------------------------------------------------------===//

/// `longer` without `shorter` at its end, if that leaves whole components.
static std::optional<StringRef> prefixBefore(StringRef longer,
                                             StringRef shorter) {
  if (!longer.consume_back(shorter) || !longer.ends_with("."))
    return std::nullopt;
  return longer;
}

/// The prefix that all missing names lack or have; `inFile` tells which.
static std::string commonPrefix(const Differences &differences, bool &inFile) {
  if (differences.missing.empty() || differences.unexpected.empty())
    return "";
  llvm::StringSet<> names;
  for (const StateDict::Entry *entry : differences.unexpected)
    names.insert(entry->name);
  StringRef first = differences.missing.front()->name;
  for (const StateDict::Entry *entry : differences.unexpected)
    for (bool file : {true, false}) {
      auto prefix = file ? prefixBefore(entry->name, first)
                         : prefixBefore(first, entry->name);
      if (!prefix)
        continue;
      auto fits = [&](const StateEntry *missing) {
        StringRef rest = missing->name;
        return file ? names.contains((*prefix + rest).str())
                    : rest.consume_front(*prefix) && names.contains(rest);
      };
      inFile = file;
      if (llvm::all_of(differences.missing, fits))
        return prefix->str();
    }
  return "";
}

/// A list whose search stays cheap even when nothing fits.
static constexpr size_t mostCandidates = 2000;

/// The unexpected key most like a missing one, if any is like it at all.
static StringRef nearest(const StateEntry &missing,
                         const Differences &differences) {
  NearestName result(missing.name);
  for (const StateDict::Entry *entry :
       ArrayRef(differences.unexpected).take_front(mostCandidates))
    if (shapesFit(missing.shape(), entry->tensor.shape()))
      result.consider(entry->name);
  return result.get();
}

//===----------------------------------------------------------------------===//
// The report
//===----------------------------------------------------------------------===//

/// The part of the model that a key leads to, if kiln does not know it; `path`
/// becomes its name.
static const OpaqueObject *unknownPart(Definition &definition, StringRef key,
                                       StringRef &path) {
  Interpreter &interp = definition.interpreter();
  Value part = definition.model();
  for (StringRef rest = key; !rest.empty();) {
    StringRef name;
    std::tie(name, rest) = rest.split('.');
    part = interp.findAttribute(part, name);
    if (interp.failed())
      (void)interp.takeException();
    if (!part)
      return nullptr;
    path = key.take_front(name.end() - key.begin());
    if (auto *opaque = llvm::dyn_cast<OpaqueObject>(part))
      return opaque;
  }
  return nullptr;
}

/// Layers that kiln does not know have no parameters: that is why their keys
/// are unexpected.
static void noteUnknownParts(InFlightDiagnostic &report, Definition &definition,
                             const Differences &differences) {
  llvm::StringSet<> noted;
  for (const StateDict::Entry *entry : differences.unexpected) {
    StringRef path;
    const OpaqueObject *part = unknownPart(definition, entry->name, path);
    if (part && noted.insert(path).second)
      report.attachNote(definition.interpreter().locationOf(part))
          << "'" << path << "' is '" << part->text
          << "', which is not known to kiln (" << part->reason << ")";
  }
}

static void addNotes(InFlightDiagnostic &report,
                     const Differences &differences) {
  bool inFile = false;
  std::string prefix = commonPrefix(differences, inFile);
  for (const StateEntry *entry : differences.missing) {
    Diagnostic &note = report.attachNote();
    note << "missing key '" << entry->name << "', "
         << describe(entry->dtype(), entry->shape());
    StringRef like = prefix.empty() ? nearest(*entry, differences) : "";
    if (!like.empty())
      note << "; the file has '" << like << "'";
  }
  for (const StateDict::Entry *entry : differences.unexpected)
    report.attachNote() << "unexpected key '" << entry->name << "', "
                        << describe(entry->tensor.dtype(),
                                    entry->tensor.shape());
  for (const std::string &text : differences.unfit)
    report.attachNote() << text;
  if (prefix.empty())
    return;
  if (inFile)
    report.attachNote() << "the keys of the file begin with '" << prefix
                        << "', which the names of the model do not have";
  else
    report.attachNote() << "the names of the model begin with '" << prefix
                        << "', which the keys of the file do not have";
}

LogicalResult checkStateDict(Definition &definition, const StateDict &dict,
                             StringRef path, bool allowMismatch) {
  Differences differences = compare(definition, dict);
  bool keysFit = differences.missing.empty() && differences.unexpected.empty();
  if (keysFit && differences.unfit.empty())
    return success();
  bool isError = !differences.unfit.empty() || !allowMismatch;
  Location nowhere = UnknownLoc::get(definition.context());
  InFlightDiagnostic report =
      isError ? emitError(nowhere) : emitWarning(nowhere);
  report << path << " does not fit " << definition.text() << ": "
         << differences.missing.size() << " missing and "
         << differences.unexpected.size() << " unexpected keys";
  if (!differences.unfit.empty())
    report << ", " << differences.unfit.size()
           << (differences.unfit.size() == 1 ? " tensor" : " tensors")
           << " of another shape or type";
  addNotes(report, differences);
  noteUnknownParts(report, definition, differences);
  return failure(isError);
}

} // namespace kiln::python
