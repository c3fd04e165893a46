//===- EvaluatorFixture.h - Runs snippets of Python -------------*- C++ -*-===//

#ifndef KILN_TEST_UNIT_FRONTEND_PYTHON_EVALUATORFIXTURE_H
#define KILN_TEST_UNIT_FRONTEND_PYTHON_EVALUATORFIXTURE_H

#include "compiler/Frontend/Python/PythonSession.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace kiln::python {

/// A session over files in memory, which keeps what is printed and reported.
class EvaluatorTest : public ::testing::Test {
protected:
  EvaluatorTest()
      : files(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()),
        printed(output), handler(&context, [&](mlir::Diagnostic &diagnostic) {
          note(diagnostic);
          for (mlir::Diagnostic &attached : diagnostic.getNotes())
            note(attached);
          return mlir::success();
        }) {
    files->setCurrentWorkingDirectory("/src");
  }

  void addFile(llvm::StringRef path, llvm::StringRef text) {
    files->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  }

  PythonSession &session() {
    if (!current) {
      PythonOptions options;
      options.budgets = budgets;
      options.searchPaths = searchPaths;
      options.dataPaths = dataPaths;
      options.output = &printed;
      options.files = files;
      current = std::make_unique<PythonSession>(&context, std::move(options));
    }
    return *current;
  }

  /// What a program prints, then "! " and its errors.
  std::string run(llvm::StringRef text) {
    (void)session().runText("test.py", text);
    return take();
  }

  /// As run(), of a file and a call in it; prints the value.
  std::string evaluate(llvm::StringRef path, llvm::StringRef call) {
    mlir::FailureOr<Value> value = session().evaluateModel(path, call);
    if (succeeded(value)) {
      mlir::FailureOr<std::string> text = session().interpreter().repr(*value);
      if (succeeded(text))
        printed << *text << "\n";
    }
    return take();
  }

  std::string take() {
    std::string result = output + errors;
    output.clear();
    errors.clear();
    return result;
  }

  Budgets budgets;
  std::vector<std::string> searchPaths, dataPaths;
  mlir::MLIRContext context;

private:
  void note(mlir::Diagnostic &diagnostic) {
    errors += diagnostic.getSeverity() == mlir::DiagnosticSeverity::Note
                  ? "note: "
                  : "! ";
    mlir::Location location = diagnostic.getLocation();
    if (auto line = llvm::dyn_cast<mlir::FileLineColLoc>(location))
      errors +=
          (line.getFilename().getValue() + ":" + llvm::Twine(line.getLine()) +
           ":" + llvm::Twine(line.getColumn()) + ": ")
              .str();
    errors += diagnostic.str() + "\n";
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files;
  std::string output, errors;
  llvm::raw_string_ostream printed;
  mlir::ScopedDiagnosticHandler handler;
  std::unique_ptr<PythonSession> current;
};

} // namespace kiln::python

#endif
