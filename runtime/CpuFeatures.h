//===- CpuFeatures.h - CPU features that programs can require -*- C -*-===//
//
// One line per feature: LLVM's name, the enumerator, and where CPUID tells it:
// leaf, subleaf, register (0 eax, 1 ebx, 2 ecx, 3 edx), bit. The order is part
// of the contract between compiler and runtime: append only.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_CPUFEATURES_H
#define KILN_RUNTIME_CPUFEATURES_H

#define KILN_CPU_FEATURES(X)                                                   \
  X("sse3", SSE3, 1, 0, 2, 0)                                                  \
  X("pclmul", PCLMUL, 1, 0, 2, 1)                                              \
  X("ssse3", SSSE3, 1, 0, 2, 9)                                                \
  X("fma", FMA, 1, 0, 2, 12)                                                   \
  X("cx16", CX16, 1, 0, 2, 13)                                                 \
  X("sse4.1", SSE41, 1, 0, 2, 19)                                              \
  X("sse4.2", SSE42, 1, 0, 2, 20)                                              \
  X("movbe", MOVBE, 1, 0, 2, 22)                                               \
  X("popcnt", POPCNT, 1, 0, 2, 23)                                             \
  X("aes", AES, 1, 0, 2, 25)                                                   \
  X("avx", AVX, 1, 0, 2, 28)                                                   \
  X("f16c", F16C, 1, 0, 2, 29)                                                 \
  X("rdrnd", RDRND, 1, 0, 2, 30)                                               \
  X("bmi", BMI, 7, 0, 1, 3)                                                    \
  X("avx2", AVX2, 7, 0, 1, 5)                                                  \
  X("bmi2", BMI2, 7, 0, 1, 8)                                                  \
  X("avx512f", AVX512F, 7, 0, 1, 16)                                           \
  X("avx512dq", AVX512DQ, 7, 0, 1, 17)                                         \
  X("adx", ADX, 7, 0, 1, 19)                                                   \
  X("avx512ifma", AVX512IFMA, 7, 0, 1, 21)                                     \
  X("clflushopt", CLFLUSHOPT, 7, 0, 1, 23)                                     \
  X("clwb", CLWB, 7, 0, 1, 24)                                                 \
  X("avx512cd", AVX512CD, 7, 0, 1, 28)                                         \
  X("sha", SHA, 7, 0, 1, 29)                                                   \
  X("avx512bw", AVX512BW, 7, 0, 1, 30)                                         \
  X("avx512vl", AVX512VL, 7, 0, 1, 31)                                         \
  X("avx512vbmi", AVX512VBMI, 7, 0, 2, 1)                                      \
  X("avx512vbmi2", AVX512VBMI2, 7, 0, 2, 6)                                    \
  X("gfni", GFNI, 7, 0, 2, 8)                                                  \
  X("vaes", VAES, 7, 0, 2, 9)                                                  \
  X("vpclmulqdq", VPCLMULQDQ, 7, 0, 2, 10)                                     \
  X("avx512vnni", AVX512VNNI, 7, 0, 2, 11)                                     \
  X("avx512bitalg", AVX512BITALG, 7, 0, 2, 12)                                 \
  X("avx512vpopcntdq", AVX512VPOPCNTDQ, 7, 0, 2, 14)                           \
  X("amx-bf16", AMXBF16, 7, 0, 3, 22)                                          \
  X("avx512fp16", AVX512FP16, 7, 0, 3, 23)                                     \
  X("amx-tile", AMXTILE, 7, 0, 3, 24)                                          \
  X("amx-int8", AMXINT8, 7, 0, 3, 25)                                          \
  X("avxvnni", AVXVNNI, 7, 1, 0, 4)                                            \
  X("avx512bf16", AVX512BF16, 7, 1, 0, 5)                                      \
  X("lzcnt", LZCNT, 0x80000001, 0, 2, 5)                                       \
  X("sse4a", SSE4A, 0x80000001, 0, 2, 6)                                       \
  X("prfchw", PRFCHW, 0x80000001, 0, 2, 8)

#define KILN_CPU_ENUMERATOR(Name, Enumerator, Leaf, Subleaf, Register, Bit)    \
  KILN_CPU_##Enumerator,
/// Bit numbers in KilnVariant::required_features.
enum KilnCpuFeature { KILN_CPU_FEATURES(KILN_CPU_ENUMERATOR) KILN_CPU_COUNT };
#undef KILN_CPU_ENUMERATOR

#endif
