//===- Text.h - Words that messages share -----------------------*- C++ -*-===//

#ifndef KILN_SUPPORT_TEXT_H
#define KILN_SUPPORT_TEXT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace kiln {

/// "[1, 3, 32, 32]", as PyTorch writes it.
std::string shapeText(llvm::ArrayRef<int64_t> shape);

/// Finds the name that was probably meant: of all candidates the one spelled
/// most like `name`, the first of equals, as long as no more than a third of
/// the letters differ.
class NearestName {
public:
  explicit NearestName(llvm::StringRef name);

  /// The candidate must outlive this.
  void consider(llvm::StringRef candidate);
  /// Empty if no candidate is near.
  llvm::StringRef get() const { return best; }

private:
  llvm::StringRef name, best;
  /// A candidate must be nearer than this.
  unsigned limit;
};

} // namespace kiln

#endif
