//===- Progress.cpp - Tells how far compiling has got ---------------------===//

#include "compiler/Tools/kiln/Progress.h"

#include "compiler/Tools/kiln/StatusLine.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace kiln;

//===----------------------------------------------------------------------===//
// StatusLine
//===----------------------------------------------------------------------===//

static bool isShown = false;

bool StatusLine::isAvailable() {
  static const bool available = isatty(STDERR_FILENO);
  return available;
}

void StatusLine::show(llvm::StringRef text) {
  if (!isAvailable())
    return;
  llvm::errs() << "\r" << text << "\x1b[K";
  isShown = true;
}

void StatusLine::hide() {
  if (!isShown)
    return;
  llvm::errs() << "\r\x1b[K";
  isShown = false;
}

//===----------------------------------------------------------------------===//
// Progress
//===----------------------------------------------------------------------===//

double Progress::Clocks::wallMilliseconds() const {
  std::chrono::duration<double, std::milli> time =
      std::chrono::steady_clock::now() - wall;
  return time.count();
}

double Progress::Clocks::processorMilliseconds() const {
  return 1e3 * static_cast<double>(std::clock() - processors) / CLOCKS_PER_SEC;
}

Progress::~Progress() { hide(); }

void Progress::hide() { StatusLine::hide(); }

void Progress::started(Phase phase) {
  phaseBegin = Clocks();
  if (!options.quiet)
    StatusLine::show(fmt::format("[{}/{}] {}", static_cast<int>(phase) + 1,
                                 allPhases().size(), describe(phase).str()));
}

void Progress::progressed(Phase phase, size_t done, size_t total) {
  if (!options.quiet)
    StatusLine::show(
        fmt::format("[{}/{}] {} {}/{}", static_cast<int>(phase) + 1,
                    allPhases().size(), describe(phase).str(), done, total));
}

void Progress::finished(Phase phase, mlir::ModuleOp module) {
  times.push_back({phase, phaseBegin.wallMilliseconds(),
                   phaseBegin.processorMilliseconds()});
  if (!options.printIr || !module)
    return;
  StatusLine::hide();
  llvm::errs() << "// ---- after " << nameOf(phase) << " ----\n";
  printModule(llvm::errs(), module);
}

void Progress::printTimes() const {
  if (!options.time)
    return;
  StatusLine::hide();
  auto print = [](double wall, double processors, llvm::StringRef what) {
    llvm::errs() << fmt::format("{:>10.1f} ms {:>10.1f} ms of processors  {}\n",
                                wall, processors, what.str());
  };
  for (const PhaseTime &time : times)
    print(time.wall, time.processors, nameOf(time.phase));
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::string memory =
      fmt::format("in all; {} MB of memory", usage.ru_maxrss / 1024);
  print(begin.wallMilliseconds(), begin.processorMilliseconds(), memory);
}

void kiln::printModule(llvm::raw_ostream &os, mlir::ModuleOp module) {
  constexpr int64_t most = 16;
  mlir::OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(most).elideLargeResourceString(most);
  module.print(os, flags);
  os << "\n";
}
