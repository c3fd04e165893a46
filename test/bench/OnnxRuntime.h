//===- OnnxRuntime.h - Running an ONNX file with ONNX Runtime ---*- C++ -*-===//
//
// ONNX Runtime's package for Python ships the library without its C header.
// The C interface is a table of functions whose places never change, so that
// the few that are needed can be called by their number.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_BENCH_ONNXRUNTIME_H
#define KILN_TEST_BENCH_ONNXRUNTIME_H

#include "compiler/Support/HostTensor.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace kiln::test {

/// A model with one input "input" and one output "output", on one thread, with
/// its tensors bound to memory once.
class OnnxModel {
public:
  static llvm::Expected<std::unique_ptr<OnnxModel>>
  open(const char *library, const char *model, const HostTensor &input,
       HostTensor &output);

  /// Computes the output; ends the program if that fails.
  void run() const;

private:
  struct Table;
  OnnxModel() = default;

  const Table *table = nullptr;
  void *session = nullptr, *input = nullptr, *output = nullptr;
};

} // namespace kiln::test

#endif
