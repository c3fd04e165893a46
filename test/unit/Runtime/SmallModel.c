/*===- SmallModel.c - A module descriptor written by hand -----------*- C
 * -*-===*/

#include "kiln.h"

#include "test/unit/Runtime/SmallModel.h"

static const float weights[SMALL_MODEL_SIZE] = {[0] = 10, [999] = 20};

static void addWeights(void *const *args, int64_t begin, int64_t end) {
  const float *x = args[0], *w = args[1];
  float *y = args[2], *scratch = args[3];
  for (int64_t i = begin; i < end; ++i)
    scratch[i] = x[i];
  for (int64_t i = begin; i < end; ++i)
    y[i] = scratch[i] + w[i];
}

static void twice(void *const *args, int64_t begin, int64_t end) {
  const float *y = args[0];
  float *z = args[1];
  for (int64_t i = begin; i < end; ++i)
    z[i] = 2 * y[i];
}

#define BYTES (SMALL_MODEL_SIZE * sizeof(float))

static const KilnSlot addSlots[] = {
    {KILN_SLOT_INPUT, KILN_ACCESS_READ, KILN_F32, 0, 0, 0, BYTES},
    {KILN_SLOT_WEIGHTS, KILN_ACCESS_READ, KILN_F32, 0, 0, 0, BYTES},
    {KILN_SLOT_ARENA, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 64, BYTES},
    {KILN_SLOT_SCRATCH, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 128, BYTES},
};
static const KilnSlot twiceSlots[] = {
    {KILN_SLOT_ARENA, KILN_ACCESS_READ, KILN_F32, 0, 0, 64, BYTES},
    {KILN_SLOT_OUTPUT, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 0, BYTES},
};
static const KilnKernel kernels[] = {
    {addWeights, "add_0", "add", "small.py:1:1", addSlots, 4, 0,
     SMALL_MODEL_SIZE, 1000000, SMALL_MODEL_SIZE, 3 * BYTES},
    {twice, "twice_1", "twice", "small.py:2:1", twiceSlots, 2, 0,
     SMALL_MODEL_SIZE, 1000000, SMALL_MODEL_SIZE, 2 * BYTES},
};
static const KilnVariant variants[] = {
    /* No CPU has this feature: the runtime must pass over the variant. */
    {.level = "future",
     .target_cpu = "future",
     .required_features = UINT64_C(1) << 63},
    {.level = "x86-64",
     .target_cpu = "x86-64",
     .kernels = kernels,
     .kernel_count = 2,
     .arena_bytes = 64 + BYTES,
     .arena_bound = BYTES,
     .scratch_bytes = 128 + BYTES},
};
static const int64_t dims[] = {10, 100};
static const KilnTensor inputs[] = {{"x", dims, 2, KILN_F32, BYTES}};
static const KilnTensor outputs[] = {{"z", dims, 2, KILN_F32, BYTES}};
static const char *const labels[] = {"first", "second"};

static const KilnModuleDescriptor descriptor = {
    .magic = KILN_DESCRIPTOR_MAGIC,
    .version = KILN_DESCRIPTOR_VERSION,
    .size = sizeof(KilnModuleDescriptor),
    .name = "small",
    .inputs = inputs,
    .outputs = outputs,
    .input_count = 1,
    .output_count = 1,
    .input_tree = "*",
    .output_tree = "*",
    .variants = variants,
    .variant_count = 2,
    .label_count = 2,
    .labels = labels,
    .weights = weights,
    .weights_bytes = sizeof weights,
    .model_hash = "",
    .compiler_version = "0.1.0",
    .compiler_hash = "",
    .compile_flags = "",
};

static void count(void *const *args, int64_t begin, int64_t end) {
  const float *x = args[0], *state = args[1];
  float *z = args[2], *next = args[3];
  for (int64_t i = begin; i < end; ++i) {
    z[i] = x[i] + state[i];
    next[i] = state[i] + 1;
  }
}

static const KilnSlot countSlots[] = {
    {KILN_SLOT_INPUT, KILN_ACCESS_READ, KILN_F32, 0, 0, 0, BYTES},
    {KILN_SLOT_INPUT, KILN_ACCESS_READ, KILN_F32, 0, 1, 0, BYTES},
    {KILN_SLOT_OUTPUT, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 0, BYTES},
    {KILN_SLOT_OUTPUT, KILN_ACCESS_WRITE, KILN_F32, 0, 1, 0, BYTES},
};
static const KilnKernel countKernels[] = {
    {count, "count_0", "count", "counting.py:1:1", countSlots, 4, 0,
     SMALL_MODEL_SIZE, 1000000, SMALL_MODEL_SIZE, 4 * BYTES},
};
static const KilnVariant countVariants[] = {
    {.level = "x86-64",
     .target_cpu = "x86-64",
     .kernels = countKernels,
     .kernel_count = 1},
};
static const KilnState states[] = {{{"count", dims, 2, KILN_F32, BYTES}, 0}};

static const KilnModuleDescriptor counting = {
    .magic = KILN_DESCRIPTOR_MAGIC,
    .version = KILN_DESCRIPTOR_VERSION,
    .size = sizeof(KilnModuleDescriptor),
    .name = "counting",
    .inputs = inputs,
    .outputs = outputs,
    .input_count = 1,
    .output_count = 1,
    .input_tree = "*",
    .output_tree = "*",
    .states = states,
    .state_count = 1,
    .variants = countVariants,
    .variant_count = 1,
    .weights = weights,
    .weights_bytes = sizeof weights,
    .model_hash = "",
    .compiler_version = "0.1.0",
    .compiler_hash = "",
    .compile_flags = "",
};

const kiln_model *kiln_model_counting(void) {
  return (const kiln_model *)&counting;
}

const kiln_model *kiln_model_small(void) {
  return (const kiln_model *)&descriptor;
}

const KilnModuleDescriptor *small_descriptor(void) { return &descriptor; }
