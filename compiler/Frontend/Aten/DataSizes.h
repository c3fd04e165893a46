//===- DataSizes.h - Sizes that depend on data ------------------*- C++ -*-===//
//
// How many elements a mask chooses is known when a program runs. While a model
// is imported, such a size is some number up to its bound: whoever imports it
// says which, and looks at several of them to find what depends on it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_DATASIZES_H
#define KILN_FRONTEND_ATEN_DATASIZES_H

#include "compiler/Frontend/Aten/Emitter.h"

namespace kiln::aten {

/// One of them, in the order in which the model comes to them.
struct DataSize {
  std::string name;
  int64_t bound, value;
  mlir::Location location;
};

/// Chooses and notes the sizes of all graphs on this thread for as long as it
/// lives.
class DataSizes {
public:
  /// Each size is the next number of `wanted`, or `otherwise` where there is
  /// none, but at most its bound.
  explicit DataSizes(int64_t otherwise, llvm::ArrayRef<int64_t> wanted = {});
  ~DataSizes();
  DataSizes(const DataSizes &) = delete;
  DataSizes &operator=(const DataSizes &) = delete;

  /// The innermost one of this thread; null if there is none.
  static DataSizes *current();

  /// A new graph comes to its first size.
  void restart();
  /// The next size; its name begins with `kind`.
  const DataSize &add(llvm::StringRef kind, int64_t bound,
                      mlir::Location location);

  std::vector<DataSize> sizes;
  /// Counts and the indices that were made of them.
  std::vector<std::pair<mlir::Value, mlir::Value>> repeated;

private:
  int64_t otherwise;
  std::vector<int64_t> wanted;
  DataSizes *outer;
};

/// Defines a size with the value that an i64 tensor of one element has at run
/// time, and gives the number that stands for it; `kind` begins its name.
mlir::FailureOr<int64_t> defineSize(Emitter &emit, llvm::StringRef kind,
                                    mlir::Value value, int64_t bound);

/// The indices at which a mask of one dimension holds; the same ones for equal
/// masks.
mlir::Value indicesOf(Emitter &emit, mlir::Value mask, llvm::StringRef kind);

} // namespace kiln::aten

#endif
