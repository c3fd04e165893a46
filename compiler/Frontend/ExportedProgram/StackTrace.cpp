//===- StackTrace.cpp - Python's stack traces as locations ----------------===//

#include "compiler/Frontend/ExportedProgram/StackTrace.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace kiln::exported {

using namespace mlir;
using llvm::StringRef;

static bool isOfPyTorch(StringRef file) {
  return file.contains("-packages/torch/");
}

/// `File "net.py", line 23, in forward`
static FileLineColLoc parseFrame(MLIRContext *context, StringRef line) {
  line = line.trim();
  if (!line.consume_front("File \""))
    return {};
  auto [file, rest] = line.split('"');
  unsigned number = 0;
  if (!rest.consume_front(", line ") || rest.consumeInteger(10, number))
    return {};
  return FileLineColLoc::get(context, file, number, 0);
}

Location parseStackTrace(MLIRContext *context, StringRef trace, StringRef path,
                         StringRef node) {
  std::optional<Location> location;
  for (StringRef line : llvm::split(trace, '\n')) {
    FileLineColLoc frame = parseFrame(context, line);
    if (!frame || isOfPyTorch(frame.getFilename()))
      continue;
    // The outermost call comes first.
    location = location ? Location(CallSiteLoc::get(frame, *location)) : frame;
  }
  if (location)
    return *location;
  return NameLoc::get(StringAttr::get(context, node),
                      FileLineColLoc::get(context, path, 0, 0));
}

} // namespace kiln::exported
