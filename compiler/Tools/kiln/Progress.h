//===- Progress.h - Tells how far compiling has got -------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PROGRESS_H
#define KILN_TOOLS_KILN_PROGRESS_H

#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/CommandLine.h"

#include <chrono>
#include <ctime>

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
  /// What has passed since the clocks were started.
  struct Clocks {
    std::chrono::steady_clock::time_point wall =
        std::chrono::steady_clock::now();
    std::clock_t processors = std::clock();
    double wallMilliseconds() const;
    double processorMilliseconds() const;
  };
  struct PhaseTime {
    Phase phase;
    double wall, processors;
  };

  OutputOptions options;
  Clocks begin, phaseBegin;
  std::vector<PhaseTime> times;
};

/// Prints a module for readers: weights are left out.
void printModule(llvm::raw_ostream &os, mlir::ModuleOp module);

} // namespace kiln

#endif
