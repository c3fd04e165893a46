//===- HalfFloat.h - f16 and bf16 to and from float -------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_HALFFLOAT_H
#define KILN_RUNTIME_PROGRAM_HALFFLOAT_H

#include <stdint.h>

namespace kiln::runtime {

inline uint32_t bitsOf(float value) {
  return __builtin_bit_cast(uint32_t, value);
}
inline float floatOf(uint32_t bits) { return __builtin_bit_cast(float, bits); }

inline float bfloatToFloat(uint16_t value) {
  return floatOf(uint32_t(value) << 16);
}

/// Rounds to nearest, ties to even.
inline uint16_t floatToBfloat(float value) {
  uint32_t bits = bitsOf(value);
  if (value != value)
    return uint16_t(bits >> 16 | 0x40);
  return uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

inline float halfToFloat(uint16_t value) {
  uint32_t sign = uint32_t(value & 0x8000) << 16;
  uint32_t rest = value & 0x7fff;
  if (rest >= 0x7c00) // infinity and NaN
    return floatOf(sign | 0x7f800000 | (rest & 0x3ff) << 13);
  // Scaling by 2^112 moves the exponent's bias, for subnormals too.
  float magnitude = floatOf(rest << 13) * floatOf(0x77800000);
  return floatOf(sign | bitsOf(magnitude));
}

/// Rounds to nearest, ties to even.
inline uint16_t floatToHalf(float value) {
  uint32_t bits = bitsOf(value), sign = bits >> 16 & 0x8000;
  bits &= 0x7fffffff;
  if (bits > 0x7f800000)
    return uint16_t(sign | 0x7e00);
  if (bits >= 0x47800000) // 65536 and above
    return uint16_t(sign | 0x7c00);
  if (bits < 0x38800000) { // subnormal: let the addition round
    float shifted = floatOf(bits) + 0.5f;
    return uint16_t(sign | (bitsOf(shifted) - bitsOf(0.5f)));
  }
  uint32_t rounded = bits - 0x38000000 + 0xfff + (bits >> 13 & 1);
  return uint16_t(sign | rounded >> 13);
}

} // namespace kiln::runtime

#endif
