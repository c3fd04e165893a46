//===- Unicode.cpp - Code points of UTF-8 text ----------------------------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/Support/Unicode.h"

using llvm::StringRef;

namespace kiln::python {

uint32_t decodeCodePoint(StringRef text, size_t &offset) {
  auto byteAt = [&](size_t index) {
    return static_cast<unsigned char>(text[index]);
  };
  unsigned char first = byteAt(offset);
  size_t length = first < 0x80           ? 1
                  : (first >> 5) == 0x6  ? 2
                  : (first >> 4) == 0xe  ? 3
                  : (first >> 3) == 0x1e ? 4
                                         : 0;
  if (length <= 1 || offset + length > text.size()) {
    ++offset;
    return first;
  }
  uint32_t codePoint = first & (0x7f >> length);
  for (size_t index = 1; index < length; ++index) {
    unsigned char byte = byteAt(offset + index);
    if ((byte & 0xc0) != 0x80) {
      ++offset;
      return first;
    }
    codePoint = codePoint << 6 | (byte & 0x3f);
  }
  offset += length;
  return codePoint;
}

void appendCodePoint(std::string &text, uint32_t codePoint) {
  auto push = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (codePoint < 0x80)
    return push(codePoint);
  if (codePoint < 0x800) {
    push(0xc0 | codePoint >> 6);
    return push(0x80 | (codePoint & 0x3f));
  }
  if (codePoint < 0x10000) {
    push(0xe0 | codePoint >> 12);
  } else {
    push(0xf0 | codePoint >> 18);
    push(0x80 | (codePoint >> 12 & 0x3f));
  }
  push(0x80 | (codePoint >> 6 & 0x3f));
  push(0x80 | (codePoint & 0x3f));
}

size_t countCodePoints(StringRef text) {
  size_t count = 0;
  for (size_t offset = 0; offset < text.size(); ++count)
    decodeCodePoint(text, offset);
  return count;
}

size_t offsetOfCodePoint(StringRef text, size_t index) {
  size_t offset = 0;
  for (; index != 0 && offset < text.size(); --index)
    decodeCodePoint(text, offset);
  return offset;
}

StringRef sliceCodePoints(StringRef text, size_t first, size_t last) {
  if (last <= first)
    return "";
  StringRef rest = text.drop_front(offsetOfCodePoint(text, first));
  return rest.take_front(offsetOfCodePoint(rest, last - first));
}

//===----------------------------------------------------------------------===//
// Case
//===----------------------------------------------------------------------===//

namespace {
/// Upper-case letters `first` to `last`; their lower-case letters lie
/// `distance` behind. A distance of 1 stands for pairs of neighbours.
struct CaseRange {
  uint32_t first, last;
  int32_t distance;
};
} // namespace

static const CaseRange caseRanges[] = {
    {0x41, 0x5a, 32},       {0xc0, 0xd6, 32},     {0xd8, 0xde, 32},
    {0x100, 0x12e, 1},      {0x132, 0x136, 1},    {0x139, 0x147, 1},
    {0x14a, 0x176, 1},      {0x178, 0x178, -121}, {0x179, 0x17d, 1},
    {0x1cd, 0x1db, 1},      {0x1de, 0x1ee, 1},    {0x1f8, 0x21e, 1},
    {0x222, 0x232, 1},      {0x386, 0x386, 38},   {0x388, 0x38a, 37},
    {0x38c, 0x38c, 64},     {0x38e, 0x38f, 63},   {0x391, 0x3a1, 32},
    {0x3a3, 0x3ab, 32},     {0x400, 0x40f, 80},   {0x410, 0x42f, 32},
    {0x460, 0x480, 1},      {0x48a, 0x4be, 1},    {0x4d0, 0x52e, 1},
    {0x531, 0x556, 48},     {0x1e00, 0x1e94, 1},  {0x1ea0, 0x1efe, 1},
    {0x2160, 0x216f, 16},   {0x24b6, 0x24cf, 26}, {0xff21, 0xff3a, 32},
    {0x10400, 0x10427, 40},
};

static bool isUpperIn(const CaseRange &range, uint32_t codePoint) {
  return codePoint >= range.first && codePoint <= range.last &&
         (range.distance != 1 || (codePoint - range.first) % 2 == 0);
}

uint32_t toLower(uint32_t codePoint) {
  for (const CaseRange &range : caseRanges)
    if (isUpperIn(range, codePoint))
      return codePoint + range.distance;
  return codePoint;
}

uint32_t toUpper(uint32_t codePoint) {
  if (codePoint == 0xb5) // the micro sign is a Greek mu
    return 0x39c;
  if (codePoint == 0x3c2) // a final sigma
    return 0x3a3;
  for (const CaseRange &range : caseRanges)
    if (isUpperIn(range, codePoint - range.distance))
      return codePoint - range.distance;
  return codePoint;
}

bool isUpper(uint32_t codePoint) { return toLower(codePoint) != codePoint; }

bool isLower(uint32_t codePoint) {
  return toUpper(codePoint) != codePoint || codePoint == 0xdf ||
         codePoint == 0xaa || codePoint == 0xba;
}

//===----------------------------------------------------------------------===//
// Classes of characters
//===----------------------------------------------------------------------===//

bool isDigit(uint32_t codePoint) {
  return (codePoint >= '0' && codePoint <= '9') ||
         (codePoint >= 0x660 && codePoint <= 0x669) ||
         (codePoint >= 0x966 && codePoint <= 0x96f) ||
         (codePoint >= 0xff10 && codePoint <= 0xff19);
}

bool isSpace(uint32_t codePoint) {
  return (codePoint >= 0x9 && codePoint <= 0xd) ||
         (codePoint >= 0x1c && codePoint <= 0x20) || codePoint == 0x85 ||
         codePoint == 0xa0 || codePoint == 0x1680 ||
         (codePoint >= 0x2000 && codePoint <= 0x200a) || codePoint == 0x2028 ||
         codePoint == 0x2029 || codePoint == 0x202f || codePoint == 0x205f ||
         codePoint == 0x3000;
}

bool isLineBreak(uint32_t codePoint) {
  return (codePoint >= 0xa && codePoint <= 0xd) ||
         (codePoint >= 0x1c && codePoint <= 0x1e) || codePoint == 0x85 ||
         codePoint == 0x2028 || codePoint == 0x2029;
}

bool isPrintable(uint32_t codePoint) {
  if (codePoint < 0x80)
    return codePoint >= 0x20 && codePoint != 0x7f;
  return !isSpace(codePoint) && codePoint != 0xad &&
         llvm::sys::unicode::isPrintable(static_cast<int>(codePoint));
}

bool isLetter(uint32_t codePoint) {
  if (codePoint < 0x80)
    return (codePoint >= 'a' && codePoint <= 'z') ||
           (codePoint >= 'A' && codePoint <= 'Z');
  if (codePoint < 0xc0)
    return codePoint == 0xaa || codePoint == 0xb5 || codePoint == 0xba;
  // Beyond Latin-1 whatever prints is a letter unless it lies in a block of
  // signs.
  bool isSign = codePoint == 0xd7 || codePoint == 0xf7 ||
                (codePoint >= 0x300 && codePoint <= 0x36f) ||
                (codePoint >= 0x2000 && codePoint <= 0x206f) ||
                (codePoint >= 0x20a0 && codePoint <= 0x20ff) ||
                (codePoint >= 0x2150 && codePoint <= 0x2bff) ||
                (codePoint >= 0x3000 && codePoint <= 0x3004) ||
                (codePoint >= 0x3008 && codePoint <= 0x3020) ||
                (codePoint >= 0xfe00 && codePoint <= 0xfe6f) ||
                (codePoint >= 0xff00 && codePoint <= 0xff20) ||
                (codePoint >= 0x1f000 && codePoint <= 0x1faff);
  return !isSign && !isDigit(codePoint) && isPrintable(codePoint);
}

} // namespace kiln::python
