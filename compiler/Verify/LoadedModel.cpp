//===- LoadedModel.cpp - A compiled model in this process -----------------===//

#include "compiler/Verify/LoadedModel.h"

#include "compiler/Link/ModuleDescription.h"
#include "runtime/include/kiln.h"

#include <dlfcn.h>

using namespace kiln;

/// The functions of the library and what was made with them.
struct LoadedModel::Interface {
  void *library = nullptr;
  const kiln_model *model = nullptr;
  kiln_session *session = nullptr;

  decltype(&kiln_last_error) lastError = nullptr;
  decltype(&kiln_model_output_count) outputCount = nullptr;
  decltype(&kiln_session_output) output = nullptr;
  decltype(&kiln_session_create) create = nullptr;
  decltype(&kiln_session_run) run = nullptr;
  decltype(&kiln_session_close) close = nullptr;

  template <typename Function>
  bool bind(Function &function, const char *symbol) {
    function = reinterpret_cast<Function>(dlsym(library, symbol));
    return function != nullptr;
  }

  bool bindAll() {
    return bind(lastError, "kiln_last_error") &&
           bind(outputCount, "kiln_model_output_count") &&
           bind(output, "kiln_session_output") &&
           bind(create, "kiln_session_create") &&
           bind(run, "kiln_session_run") && bind(close, "kiln_session_close");
  }

  llvm::Error lastFailure() const {
    return llvm::createStringError(lastError());
  }
};

LoadedModel::LoadedModel() : functions(std::make_unique<Interface>()) {}

LoadedModel::~LoadedModel() {
  if (functions->session)
    functions->close(functions->session);
  if (functions->library)
    dlclose(functions->library);
}

llvm::Error LoadedModel::createSession(const std::string &name) {
  using Accessor = const kiln_model *(*)();
  Accessor accessor = nullptr;
  if (!functions->bindAll() ||
      !functions->bind(accessor, accessorSymbol(name).c_str()))
    return llvm::createStringError("the compiled model lacks an entry point");
  functions->model = accessor();
  if (functions->create(functions->model, nullptr, &functions->session) !=
      KILN_OK)
    return functions->lastFailure();
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<LoadedModel>>
LoadedModel::load(const std::string &path, const std::string &name) {
  std::unique_ptr<LoadedModel> result(new LoadedModel);
  result->functions->library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!result->functions->library)
    return llvm::createStringError(std::string("cannot load the model: ") +
                                   dlerror());
  if (llvm::Error error = result->createSession(name))
    return error;
  return result;
}

/// What a run has left in a buffer, which may have room for more.
static HostTensor outputOf(const kiln_tensor_info &info,
                           const HostTensor &place) {
  // kiln_dtype and DType begin with the same types.
  HostTensor output =
      HostTensor::zeros(static_cast<DType>(info.dtype),
                        llvm::ArrayRef<int64_t>(info.dims, info.rank));
  llvm::copy(place.bytes().take_front(output.numBytes()),
             output.mutableData<char>());
  return output;
}

llvm::Expected<std::vector<HostTensor>>
LoadedModel::run(llvm::ArrayRef<HostTensor> inputs) const {
  std::vector<kiln_buffer> inputBuffers, outputBuffers;
  for (const HostTensor &input : inputs)
    inputBuffers.push_back(
        {const_cast<char *>(input.bytes().data()), input.numBytes()});
  size_t count = functions->outputCount(functions->model);
  std::vector<HostTensor> places;
  for (size_t i = 0; i < count; ++i) {
    kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
    if (functions->output(functions->session, i, &info) != KILN_OK)
      return functions->lastFailure();
    places.push_back(
        HostTensor::zeros(DType::U8, {static_cast<int64_t>(info.bytes)}));
    outputBuffers.push_back({places.back().mutableData<char>(), info.bytes});
  }
  if (functions->run(functions->session, inputBuffers.data(),
                     inputBuffers.size(), outputBuffers.data(),
                     outputBuffers.size()) != KILN_OK)
    return functions->lastFailure();
  // Sizes that depend on data are known now.
  std::vector<HostTensor> outputs;
  for (size_t i = 0; i < count; ++i) {
    kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
    if (functions->output(functions->session, i, &info) != KILN_OK)
      return functions->lastFailure();
    outputs.push_back(outputOf(info, places[i]));
  }
  return outputs;
}

static_assert(static_cast<int>(DType::F32) == KILN_F32 &&
              static_cast<int>(DType::BF16) == KILN_BF16 &&
              static_cast<int>(DType::I64) == KILN_I64 &&
              static_cast<int>(DType::Bool) == KILN_BOOL);
