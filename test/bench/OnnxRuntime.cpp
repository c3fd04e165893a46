//===- OnnxRuntime.cpp ----------------------------------------------------===//

#include "OnnxRuntime.h"

#include "llvm/Support/ErrorHandling.h"

#include <cstdint>
#include <dlfcn.h>

using namespace llvm;

namespace kiln::test {

namespace {

/// Places in the table.
enum Function {
  GetErrorMessage = 2,
  CreateEnv = 3,
  CreateSession = 7,
  Run = 9,
  CreateSessionOptions = 10,
  SetSessionGraphOptimizationLevel = 23,
  SetIntraOpNumThreads = 24,
  SetInterOpNumThreads = 25,
  CreateTensorWithDataAsOrtValue = 49,
  CreateCpuMemoryInfo = 69,
};

/// The version of the interface, which any later library serves too.
constexpr uint32_t kVersion = 13;

// Values of enumerations of the interface.
constexpr int kWarnings = 2, kAllOptimizations = 99, kFloat = 1;
constexpr int kDeviceAllocator = 0, kDefaultMemory = 0;

} // namespace

struct OnnxModel::Table {
  void *functions[1];

  /// Calls a function that returns a status: null, or what went wrong.
  template <typename... Arguments>
  void *status(Function function, Arguments... arguments) const {
    auto pointer =
        reinterpret_cast<void *(*)(Arguments...)>(functions[function]);
    return pointer(arguments...);
  }

  const char *message(void *status) const {
    auto pointer =
        reinterpret_cast<const char *(*)(void *)>(functions[GetErrorMessage]);
    return pointer(status);
  }

  template <typename... Arguments>
  Error call(Function function, Arguments... arguments) const {
    if (void *failure = status(function, arguments...))
      return createStringError("onnxruntime: %s", message(failure));
    return Error::success();
  }

  static Expected<const Table *> load(const char *library);
  Expected<void *> open(const char *model) const;
  Expected<void *> bind(const HostTensor &tensor) const;
};

Expected<const OnnxModel::Table *> OnnxModel::Table::load(const char *library) {
  struct Base {
    const Table *(*get)(uint32_t version);
    const char *(*version)();
  };
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return createStringError("%s", dlerror());
  auto base =
      reinterpret_cast<const Base *(*)()>(dlsym(handle, "OrtGetApiBase"));
  if (!base || !base()->get(kVersion))
    return createStringError("%s has not the expected interface", library);
  return base()->get(kVersion);
}

Expected<void *> OnnxModel::Table::open(const char *model) const {
  void *environment = nullptr, *options = nullptr, *session = nullptr;
  if (Error error = call(CreateEnv, kWarnings, "bench", &environment))
    return error;
  if (Error error = call(CreateSessionOptions, &options))
    return error;
  if (Error error =
          call(SetSessionGraphOptimizationLevel, options, kAllOptimizations))
    return error;
  for (Function threads : {SetIntraOpNumThreads, SetInterOpNumThreads})
    if (Error error = call(threads, options, 1))
      return error;
  if (Error error = call(CreateSession, environment, model, options, &session))
    return error;
  return session;
}

Expected<void *> OnnxModel::Table::bind(const HostTensor &tensor) const {
  void *memory = nullptr, *value = nullptr;
  if (Error error =
          call(CreateCpuMemoryInfo, kDeviceAllocator, kDefaultMemory, &memory))
    return error;
  ArrayRef<int64_t> shape = tensor.shape();
  if (Error error =
          call(CreateTensorWithDataAsOrtValue, memory,
               const_cast<char *>(tensor.bytes().data()), tensor.numBytes(),
               shape.data(), shape.size(), kFloat, &value))
    return error;
  return value;
}

Expected<std::unique_ptr<OnnxModel>> OnnxModel::open(const char *library,
                                                     const char *model,
                                                     const HostTensor &input,
                                                     HostTensor &output) {
  auto table = Table::load(library);
  if (!table)
    return table.takeError();
  std::unique_ptr<OnnxModel> result(new OnnxModel());
  result->table = *table;
  auto take = [](void *&into, Expected<void *> value) {
    if (value)
      into = *value;
    return value.takeError();
  };
  if (Error error = take(result->session, result->table->open(model)))
    return error;
  if (Error error = take(result->input, result->table->bind(input)))
    return error;
  if (Error error = take(result->output, result->table->bind(output)))
    return error;
  return result;
}

void OnnxModel::run() const {
  static const char *const inputNames[] = {"input"};
  static const char *const outputNames[] = {"output"};
  void *inputs[] = {input}, *outputs[] = {output};
  void *failure = table->status(Run, session, static_cast<void *>(nullptr),
                                &inputNames[0], &inputs[0], size_t(1),
                                &outputNames[0], size_t(1), &outputs[0]);
  if (failure)
    reportFatalUsageError(table->message(failure));
}

} // namespace kiln::test
