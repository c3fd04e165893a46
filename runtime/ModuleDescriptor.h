//===- ModuleDescriptor.h - What a model tells the runtime --------*- C -*-===//
//
// The contract between the compiler and the runtime: plain structs that the
// compiler writes into the object file of a model and the runtime reads. Both
// sides check their sizes. Changing anything here means raising
// KILN_DESCRIPTOR_VERSION.
//
// A compiled model exports one function, `const kiln_model *kiln_model_<name>
// (void)`, that returns its KilnModuleDescriptor. Its weights are the symbol
// `kiln_weights_<name>`, aligned to KILN_WEIGHTS_ALIGNMENT, which the linking
// step defines. Every other symbol is local, or starts with `kiln_<name>_`.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_MODULEDESCRIPTOR_H
#define KILN_RUNTIME_MODULEDESCRIPTOR_H

#include "runtime/CpuFeatures.h"

#include <stdint.h>

#ifdef __cplusplus
#define KILN_CHECK_SIZE(Struct, Bytes)                                         \
  static_assert(sizeof(Struct) == (Bytes),                                     \
                "the layout of " #Struct " is part of the contract")
#else
#define KILN_CHECK_SIZE(Struct, Bytes)                                         \
  _Static_assert(sizeof(Struct) == (Bytes),                                    \
                 "the layout of " #Struct " is part of the contract")
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// "KILNMOD1" as a little-endian integer.
#define KILN_DESCRIPTOR_MAGIC UINT64_C(0x31444f4d4e4c494b)
#define KILN_DESCRIPTOR_VERSION 5u
/// Alignment of the weights section, of the arena and of per-thread scratch.
#define KILN_WEIGHTS_ALIGNMENT 4096u
#define KILN_ARENA_ALIGNMENT 64u

/// Sizes that depend on named dimensions are formulas. Fields that can be one
/// hold their number where there is none, else this bit and the index of a
/// formula: as signed numbers they are negative.
#define KILN_FORMULA_BIT (UINT64_C(1) << 63)

/// runtime/Formula.h says what the operations mean.
enum KilnFormulaOperation {
  KILN_FORMULA_NUMBER = 0, ///< pushes `value`
  KILN_FORMULA_DIM = 1,    ///< pushes the named dimension number `value`
  KILN_FORMULA_ADD = 2,    ///< these take two numbers and push one
  KILN_FORMULA_MULTIPLY = 3,
  KILN_FORMULA_FLOORDIV = 4, ///< by a positive number, rounded down
  KILN_FORMULA_MAX = 5,
  KILN_FORMULA_MIN = 6,
  KILN_FORMULA_STEP = 7, ///< pushes the number of the present step of a loop
};

/// Numbers that a formula may have pushed and not yet taken: the size of the
/// runtime's stack.
#define KILN_FORMULA_DEPTH 64

typedef struct KilnFormulaStep {
  int64_t operation; ///< KilnFormulaOperation
  int64_t value;
} KilnFormulaStep;
KILN_CHECK_SIZE(KilnFormulaStep, 16);

/// A postfix program that leaves one number.
typedef struct KilnFormula {
  const KilnFormulaStep *steps;
  uint64_t step_count;
  const char *text; ///< for people: "4*N + 1"
} KilnFormula;
KILN_CHECK_SIZE(KilnFormula, 24);

/// A named dimension and the values that it may have. The caller gives the
/// first ones; those that a run computes come behind them.
typedef struct KilnDim {
  const char *name;
  int64_t least;
  int64_t most; ///< of a computed one: may be a formula of the given ones
} KilnDim;
KILN_CHECK_SIZE(KilnDim, 24);

/// One kernel over its work items [begin, end). `args` holds one pointer per
/// KilnSlot, in order. Inputs and outputs of the model are aligned to their
/// element only; slices of the arena, the weights and scratch to what the
/// compiler chose for their offset.
typedef void (*KilnKernelFunction)(void *const *args, int64_t begin,
                                   int64_t end);

/// Where the pointer of a kernel's argument comes from.
enum KilnSlotKind {
  KILN_SLOT_ARENA = 0,    ///< session's arena + offset
  KILN_SLOT_WEIGHTS = 1,  ///< weights + offset
  KILN_SLOT_INPUT = 2,    ///< input number `index` + offset, see KilnState
  KILN_SLOT_OUTPUT = 3,   ///< output number `index` + offset, see KilnState
  KILN_SLOT_CONSTANT = 4, ///< the address `offset` holds (a symbol's address)
  KILN_SLOT_SCRATCH = 5,  ///< the running thread's own scratch + offset
  KILN_SLOT_DIMS = 6,     ///< the values of the named dimensions, int64_t each
};

/// What the kernel does with the bytes behind a slot.
enum KilnSlotAccess {
  KILN_ACCESS_READ = 0,
  KILN_ACCESS_WRITE = 1,
  KILN_ACCESS_READ_WRITE = 2,
};

typedef struct KilnSlot {
  uint8_t kind;   ///< KilnSlotKind
  uint8_t access; ///< KilnSlotAccess
  uint8_t dtype;  ///< kiln_dtype of the elements, for taps
  uint8_t reserved;
  uint32_t index;  ///< of the input or output; 0 otherwise
  uint64_t offset; ///< in bytes; may be a formula
  uint64_t bytes;  ///< extent that the kernel may touch; may be a formula
} KilnSlot;
KILN_CHECK_SIZE(KilnSlot, 24);

typedef struct KilnKernel {
  KilnKernelFunction function;
  const char *name;   ///< unique in the program: "conv1_relu_max_pool_0"
  const char *layer;  ///< for people: "conv1 + relu + max_pool"
  const char *source; ///< for people: "net.py:21:13"; may be empty
  const KilnSlot *slots;
  uint32_t slot_count;
  uint32_t reserved;
  /// How finely threads may share the kernel; 0 if there is nothing to do. This
  /// and what follows may be formulas, also of computed dimensions.
  int64_t work_items;
  uint64_t cost; ///< estimated nanoseconds on one thread; 0: unknown
  uint64_t flops;
  uint64_t bytes; ///< read and written, weights included
} KilnKernel;
KILN_CHECK_SIZE(KilnKernel, 80);

/// Kernels that run again and again, for each step from `first_step` to
/// `last_step` once; not at all if that is less. Offsets of their slots may be
/// formulas with KILN_FORMULA_STEP.
typedef struct KilnLoop {
  uint32_t first_kernel;
  uint32_t kernel_count;
  int64_t first_step;
  int64_t last_step; ///< may be a formula
} KilnLoop;
KILN_CHECK_SIZE(KilnLoop, 24);

enum KilnJumpKind {
  KILN_JUMP_ALWAYS = 0,
  KILN_JUMP_IF_ZERO = 1, ///< if the byte behind `condition` is zero
};

/// Where a run leaves the order of the kernels. Jumps lie in the order of the
/// program too: before kernel number `position` come all jumps that say so, and
/// a jump that is not taken is followed by the next one. Loops jump backwards.
typedef struct KilnJump {
  KilnSlot condition;
  uint32_t kind; ///< KilnJumpKind
  uint32_t position;
  uint32_t target_kernel; ///< where the run goes on, before
  uint32_t target_jump;   ///< this jump is looked at
} KilnJump;
KILN_CHECK_SIZE(KilnJump, 40);

/// A computed dimension gets its value, an int64_t in memory, where a run has
/// come behind so many kernels and jumps, which every run does once; no kernel
/// before depends on it.
typedef struct KilnDefinition {
  KilnSlot value;
  uint32_t kernels;
  uint32_t jumps;
  uint32_t dim;
  uint32_t reserved;
} KilnDefinition;
KILN_CHECK_SIZE(KilnDefinition, 40);

/// The program for one level of CPU. All variants of a module share weights,
/// inputs and outputs; a module lists the most demanding variant first and the
/// runtime takes the first that the CPU can run.
typedef struct KilnVariant {
  const char *level;          ///< "x86-64-v3", "native", ...
  const char *target_cpu;     ///< LLVM's name: "znver4"
  uint64_t required_features; ///< mask of KILN_CPU_* bits
  const KilnKernel *kernels;
  const KilnLoop *loops; ///< in the order of their kernels, which are apart
  const KilnJump *jumps;
  const KilnDefinition *definitions; ///< in the order of a run
  uint32_t kernel_count;
  uint32_t loop_count;
  uint32_t jump_count;
  uint32_t definition_count;
  uint64_t arena_bytes;   ///< may be a formula, as the bound
  uint64_t arena_bound;   ///< peak of live bytes, what the plan is judged by
  uint64_t scratch_bytes; ///< per thread, aligned like the arena
} KilnVariant;
KILN_CHECK_SIZE(KilnVariant, 96);

/// One input or output.
typedef struct KilnTensor {
  const char *name;
  const int64_t *dims; ///< may be formulas
  uint32_t rank;
  uint32_t dtype; ///< kiln_dtype
  uint64_t bytes; ///< may be a formula; room for all values of computed dims
} KilnTensor;
KILN_CHECK_SIZE(KilnTensor, 32);

/// A buffer that every run changes. The session holds two places for it: its
/// present value, which kernels read as the input number `input_count` + i, and
/// the next one, which they write as the output number `output_count` + i.
/// After a run the places change roles. Both are aligned like the arena.
typedef struct KilnState {
  KilnTensor tensor;
  uint64_t initial; ///< offset of the initial value in the weights
} KilnState;
KILN_CHECK_SIZE(KilnState, 40);

/// How a picture becomes the first input. Zero in `resize_height` means the
/// input's own size.
typedef struct KilnPreprocessing {
  float mean[4];
  float std[4];
  uint32_t channels;      ///< entries of mean and std; 0: none was given
  uint32_t resize_height; ///< exact size before cropping
  uint32_t resize_width;
  uint32_t resize_shorter; ///< or: length of the shorter side
  uint32_t crop;           ///< 1: cut the centre, 0: stretch to the input
  uint32_t reserved;
} KilnPreprocessing;
KILN_CHECK_SIZE(KilnPreprocessing, 56);

/// Bytes of the weights in one packed form, for `--info`.
typedef struct KilnPackedForm {
  const char *form; ///< "f32 panels of 16", "winograd F(4,3)", ...
  uint64_t tensors;
  uint64_t bytes;
} KilnPackedForm;
KILN_CHECK_SIZE(KilnPackedForm, 24);

typedef struct KilnModuleDescriptor {
  uint64_t magic;   ///< KILN_DESCRIPTOR_MAGIC
  uint32_t version; ///< KILN_DESCRIPTOR_VERSION
  uint32_t size;    ///< sizeof(KilnModuleDescriptor)
  const char *name;

  const KilnTensor *inputs;
  const KilnTensor *outputs;
  uint32_t input_count;
  uint32_t output_count;
  const char *input_tree; ///< nesting: "*", "(*, {'a': *})"
  const char *output_tree;

  const KilnState *states;
  uint32_t state_count;
  uint32_t reserved_states;

  const KilnVariant *variants;
  uint32_t variant_count;
  uint32_t label_count;
  const char *const *labels;

  const void *weights; ///< NULL: they are in a file beside the program
  uint64_t weights_bytes;
  const char *weights_file; ///< its name where `weights` is NULL; else NULL

  const KilnPackedForm *packed_forms;
  uint32_t packed_form_count;
  uint32_t computed_dim_count;
  KilnPreprocessing preprocessing;

  const char *model_hash;       ///< hex, of the model's files
  const char *compiler_version; ///< "0.1.0"
  const char *compiler_hash;    ///< hex, of the compiler
  const char *compile_flags;    ///< as given by the user

  const KilnDim *dims;         ///< as KILN_FORMULA_DIM and KILN_SLOT_DIMS count
  const KilnFormula *formulas; ///< what KILN_FORMULA_BIT leads to
  uint32_t dim_count;          ///< that the caller gives
  uint32_t formula_count;
} KilnModuleDescriptor;
KILN_CHECK_SIZE(KilnModuleDescriptor, 256);

/// Start of a weights file; the weights follow at KILN_WEIGHTS_ALIGNMENT.
#define KILN_WEIGHTS_FILE_MAGIC UINT64_C(0x315354574e4c494b) /* "KILNWTS1" */
typedef struct KilnWeightsFileHeader {
  uint64_t magic;
  uint64_t bytes;
  char model_hash[64]; ///< padded with zeros, not necessarily terminated
} KilnWeightsFileHeader;
KILN_CHECK_SIZE(KilnWeightsFileHeader, 80);

#ifdef __cplusplus
}
#endif

#endif
