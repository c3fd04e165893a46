//===- ImportTest.h - Definitions imported from temporary files -*- C++ -*-===//

#ifndef KILN_TEST_UNIT_FRONTEND_IMPORT_IMPORTTEST_H
#define KILN_TEST_UNIT_FRONTEND_IMPORT_IMPORTTEST_H

#include "compiler/Frontend/ImportModel.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

namespace kiln {

class ImportTest : public ::testing::Test {
protected:
  ImportTest()
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          note(diagnostic);
          return mlir::success();
        }) {
    llvm::SmallString<128> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("kiln-import", path));
    folder = path.str().str();
  }
  ~ImportTest() override { llvm::sys::fs::remove_directories(folder); }

  std::string path(llvm::StringRef name) const {
    return folder + "/" + name.str();
  }
  void write(llvm::StringRef name, llvm::StringRef content) {
    std::error_code error;
    llvm::raw_fd_ostream os(path(name), error);
    ASSERT_FALSE(error);
    os << content;
  }

  /// A safetensors file of float32 tensors, each filled with its index.
  void writeWeights(
      llvm::StringRef name,
      llvm::ArrayRef<std::pair<std::string, std::vector<int64_t>>> tensors) {
    std::string header = "{", data;
    float number = 0;
    for (const auto &[key, shape] : tensors) {
      std::string dims;
      int64_t count = 1;
      for (int64_t dim : shape) {
        dims += (dims.empty() ? "" : ",") + std::to_string(dim);
        count *= dim;
      }
      header += (header.size() > 1 ? "," : "") + ("\"" + key + "\"") +
                ":{\"dtype\":\"F32\",\"shape\":[" + dims +
                "],\"data_offsets\":[" + std::to_string(data.size()) + "," +
                std::to_string(data.size() + 4 * count) + "]}";
      for (int64_t i = 0; i < count; ++i)
        data.append(reinterpret_cast<const char *>(&number), 4);
      ++number;
    }
    header += "}";
    uint64_t size = header.size();
    write(name, std::string(reinterpret_cast<const char *>(&size), 8) + header +
                    data);
  }

  /// Writes `source` to net.py, whose `call` is the model.
  ImportOptions definition(llvm::StringRef source, llvm::StringRef call,
                           llvm::ArrayRef<llvm::StringRef> inputs) {
    write("net.py", source);
    ImportOptions options;
    options.model = path("net.py") + ":" + call.str();
    for (llvm::StringRef input : inputs)
      options.inputs.push_back(llvm::cantFail(parseArgumentSpec(input)));
    options.randomWeightsSeed = 0;
    return options;
  }

  mlir::FailureOr<ImportedModel> import(const ImportOptions &options) {
    return importModel(context, options);
  }
  /// Imports what must work.
  ImportedModel imported(const ImportOptions &options) {
    auto model = import(options);
    EXPECT_TRUE(mlir::succeeded(model)) << report;
    return mlir::failed(model) ? ImportedModel() : std::move(*model);
  }
  /// Imports what must fail; the report tells why.
  void refuse(const ImportOptions &options) {
    EXPECT_TRUE(mlir::failed(import(options)));
    EXPECT_NE(report, "");
  }

  void expectReported(llvm::StringRef text) const {
    EXPECT_TRUE(llvm::StringRef(report).contains(text))
        << "expected: " << text.str() << "\nreported: " << report;
  }

  static GraphOp graphOf(const ImportedModel &model) {
    auto graphs = model.module.get().getOps<GraphOp>();
    return graphs.empty() ? GraphOp() : *graphs.begin();
  }
  static std::vector<std::string> parametersOf(const ImportedModel &model) {
    std::vector<std::string> names;
    for (ParameterOp op : model.module.get().getOps<ParameterOp>())
      names.push_back(op.getSymName().str());
    return names;
  }
  /// The elements of one result.
  std::vector<float> run(const ImportedModel &model,
                         llvm::ArrayRef<HostTensor> inputs) {
    auto results = interpret(graphOf(model), inputs);
    if (!results) {
      ADD_FAILURE() << llvm::toString(results.takeError());
      return {};
    }
    const HostTensor &first = results->front();
    const float *data = first.data<float>();
    return {data, data + first.numElements()};
  }

  mlir::MLIRContext context;
  /// One line for each diagnostic: `net.py:3: error: ...`.
  std::string report;

private:
  void note(mlir::Diagnostic &diagnostic) {
    llvm::raw_string_ostream os(report);
    if (auto place =
            diagnostic.getLocation()->findInstanceOf<mlir::FileLineColLoc>())
      os << llvm::sys::path::filename(place.getFilename().getValue()) << ":"
         << place.getLine() << ": ";
    switch (diagnostic.getSeverity()) {
    case mlir::DiagnosticSeverity::Error:
      os << "error: ";
      break;
    case mlir::DiagnosticSeverity::Warning:
      os << "warning: ";
      break;
    default:
      os << "note: ";
    }
    os << diagnostic << "\n";
    for (mlir::Diagnostic &part : diagnostic.getNotes())
      note(part);
  }

  mlir::ScopedDiagnosticHandler handler;
  std::string folder;
};

} // namespace kiln

#endif
