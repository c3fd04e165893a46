//===- KilnLibrary.h - Running a model of --emit=shared ---------*- C++ -*-===//

#ifndef KILN_TEST_BENCH_KILNLIBRARY_H
#define KILN_TEST_BENCH_KILNLIBRARY_H

#include "compiler/Support/HostTensor.h"
#include "runtime/include/kiln.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace kiln::test {

/// A compiled model with one input and one output, on one thread.
class KilnModel {
public:
  /// `accessor` is the function that gives the model.
  static llvm::Expected<std::unique_ptr<KilnModel>>
  open(const char *library, const char *accessor, const HostTensor &input,
       HostTensor &output);

  /// Computes the output; ends the program if that fails.
  void run() const;

private:
  KilnModel() = default;

  decltype(&kiln_session_run) runSession = nullptr;
  decltype(&kiln_last_error) lastError = nullptr;
  kiln_session *session = nullptr;
  kiln_buffer input{}, output{};
};

} // namespace kiln::test

#endif
