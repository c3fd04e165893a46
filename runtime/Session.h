//===- Session.h - One run at a time of a compiled model --------*- C++ -*-===//
//
// The part of a session that the program's own command line needs beyond the
// public interface: what runs, how it is divided, and an observer per kernel.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_SESSION_H
#define KILN_RUNTIME_SESSION_H

#include "runtime/ModuleDescriptor.h"
#include "runtime/ThreadPool.h"
#include "runtime/include/kiln.h"

#include <stddef.h>

namespace kiln::runtime {

/// A kernel whose arguments are resolved and whose work items are divided.
struct Step {
  const KilnKernel *kernel;
  /// `parts` tables of `stride` pointers; equal but for per-thread scratch.
  void **arguments;
  size_t stride;
  int parts;
  int mostParts; ///< that there are tables and threads for
};

/// A place in an argument table that points into a buffer of the caller, or
/// into the session's state.
struct Patch {
  void **place;
  uint64_t offset;
  uint32_t index;
  bool isOutput;
  bool isState;
};

/// What a run walks: all steps, their argument tables and what jumps read.
struct Plan {
  Step *steps = nullptr;
  /// The bytes that the variant's jumps read, in their order.
  void **conditions = nullptr;
  Patch *patches = nullptr;
  size_t patchCount = 0;
  void **argumentMemory = nullptr;
  void **definitions = nullptr; ///< where values of computed dimensions are

  void release();
};

/// When one thread worked on one kernel.
struct Interval {
  int64_t begin, end;
};

/// Called after each kernel, with one interval per part.
using Observer = void (*)(void *context, const Step &step, size_t index,
                          const Interval *intervals);

/// Memory from the system, zeroed; released by release().
struct Mapping {
  void *data = nullptr;
  size_t bytes = 0;
  void release();
};

/// Zeroed pages, in huge pages where that pays; data stays null on failure.
Mapping mapZeroed(size_t bytes);

/// The module behind the public handle, if this library can read it.
const KilnModuleDescriptor *descriptorOf(const kiln_model *model);

/// The first variant that this CPU can run; null (with an error) if none.
const KilnVariant *chooseVariant(const KilnModuleDescriptor &model);

/// Maps a weights file and checks that it belongs to `model`.
kiln_status mapWeightsFile(const KilnModuleDescriptor &model, const char *path,
                           Mapping &mapping);

} // namespace kiln::runtime

struct kiln_session {
  /// With formulas where the model has named dimensions.
  const KilnModuleDescriptor *compiled;
  const KilnVariant *chosen;
  /// The same in numbers; null until the dimensions are given.
  const KilnModuleDescriptor *model;
  const KilnVariant *variant;
  KilnModuleDescriptor *instance; ///< what was made for the dimensions
  int64_t *dims;                  ///< their values, which kernels read
  kiln::runtime::Plan plan;
  kiln::runtime::Interval *intervals; ///< one per thread, for observed runs
  kiln::runtime::Mapping arena, scratch, weights;
  /// Two places for each state, all first ones before all second ones.
  kiln::runtime::Mapping state;
  uint64_t stateBytes;      ///< of the first places
  bool stateInSecondPlaces; ///< the present values; the next ones: the others
  const char *weightsData;
  int threads;
  kiln::runtime::ThreadPool pool;
  kiln::runtime::Observer observer;
  void *observerContext;
};

#endif
