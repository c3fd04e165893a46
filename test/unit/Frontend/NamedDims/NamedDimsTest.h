//===- NamedDimsTest.h - What tests of named dimensions share ---*- C++ -*-===//

#ifndef KILN_TEST_UNIT_FRONTEND_NAMEDDIMS_NAMEDDIMSTEST_H
#define KILN_TEST_UNIT_FRONTEND_NAMEDDIMS_NAMEDDIMSTEST_H

#include "compiler/Frontend/NamedDims/Samples.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

namespace kiln::test {

/// A context that keeps the errors.
class NamedDimsTest : public testing::Test {
protected:
  NamedDimsTest()
      : handler(&context, [&](mlir::Diagnostic &diagnostic) {
          report += diagnostic.str() + "\n";
          return mlir::success();
        }) {
    context.loadDialect<KilnDialect>();
  }

  /// A fitter that knows its symbols, as in an import.
  DimFitter fitterFor(const DimSymbols &symbols,
                      std::vector<DimSample> samples) {
    DimFitter fitter(&context, symbols, std::move(samples));
    for (size_t index = 0; index < symbols.size(); ++index)
      fitter.addCandidate(fitter.symbol(index));
    return fitter;
  }
  DimFitter fitterFor(const DimSymbols &symbols) {
    return fitterFor(symbols, chooseSamples(symbols));
  }

  mlir::MLIRContext context;
  std::string report;
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace kiln::test

#endif
