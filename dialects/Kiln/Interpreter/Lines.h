//===- Lines.h - The elements along one dimension ---------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_LINES_H
#define KILN_DIALECTS_KILN_INTERPRETER_LINES_H

#include "dialects/Kiln/Interpreter/Numbers.h"

namespace kiln::reference {

/// Elements of a tensor that differ in one index only.
struct Line {
  int64_t number; ///< Among all lines of the dimension, row-major.
  int64_t first;  ///< Position of its first element.
  int64_t stride;
};

/// Calls `function(line, values)` for all lines along `dim`, the values loaded
/// as numbers of kind T.
template <typename T, typename Function>
void forLines(const HostTensor &x, int64_t dim, Function &&function) {
  int64_t size = x.dim(dim);
  if (x.numElements() == 0)
    return;
  std::vector<T> all = loadAll<T>(x), values(size);
  int64_t inner = product(x.shape().drop_front(dim + 1));
  for (int64_t number = 0, count = x.numElements() / size; number < count;
       ++number) {
    Line line{number, number / inner * inner * size + number % inner, inner};
    for (int64_t i = 0; i < size; ++i)
      values[i] = all[line.first + i * line.stride];
    function(line, llvm::MutableArrayRef<T>(values));
  }
}

/// A tensor like `x` in which `function(values)` has changed every line along
/// `dim` in place.
template <typename T, typename Function>
HostTensor mapLines(const HostTensor &x, int64_t dim, Function &&function) {
  std::vector<T> all(x.numElements());
  forLines<T>(x, dim, [&](const Line &line, llvm::MutableArrayRef<T> values) {
    function(values);
    for (auto [i, value] : llvm::enumerate(values))
      all[line.first + i * line.stride] = value;
  });
  return storeAll<T>(all, x.dtype(), x.shape());
}

} // namespace kiln::reference

#endif
