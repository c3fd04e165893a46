/*===- NamedModel.c - A model with named dimensions, written by hand -*- C
 * -*-===*/

#include "kiln.h"

#include "test/unit/Runtime/SmallModel.h"

/* t = 2 * x through the arena, y = t + N * 100 + M. */
static void twice(void *const *args, int64_t begin, int64_t end) {
  const float *x = args[0];
  float *t = args[1];
  for (int64_t i = begin; i < end; ++i)
    t[i] = 2 * x[i];
}

static void addDims(void *const *args, int64_t begin, int64_t end) {
  const float *t = args[0];
  float *y = args[1];
  const int64_t *dims = args[2];
  for (int64_t i = begin; i < end; ++i)
    y[i] = t[i] + (float)(dims[0] * 100 + dims[1]);
}

static const KilnDim named[] = {{"N", 1, 64}, {"M", 2, 5}};

static const KilnFormulaStep n[] = {{KILN_FORMULA_DIM, 0}};
static const KilnFormulaStep m[] = {{KILN_FORMULA_DIM, 1}};
static const KilnFormulaStep bytes[] = {{KILN_FORMULA_NUMBER, 4},
                                        {KILN_FORMULA_DIM, 0},
                                        {KILN_FORMULA_MULTIPLY, 0},
                                        {KILN_FORMULA_DIM, 1},
                                        {KILN_FORMULA_MULTIPLY, 0}};
static const KilnFormulaStep items[] = {
    {KILN_FORMULA_DIM, 0}, {KILN_FORMULA_DIM, 1}, {KILN_FORMULA_MULTIPLY, 0}};
/* 64 * max(ceil(4NM / 64), 1) + min(64, 4NM) */
static const KilnFormulaStep arena[] = {
    {KILN_FORMULA_DIM, 0},      {KILN_FORMULA_DIM, 1},
    {KILN_FORMULA_MULTIPLY, 0}, {KILN_FORMULA_NUMBER, 15},
    {KILN_FORMULA_ADD, 0},      {KILN_FORMULA_NUMBER, 16},
    {KILN_FORMULA_FLOORDIV, 0}, {KILN_FORMULA_NUMBER, 1},
    {KILN_FORMULA_MAX, 0},      {KILN_FORMULA_NUMBER, 64},
    {KILN_FORMULA_MULTIPLY, 0}, {KILN_FORMULA_DIM, 0},
    {KILN_FORMULA_DIM, 1},      {KILN_FORMULA_MULTIPLY, 0},
    {KILN_FORMULA_NUMBER, 4},   {KILN_FORMULA_MULTIPLY, 0},
    {KILN_FORMULA_NUMBER, 64},  {KILN_FORMULA_MIN, 0},
    {KILN_FORMULA_ADD, 0}};
static const KilnFormula formulas[] = {{n, 1, "N"},
                                       {m, 1, "M"},
                                       {bytes, 5, "4*N*M"},
                                       {items, 3, "N*M"},
                                       {arena, 19, "arena"}};
enum { N, M, BYTES, ITEMS, ARENA };
#define FORMULA(Index) (KILN_FORMULA_BIT | (Index))

static const int64_t dims[] = {(int64_t)FORMULA(N), (int64_t)FORMULA(M)};
static const KilnTensor inputs[] = {{"x", dims, 2, KILN_F32, FORMULA(BYTES)}};
static const KilnTensor outputs[] = {{"y", dims, 2, KILN_F32, FORMULA(BYTES)}};

static const KilnSlot twiceSlots[] = {
    {KILN_SLOT_INPUT, KILN_ACCESS_READ, KILN_F32, 0, 0, 0, FORMULA(BYTES)},
    {KILN_SLOT_ARENA, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 64, FORMULA(BYTES)},
};
static const KilnSlot addSlots[] = {
    {KILN_SLOT_ARENA, KILN_ACCESS_READ, KILN_F32, 0, 0, 64, FORMULA(BYTES)},
    {KILN_SLOT_OUTPUT, KILN_ACCESS_WRITE, KILN_F32, 0, 0, 0, FORMULA(BYTES)},
    {KILN_SLOT_DIMS, KILN_ACCESS_READ, KILN_I64, 0, 0, 0, 16},
};
static const KilnKernel kernels[] = {
    {twice, "twice_0", "twice", "named.py:1:1", twiceSlots, 2, 0,
     (int64_t)FORMULA(ITEMS), FORMULA(BYTES), FORMULA(ITEMS), FORMULA(BYTES)},
    {addDims, "add_1", "add", "named.py:2:1", addSlots, 3, 0,
     (int64_t)FORMULA(ITEMS), 1000000, FORMULA(ITEMS), FORMULA(BYTES)},
};
static const KilnVariant variants[] = {
    {.level = "x86-64",
     .target_cpu = "x86-64",
     .kernels = kernels,
     .kernel_count = 2,
     .arena_bytes = FORMULA(ARENA),
     .arena_bound = FORMULA(ARENA)},
};

static const KilnModuleDescriptor descriptor = {
    .magic = KILN_DESCRIPTOR_MAGIC,
    .version = KILN_DESCRIPTOR_VERSION,
    .size = sizeof(KilnModuleDescriptor),
    .name = "named",
    .inputs = inputs,
    .outputs = outputs,
    .input_count = 1,
    .output_count = 1,
    .input_tree = "*",
    .output_tree = "*",
    .variants = variants,
    .variant_count = 1,
    .model_hash = "",
    .compiler_version = "0.1.0",
    .compiler_hash = "",
    .compile_flags = "",
    .dims = named,
    .formulas = formulas,
    .dim_count = 2,
    .formula_count = 5,
};

const kiln_model *kiln_model_named(void) {
  return (const kiln_model *)&descriptor;
}
