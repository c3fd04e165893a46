//===- FuzzNpyInput.cpp - Arrays given to a program -----------*- C++ -*-===//

#include "runtime/Program/Npy.h"
#include "runtime/include/kiln.h"

#include <vector>

using namespace kiln::runtime;

/// The first byte picks the element type that the input wants.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size)
    return 0;
  const int64_t dims[] = {2, 3};
  auto dtype = kiln_dtype(data[0] % (KILN_BOOL + 1));
  KilnTensor input = {"x", dims, 2, uint32_t(dtype),
                      6 * kiln_dtype_size(dtype)};
  std::vector<uint8_t> elements(input.bytes);
  // An exact copy, so that reading past its end is seen.
  std::vector<uint8_t> file(data + 1, data + size);
  readNpy("x.npy", file.data(), file.size(), input, elements.data());
  return 0;
}
