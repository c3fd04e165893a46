//===- Progress.h - Tells how far compiling has got -------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PROGRESS_H
#define KILN_TOOLS_KILN_PROGRESS_H

#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/CommandLine.h"

#include <chrono>

namespace kiln {

/// Shows phases on the status line, prints modules and measures time, as the
/// user asks.
class Progress : public PipelineObserver {
public:
  explicit Progress(const OutputOptions &options) : options(options) {}
  ~Progress() override;

  void hide();

  void started(Phase phase) override;
  void progressed(Phase phase, size_t done, size_t total) override;
  void finished(Phase phase, mlir::ModuleOp module) override;

  /// Prints the times of all phases if they were asked for.
  void printTimes() const;

private:
  using Clock = std::chrono::steady_clock;

  OutputOptions options;
  Clock::time_point begin = Clock::now(), phaseBegin;
  std::vector<std::pair<Phase, double>> milliseconds;
};

/// Prints a module for readers: weights are left out.
void printModule(llvm::raw_ostream &os, mlir::ModuleOp module);

} // namespace kiln

#endif
