//===- kiln.cpp - The command ---------------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"

#include <new>
#include <unistd.h>

/// Too little memory is the model's size or the machine's, not a crash.
[[noreturn]] static void exitWithoutMemory() {
  static constexpr char message[] = "kiln: error: out of memory\n";
  if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0)
    _exit(2);
  llvm::sys::RunInterruptHandlers(); // removes unfinished files
  _exit(1);
}

int main(int argc, char **argv) {
  llvm::setBugReportMsg("kiln has crashed; please report this with the "
                        "command line and the stack below\n");
  llvm::InitLLVM init(argc, argv);
  std::set_new_handler(exitWithoutMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { exitWithoutMemory(); });
  auto parsed = kiln::parseCommandLine(argc, argv);
  if (const int *status = std::get_if<int>(&parsed))
    return *status;
  return kiln::execute(std::get<kiln::Command>(parsed));
}
