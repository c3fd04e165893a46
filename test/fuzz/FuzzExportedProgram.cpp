//===- FuzzExportedProgram.cpp - Any bytes as a .pt2's program ------------===//

#include "Fuzz.h"
#include "compiler/Frontend/ExportedProgram/Program.h"

using namespace kiln;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::Expected<exported::Program> program = exported::parseProgram(text);
  if (!program) {
    llvm::consumeError(program.takeError());
    return 0;
  }
  if (program->outputTree)
    (void)program->outputTree->keys();
  return 0;
}
