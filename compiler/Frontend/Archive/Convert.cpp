//===- Convert.cpp - From one format of weights to another ----------------===//

#include "compiler/Frontend/Archive/Convert.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Archive/Writers.h"
#include "compiler/Support/OutputFile.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

std::optional<WeightsFormat> kiln::formatOfPath(StringRef path) {
  using Format = std::optional<WeightsFormat>;
  return llvm::StringSwitch<Format>(llvm::sys::path::extension(path))
      .Cases({".pt", ".pth", ".bin"}, WeightsFormat::Torch)
      .Case(".safetensors", WeightsFormat::Safetensors)
      .Case(".npz", WeightsFormat::Npz)
      .Default(std::nullopt);
}

namespace {

/// What sets one format apart from the others.
struct FormatTraits {
  StringRef name;
  bool (*supports)(DType type);
  const char *(*problemOfName)(StringRef name);
};

class Conversion {
public:
  explicit Conversion(const ConvertOptions &options) : options(options) {}

  llvm::Expected<std::vector<std::string>> run();

private:
  Error takeWeights(const ModelFile &model);
  Error rename(ValueArena &values);
  void renameModules(ValueArena &values);
  Error checkRule(const RenameRule &rule, size_t matches) const;
  Error checkNames() const;
  Error checkTypes() const;
  Error checkOutput(const ModelFile &model) const;
  TextNotes notesFor(const ModelFile &model) const;
  Error write(llvm::raw_pwrite_stream &os, const ModelFile &model) const;
  void noteStrides();
  void noteSharing();

  const ConvertOptions &options;
  StateDict weights;
  std::vector<std::string> notes;
};

} // namespace

