//===- Plan.cpp - What a run walks ------------------------------*- C++ -*-===//
//
// Kernels are divided among threads, and the pointers that they are given are
// resolved, once for all runs.
//
//===----------------------------------------------------------------------===//

#include "runtime/Plan.h"

#include <stdlib.h>

using namespace kiln::runtime;

//===----------------------------------------------------------------------===//
// How kernels are divided
//===----------------------------------------------------------------------===//

/// Below this much work per thread, sharing costs more than it saves.
static constexpr uint64_t nanosecondsPerPart = 3000;

/// The compiler's estimate, or one from flops and bytes where it has none.
static uint64_t costOf(const KilnKernel &kernel) {
  if (kernel.cost)
    return kernel.cost;
  uint64_t compute = kernel.flops / 50, memory = kernel.bytes / 10;
  return compute > memory ? compute : memory;
}

int kiln::runtime::partsOf(const KilnKernel &kernel, int threads) {
  uint64_t parts = costOf(kernel) / nanosecondsPerPart;
  if (parts > uint64_t(threads))
    parts = threads;
  if (parts > uint64_t(kernel.work_items))
    parts = kernel.work_items;
  return parts < 1 ? 1 : int(parts);
}

static bool usesScratch(const KilnKernel &kernel) {
  for (uint32_t i = 0; i < kernel.slot_count; ++i)
    if (kernel.slots[i].kind == KILN_SLOT_SCRATCH)
      return true;
  return false;
}

/// Argument tables that a kernel needs: one, or one per thread with scratch.
static size_t tablesOf(const Step &step) {
  return usesScratch(*step.kernel) ? step.parts : 1;
}

//===----------------------------------------------------------------------===//
// Resolving arguments
//===----------------------------------------------------------------------===//

size_t kiln::runtime::scratchStride(const KilnVariant &variant) {
  constexpr size_t page = 4096;
  return (variant.scratch_bytes + page - 1) / page * page;
}

static void *resolve(const kiln_session &session, const KilnSlot &slot,
                     size_t thread) {
  char *base = nullptr;
  switch (slot.kind) {
  case KILN_SLOT_ARENA:
    base = static_cast<char *>(session.arena.data);
    break;
  case KILN_SLOT_WEIGHTS:
    base = const_cast<char *>(session.weightsData);
    break;
  case KILN_SLOT_SCRATCH:
    base = static_cast<char *>(session.scratch.data) +
           thread * scratchStride(*session.variant);
    break;
  case KILN_SLOT_DIMS:
    return session.dims;
  case KILN_SLOT_CONSTANT:
    return reinterpret_cast<void *>(uintptr_t(slot.offset));
  default: // patched at each run
    return nullptr;
  }
  return base + slot.offset;
}

static bool isPatched(const KilnSlot &slot) {
  return slot.kind == KILN_SLOT_INPUT || slot.kind == KILN_SLOT_OUTPUT;
}

uint64_t kiln::runtime::stateOffset(const KilnModuleDescriptor &model,
                                    uint32_t index) {
  uint64_t offset = 0;
  for (uint32_t i = 0; i < index; ++i)
    offset += (model.states[i].tensor.bytes + KILN_ARENA_ALIGNMENT - 1) /
              KILN_ARENA_ALIGNMENT * KILN_ARENA_ALIGNMENT;
  return offset;
}

/// What runs write into the argument at `place` for an input or output.
static Patch patchFor(const kiln_session &session, const KilnSlot &slot,
                      void **place) {
  const KilnModuleDescriptor &model = *session.model;
  bool isOutput = slot.kind == KILN_SLOT_OUTPUT;
  uint32_t callers = isOutput ? model.output_count : model.input_count;
  if (slot.index < callers)
    return {place, slot.offset, slot.index, isOutput, false};
  uint32_t state = slot.index - callers;
  return {place, stateOffset(model, state) + slot.offset, state, isOutput,
          true};
}

/// Writes the pointer of a slot, or notes that runs must patch it.
static void fill(kiln_session &session, const KilnSlot &slot, size_t thread,
                 void **place) {
  *place = resolve(session, slot, thread);
  if (isPatched(slot))
    session.plan.patches[session.plan.patchCount++] =
        patchFor(session, slot, place);
}

static void fillTables(kiln_session &session, const Step &step) {
  for (size_t table = 0; table < tablesOf(step); ++table)
    for (uint32_t i = 0; i < step.kernel->slot_count; ++i)
      fill(session, step.kernel->slots[i], table,
           step.arguments + table * step.stride + i);
}

void Plan::release() {
  free(steps);
  free(patches);
  free(argumentMemory);
  *this = Plan();
}

/// Notes where the values of computed dimensions will be.
static void fillDefinitions(kiln_session &session) {
  const KilnVariant &variant = *session.variant;
  for (uint32_t i = 0; i < variant.definition_count; ++i) {
    const KilnSlot &slot = variant.definitions[i].value;
    void **place = session.plan.definitions + i;
    *place = resolve(session, slot, 0);
    if (isPatched(slot))
      session.plan.patches[session.plan.patchCount++] =
          patchFor(session, slot, place);
  }
}

bool kiln::runtime::prepareSteps(kiln_session &session) {
  const KilnVariant &variant = *session.variant;
  session.plan.steps =
      static_cast<Step *>(calloc(variant.kernel_count + 1, sizeof(Step)));
  if (!session.plan.steps)
    return false;
  size_t pointers = variant.jump_count, patches = variant.jump_count;
  for (uint32_t i = 0; i < variant.kernel_count; ++i) {
    Step &step = session.plan.steps[i];
    step.kernel = &variant.kernels[i];
    step.parts = step.mostParts = partsOf(*step.kernel, session.threads);
    size_t tables = tablesOf(step);
    step.stride = tables > 1 ? step.kernel->slot_count : 0;
    pointers += tables * step.kernel->slot_count;
    for (uint32_t s = 0; s < step.kernel->slot_count; ++s)
      patches += isPatched(step.kernel->slots[s]) ? tables : 0;
  }
  pointers += variant.definition_count;
  patches += variant.definition_count;
  session.plan.argumentMemory =
      static_cast<void **>(calloc(pointers + 1, sizeof(void *)));
  session.plan.patches =
      static_cast<Patch *>(calloc(patches + 1, sizeof(Patch)));
  if (!session.plan.argumentMemory || !session.plan.patches)
    return false;
  session.plan.conditions = session.plan.argumentMemory;
  for (uint32_t i = 0; i < variant.jump_count; ++i)
    fill(session, variant.jumps[i].condition, 0, session.plan.conditions + i);
  void **next = session.plan.conditions + variant.jump_count;
  for (uint32_t i = 0; i < variant.kernel_count; ++i) {
    Step &step = session.plan.steps[i];
    step.arguments = next;
    fillTables(session, step);
    next += tablesOf(step) * step.kernel->slot_count;
  }
  session.plan.definitions = next;
  fillDefinitions(session);
  return true;
}
