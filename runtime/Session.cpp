//===- Session.cpp - One run at a time of a compiled model ------*- C++ -*-===//
//
// Everything that can be known before the first run is resolved when the
// session is made: a run patches the caller's buffers into the argument tables
// and walks the kernels.
//
//===----------------------------------------------------------------------===//

#include "runtime/Session.h"

#include "runtime/Cpu.h"
#include "runtime/Error.h"
#include "runtime/Instance.h"
#include "runtime/Plan.h"

#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

//===----------------------------------------------------------------------===//
// Creating and closing
//===----------------------------------------------------------------------===//

/// The option at `offset`, if the caller's struct is long enough to have it.
template <typename T>
static T option(const kiln_session_options *options, size_t offset) {
  T value = {};
  if (options && offset + sizeof(T) <= options->struct_size)
    memcpy(&value, reinterpret_cast<const char *>(options) + offset, sizeof(T));
  return value;
}

/// What does not depend on named dimensions.
static kiln_status mapMemory(kiln_session &session, const char *weightsPath) {
  const KilnModuleDescriptor &model = *session.compiled;
  const KilnVariant &variant = *session.chosen;
  size_t scratch = scratchStride(variant) * session.threads;
  session.scratch = mapZeroed(scratch);
  session.stateBytes = stateOffset(model, model.state_count);
  session.state = mapZeroed(2 * session.stateBytes);
  session.intervals =
      static_cast<Interval *>(calloc(session.threads, sizeof(Interval)));
  session.dims = static_cast<int64_t *>(
      calloc(model.dim_count + model.computed_dim_count + 1, sizeof(int64_t)));
  if (!session.scratch.data || !session.state.data || !session.intervals ||
      !session.dims)
    return fail(KILN_OUT_OF_MEMORY, "%s needs %llu bytes for a session",
                model.name,
                (unsigned long long)(scratch + 2 * session.stateBytes));
  session.weightsData = static_cast<const char *>(model.weights);
  if (session.weightsData || !model.weights_file)
    return KILN_OK;
  if (kiln_status status = mapWeightsFile(model, weightsPath, session.weights))
    return status;
  session.weightsData =
      static_cast<const char *>(session.weights.data) + KILN_WEIGHTS_ALIGNMENT;
  return KILN_OK;
}

/// Gives all state its initial values.
static void initialiseState(kiln_session &session) {
  const KilnModuleDescriptor &model = *session.compiled;
  for (uint32_t i = 0; i < model.state_count; ++i)
    memcpy(static_cast<char *>(session.state.data) + stateOffset(model, i),
           session.weightsData + model.states[i].initial,
           model.states[i].tensor.bytes);
  session.stateInSecondPlaces = false;
}

/// Has the session compute what `model` and its variant say in numbers. What
/// was there before stays where that fails.
static kiln_status adopt(kiln_session &session,
                         const KilnModuleDescriptor &model,
                         const KilnVariant &variant) {
  const KilnModuleDescriptor *oldModel = session.model;
  const KilnVariant *oldVariant = session.variant;
  Plan oldPlan = session.plan;
  Mapping oldArena = session.arena;
  bool grows = variant.arena_bytes > oldArena.bytes || !oldArena.data;
  if (grows)
    session.arena = mapZeroed(variant.arena_bytes);
  session.model = &model;
  session.variant = &variant;
  session.plan = Plan();
  if (session.arena.data && prepareSteps(session)) {
    if (grows)
      oldArena.release();
    oldPlan.release();
    return KILN_OK;
  }
  session.plan.release();
  if (grows)
    session.arena.release();
  session.model = oldModel;
  session.variant = oldVariant;
  session.plan = oldPlan;
  session.arena = oldArena;
  return fail(KILN_OUT_OF_MEMORY, "%s needs %llu bytes for a session",
              model.name, (unsigned long long)variant.arena_bytes);
}

