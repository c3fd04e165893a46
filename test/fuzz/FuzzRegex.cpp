//===- FuzzRegex.cpp - Any bytes as a regular expression ------------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/Stdlib/Regex/Program.h"

#include <algorithm>
#include <cstdlib>

using namespace kiln::python;

/// Every group that took part lies in the text.
static void check(const std::vector<int64_t> &slots,
                  const regex::Program &program, int64_t size) {
  for (uint32_t group = 0; group <= program.groupCount; ++group) {
    int64_t first = slots[2 * group], last = slots[2 * group + 1];
    if (last >= 0 && (first < 0 || first > size || last > size))
      abort();
  }
}

/// The first two bytes give the flags and the way to match; a zero byte ends
/// the pattern and begins the text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2)
    return 0;
  llvm::StringRef input(reinterpret_cast<const char *>(data + 2), size - 2);
  auto [pattern, text] = input.split('\0');
  regex::Pattern parsed = regex::parse(pattern, data[0] << 1);
  if (!parsed.error.empty())
    return 0;
  regex::Program program = regex::compile(parsed);
  if (program.tooLarge)
    return 0;
  std::vector<uint32_t> characters(text.bytes_begin(), text.bytes_end());
  std::vector<int64_t> slots;
  uint64_t left = 20'000;
  regex::Outcome outcome = regex::run(
      program, characters, 0, static_cast<int64_t>(characters.size()),
      regex::Anchor(data[1] & 3), slots, [&](uint64_t count) {
        left -= std::min(left, count);
        return left > 0;
      });
  if (outcome == regex::Outcome::Matched)
    check(slots, program, static_cast<int64_t>(characters.size()));
  return 0;
}
