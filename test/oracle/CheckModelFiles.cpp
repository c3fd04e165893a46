//===- CheckModelFiles.cpp - Reads a folder of model files ----------------===//
//
// usage: check-model-files FOLDER
//        check-model-files --print FILE...
//
// FOLDER/EXPECTED_TENSORS.json says of some of the files below FOLDER which
// tensors they hold: {"a/b.pt": {"fc.weight": {"dtype": "Float", "shape": [2],
// "crc32": "0123abcd"}}}, the checksum being that of the contiguous
// little-endian bytes. Those files must read exactly so. Files below
// FOLDER/hostile must be refused. Everything else must give an answer.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/StateDict.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CRC.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

using namespace kiln;
using llvm::StringRef;
using llvm::json::Object;

/// PyTorch's storage classes are C++'s names of types.
static std::optional<DType> parseClass(StringRef name) {
  using Type = std::optional<DType>;
  return llvm::StringSwitch<Type>(name)
      .Case("Double", DType::F64)
      .Case("Float", DType::F32)
      .Case("Half", DType::F16)
      .Case("BFloat16", DType::BF16)
      .Case("Long", DType::I64)
      .Case("Int", DType::I32)
      .Case("Short", DType::I16)
      .Case("Char", DType::I8)
      .Case("Byte", DType::U8)
      .Case("Bool", DType::Bool)
      .Default(std::nullopt);
}

/// What differs from the description; empty when nothing does.
static std::string compare(const ModelTensor &tensor, const Object &expected) {
  if (!tensor.problem.empty())
    return tensor.problem;
  auto dims = [&](StringRef key, llvm::ArrayRef<int64_t> found) {
    const llvm::json::Array *array = expected.getArray(key);
    return !array || llvm::equal(*array, found,
                                 [](const llvm::json::Value &a, int64_t b) {
                                   return a.getAsInteger() == b;
                                 });
  };
  if (parseClass(expected.getString("dtype").value_or("")) !=
      tensor.tensor.dtype())
    return "another type";
  if (!dims("shape", tensor.tensor.shape()))
    return "another shape";
  if (!dims("stride", tensor.strides))
    return "other strides";
  if (expected.getInteger("offset").value_or(tensor.offset) != tensor.offset ||
      expected.getString("storage").value_or(tensor.storageKey) !=
          tensor.storageKey ||
      expected.getString("location").value_or(tensor.location) !=
          tensor.location ||
      expected.getInteger("storage_numel")
              .value_or(tensor.storageNumElements) != tensor.storageNumElements)
    return "another storage";
  llvm::ArrayRef<char> bytes = tensor.tensor.bytes();
  uint32_t crc = llvm::crc32(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()));
  std::string found = llvm::formatv("{0,0+8:x-}", crc);
  uint32_t wanted;
  if (expected.getString("crc32").value_or("").getAsInteger(16, wanted) ||
      wanted != crc)
    return "other values, checksum " + found;
  return "";
}

static unsigned failures = 0;

static void fail(StringRef file, const llvm::Twine &what) {
  llvm::outs() << "FAIL " << file << ": " << what << "\n";
  ++failures;
}

static size_t checkFile(StringRef file, const ModelFile &model,
                        const Object &expected) {
  std::set<StringRef> names;
  for (const ModelTensor &tensor : model.tensors) {
    names.insert(tensor.name);
    const Object *description = expected.getObject(tensor.name);
    if (!description)
      fail(file, "unexpected tensor " + tensor.name);
    else if (std::string what = compare(tensor, *description); !what.empty())
      fail(file, tensor.name + ": " + what);
  }
  for (const auto &[name, description] : expected)
    if (!names.count(StringRef(name)))
      fail(file, "missing tensor " + llvm::Twine(StringRef(name)));
  return names.size();
}

static std::set<std::string> listFiles(StringRef folder) {
  std::set<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(folder, error), end;
       at != end && !error; at.increment(error))
    if (at->type() == llvm::sys::fs::file_type::regular_file)
      files.insert(at->path());
  return files;
}

/// Prints models as `kiln inspect` does, or why they cannot be read.
static int printFiles(llvm::ArrayRef<char *> paths) {
  int status = 0;
  for (const char *path : paths) {
    llvm::Expected<ModelFile> model = readModelFile(path);
    if (model) {
      printModel(llvm::outs(), *model);
      continue;
    }
    llvm::outs() << llvm::toString(model.takeError()) << "\n";
    status = 1;
  }
  return status;
}

int main(int argc, char **argv) {
  if (argc > 2 && StringRef(argv[1]) == "--print")
    return printFiles(llvm::ArrayRef(argv, argc).drop_front(2));
  if (argc != 2) {
    llvm::errs() << "usage: check-model-files FOLDER | --print FILE...\n";
    return 2;
  }
  std::string folder = argv[1];
  auto text = llvm::MemoryBuffer::getFile(folder + "/EXPECTED_TENSORS.json");
  if (!text) {
    llvm::errs() << folder << ": no EXPECTED_TENSORS.json\n";
    return 2;
  }
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse((*text)->getBuffer());
  if (!json || !json->getAsObject()) {
    llvm::consumeError(json.takeError());
    llvm::errs() << folder << "/EXPECTED_TENSORS.json: broken\n";
    return 2;
  }
  const Object &expected = *json->getAsObject();

  unsigned exact = 0, tensors = 0, refused = 0, answered = 0;
  for (const std::string &path : listFiles(folder)) {
    StringRef file = StringRef(path).drop_front(folder.size() + 1);
    llvm::Expected<ModelFile> model = readModelFile(path);
    const Object *description = expected.getObject(file);
    if (!model) {
      std::string message = llvm::toString(model.takeError());
      ++refused;
      if (description)
        fail(file, message);
      else
        llvm::outs() << "refused " << message << "\n";
      continue;
    }
    if (file.starts_with("hostile/"))
      fail(file, "must be refused");
    if (description) {
      ++exact;
      tensors += checkFile(file, *model, *description);
      continue;
    }
    ++answered;
    llvm::Expected<StateDict> weights = findStateDict(*model);
    llvm::outs() << "read " << file << ": " << describe(model->kind) << ", "
                 << model->tensors.size() << " tensors";
    if (weights)
      llvm::outs() << ", weights: " << weights->size() << " at `"
                   << weights->key << "`\n";
    else
      llvm::outs() << ", " << llvm::toString(weights.takeError()) << "\n";
  }
  llvm::outs() << exact << " files with " << tensors << " tensors compared, "
               << answered << " more read, " << refused << " refused, "
               << failures << " failures\n";
  return failures ? 1 : 0;
}
