//===- LoadedModel.h - A compiled model in this process ---------*- C++ -*-===//

#ifndef KILN_VERIFY_LOADEDMODEL_H
#define KILN_VERIFY_LOADEDMODEL_H

#include "compiler/Support/HostTensor.h"

#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace kiln {

/// A shared library that kiln wrote, run through its C interface.
class LoadedModel {
public:
  /// Loads the model `name` of the library; the file may go afterwards.
  static llvm::Expected<std::unique_ptr<LoadedModel>>
  load(const std::string &path, const std::string &name);
  ~LoadedModel();

  /// Runs once; the inputs must be the model's.
  llvm::Expected<std::vector<HostTensor>>
  run(llvm::ArrayRef<HostTensor> inputs) const;

private:
  struct Interface;
  LoadedModel();
  llvm::Error createSession(const std::string &name);

  std::unique_ptr<Interface> functions;
};

} // namespace kiln

#endif
