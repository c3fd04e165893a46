//===- FibreStack.h - A stack to switch to ----------------------*- C++ -*-===//
//
// A stack of its own with a guard page below it. AddressSanitizer is told of
// every switch, else it would take the other stack for garbage.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_FIBRESTACK_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_FIBRESTACK_H

#include <cstddef>
#include <memory>
#include <ucontext.h>

namespace kiln::python {

class FibreStack {
public:
  /// Null where the system gives no memory.
  static std::unique_ptr<FibreStack> create();
  ~FibreStack();
  FibreStack(const FibreStack &) = delete;
  FibreStack &operator=(const FibreStack &) = delete;

  using Entry = void (*)(unsigned high, unsigned low);
  /// Lets the next switchTo() call `entry` with the halves of `argument`.
  void prepare(Entry entry, void *argument);
  /// Goes on where the stack stands, until it calls switchBack().
  void switchTo();
  /// The first thing that `entry` does.
  void entered();
  /// With `isLast`, the stack will not be switched to again.
  void switchBack(bool isLast);

  /// The lowest address that leaves room for code in C++.
  char *limit() const;

private:
  FibreStack() = default;

  char *memory = nullptr;
  ucontext_t inside = {}, outside = {};
  // The other side's stack, for AddressSanitizer.
  [[maybe_unused]] const void *outsideBottom = nullptr;
  [[maybe_unused]] size_t outsideSize = 0;
  [[maybe_unused]] void *insideFake = nullptr;
};

} // namespace kiln::python

#endif
