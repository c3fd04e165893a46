//===- Error.h - How the runtime reports failures ---------------*- C++ -*-===//
//
// A failing call leaves one sentence for kiln_last_error() and returns its
// status. Nothing is allocated: each thread has one fixed buffer.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_ERROR_H
#define KILN_RUNTIME_ERROR_H

#include "runtime/include/kiln.h"

namespace kiln::runtime {

/// Formats the sentence like printf and returns `status`.
[[gnu::format(printf, 2, 3)]] kiln_status fail(kiln_status status,
                                               const char *format, ...);

} // namespace kiln::runtime

#endif
