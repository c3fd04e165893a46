//===- Calls.cpp ----------------------------------------------------------===//

#include "Calls.h"

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Verify/TensorDifference.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;
using namespace kiln::test;
using llvm::Expected;
using llvm::StringRef;
namespace json = llvm::json;

static const char *const folder = KILN_TEST_DATA_DIR "/nn/";

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {
/// All results of each element type, handed out in order.
class Results {
public:
  explicit Results(const ModelFile &file) {
    for (const ModelTensor &tensor : file.tensors)
      rows[tensor.name].tensor = tensor.tensor;
  }

  HostTensor next(const ArgumentSpec &spec) {
    Row &row = rows[shortName(spec.dtype)];
    int64_t count = *checkedNumElements(spec.shape);
    size_t width = byteWidth(spec.dtype);
    llvm::ArrayRef<char> bytes =
        row.tensor.bytes().slice(row.taken * width, count * width);
    row.taken += count;
    return HostTensor::view(spec.dtype, spec.shape, bytes,
                            row.tensor.keepAlive())
        .clone();
  }

private:
  struct Row {
    HostTensor tensor;
    int64_t taken = 0;
  };
  llvm::StringMap<Row> rows;
};
} // namespace

static std::vector<StringRef> textsOf(const json::Object &entry,
                                      StringRef key) {
  std::vector<StringRef> texts;
  if (const json::Array *list = entry.getArray(key))
    for (const json::Value &text : *list)
      texts.push_back(*text.getAsString());
  return texts;
}

/// Every `nn.Name`, `F.name`, `torch.name` and `x.name` of the text.
static std::vector<std::string> subjectsOf(StringRef text) {
  std::vector<std::string> found;
  auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  for (size_t dot = text.find('.'); dot != StringRef::npos;
       dot = text.find('.', dot + 1)) {
    StringRef name = text.drop_front(dot + 1).take_while(isWord);
    size_t begin = dot;
    while (begin > 0 && (isWord(text[begin - 1]) || text[begin - 1] == '.'))
      --begin;
    StringRef head = text.slice(begin, dot);
    if (head == "nn" || head == "F" || head == "torch")
      found.push_back((head + "." + name).str());
    else if (head == "x" || head == "y")
      found.push_back(("Tensor." + name).str());
  }
  llvm::sort(found);
  found.erase(llvm::unique(found), found.end());
  return found;
}

static StoredCall parseCall(const json::Object &entry, Results &results) {
  StoredCall call;
  call.text = entry.getString("call")->str();
  for (StringRef text : textsOf(entry, "in"))
    call.inputs.push_back(parseCallInput(text, call.inputs.size() + 1));
  if (const json::Object *arguments = entry.getObject("arg"))
    for (const auto &[name, value] : *arguments)
      call.arguments.push_back({name.str(), value.getAsString()->str()});
  for (StringRef text : textsOf(entry, "state")) {
    ArgumentSpec spec = llvm::cantFail(parseArgumentSpec(text));
    call.state.push_back({spec.name, weightOf(spec, call.state.size())});
  }
  for (StringRef text : textsOf(entry, "out"))
    call.outputs.push_back(
        results.next(llvm::cantFail(parseArgumentSpec(text))));
  call.refusal = entry.getString("refused").value_or("").str();
  call.warning = entry.getString("warned").value_or("").str();
  call.tolerance = entry.getNumber("tol");
  for (StringRef subject : textsOf(entry, "of"))
    call.subjects.push_back(subject.str());
  if (call.subjects.empty())
    call.subjects = subjectsOf(call.text);
  return call;
}

Expected<std::vector<StoredCall>> test::loadCalls(StringRef family) {
  std::string stem = folder + family.str();
  Expected<ModelFile> file = readModelFile(stem + ".safetensors");
  if (!file)
    return file.takeError();
  auto text = llvm::MemoryBuffer::getFile(stem + ".json");
  if (!text)
    return llvm::errorCodeToError(text.getError());
  Expected<json::Value> lines = json::parse((*text)->getBuffer());
  if (!lines)
    return lines.takeError();
  Results results(*file);
  std::vector<StoredCall> calls;
  for (const json::Value &entry : *lines->getAsArray()) {
    calls.push_back(parseCall(*entry.getAsObject(), results));
    calls.back().line = calls.size() + 1;
  }
  if (calls.empty())
    return llvm::createStringError(stem + ".json: there are no calls");
  return calls;
}

std::vector<std::string> test::callFamilies() {
  std::vector<std::string> names;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(folder, error), end;
       it != end && !error; it.increment(error))
    if (StringRef path = it->path(); path.ends_with(".safetensors"))
      names.push_back(llvm::sys::path::stem(path).str());
  llvm::sort(names);
  return names;
}

std::vector<HostTensor> StoredCall::values() const {
  std::vector<HostTensor> result;
  for (const CallInput &input : inputs)
    result.push_back(input.value);
  return result;
}

//===----------------------------------------------------------------------===//
// Importing and comparing
//===----------------------------------------------------------------------===//

static const char *safetensorsName(DType type) {
  switch (type) {
  case DType::F64:
    return "F64";
  case DType::F32:
    return "F32";
  case DType::F16:
    return "F16";
  case DType::BF16:
    return "BF16";
  case DType::I64:
    return "I64";
  case DType::Bool:
    return "BOOL";
  default:
    llvm_unreachable("no stored call has weights of this type");
  }
}

static void
writeWeights(llvm::ArrayRef<std::pair<std::string, HostTensor>> state,
             StringRef path) {
  json::Object header;
  std::string data;
  for (const auto &[name, tensor] : state) {
    auto begin = static_cast<int64_t>(data.size());
    data.append(tensor.bytes().begin(), tensor.bytes().end());
    header[name] =
        json::Object{{"dtype", safetensorsName(tensor.dtype())},
                     {"shape", json::Array(tensor.shape())},
                     {"data_offsets",
                      json::Array{begin, static_cast<int64_t>(data.size())}}};
  }
  std::string text;
  llvm::raw_string_ostream(text) << json::Value(std::move(header));
  uint64_t size = text.size();
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  os << StringRef(reinterpret_cast<const char *>(&size), 8) << text << data;
}

ImportOptions test::importOptions(const StoredCall &call, StringRef weights) {
  ImportOptions options;
  options.model = std::string(folder) + "cases.py:" + call.text;
  options.arguments = call.arguments;
  for (const CallInput &input : call.inputs)
    options.inputs.push_back(input.spec);
  if (!call.state.empty()) {
    writeWeights(call.state, weights);
    options.weights = weights.str();
  }
  return options;
}

std::string test::compareResults(const StoredCall &call,
                                 llvm::ArrayRef<HostTensor> results,
                                 size_t states) {
  // Behind them is what state becomes.
  if (results.size() != call.outputs.size() + states)
    return "expected " + std::to_string(call.outputs.size()) + " results and " +
           std::to_string(states) + " states, got " +
           std::to_string(results.size()) + " tensors";
  std::string text;
  for (auto [index, pair] :
       llvm::enumerate(llvm::zip_first(call.outputs, results))) {
    auto &[expected, actual] = pair;
    double tolerance =
        call.tolerance.value_or(kernelTolerance(expected.dtype()));
    TensorDifference found = compareTensors(expected, actual, tolerance);
    if (found)
      text += "result " + std::to_string(index) + ": " +
              describe(found, expected, actual, tolerance) + "\n";
  }
  return text;
}
