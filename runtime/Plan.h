//===- Plan.h - What a run walks --------------------------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PLAN_H
#define KILN_RUNTIME_PLAN_H

#include "runtime/Session.h"

namespace kiln::runtime {

/// Among how many threads a kernel is divided.
int partsOf(const KilnKernel &kernel, int threads);

/// The bytes of scratch from one thread's to the next one's.
size_t scratchStride(const KilnVariant &variant);

/// Where the places of state number `index` begin, or where they all end.
uint64_t stateOffset(const KilnModuleDescriptor &model, uint32_t index);

/// Makes the session's plan for its variant; false if memory is short. What
/// has been made by then is the plan's, to be released.
bool prepareSteps(kiln_session &session);

} // namespace kiln::runtime

#endif
