//===- kiln.cpp - The command ---------------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"

int main(int argc, char **argv) {
  llvm::setBugReportMsg("kiln has crashed; please report this with the "
                        "command line and the stack below\n");
  llvm::InitLLVM init(argc, argv);
  auto parsed = kiln::parseCommandLine(argc, argv);
  if (const int *status = std::get_if<int>(&parsed))
    return *status;
  return kiln::execute(std::get<kiln::Command>(parsed));
}