/// Starts as many threads as some kernel can use, which is not known where it
/// depends on named dimensions.
static kiln_status startThreads(kiln_session &session) {
  int most = session.variant ? 1 : session.threads;
  for (uint32_t i = 0; session.variant && i < session.variant->kernel_count;
       ++i)
    if (session.plan.steps[i].parts > most)
      most = session.plan.steps[i].parts;
  if (session.pool.start(most))
    return KILN_OK;
  return fail(KILN_SYSTEM_ERROR, "cannot start %d threads", most - 1);
}

static kiln_status setDims(kiln_session &session, const int64_t *values);

static kiln_status open(kiln_session &session, const char *weightsPath) {
  constexpr uint64_t tileFeatures = uint64_t(1) << KILN_CPU_AMXTILE;
  if ((session.chosen->required_features & tileFeatures) &&
      !requestTileRegisters())
    return fail(KILN_UNSUPPORTED_CPU,
                "the system refuses the tile registers (AMX) that %s needs",
                session.compiled->name);
  if (kiln_status status = mapMemory(session, weightsPath))
    return status;
  initialiseState(session);
  if (!session.compiled->dim_count)
    if (kiln_status status = setDims(session, nullptr))
      return status;
  return startThreads(session);
}

kiln_status kiln_session_create(const kiln_model *model,
                                const kiln_session_options *options,
                                kiln_session **result) {
  if (!result)
    return fail(KILN_INVALID_ARGUMENT, "the place for the session is null");
  *result = nullptr;
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return model && reinterpret_cast<const KilnModuleDescriptor *>(model)
                            ->magic == KILN_DESCRIPTOR_MAGIC
               ? KILN_VERSION_MISMATCH
               : KILN_INVALID_ARGUMENT;
  if (options && options->struct_size < sizeof(size_t))
    return fail(KILN_INVALID_ARGUMENT,
                "struct_size of kiln_session_options is not set");
  int threads = option<int>(options, offsetof(kiln_session_options, threads));
  if (threads < 0 || threads > 1024)
    return fail(KILN_INVALID_ARGUMENT, "%d threads are not between 1 and 1024",
                threads);
  const KilnVariant *variant = chooseVariant(*descriptor);
  if (!variant)
    return KILN_UNSUPPORTED_CPU;

  auto *session = static_cast<kiln_session *>(calloc(1, sizeof(kiln_session)));
  if (!session)
    return fail(KILN_OUT_OF_MEMORY, "no memory for a session");
  session->compiled = descriptor;
  session->chosen = variant;
  session->threads = threads ? threads : availableCpus();
  session->pool = ThreadPool();
  kiln_status status = open(
      *session, option<const char *>(
                    options, offsetof(kiln_session_options, weights_path)));
  if (status) {
    kiln_session_close(session);
    return status;
  }
  *result = session;
  return KILN_OK;
}

void kiln_session_close(kiln_session *session) {
  if (!session)
    return;
  session->pool.stop();
  session->arena.release();
  session->scratch.release();
  session->state.release();
  session->weights.release();
  session->plan.release();
  free(session->intervals);
  free(session->instance);
  free(session->dims);
  free(session);
}

//===----------------------------------------------------------------------===//
// Named dimensions
//===----------------------------------------------------------------------===//

/// Makes the session compute at given dimensions, with room for any values of
/// those that it computes.
static kiln_status setDims(kiln_session &session, const int64_t *values) {
  const KilnModuleDescriptor &model = *session.compiled;
  if (!model.dim_count && !model.computed_dim_count)
    return adopt(session, model, *session.chosen);
  size_t given = model.dim_count * sizeof(int64_t);
  if (session.model && !memcmp(session.dims, values, given))
    return KILN_OK;
  size_t count = model.dim_count + model.computed_dim_count;
  auto *all = static_cast<int64_t *>(calloc(count, sizeof(int64_t)));
  if (!all)
    return fail(KILN_OUT_OF_MEMORY, "no memory for a session of %s",
                model.name);
  if (given)
    memcpy(all, values, given);
  setToBounds(model, all);
  KilnModuleDescriptor *instance = nullptr;
  kiln_status status = instantiate(model, *session.chosen, all, instance);
  if (!status)
    status = adopt(session, *instance, *instance->variants);
  if (status) {
    free(instance);
  } else {
    free(session.instance);
    session.instance = instance;
    memcpy(session.dims, all, count * sizeof(int64_t));
  }
  free(all);
  return status;
}

