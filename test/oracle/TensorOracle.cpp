//===- TensorOracle.cpp - Model files against what PyTorch finds ----------===//

#include "TensorOracle.h"

#include "compiler/Frontend/Archive/StateDict.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CRC.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

using namespace kiln;
using namespace kiln::test;
using llvm::StringRef;
using llvm::json::Object;

uint32_t kiln::test::checksum(const HostTensor &tensor) {
  llvm::ArrayRef<char> bytes = tensor.bytes();
  return llvm::crc32(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()));
}

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
  uint32_t crc = checksum(tensor.tensor);
  std::string found = llvm::formatv("{0,0+8:x-}", crc);
  uint32_t wanted;
  if (expected.getString("crc32").value_or("").getAsInteger(16, wanted) ||
      wanted != crc)
    return "other values, checksum " + found;
  return "";
}

namespace {

/// The run over one folder.
class FolderCheck {
public:
  FolderCheck(std::string folder, llvm::raw_ostream &os)
      : folder(std::move(folder)), os(os) {}

  OracleResult run();

private:
  void fail(StringRef file, const llvm::Twine &what) {
    os << "FAIL " << file << ": " << what << "\n";
    ++result.failures;
  }
  void checkFile(const std::string &path);
  void checkTensors(StringRef file, const ModelFile &model,
                    const Object &expected);
  void tellWeights(StringRef file, const ModelFile &model);

  std::string folder;
  llvm::raw_ostream &os;
  std::optional<llvm::json::Value> expected;
  OracleResult result;
};

} // namespace

void FolderCheck::checkTensors(StringRef file, const ModelFile &model,
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
  ++result.comparedFiles;
  result.comparedTensors += names.size();
}

void FolderCheck::tellWeights(StringRef file, const ModelFile &model) {
  ++result.otherFiles;
  os << "read " << file << ": " << describe(model.kind) << ", "
     << model.tensors.size() << " tensors";
  llvm::Expected<StateDict> weights = findStateDict(model);
  if (weights)
    os << ", weights: " << weights->size() << " at `" << weights->key << "`\n";
  else
    os << ", " << llvm::toString(weights.takeError()) << "\n";
}

void FolderCheck::checkFile(const std::string &path) {
  StringRef file = StringRef(path).drop_front(folder.size() + 1);
  llvm::Expected<ModelFile> model = readModelFile(path);
  const Object *description = expected->getAsObject()->getObject(file);
  if (!model) {
    std::string message = llvm::toString(model.takeError());
    ++result.refusedFiles;
    if (description)
      fail(file, message);
    else
      os << "refused " << message << "\n";
    return;
  }
  if (file.starts_with("hostile/"))
    fail(file, "must be refused");
  if (description)
    checkTensors(file, *model, *description);
  else
    tellWeights(file, *model);
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

OracleResult FolderCheck::run() {
  std::string name = folder + "/EXPECTED_TENSORS.json";
  auto text = llvm::MemoryBuffer::getFile(name);
  if (!text) {
    fail(name, text.getError().message());
    return result;
  }
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse((*text)->getBuffer());
  if (!json) {
    fail(name, llvm::toString(json.takeError()));
    return result;
  }
  if (!json->getAsObject()) {
    fail(name, "not an object");
    return result;
  }
  expected = std::move(*json);
  for (const std::string &path : listFiles(folder))
    checkFile(path);
  return result;
}

OracleResult kiln::test::checkModelFolder(llvm::StringRef folder,
                                          llvm::raw_ostream &os) {
  return FolderCheck(folder.str(), os).run();
}
