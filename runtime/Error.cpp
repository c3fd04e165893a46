//===- Error.cpp - How the runtime reports failures -------------*- C++ -*-===//

#include "runtime/Error.h"

#include <stdarg.h>
#include <stdio.h>

static thread_local char lastError[512];

kiln_status kiln::runtime::fail(kiln_status status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(lastError, sizeof lastError, format, arguments);
  va_end(arguments);
  return status;
}

const char *kiln_last_error(void) { return lastError; }
