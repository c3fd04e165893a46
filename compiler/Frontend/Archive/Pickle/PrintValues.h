//===- PrintValues.h - Inert values as text for people ----------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_PRINTVALUES_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_PRINTVALUES_H

#include "compiler/Frontend/Archive/Pickle/Walk.h"

#include <string>

namespace kiln {

/// One line of what a file holds beside its tensors.
struct ValueLine {
  unsigned depth;
  std::string name;
  std::string text;
};

/// The values under `root` without the tensors: plain ones as Python would
/// print them, modules with their class and settings, long ones in short.
/// Sets `omitted` when there are more lines than anybody would read.
std::vector<ValueLine> summarizeValues(const Value &root, WalkStyle style,
                                       bool &omitted);

/// One value on one line: `0.91`, `'resnet18'`, `dict of 3`, `torch.float32`.
std::string summarize(const Value &value);

} // namespace kiln

#endif
