//===- Instance.cpp - A model at given named dimensions ---------*- C++ -*-===//

#include "runtime/Instance.h"

#include "runtime/Error.h"
#include "runtime/Formula.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

//===----------------------------------------------------------------------===//
// Formulas
//===----------------------------------------------------------------------===//

bool kiln::runtime::evaluate(const KilnModuleDescriptor &model, uint64_t field,
                             const int64_t *values, uint64_t &result,
                             int64_t step) {
  result = field;
  if (!isFormula(field))
    return true;
  const KilnFormula &formula = model.formulas[field & ~KILN_FORMULA_BIT];
  int64_t number = 0;
  bool exists = evaluateFormula(formula.steps, formula.step_count, values,
                                number, step) &&
                number >= 0;
  result = exists ? uint64_t(number) : 0;
  return exists;
}

int kiln::runtime::dimOfSize(const KilnModuleDescriptor &model, int64_t size) {
  if (!isFormula(uint64_t(size)))
    return -1;
  const KilnFormula &formula =
      model.formulas[uint64_t(size) & ~KILN_FORMULA_BIT];
  bool isDim =
      formula.step_count == 1 && formula.steps[0].operation == KILN_FORMULA_DIM;
  return isDim ? int(formula.steps[0].value) : -1;
}

int64_t kiln::runtime::timesRun(const KilnModuleDescriptor &model,
                                const KilnVariant &variant, uint32_t kernel,
                                const int64_t *values) {
  for (uint32_t i = 0; i < variant.loop_count; ++i) {
    const KilnLoop &loop = variant.loops[i];
    if (kernel - loop.first_kernel >= loop.kernel_count)
      continue;
    uint64_t value;
    evaluate(model, uint64_t(loop.last_step), values, value);
    auto last = int64_t(value);
    return last < loop.first_step ? 0 : last - loop.first_step + 1;
  }
  return 1;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static kiln_status checkDim(const KilnModuleDescriptor &model, uint32_t index,
                            int64_t value) {
  const KilnDim &dim = model.dims[index];
  if (value >= dim.least && value <= dim.most)
    return KILN_OK;
  return fail(KILN_INVALID_ARGUMENT,
              "%s was compiled for %s = %lld..%lld, got %lld", model.name,
              dim.name, (long long)dim.least, (long long)dim.most,
              (long long)value);
}

kiln_status kiln::runtime::checkDims(const KilnModuleDescriptor &model,
                                     const int64_t *values) {
  for (uint32_t i = 0; i < model.dim_count; ++i)
    if (kiln_status status = checkDim(model, i, values[i]))
      return status;
  return KILN_OK;
}

char *kiln::runtime::sizesText(const KilnModuleDescriptor &model,
                               const KilnTensor &tensor, char *text,
                               size_t capacity) {
  size_t used = snprintf(text, capacity, "[");
  for (uint32_t i = 0; i < tensor.rank && used < capacity; ++i) {
    const char *comma = i ? ", " : "";
    uint64_t size = uint64_t(tensor.dims[i]);
    used += isFormula(size)
                ? snprintf(text + used, capacity - used, "%s%s", comma,
                           model.formulas[size & ~KILN_FORMULA_BIT].text)
                : snprintf(text + used, capacity - used, "%s%lld", comma,
                           (long long)tensor.dims[i]);
  }
  if (used < capacity)
    snprintf(text + used, capacity - used, "]");
  return text;
}

kiln_status kiln::runtime::bindDims(const KilnModuleDescriptor &model,
                                    const KilnTensor &tensor,
                                    const char *source, const int64_t *shape,
                                    uint32_t rank, int64_t *values) {
  // Ranks and numbers that do not fit are told when elements are read.
  for (uint32_t i = 0; rank == tensor.rank && i < rank; ++i) {
    int dim = dimOfSize(model, tensor.dims[i]);
    if (dim < 0)
      continue;
    if (values[dim] && values[dim] != shape[i])
      return fail(KILN_INVALID_ARGUMENT,
                  "%s: dimension %u of input '%s' is %s, which is %lld here "
                  "and %lld elsewhere",
                  source, i, tensor.name, model.dims[dim].name,
                  (long long)shape[i], (long long)values[dim]);
    // No size may be 0, which stands for one that is not known yet.
    if (kiln_status status = checkDim(model, uint32_t(dim), shape[i]))
      return status;
    values[dim] = shape[i];
  }
  return KILN_OK;
}

//===----------------------------------------------------------------------===//
// Instances
//===----------------------------------------------------------------------===//

namespace {

/// Memory that is counted in a first pass and given out in a second one.
struct Space {
  char *base = nullptr;
  size_t used = 0;

  template <typename T> T *take(size_t count) {
    T *place = base ? reinterpret_cast<T *>(base + used) : nullptr;
    // All structs of descriptors are made of fields of 8 bytes or pairs of 4.
    used += (count * sizeof(T) + 7) / 8 * 8;
    return place;
  }
};

struct Copier {
  const KilnModuleDescriptor &model;
  const KilnVariant &variant;
  const int64_t *values;
  Space space;
  /// The first field that has no value; 0 while all have.
  uint64_t withoutValue = 0;

  uint64_t at(uint64_t field, int64_t step = 0) {
    uint64_t value;
    if (!evaluate(model, field, values, value, step) && !withoutValue)
      withoutValue = field;
    return value;
  }

  const KilnTensor *copyTensors(const KilnTensor *tensors, size_t count);
  uint64_t countKernels(uint32_t end) const;
  uint32_t kernelsBefore(uint32_t end) const {
    return uint32_t(countKernels(end)); // Fits: see instantiate().
  }
  KilnSlot copySlot(const KilnSlot &slot, int64_t step = 0);
  const KilnKernel *copyKernels();
  const KilnJump *copyJumps();
  const KilnDefinition *copyDefinitions();
  template <typename Visit> void eachKernel(Visit &&visit);
  void setWork(const KilnKernel &kernel, KilnKernel &copy);
  void copyKernel(const KilnKernel &kernel, KilnKernel *copy, int64_t step);
  const char *nameOfStep(const char *name, int64_t step);
  KilnModuleDescriptor *copy();
};

} // namespace

const KilnTensor *Copier::copyTensors(const KilnTensor *tensors, size_t count) {
  auto *copies = space.take<KilnTensor>(count);
  for (size_t i = 0; i < count; ++i) {
    auto *dims = space.take<int64_t>(tensors[i].rank);
    if (!copies)
      continue;
    copies[i] = tensors[i];
    copies[i].bytes = at(tensors[i].bytes);
    copies[i].dims = dims;
    for (uint32_t d = 0; d < tensors[i].rank; ++d)
      dims[d] = int64_t(at(uint64_t(tensors[i].dims[d])));
  }
  return copies;
}

/// How many copies the kernels before `end` have; where these are more than 32
/// bits count, any number that says so.
uint64_t Copier::countKernels(uint32_t end) const {
  uint64_t count = 0;
  for (uint32_t i = 0; i < end && count <= UINT32_MAX; ++i)
    count += uint64_t(timesRun(model, variant, i, values));
  return count;
}

/// "linear_add[7]": kernels have names of their own.
const char *Copier::nameOfStep(const char *name, int64_t step) {
  size_t length = strlen(name) + 24;
  char *text = space.take<char>(length);
  if (text)
    snprintf(text, length, "%s[%lld]", name, (long long)step);
  return text;
}

KilnSlot Copier::copySlot(const KilnSlot &slot, int64_t step) {
  KilnSlot copy = slot;
  copy.bytes = at(slot.bytes);
  if (slot.kind != KILN_SLOT_CONSTANT)
    copy.offset = at(slot.offset, step);
  return copy;
}

/// Jumps lie before and behind the kernels of loops, not between them.
const KilnJump *Copier::copyJumps() {
  auto *copies = space.take<KilnJump>(variant.jump_count);
  for (uint32_t i = 0; copies && i < variant.jump_count; ++i) {
    const KilnJump &jump = variant.jumps[i];
    copies[i] = jump;
    copies[i].condition = copySlot(jump.condition);
    copies[i].position = kernelsBefore(jump.position);
    copies[i].target_kernel = kernelsBefore(jump.target_kernel);
  }
  return copies;
}

void Copier::setWork(const KilnKernel &kernel, KilnKernel &copy) {
  copy.work_items = int64_t(at(uint64_t(kernel.work_items)));
  copy.cost = at(kernel.cost);
  copy.flops = at(kernel.flops);
  copy.bytes = at(kernel.bytes);
}

void Copier::copyKernel(const KilnKernel &kernel, KilnKernel *copy,
                        int64_t step) {
  auto *slots = space.take<KilnSlot>(kernel.slot_count);
  const char *name = step ? nameOfStep(kernel.name, step) : kernel.name;
  if (!slots)
    return;
  *copy = kernel;
  copy->name = name;
  copy->slots = slots;
  setWork(kernel, *copy);
  for (uint32_t s = 0; s < kernel.slot_count; ++s)
    slots[s] = copySlot(kernel.slots[s], step);
}

/// Visits the kernels as often and in the order in which they run.
template <typename Visit> void Copier::eachKernel(Visit &&visit) {
  auto visitRange = [&](uint32_t first, uint32_t end, int64_t step) {
    for (uint32_t i = first; i < end; ++i)
      visit(variant.kernels[i], step);
  };
  uint32_t done = 0;
  for (uint32_t i = 0; i < variant.loop_count; ++i) {
    const KilnLoop &loop = variant.loops[i];
    uint32_t end = loop.first_kernel + loop.kernel_count;
    visitRange(done, loop.first_kernel, 0);
    int64_t last = int64_t(at(uint64_t(loop.last_step)));
    for (int64_t step = loop.first_step; step <= last; ++step)
      visitRange(loop.first_kernel, end, step);
    done = end;
  }
  visitRange(done, variant.kernel_count, 0);
}

const KilnKernel *Copier::copyKernels() {
  auto *copies = space.take<KilnKernel>(kernelsBefore(variant.kernel_count));
  KilnKernel *next = copies;
  eachKernel([&](const KilnKernel &kernel, int64_t step) {
    copyKernel(kernel, next ? next++ : nullptr, step);
  });
  return copies;
}

const KilnDefinition *Copier::copyDefinitions() {
  auto *copies = space.take<KilnDefinition>(variant.definition_count);
  for (uint32_t i = 0; copies && i < variant.definition_count; ++i) {
    copies[i] = variant.definitions[i];
    copies[i].kernels = kernelsBefore(variant.definitions[i].kernels);
    copies[i].value = copySlot(variant.definitions[i].value);
  }
  return copies;
}

KilnModuleDescriptor *Copier::copy() {
  auto *result = space.take<KilnModuleDescriptor>(1);
  auto *variants = space.take<KilnVariant>(1);
  const KilnTensor *inputs = copyTensors(model.inputs, model.input_count);
  const KilnTensor *outputs = copyTensors(model.outputs, model.output_count);
  const KilnKernel *kernels = copyKernels();
  const KilnJump *jumps = copyJumps();
  const KilnDefinition *definitions = copyDefinitions();
  if (!result)
    return nullptr;
  *variants = variant;
  variants->kernels = kernels;
  variants->kernel_count = kernelsBefore(variant.kernel_count);
  variants->definitions = definitions;
  variants->loops = nullptr;
  variants->loop_count = 0;
  variants->jumps = jumps;
  variants->arena_bytes = at(variant.arena_bytes);
  variants->arena_bound = at(variant.arena_bound);
  *result = model;
  result->inputs = inputs;
  result->outputs = outputs;
  result->variants = variants;
  result->variant_count = 1;
  result->formulas = nullptr;
  result->formula_count = 0;
  return result;
}

kiln_status kiln::runtime::instantiate(const KilnModuleDescriptor &model,
                                       const KilnVariant &variant,
                                       const int64_t *values,
                                       KilnModuleDescriptor *&result) {
  Copier copier = {model, variant, values, {}};
  if (copier.countKernels(variant.kernel_count) > UINT32_MAX)
    return fail(KILN_INVALID_ARGUMENT,
                "%s is too large for these named dimensions: its loops run "
                "more than %u kernels",
                model.name, UINT32_MAX);
  copier.copy();
  size_t bytes = copier.space.used;
  copier.space.base = static_cast<char *>(malloc(bytes));
  copier.space.used = 0;
  if (!copier.space.base)
    return fail(KILN_OUT_OF_MEMORY, "no memory for a session of %s",
                model.name);
  result = copier.copy();
  if (!copier.withoutValue)
    return KILN_OK;
  free(copier.space.base);
  result = nullptr;
  return fail(KILN_INVALID_ARGUMENT,
              "%s is too large for these named dimensions: %.200s is no size",
              model.name,
              model.formulas[copier.withoutValue & ~KILN_FORMULA_BIT].text);
}

//===----------------------------------------------------------------------===//
// Computed dimensions
//===----------------------------------------------------------------------===//

void kiln::runtime::setToBounds(const KilnModuleDescriptor &model,
                                int64_t *values) {
  uint32_t end = model.dim_count + model.computed_dim_count;
  for (uint32_t i = model.dim_count; i < end; ++i) {
    uint64_t bound;
    evaluate(model, uint64_t(model.dims[i].most), values, bound);
    values[i] = int64_t(bound);
  }
}

void kiln::runtime::updateKernels(const KilnModuleDescriptor &model,
                                  const KilnVariant &variant,
                                  const int64_t *values,
                                  KilnModuleDescriptor &instance,
                                  uint32_t first) {
  // The compiler has checked that these formulas have values.
  Copier copier = {model, variant, values, {}};
  auto *copies = const_cast<KilnKernel *>(instance.variants->kernels);
  uint32_t index = 0;
  copier.eachKernel([&](const KilnKernel &kernel, int64_t) {
    if (index >= first)
      copier.setWork(kernel, copies[index]);
    ++index;
  });
}

void kiln::runtime::updateOutputs(const KilnModuleDescriptor &model,
                                  const int64_t *values,
                                  KilnModuleDescriptor &instance) {
  for (uint32_t i = 0; i < model.output_count; ++i) {
    const KilnTensor &output = model.outputs[i];
    auto *sizes = const_cast<int64_t *>(instance.outputs[i].dims);
    for (uint32_t d = 0; d < output.rank; ++d) {
      uint64_t size;
      evaluate(model, uint64_t(output.dims[d]), values, size);
      sizes[d] = int64_t(size);
    }
  }
}
