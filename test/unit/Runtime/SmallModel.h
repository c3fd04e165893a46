/*===- SmallModel.h - A module descriptor written by hand -----------*- C -*-===
 *
 * A network of two kernels over 1000 elements, as C: y = scratch-copied x plus
 * weight, z = 2 * y. Its kernels cost enough, on paper, to be divided.
 *
 *===----------------------------------------------------------------------===*/

#ifndef KILN_TEST_RUNTIME_SMALLMODEL_H
#define KILN_TEST_RUNTIME_SMALLMODEL_H

#include "kiln.h"
#include "runtime/ModuleDescriptor.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SMALL_MODEL_SIZE = 1000 };

/* Also proves that kiln.h is a C header: SmallModel.c includes it first. */
const kiln_model *kiln_model_small(void);

/* z = x + state, whose next value is one more; it begins with the weights. */
const kiln_model *kiln_model_counting(void);

/* y[N, M] = 2 * x[N, M] + 100 * N + M for N = 1..64, M = 2..5. */
const kiln_model *kiln_model_named(void);

/* The descriptor of the small model, to be copied and damaged. */
const KilnModuleDescriptor *small_descriptor(void);

#ifdef __cplusplus
}
#endif

#endif
