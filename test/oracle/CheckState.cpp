//===- CheckState.cpp - Successive calls of a compiled model --------------===//
//
// usage: check-state LIBRARY.so MODEL CASE.safetensors TOLERANCE
//
// A case holds the inputs input0, input1, ... of successive calls of a model of
// one input, and the outputs output0.0, output0.1, ..., output1.0, ... that
// PyTorch gave. Runs the model of the library on them in one session, resets
// it, and does so again. Exit status 1 where an output differs by more than the
// tolerance.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Verify/TensorDifference.h"
#include "runtime/include/kiln.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

#include <dlfcn.h>
#include <fmt/format.h>

using namespace kiln;

namespace {

/// The functions of a library that kiln wrote.
struct Library {
  void *handle;

  template <typename Function> Function get(const std::string &symbol) const {
    void *found = dlsym(handle, symbol.c_str());
    if (!found)
      llvm::report_fatal_error(llvm::Twine("no symbol ") + symbol);
    return reinterpret_cast<Function>(found);
  }
};
#define KILN_GET(Function) library.get<decltype(&Function)>(#Function)

class Case {
public:
  Case(const ModelFile &file, double tolerance) : tolerance(tolerance) {
    for (const ModelTensor &tensor : file.tensors)
      tensors[tensor.name] = tensor.tensor;
  }

  /// The tensor of a name; empty if there is none.
  HostTensor get(const std::string &name) const { return tensors.lookup(name); }

  bool matches(const std::string &name, const HostTensor &found) const {
    HostTensor expected = get(name);
    if (!expected) {
      llvm::outs() << name << ": not in the case\n";
      return false;
    }
    TensorDifference difference = compareTensors(expected, found, tolerance);
    if (difference)
      llvm::outs() << name << ": "
                   << describe(difference, expected, found, tolerance) << "\n";
    return !difference;
  }

private:
  llvm::StringMap<HostTensor> tensors;
  double tolerance;
};

} // namespace

/// Runs all calls and gives how many there were, or -1 after a difference.
static int runCalls(const Library &library, const kiln_model *model,
                    kiln_session *session, const Case &calls) {
  size_t outputs = KILN_GET(kiln_model_output_count)(model);
  for (int call = 0;; ++call) {
    HostTensor input = calls.get(fmt::format("input{}", call));
    if (!input)
      return call;
    kiln_buffer in = {const_cast<char *>(input.bytes().data()),
                      input.numBytes()};
    std::vector<HostTensor> found;
    std::vector<kiln_buffer> out;
    for (size_t i = 0; i < outputs; ++i) {
      kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
      KILN_GET(kiln_model_output)(model, i, &info);
      found.push_back(
          HostTensor::zeros(static_cast<DType>(info.dtype),
                            llvm::ArrayRef<int64_t>(info.dims, info.rank)));
    }
    for (HostTensor &output : found)
      out.push_back({output.mutableData<char>(), output.numBytes()});
    if (KILN_GET(kiln_session_run)(session, &in, 1, out.data(), out.size())) {
      llvm::outs() << KILN_GET(kiln_last_error)() << "\n";
      return -1;
    }
    for (size_t i = 0; i < outputs; ++i)
      if (!calls.matches(fmt::format("output{}.{}", call, i), found[i]))
        return -1;
  }
}

int main(int argc, char **argv) {
  double tolerance;
  if (argc != 5 || llvm::StringRef(argv[4]).getAsDouble(tolerance)) {
    llvm::errs()
        << "usage: check-state LIBRARY.so MODEL CASE.safetensors TOLERANCE\n";
    return 2;
  }
  Library library = {dlopen(argv[1], RTLD_NOW | RTLD_LOCAL)};
  if (!library.handle) {
    llvm::errs() << dlerror() << "\n";
    return 1;
  }
  llvm::Expected<ModelFile> file = readModelFile(argv[3]);
  if (!file) {
    llvm::errs() << llvm::toString(file.takeError()) << "\n";
    return 1;
  }
  Case calls(*file, tolerance);
  const kiln_model *model = library.get<const kiln_model *(*)()>(
      std::string("kiln_model_") + argv[2])();
  kiln_session *session;
  if (KILN_GET(kiln_session_create)(model, nullptr, &session)) {
    llvm::outs() << KILN_GET(kiln_last_error)() << "\n";
    return 1;
  }
  int first = runCalls(library, model, session, calls);
  KILN_GET(kiln_session_reset)(session);
  int second = first < 0 ? -1 : runCalls(library, model, session, calls);
  KILN_GET(kiln_session_close)(session);
  if (second <= 0)
    return 1;
  llvm::outs() << first << " calls agree, and again after a reset\n";
  return 0;
}
