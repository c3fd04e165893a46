//===- AtenTest.h - Operators called on small constants ---------*- C++ -*-===//

#ifndef KILN_TEST_UNIT_FRONTEND_ATEN_ATENTEST_H
#define KILN_TEST_UNIT_FRONTEND_ATEN_ATENTEST_H

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Indexing.h"
#include "compiler/Frontend/Aten/Table.h"

#include "gtest/gtest.h"

namespace kiln::aten {

class AtenTest : public ::testing::Test {
protected:
  AtenTest()
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          message += diagnostic.str();
          return mlir::success();
        }) {
    context.loadDialect<KilnDialect>();
  }

  /// 0, 1, 2, ...
  Tensor counting(llvm::ArrayRef<int64_t> shape, DType type = DType::F32) {
    return emit.fromHost(
        integersToHost(type, shape, [](int64_t index) { return index; }));
  }
  Tensor of(llvm::ArrayRef<double> values, DType type = DType::F32) {
    return emit.fromHost(
        numbersToHost(type, {static_cast<int64_t>(values.size())},
                      [&](int64_t index) { return values[index]; }));
  }

  Result call(llvm::StringRef name, ArgumentList arguments,
              std::vector<NamedArgument> named = {}) {
    return Table::get().call(emit, name, arguments, named);
  }
  Tensor tensor(llvm::StringRef name, ArgumentList arguments,
                std::vector<NamedArgument> named = {}) {
    Result result = call(name, std::move(arguments), std::move(named));
    EXPECT_TRUE(mlir::succeeded(result)) << message;
    return mlir::failed(result) ? Tensor() : result->get<Tensor>();
  }

  std::vector<double> elements(const Tensor &tensor) {
    std::vector<double> result;
    if (!tensor)
      return result;
    std::optional<HostTensor> host = emit.evaluate(tensor);
    EXPECT_TRUE(host.has_value());
    for (int64_t index = 0; host && index < host->numElements(); ++index)
      result.push_back(hostNumber(*host, index));
    return result;
  }

  mlir::MLIRContext context;
  std::string message;
  mlir::ScopedDiagnosticHandler handler;
  Emitter emit{&context};
};

using Numbers = std::vector<double>;

} // namespace kiln::aten

#endif
