//===- StatusLine.h - One line that shows what is going on ------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_STATUSLINE_H
#define KILN_TOOLS_KILN_STATUSLINE_H

#include "llvm/ADT/StringRef.h"

namespace kiln {

/// The last line of the terminal, if stderr is one. Whatever else is printed
/// hides it first.
class StatusLine {
public:
  static void show(llvm::StringRef text);
  static void hide();
  /// Whether there is a terminal to show it on.
  static bool isAvailable();
};

} // namespace kiln

#endif
