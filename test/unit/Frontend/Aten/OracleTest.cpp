//===- OracleTest.cpp - Operators compared with PyTorch -------------------===//
//
// Makes the calls of test/data/aten/calls.json, which test/oracle/make_aten.py
// wrote together with PyTorch's results.
//
//===----------------------------------------------------------------------===//

#include "AtenTest.h"

#include "compiler/Frontend/Archive/ModelFile.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cmath>

using namespace kiln;
using namespace kiln::aten;
namespace json = llvm::json;

namespace {
class OracleTest : public AtenTest {
protected:
  void SetUp() override {
    std::string folder = std::string(KILN_TEST_DATA_DIR) + "/aten/";
    auto text = llvm::MemoryBuffer::getFile(folder + "calls.json");
    ASSERT_TRUE(!!text);
    calls = std::make_unique<json::Value>(
        llvm::cantFail(json::parse((*text)->getBuffer())));
    ModelFile file =
        llvm::cantFail(readModelFile(folder + "calls.safetensors"));
    for (const ModelTensor &tensor : file.tensors)
      tensors[tensor.name] = tensor.tensor;
  }

  Argument decode(const json::Value &value) {
    if (value.kind() == json::Value::Null)
      return {};
    if (auto flag = value.getAsBoolean())
      return *flag;
    if (auto integer = value.getAsInteger())
      return *integer;
    if (auto text = value.getAsString())
      return text->str();
    if (const json::Array *array = value.getAsArray()) {
      ArgumentList list;
      for (const json::Value &element : *array)
        list.push_back(decode(element));
      return list;
    }
    const json::Object &object = *value.getAsObject();
    if (auto name = object.getString("tensor"))
      return emit.fromHost(tensors.lookup(*name).clone());
    if (auto name = object.getString("dtype"))
      return *parseDType(*name);
    return std::strtod(object.getString("float")->str().c_str(), nullptr);
  }

  void compare(const Tensor &actual, const HostTensor &expected);
  void check(const json::Object &entry);

  std::unique_ptr<json::Value> calls;
  llvm::StringMap<HostTensor> tensors;
};
} // namespace

void OracleTest::compare(const Tensor &actual, const HostTensor &expected) {
  ASSERT_EQ(actual.shape(), expected.shape());
  ASSERT_EQ(actual.dtype(), expected.dtype());
  std::optional<HostTensor> host = emit.evaluate(actual);
  ASSERT_TRUE(host.has_value());
  double largest = 1e-30, worst = 0;
  for (int64_t index = 0; index < expected.numElements(); ++index) {
    double want = hostNumber(expected, index), got = hostNumber(*host, index);
    if (std::isnan(want) || std::isinf(want)) {
      EXPECT_TRUE(want == got || (std::isnan(want) && std::isnan(got)));
      continue;
    }
    largest = std::max(largest, std::abs(want));
    worst = std::max(worst, std::abs(want - got));
  }
  double tolerance = !isFloat(expected.dtype())         ? 0
                     : byteWidth(expected.dtype()) == 2 ? 1e-2
                                                        : 1e-5;
  EXPECT_LE(worst, tolerance * largest);
}

void OracleTest::check(const json::Object &entry) {
  Argument positional = decode(*entry.get("args"));
  std::vector<NamedArgument> named;
  for (const auto &[key, value] : *entry.getObject("kwargs"))
    named.push_back({std::string(key.str()), decode(value)});
  Result result =
      call(*entry.getString("op"), positional.get<ArgumentList>(), named);
  ASSERT_TRUE(succeeded(result)) << message;
  ArgumentList results{*result};
  if (auto *list = result->getIf<ArgumentList>())
    results = *list;
  const json::Array &expected = *entry.getArray("results");
  ASSERT_EQ(results.size(), expected.size());
  for (auto [actual, name] : llvm::zip(results, expected))
    compare(actual.get<Tensor>(),
            tensors.lookup(*name.getAsObject()->getString("tensor")));
}

TEST_F(OracleTest, OperatorsGiveWhatPyTorchGives) {
  size_t line = 1;
  for (const json::Value &entry : *calls->getAsArray()) {
    ++line;
    SCOPED_TRACE("calls.json:" + std::to_string(line) + ": " +
                 entry.getAsObject()->getString("op")->str());
    message.clear();
    check(*entry.getAsObject());
  }
}
