//===- Instance.h - A model at given named dimensions -----------*- C++ -*-===//
//
// What a model with named dimensions says of itself in formulas becomes, for
// given values, a descriptor of numbers: everything else in the runtime reads
// such descriptors.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_INSTANCE_H
#define KILN_RUNTIME_INSTANCE_H

#include "runtime/ModuleDescriptor.h"
#include "runtime/include/kiln.h"

#include <stddef.h>

namespace kiln::runtime {

/// Whether a field holds a formula.
inline bool isFormula(uint64_t field) { return field & KILN_FORMULA_BIT; }

/// The number that a field holds for the given values. False, and 0, if there
/// is none: see runtime/Formula.h; or if it is negative.
bool evaluate(const KilnModuleDescriptor &model, uint64_t field,
              const int64_t *values, uint64_t &result, int64_t step = 0);

/// How often a kernel runs.
int64_t timesRun(const KilnModuleDescriptor &model, const KilnVariant &variant,
                 uint32_t kernel, const int64_t *values);

/// Fails unless each value is one that its dimension may have.
kiln_status checkDims(const KilnModuleDescriptor &model, const int64_t *values);

/// Gives computed dimensions, behind the given ones, their largest values.
void setToBounds(const KilnModuleDescriptor &model, int64_t *values);

/// Makes a copy of the model with one variant, without formulas and loops, to
/// be freed with free(). Fails if memory is short or a formula has no value.
kiln_status instantiate(const KilnModuleDescriptor &model,
                        const KilnVariant &variant, const int64_t *values,
                        KilnModuleDescriptor *&result);

/// Writes what kernels have to do anew, from number `first` of the instance on,
/// where computed dimensions got other values.
void updateKernels(const KilnModuleDescriptor &model,
                   const KilnVariant &variant, const int64_t *values,
                   KilnModuleDescriptor &instance, uint32_t first);
/// The same for the sizes of outputs.
void updateOutputs(const KilnModuleDescriptor &model, const int64_t *values,
                   KilnModuleDescriptor &instance);

/// The named dimension that a tensor's size is; -1 if it is another formula or
/// a number.
int dimOfSize(const KilnModuleDescriptor &model, int64_t size);

/// Reads named dimensions off a tensor's shape: sets values that are 0, and
/// fails where sizes or values disagree.
kiln_status bindDims(const KilnModuleDescriptor &model,
                     const KilnTensor &tensor, const char *source,
                     const int64_t *shape, uint32_t rank, int64_t *values);

/// "[N, 3, 224, 224]"; returns `text`.
char *sizesText(const KilnModuleDescriptor &model, const KilnTensor &tensor,
                char *text, size_t capacity);

} // namespace kiln::runtime

#endif
