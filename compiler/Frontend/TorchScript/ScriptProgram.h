//===- ScriptProgram.h - The code and objects of an archive -----*- C++ -*-===//
//
// TorchScript's code is a part of Python, printed by PyTorch: functions and
// classes whose calls are operators in ATen's form. It is evaluated like a
// definition, with `torch`, `ops`, `CONSTANTS` and the names of types that it
// expects; a file of it is read when its first name is used. The model is the
// archive's tree of objects, with these classes.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_TORCHSCRIPT_SCRIPTPROGRAM_H
#define KILN_FRONTEND_TORCHSCRIPT_SCRIPTPROGRAM_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "llvm/ADT/StringSet.h"

#include <map>

namespace kiln::python {

class ScriptProgram {
public:
  ScriptProgram(TorchState &torch, const ModelFile &file);

  /// The root of the tree of objects. Null with an exception pending, as are
  /// all values here.
  Value makeModel();
  /// A method of it as it stands in the code.
  Value findMethod(Value model, llvm::StringRef name);
  /// Calls a function of the prelude `torch._script`.
  Value callPrelude(llvm::StringRef name, llvm::ArrayRef<Value> arguments);
  /// The elements of a tensor that an object holds, or null.
  const HostTensor *elementsOf(const TensorObject *object) const;

  /// The module, class or function of `__torch__.a.b`: `path` is `__torch__/a`
  /// and `name` is `b`. Null with an exception pending if there is none.
  Value lookup(llvm::StringRef path, llvm::StringRef name);

private:
  ModuleObject *load(llvm::StringRef path);
  Value makeNamespace(llvm::StringRef path);
  void prepareGlobals(ModuleObject *module);
  Value prelude(llvm::StringRef name);
  /// Raises an error about the archive, not about a line of it.
  Value mistake(const llvm::Twine &message);

  // Objects (ScriptObjects.cpp)
  Value makeValue(const kiln::Value &value, unsigned depth);
  Value makeObject(const ObjectValue &object, unsigned depth);
  Value makeInstance(const ObjectValue &object, unsigned depth);
  Value makeTensor(const TensorValue &tensor);
  Value makeDict(const DictValue &dict, unsigned depth);
  Value findClass(const GlobalValue &global);
  bool fillSequence(const SequenceValue &sequence, std::vector<Value> &items,
                    unsigned depth);

  TorchState &torch;
  Interpreter &interp;
  const ModelFile &file;
  TypeObject *namespaceType;
  /// By the name of the member.
  llvm::StringMap<llvm::StringRef> sources;
  llvm::StringSet<> folders;
  llvm::StringMap<ModuleObject *> modules;
  llvm::StringMap<Value> namespaces;
  Value constants;
  /// The globals of every file.
  DictObject *given = nullptr;

  llvm::DenseMap<const kiln::Value *, Value> made;
  /// Tensors of one storage, place and shape are one tensor.
  using TensorKey = std::pair<const StorageValue *, std::string>;
  std::map<TensorKey, TensorObject *> tensors;
  llvm::DenseMap<const TensorObject *, const HostTensor *> elements;
};

/// Makes the prelude `torch._script` known, and what it has from C++.
void addScriptFunctions(TorchState &torch);

} // namespace kiln::python

#endif
