//===- Rename.h - New names for tensors -------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_RENAME_H
#define KILN_FRONTEND_ARCHIVE_RENAME_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace kiln {

/// OLD=NEW of `kiln convert --rename`. OLD is
///   - a whole name, `fc.weight`;
///   - a prefix that ends with a dot, `module.`;
///   - a pattern, `*.gamma`, in which every `*` stands for any text, and the
///     stars of NEW in turn for what those of OLD found.
class RenameRule {
public:
  static llvm::Expected<RenameRule> create(llvm::StringRef text);

  /// The new name, or nullopt for names that the rule does not mean.
  std::optional<std::string> apply(llvm::StringRef name) const;

  /// As it was written.
  const std::string &text() const { return written; }
  /// What is renamed.
  llvm::StringRef oldName() const {
    return llvm::StringRef(written).take_front(oldSize);
  }

private:
  std::optional<std::string> applyPattern(llvm::StringRef name) const;

  std::string written;
  size_t oldSize = 0;
  /// What stands between the stars.
  llvm::SmallVector<std::string, 2> oldParts, newParts;
};

} // namespace kiln

#endif
