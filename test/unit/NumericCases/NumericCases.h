//===- NumericCases.h - Single ops with PyTorch's results -------*- C++ -*-===//
//
// Reads test/data/ops, which test/oracle/make_ops.py writes: families of graphs
// of one op each, with inputs and expected outputs. The interpreter and the
// compiled kernels are tested on the same cases.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_NUMERICCASES_H
#define KILN_TEST_NUMERICCASES_H

#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>
#include <vector>

namespace kiln::test {

struct NumericCase {
  std::string name;
  GraphOp graph;
  std::vector<HostTensor> inputs, outputs;
};

struct NumericCases {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::vector<NumericCase> cases;
};

/// Fails with what is wrong with the files.
llvm::Expected<NumericCases> loadNumericCases(mlir::MLIRContext &context,
                                              llvm::StringRef family);

/// The names of all families.
llvm::ArrayRef<llvm::StringRef> numericFamilies();

/// What results may differ by from PyTorch's: one rounding of the type and the
/// noise of PyTorch's own sums.
double caseTolerance(DType type);

} // namespace kiln::test

#endif
