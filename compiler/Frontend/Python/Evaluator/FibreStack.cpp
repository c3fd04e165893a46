//===- FibreStack.cpp - A stack to switch to ------------------------------===//

#include "compiler/Frontend/Python/Evaluator/FibreStack.h"

#include <cstdint>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define KILN_FIBRES_UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KILN_FIBRES_UNDER_ASAN 1
#endif
#endif

#ifdef KILN_FIBRES_UNDER_ASAN
#include <sanitizer/common_interface_defs.h>
#endif

namespace kiln::python {

// Only the pages that are touched take memory.
static constexpr size_t stackBytes = 2 << 20;
static constexpr size_t guardBytes = 4096;
static constexpr size_t reserveBytes = 384 << 10;

std::unique_ptr<FibreStack> FibreStack::create() {
  void *memory =
      mmap(nullptr, stackBytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED)
    return nullptr;
  if (mprotect(memory, guardBytes, PROT_NONE) != 0) {
    munmap(memory, stackBytes);
    return nullptr;
  }
  std::unique_ptr<FibreStack> stack(new FibreStack);
  stack->memory = static_cast<char *>(memory);
  return stack;
}

FibreStack::~FibreStack() { munmap(memory, stackBytes); }

char *FibreStack::limit() const { return memory + guardBytes + reserveBytes; }

void FibreStack::prepare(Entry entry, void *argument) {
  getcontext(&inside);
  inside.uc_stack.ss_sp = memory + guardBytes;
  inside.uc_stack.ss_size = stackBytes - guardBytes;
  inside.uc_link = nullptr;
  insideFake = nullptr;
  auto bits = reinterpret_cast<uintptr_t>(argument);
  makecontext(&inside, reinterpret_cast<void (*)()>(entry), 2,
              static_cast<unsigned>(bits >> 32), static_cast<unsigned>(bits));
}

void FibreStack::switchTo() {
#ifdef KILN_FIBRES_UNDER_ASAN
  void *outsideFake = nullptr;
  __sanitizer_start_switch_fiber(&outsideFake, memory + guardBytes,
                                 stackBytes - guardBytes);
#endif
  swapcontext(&outside, &inside);
#ifdef KILN_FIBRES_UNDER_ASAN
  __sanitizer_finish_switch_fiber(outsideFake, nullptr, nullptr);
#endif
}

void FibreStack::entered() {
#ifdef KILN_FIBRES_UNDER_ASAN
  __sanitizer_finish_switch_fiber(insideFake, &outsideBottom, &outsideSize);
#endif
}

void FibreStack::switchBack(bool isLast) {
#ifdef KILN_FIBRES_UNDER_ASAN
  __sanitizer_start_switch_fiber(isLast ? nullptr : &insideFake, outsideBottom,
                                 outsideSize);
#endif
  swapcontext(&inside, &outside);
  entered();
}

} // namespace kiln::python