static const FormatTraits &traitsOf(WeightsFormat format) {
  static const FormatTraits torch{
      "torch.save's format", [](DType) { return true; },
      [](StringRef) -> const char * { return nullptr; }},
      safetensors{"safetensors",
                  [](DType type) { return !safetensorsName(type).empty(); },
                  problemOfSafetensorsName},
      npz{"NumPy", [](DType type) { return !numpyName(type).empty(); },
          problemOfNpzName};
  switch (format) {
  case WeightsFormat::Torch:
    return torch;
  case WeightsFormat::Safetensors:
    return safetensors;
  case WeightsFormat::Npz:
    return npz;
  }
  llvm_unreachable("all formats are handled");
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// A rule that means nothing is a slip of the pen.
Error Conversion::checkRule(const RenameRule &rule, size_t matches) const {
  if (matches)
    return Error::success();
  NearestName nearest(rule.oldName());
  for (const StateDict::Entry &entry : weights)
    nearest.consider(entry.name);
  std::string hint;
  if (!nearest.get().empty())
    hint = "; there is " + quoted(nearest.get());
  return failure("{0}: --rename {1} fits no tensor{2}", options.input,
                 quoted(rule.text()), hint);
}

/// The keys of `_metadata` are the paths of modules: what a rule makes of all
/// their tensors, it makes of them.
void Conversion::renameModules(ValueArena &values) {
  auto *metadata = llvm::dyn_cast_if_present<DictValue>(weights.metadata);
  if (!metadata || options.renames.empty())
    return;
  auto *renamed = values.make<DictValue>();
  renamed->className = metadata->className;
  for (auto [key, value] : metadata->entries) {
    auto *path = llvm::dyn_cast<StringValue>(key);
    std::string prefix = path ? path->text.str() + "." : "";
    for (const RenameRule &rule : options.renames)
      prefix = rule.apply(prefix).value_or(prefix);
    StringRef name = prefix;
    if (path && (name.empty() || name.consume_back(".")))
      key = values.make<StringValue>(values.save(name));
    renamed->entries.push_back({key, value});
  }
  weights.metadata = renamed;
}

Error Conversion::rename(ValueArena &values) {
  renameModules(values);
  for (const RenameRule &rule : options.renames) {
    StateDict renamed;
    renamed.metadata = weights.metadata;
    size_t matches = 0;
    for (const StateDict::Entry &entry : weights) {
      std::optional<std::string> name = rule.apply(entry.name);
      matches += name.has_value();
      if (!renamed.insert(name.value_or(entry.name), entry.tensor,
                          entry.layout))
        return failure("{0}: after --rename {1} there are two tensors {2}",
                       options.input, quoted(rule.text()),
                       quoted(name.value_or(entry.name)));
    }
    if (Error error = checkRule(rule, matches))
      return error;
    weights = std::move(renamed);
  }
  return Error::success();
}

Error Conversion::checkNames() const {
  const FormatTraits &format = traitsOf(options.format);
  for (const StateDict::Entry &entry : weights) {
    const char *problem = entry.name.empty() ? "is empty"
                          : !llvm::json::isUTF8(entry.name)
                              ? "is not UTF-8"
                              : format.problemOfName(entry.name);
    if (problem)
      return failure("{0}: {1} cannot hold the tensor {2}: the name {3}",
                     options.output, format.name, quoted(entry.name), problem);
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// What a format lacks
//===----------------------------------------------------------------------===//

Error Conversion::checkTypes() const {
  const FormatTraits &format = traitsOf(options.format);
  std::vector<std::string> refused;
  for (const StateDict::Entry &entry : weights)
    if (!format.supports(entry.tensor.dtype()))
      refused.push_back(llvm::formatv("{0} (torch.{1})", quoted(entry.name),
                                      torchName(entry.tensor.dtype())));
  if (refused.empty())
    return Error::success();
  return failure("{0}: {1} lacks the type of {2} {3}: {4}", options.output,
                 format.name, refused.size(),
                 refused.size() == 1 ? "tensor" : "tensors", listOf(refused));
}

void Conversion::noteStrides() {
  std::vector<std::string> names;
  for (const StateDict::Entry &entry : weights) {
    const StoredLayout &layout = entry.layout;
    if (layout.storage.owner && entry.tensor.numElements() > 1 &&
        !isRowMajor(entry.tensor.shape(), layout.strides))
      names.push_back(quoted(entry.name));
  }
  if (!names.empty())
    notes.push_back("made contiguous, which they were not: " + listOf(names));
}

/// Formats without storages hold every tensor for itself.
void Conversion::noteSharing() {
  llvm::MapVector<const char *, std::vector<std::string>> users;
  for (const StateDict::Entry &entry : weights) {
    llvm::ArrayRef<char> storage = entry.layout.storage.owner
                                       ? entry.layout.storage.bytes
                                       : entry.tensor.bytes();
    if (!storage.empty())
      users[storage.data()].push_back(quoted(entry.name));
  }
  std::vector<std::string> groups;
  for (const auto &[storage, names] : users)
    if (names.size() > 1)
      groups.push_back(llvm::join(names, " = "));
  if (!groups.empty())
    notes.push_back("written once for each name, though they share elements: " +
                    listOf(groups));
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// What was noted beside the tensors of safetensors, but for the names of tied
/// weights, which are written now. Hugging Face's readers ask which library
/// the tensors are of.
TextNotes Conversion::notesFor(const ModelFile &model) const {
  switch (model.kind) {
  case FileKind::Npy:
  case FileKind::Npz:
  case FileKind::Onnx:
    return {};
  case FileKind::Safetensors:
    break;
  default:
    return {{"format", "pt"}};
  }
  llvm::StringSet<> tensors;
  for (const ModelTensor &tensor : model.tensors)
    tensors.insert(tensor.name);
  TextNotes kept;
  for (const auto &[key, value] : model.notes)
    if (!tensors.contains(value))
      kept.push_back({key, value});
  return kept;
}

Error Conversion::write(llvm::raw_pwrite_stream &os,
                        const ModelFile &model) const {
  switch (options.format) {
  case WeightsFormat::Torch:
    writeTorchZip(os, weights);
    return Error::success();
  case WeightsFormat::Safetensors:
    return writeSafetensors(os, weights, notesFor(model));
  case WeightsFormat::Npz:
    writeNpz(os, weights);
    return Error::success();
  }
  llvm_unreachable("all formats are handled");
}

/// The original must not be lost by a slip of the pen.
Error Conversion::checkOutput(const ModelFile &model) const {
  if (llvm::sys::fs::is_directory(options.output))
    return failure("cannot write {0}: it is a folder", options.output);
  for (const std::string &file : model.files)
    if (llvm::sys::fs::equivalent(file, options.output))
      return failure("the output {0} is one of the files that are converted; "
                     "give another -o",
                     options.output);
  return Error::success();
}

Error Conversion::takeWeights(const ModelFile &model) {
  llvm::Expected<StateDict> found =
      findStateDict(model, options.key, WrapperPrefix::Keep);
  if (!found)
    return found.takeError();
  // A file of one tensor gives it no name.
  bool isBare = found->size() == 1 && found->entries().front().name.empty();
  if (!isBare) {
    weights = std::move(*found);
    return Error::success();
  }
  const StateDict::Entry &only = found->entries().front();
  weights.insert("tensor", only.tensor, only.layout);
  return Error::success();
}

llvm::Expected<std::vector<std::string>> Conversion::run() {
  llvm::Expected<ModelFile> model = readModelFile(options.input);
  if (!model)
    return model.takeError();
  if (Error error = checkOutput(*model))
    return error;
  if (Error error = takeWeights(*model))
    return error;
  if (Error error = rename(*model->values))
    return error;
  if (Error error = checkNames())
    return error;
  if (Error error = checkTypes())
    return error;
  if (options.format != WeightsFormat::Torch) {
    noteStrides();
    noteSharing();
  }
  Error error = writeFile(options.output, [&](llvm::raw_pwrite_stream &os) {
    return write(os, *model);
  });
  if (error)
    return error;
  return notes;
}

llvm::Expected<std::vector<std::string>>
kiln::convertWeights(const ConvertOptions &options) {
  return Conversion(options).run();
}
