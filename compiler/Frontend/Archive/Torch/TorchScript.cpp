//===- TorchScript.cpp - The archives of torch.jit.save -------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Walk.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

static Error readConstants(ModelFile &model, const ZipArchive &archive,
                           ReadContext &context) {
  llvm::Expected<Value *> constants =
      readTorchPickle("constants", *model.values, archive, context);
  if (!constants)
    return constants.takeError();
  model.constants = *constants;
  WalkBudget budget;
  llvm::Expected<std::vector<NamedTensor>> tensors =
      findTensors(**constants, WalkStyle::Instances, context.options, budget);
  if (!tensors)
    return tensors.takeError();
  for (NamedTensor &tensor : *tensors)
    if (Error error = loadTensor(*tensor.tensor, context.budget))
      return withPrefix("constant " + quoted(tensor.name), std::move(error));
  return Error::success();
}

static Error readSources(ModelFile &model, const ZipArchive &archive,
                         ReadContext &context) {
  StringRef prefix = archivePrefix(archive);
  uint64_t bytes = 0;
  for (const ZipArchive::Entry &entry : archive.entries()) {
    StringRef name = entry.name;
    if (!name.consume_front(prefix) || !name.starts_with("code/") ||
        !name.ends_with(".py"))
      continue;
    bytes += entry.size;
    if (bytes > context.options.maxParsedBytes)
      return failure("its code is more than {0} bytes",
                     context.options.maxParsedBytes);
    llvm::Expected<Blob> text = readStructure(archive, entry, context);
    if (!text)
      return text.takeError();
    model.sources.push_back({name.str(), text->text().str()});
  }
  return Error::success();
}

Error kiln::readTorchScript(ModelFile &model, const ZipArchive &archive,
                            ReadContext &context) {
  if (Error error = readTorchZip(model, archive, context))
    return error;
  if (Error error = readConstants(model, archive, context))
    return error;
  return readSources(model, archive, context);
}
