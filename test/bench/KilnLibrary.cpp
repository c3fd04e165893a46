//===- KilnLibrary.cpp ----------------------------------------------------===//

#include "KilnLibrary.h"

#include "llvm/Support/ErrorHandling.h"

#include <dlfcn.h>

using namespace llvm;

namespace kiln::test {

static kiln_buffer bufferOf(const HostTensor &tensor) {
  return {const_cast<char *>(tensor.bytes().data()), tensor.numBytes()};
}

Expected<std::unique_ptr<KilnModel>> KilnModel::open(const char *library,
                                                     const char *accessor,
                                                     const HostTensor &input,
                                                     HostTensor &output) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return createStringError("%s", dlerror());
  auto find = [&](const char *name, auto &function) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(
        dlsym(handle, name));
    return function != nullptr;
  };
  std::unique_ptr<KilnModel> result(new KilnModel());
  const kiln_model *(*model)();
  decltype(&kiln_session_create) create;
  if (!find(accessor, model) || !find("kiln_session_create", create) ||
      !find("kiln_session_run", result->runSession) ||
      !find("kiln_last_error", result->lastError))
    return createStringError("%s", dlerror());
  kiln_session_options options = KILN_SESSION_OPTIONS_INIT;
  options.threads = 1;
  if (create(model(), &options, &result->session) != KILN_OK)
    return createStringError("kiln: %s", result->lastError());
  result->input = bufferOf(input);
  result->output = bufferOf(output);
  return result;
}

void KilnModel::run() const {
  if (runSession(session, &input, 1, &output, 1) != KILN_OK)
    reportFatalUsageError(lastError());
}

} // namespace kiln::test
