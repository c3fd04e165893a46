//===- SanitizerOptions.cpp - How sanitized programs run ------------------===//
//
// Linked into every program of a build with KILN_SANITIZERS. ASAN_OPTIONS still
// adds to these and overrides them.
//
//===----------------------------------------------------------------------===//

/// LLVM's allocators poison the memory that they have not given out yet. Here
/// only those that are instantiated in kiln's own files do: Debian's libLLVM
/// and libMLIR, which use the same allocators, are built without sanitizers and
/// give out memory without unpoisoning it.
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0";
}
