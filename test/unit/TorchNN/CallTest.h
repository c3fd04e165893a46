//===- CallTest.h - Imports stored calls ------------------------*- C++ -*-===//

#ifndef KILN_TEST_UNIT_TORCHNN_CALLTEST_H
#define KILN_TEST_UNIT_TORCHNN_CALLTEST_H

#include "Calls.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

#include "gtest/gtest.h"

namespace kiln::test {

/// A test of one family of calls.
class CallTest : public testing::TestWithParam<std::string> {
protected:
  void SetUp() override;
  void TearDown() override;

  const std::vector<StoredCall> &calls() const { return loaded; }
  /// `pooling.json:7: nn.MaxPool2d(2)`
  std::string placeOf(const StoredCall &call) const;
  /// Imports a call into a context of its own; `report` tells what was said.
  mlir::FailureOr<ImportedModel> import(const StoredCall &call);
  /// The call's inputs, and what state the model begins with.
  static std::vector<HostTensor> argumentsOf(const ImportedModel &model,
                                             const StoredCall &call);

  std::unique_ptr<mlir::MLIRContext> context;
  std::string report;

private:
  std::vector<StoredCall> loaded;
  std::string weights;
};

} // namespace kiln::test

#endif
