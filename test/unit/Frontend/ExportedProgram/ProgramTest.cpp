//===- ProgramTest.cpp - Tests of what torch.export writes ----------------===//

#include "compiler/Frontend/ExportedProgram/Program.h"

#include "llvm/Support/MemoryBuffer.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::exported;

static std::string readText(const std::string &name) {
  auto buffer = llvm::MemoryBuffer::getFile(KILN_PROGRAMS "/" + name);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

static Program parse(const std::string &text) {
  llvm::Expected<Program> program = parseProgram(text);
  if (!program) {
    ADD_FAILURE() << llvm::toString(program.takeError());
    return {};
  }
  return std::move(*program);
}

static std::string errorOf(const std::string &text) {
  llvm::Expected<Program> program = parseProgram(text);
  return program ? "" : llvm::toString(program.takeError());
}

/// A program of one node whose last argument is `argument`.
static std::string withArgument(const std::string &argument) {
  return R"({"schema_version":{"major":8,"minor":2},"graph_module":{"graph":{)"
         R"("inputs":[],"outputs":[],"nodes":[{"target":"f","inputs":[)"
         R"({"name":"a","arg":)" +
         argument +
         R"(}],"outputs":[],"metadata":{}}],"tensor_values":{}},)"
         R"("signature":{"input_specs":[],"output_specs":[]}}})";
}

static Operand argumentOf(const std::string &json) {
  Program program = parse(withArgument(json));
  if (program.graph.nodes.empty())
    return {};
  return program.graph.nodes[0].inputs[0].value;
}

TEST(ExportedProgram, ReadsTheFirstVersion) {
  Program program = parse(readText("first_version.json"));
  ASSERT_EQ(program.inputs.size(), 3u);
  EXPECT_EQ(program.inputs[0].kind, InputSpec::Kind::Parameter);
  EXPECT_EQ(program.inputs[0].target, "scale");
  EXPECT_EQ(program.inputs[1].kind, InputSpec::Kind::Buffer);
  EXPECT_EQ(program.inputs[2].kind, InputSpec::Kind::User);
  ASSERT_EQ(program.outputs.size(), 2u);
  EXPECT_EQ(program.outputs[0].kind, OutputSpec::Kind::Write);
  EXPECT_EQ(program.outputs[0].target, "arg1_1");
  EXPECT_EQ(program.outputs[1].kind, OutputSpec::Kind::User);
  EXPECT_EQ(program.graph.tensors["arg0_1"].sizes[0].size, 2);
  EXPECT_EQ(program.graph.tensors["arg2_1"].sizes[0].symbol, "s0");
  EXPECT_EQ(program.ranges["s0"].max, 8);
  EXPECT_EQ(program.graph.nodes[0].modulePath, "a");
  ASSERT_TRUE(program.outputTree.has_value());
  EXPECT_TRUE(program.outputTree->isLeaf());
}

TEST(ExportedProgram, ReadsSymbolsAndNesting) {
  Program program = parse(readText("symbols.json"));
  ASSERT_TRUE(program.outputTree.has_value());
  EXPECT_EQ(program.outputTree->type, "builtins.tuple");
  EXPECT_EQ(program.outputTree->children[1].children[1].type, "builtins.list");
  EXPECT_EQ(program.argumentNames, std::vector<std::string>{"x"});
  const Dim &dim = program.graph.tensors["x"].sizes[0];
  EXPECT_FALSE(dim.size.has_value());
  EXPECT_EQ(program.ranges[dim.symbol].max, 64);

  Program nested = parse(readText("nested.json"));
  EXPECT_EQ(nested.outputTree->keys(),
            (std::vector<std::string>{"value", "summary"}));
  EXPECT_EQ(nested.inputs.back().kind, InputSpec::Kind::Literal);
}

TEST(ExportedProgram, ReadsEveryKindOfArgument) {
  EXPECT_EQ(argumentOf(R"({"as_none":true})").kind, Operand::Kind::None);
  EXPECT_EQ(argumentOf(R"({"as_tensor":{"name":"x"},"as_int":null})").text,
            "x");
  EXPECT_EQ(argumentOf(R"({"as_int":-3})").integer, -3);
  EXPECT_EQ(argumentOf(R"({"as_float":2})").number, 2.0);
  EXPECT_EQ(argumentOf(R"({"as_float":"-Infinity"})").number, -INFINITY);
  EXPECT_TRUE(std::isnan(argumentOf(R"({"as_float":"NaN"})").number));
  EXPECT_TRUE(argumentOf(R"({"as_bool":true})").flag);
  EXPECT_EQ(argumentOf(R"({"as_scalar_type":5})").dtype, DType::I64);
  EXPECT_EQ(argumentOf(R"({"as_device":{"type":"cpu"}})").kind,
            Operand::Kind::Ignored);
  Operand ints =
      argumentOf(R"({"as_sym_ints":[{"as_int":2},{"as_name":"s"}]})");
  ASSERT_EQ(ints.items.size(), 2u);
  EXPECT_EQ(ints.items[0].integer, 2);
  EXPECT_EQ(ints.items[1].text, "s");
  Operand tensors =
      argumentOf(R"({"as_optional_tensors":[{"as_tensor":{"name":"i"}},)"
                 R"({"as_none":true}]})");
  ASSERT_EQ(tensors.items.size(), 2u);
  EXPECT_EQ(tensors.items[0].text, "i");
  EXPECT_EQ(tensors.items[1].kind, Operand::Kind::None);
  Operand graph =
      argumentOf(R"({"as_graph":{"name":"g","graph":{"inputs":[],)"
                 R"("outputs":[],"nodes":[],"tensor_values":{}}}})");
  EXPECT_TRUE(graph.graph != nullptr);
}

TEST(ExportedProgram, RefusesWhatItDoesNotUnderstand) {
  EXPECT_EQ(errorOf(withArgument(R"({"as_int":1,"as_bool":true})"))
                .find("node `f`: one of its values is both"),
            0u);
  EXPECT_NE(errorOf(withArgument(R"({"as_int":1e30})")).find("64 bits"),
            std::string::npos);
  EXPECT_NE(errorOf(withArgument(R"({"as_new":1})")).find("`as_new`"),
            std::string::npos);
  EXPECT_NE(errorOf(withArgument("{}")).find("empty"), std::string::npos);
  EXPECT_EQ(errorOf(R"({"schema_version":{"major":9},"graph_module":{}})"),
            "its schema has the version 9, expected at most 8");
  EXPECT_EQ(errorOf("[]"), "it is not an object");
  std::string text = readText("nested.json");
  size_t at = text.find("{\"constant_input\"");
  ASSERT_NE(at, std::string::npos);
  size_t end = text.find("}}}", at) + 3;
  text.erase(at - 1, end - at + 1);
  EXPECT_EQ(errorOf(text), "its signature has 2 inputs, its graph 3");
}
