//===- kiln.cpp - The command ---------------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

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

/// Whether all that was printed has arrived; says so if not.
static bool closeOutput() {
  llvm::raw_fd_ostream &out = llvm::outs();
  out.flush();
  std::error_code error = out.error();
  out.clear_error();
  if (!error)
    return true;
  llvm::errs() << "kiln: error: cannot write to standard output: "
               << error.message() << "\n";
  return false;
}

int main(int argc, char **argv) {
  llvm::setBugReportMsg("kiln has crashed; please report this with the "
                        "command line and the stack below\n");
  llvm::InitLLVM init(argc, argv);
  std::set_new_handler(exitWithoutMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { exitWithoutMemory(); });
  auto parsed = kiln::parseCommandLine(argc, argv);
  const int *known = std::get_if<int>(&parsed);
  int status = known ? *known : kiln::execute(std::get<kiln::Command>(parsed));
  return closeOutput() ? status : 1;
}