kiln_status kiln_session_reserve(kiln_session *session, const int64_t *values,
                                 size_t count) {
  if (!session || (count && !values))
    return fail(KILN_INVALID_ARGUMENT, "the session or the values are null");
  const KilnModuleDescriptor &model = *session->compiled;
  if (count != model.dim_count)
    return fail(KILN_INVALID_ARGUMENT,
                "%s has %u named dimensions, got values of %zu", model.name,
                model.dim_count, count);
  if (!count)
    return KILN_OK;
  if (kiln_status status = checkDims(model, values))
    return status;
  return setDims(*session, values);
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

static kiln_status checkBuffers(const char *what, const KilnTensor *tensors,
                                size_t expected, const kiln_buffer *buffers,
                                size_t count) {
  if (count != expected)
    return fail(KILN_INVALID_ARGUMENT, "expected %zu %ss, got %zu", expected,
                what, count);
  if (count && !buffers)
    return fail(KILN_INVALID_ARGUMENT, "the array of %ss is null", what);
  for (size_t i = 0; i < count; ++i) {
    if (buffers[i].bytes != tensors[i].bytes)
      return fail(KILN_INVALID_ARGUMENT,
                  "%s '%s' takes a buffer of %llu bytes, got one of %zu", what,
                  tensors[i].name, (unsigned long long)tensors[i].bytes,
                  buffers[i].bytes);
    if (!buffers[i].data && tensors[i].bytes)
      return fail(KILN_INVALID_ARGUMENT, "the buffer of %s '%s' is null", what,
                  tensors[i].name);
  }
  return KILN_OK;
}

/// One thread's share of a kernel.
static void runPart(const Step &step, int part) {
  const KilnKernel &kernel = *step.kernel;
  kernel.function(step.arguments + part * step.stride,
                  kernel.work_items * part / step.parts,
                  kernel.work_items * (part + 1) / step.parts);
}

static void runPartOf(void *step, int part) {
  runPart(*static_cast<const Step *>(step), part);
}

namespace {
struct TimedStep {
  const Step *step;
  Interval *intervals;
};
} // namespace

static void runTimedPart(void *context, int part) {
  auto &timed = *static_cast<TimedStep *>(context);
  timed.intervals[part].begin = nowNanoseconds();
  runPart(*timed.step, part);
  timed.intervals[part].end = nowNanoseconds();
}

static void runObserved(kiln_session &session, uint32_t index) {
  TimedStep timed = {&session.plan.steps[index], session.intervals};
  session.pool.run(timed.step->parts, runTimedPart, &timed);
  session.observer(session.observerContext, *timed.step, index,
                   session.intervals);
}

static void runStep(kiln_session &session, uint32_t index) {
  Step *step = &session.plan.steps[index];
  if (!step->kernel->work_items)
    return;
  if (step->parts == 1)
    step->kernel->function(step->arguments, 0, step->kernel->work_items);
  else
    session.pool.run(step->parts, runPartOf, step);
}

/// Has the kernels that follow know the value of a dimension.
static kiln_status defineDim(kiln_session &session, uint32_t index) {
  const KilnModuleDescriptor &model = *session.compiled;
  const KilnDefinition &definition = session.variant->definitions[index];
  const KilnDim &dim = model.dims[definition.dim];
  uint64_t bound;
  evaluate(model, uint64_t(dim.most), session.dims, bound);
  int64_t value;
  memcpy(&value, session.plan.definitions[index], sizeof value);
  if (value < 0 || value > int64_t(bound))
    return fail(KILN_INVALID_ARGUMENT, "%s: %s is %lld, expected 0 to %lld",
                model.name, dim.name, (long long)value, (long long)bound);
  session.dims[definition.dim] = value;
  updateKernels(model, *session.chosen, session.dims, *session.instance,
                definition.kernels);
  for (uint32_t i = definition.kernels; i < session.variant->kernel_count;
       ++i) {
    Step &step = session.plan.steps[i];
    int parts = partsOf(*step.kernel, session.threads);
    step.parts = parts < step.mostParts ? parts : step.mostParts;
  }
  return KILN_OK;
}

/// A place in the order of a program that a run has come to.
namespace {
struct Place {
  uint32_t kernel = 0, jump = 0, definition = 0;
};
} // namespace

/// Defines the dimensions whose values are there.
static kiln_status defineDims(kiln_session &session, Place &place) {
  const KilnVariant &variant = *session.variant;
  for (; place.definition < variant.definition_count; ++place.definition) {
    const KilnDefinition &next = variant.definitions[place.definition];
    if (next.kernels != place.kernel || next.jumps != place.jump)
      break;
    if (kiln_status status = defineDim(session, place.definition))
      return status;
  }
  return KILN_OK;
}

/// Goes through a jump; false if none lies here.
static bool jump(const kiln_session &session, Place &place) {
  const KilnVariant &variant = *session.variant;
  if (place.jump == variant.jump_count ||
      variant.jumps[place.jump].position != place.kernel)
    return false;
  const KilnJump &next = variant.jumps[place.jump];
  bool isTaken =
      next.kind == KILN_JUMP_ALWAYS ||
      !*static_cast<const uint8_t *>(session.plan.conditions[place.jump]);
  place.kernel = isTaken ? next.target_kernel : place.kernel;
  place.jump = isTaken ? next.target_jump : place.jump + 1;
  return true;
}

/// Runs all kernels in order but for jumps.
static kiln_status runKernels(kiln_session &session,
                              void (*runKernel)(kiln_session &, uint32_t)) {
  Place place;
  while (true) {
    if (kiln_status status = defineDims(session, place))
      return status;
    if (jump(session, place))
      continue;
    if (place.kernel == session.variant->kernel_count)
      break;
    runKernel(session, place.kernel++);
  }
  if (session.variant->definition_count)
    updateOutputs(*session.compiled, session.dims, *session.instance);
  return KILN_OK;
}

/// Points arguments to the caller's buffers and to the present and next state.
static void patchArguments(kiln_session &session, const kiln_buffer *inputs,
                           const kiln_buffer *outputs) {
  for (size_t i = 0; i < session.plan.patchCount; ++i) {
    const Patch &patch = session.plan.patches[i];
    char *base;
    if (patch.isState) {
      bool second = patch.isOutput != session.stateInSecondPlaces;
      base = static_cast<char *>(session.state.data) +
             (second ? session.stateBytes : 0);
    } else {
      const kiln_buffer *buffers = patch.isOutput ? outputs : inputs;
      base = static_cast<char *>(buffers[patch.index].data);
    }
    *patch.place = base + patch.offset;
  }
}

kiln_status kiln_session_run(kiln_session *session, const kiln_buffer *inputs,
                             size_t inputCount, const kiln_buffer *outputs,
                             size_t outputCount) {
  if (!session)
    return fail(KILN_INVALID_ARGUMENT, "the session is null");
  if (!session->model)
    return fail(KILN_INVALID_ARGUMENT,
                "the named dimensions of %s are not known: call "
                "kiln_session_reserve() first",
                session->compiled->name);
  const KilnModuleDescriptor &model = *session->model;
  if (kiln_status status = checkBuffers("input", model.inputs,
                                        model.input_count, inputs, inputCount))
    return status;
  if (kiln_status status = checkBuffers(
          "output", model.outputs, model.output_count, outputs, outputCount))
    return status;
  patchArguments(*session, inputs, outputs);
  if (kiln_status status =
          runKernels(*session, session->observer ? runObserved : runStep))
    return status;
  session->stateInSecondPlaces = !session->stateInSecondPlaces;
  return KILN_OK;
}

kiln_status kiln_session_reset(kiln_session *session) {
  if (!session)
    return fail(KILN_INVALID_ARGUMENT, "the session is null");
  initialiseState(*session);
  return KILN_OK;
}

int kiln_session_threads(const kiln_session *session) {
  return session->threads;
}
