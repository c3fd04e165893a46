//===- TorchState.h - What the torch modules share --------------*- C++ -*-===//
//
// One of these lives as long as the evaluation of one model.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_TORCHSTATE_H
#define KILN_FRONTEND_PYTHON_TORCH_TORCHSTATE_H

#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Torch/ComplexTypes.h"

namespace kiln {
class NearestName;
}

namespace kiln::python {

/// A torch.Tensor. Classes that derive from it in Python (nn.Parameter) have
/// the same C++ class.
struct TensorObject : NativeBase<TensorObject> {
  using NativeBase::NativeBase;
  aten::Tensor tensor;
  bool requiresGrad = false;
  /// The last dimension of `tensor` are real and imaginary parts; see
  /// torch._complex.
  bool isComplex = false;

  DType dtype() const {
    return isComplex ? python::complexType(tensor.dtype()) : tensor.dtype();
  }
};

struct DTypeObject : NativeBase<DTypeObject> {
  using NativeBase::NativeBase;
  DType dtype = DType::F32;
};

/// Kept for what definitions ask of it; compiled models choose their own.
struct DeviceObject : NativeBase<DeviceObject> {
  using NativeBase::NativeBase;
  std::string kind = "cpu";
  std::optional<int64_t> index;
};

/// Something that the model uses at some place and kiln lacks.
struct UnsupportedUse {
  enum Kind {
    Operator, ///< one that kiln does not have, or not in this form
    Value,    ///< what came of something unknown: `reason` says why
    Elements, ///< elements that are not known when compiling
  };

  Kind kind;
  /// "torch.svd"; of elements the whole message.
  std::string name;
  mlir::Location location;
  std::string operands; ///< types of the first call's tensors
  std::string reason;
  std::string nearest; ///< the nearest form that is supported, or ""
  unsigned count = 1;
};

/// The form of what an operator does that is nearest to it among those that
/// kiln supports; "" where there is none. `name` is that of PyTorch, with or
/// without its module.
std::string nearestSupported(llvm::StringRef name);

/// The name in a module of PyTorch that is nearest to `torch.nn.Conv2D(...)`,
/// or
/// "".
std::string nearestAttribute(Interpreter &interp, llvm::StringRef text);
/// The same of tensors' attributes: "view" for "veiw".
std::string nearestTensorAttribute(const TypeObject &type,
                                   llvm::StringRef name);

class TorchState {
public:
  TorchState(Interpreter &interp, aten::EvaluationBudget budget)
      : interp(interp), emit(interp.context(), budget) {}

  Interpreter &interp;
  aten::Emitter emit;
  DType defaultDType = DType::F32;
  /// Of numbers that only the program knows.
  TypeObject *numberType = nullptr;
  TypeObject *tensorType = nullptr, *sizeType = nullptr, *dtypeType = nullptr,
             *deviceType = nullptr, *pairType = nullptr;
  /// torch._complex.ComplexTensor, once that is imported.
  TypeObject *complexType = nullptr;

  /// Where a program that is not Python calls operators; see location().
  std::optional<mlir::Location> programLocation;
  /// The paths of the modules whose forward is running, innermost last.
  std::vector<std::string> modulePaths;
  /// Told the path of every module that has run and what it returned.
  std::function<void(llvm::StringRef path, Value result)> onModuleResult;
  std::vector<UnsupportedUse> unsupported;
  /// Conditions on elements of tensors.
  std::unique_ptr<Branches> branches;

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  Value make(aten::Tensor tensor);
  /// Another tensor behind an object of this kind, real or complex.
  Value makeLike(const TensorObject *object, aten::Tensor tensor);
  Value make(DType dtype);
  Value makeSize(llvm::ArrayRef<int64_t> shape);
  /// Tensors and what torch makes of them: lists become tuples.
  Value fromArgument(const aten::Argument &argument);
  /// Fails with an exception pending for values that no operator takes.
  mlir::FailureOr<aten::Argument> toArgument(Value value);
  std::optional<DType> asDType(Value value);

  //===--------------------------------------------------------------------===//
  // Operators
  //===--------------------------------------------------------------------===//

  /// Calls an operator of the table. The errors that its builder reports
  /// become a RuntimeError.
  Value call(llvm::StringRef name, Arguments arguments);
  /// Runs `body`, whose diagnostics become a RuntimeError; null if there were
  /// any.
  Value guarded(llvm::function_ref<Value()> body);
  /// Notes an operator that kiln lacks and gives a poison tensor.
  Value noteUnsupported(llvm::StringRef name, Arguments arguments,
                        llvm::StringRef nearest = "");
  /// Notes a value that is not known.
  void noteUnknown(const OpaqueObject &opaque);
  /// The program asks for elements that are not known when compiling.
  Value needsElements(llvm::StringRef what);
  /// The program asks something of a poison tensor: not known either where the
  /// evaluation goes on, else the end of it.
  Value askedOfPoison();
  /// Calls a function of torch._complex.
  Value fromComplexPrelude(llvm::StringRef function, Arguments arguments);
  /// A complex tensor, number or dtype among them, or a list with one.
  bool areComplex(Arguments arguments);
  /// Calls what the prelude composes of operators, null for what kiln lacks.
  /// With complex arguments only where that is declared to be right, see
  /// torch._complex; `name` is that of PyTorch without "torch.".
  Value callComposed(llvm::StringRef name, Value function, Arguments arguments);
  /// A function that does so.
  Value composed(llvm::StringRef name, Value function);
  /// An attribute of `torch` that nothing else answers: an operator, or
  /// something opaque.
  Value unknownAttribute(llvm::StringRef module, llvm::StringRef name);
  /// The function of an operator, from the table, composed in the prelude or
  /// not supported; null for other names.
  Value operatorFunction(llvm::StringRef name);
  /// An operator that the prelude composes of others; `name_` also writes.
  Value composite(llvm::StringRef name);

  /// The line of the user's file, its callers and the module's path.
  mlir::Location location();

  /// What the prelude draws at random while the model runs.
  Value random(llvm::StringRef name, Arguments arguments);

private:
  void note(UnsupportedUse use);
  bool isComplexArgument(Value value);
  /// An operator of complex arguments: one of torch._complex, else what the
  /// prelude composes of others, or None.
  Value callComplex(llvm::StringRef name, Value composite, Arguments arguments);

  llvm::StringMap<Value> functions;
  llvm::DenseMap<DType, Value> dtypes;
};

/// Whether a value is, or stands for, the result of an unsupported operator.
bool isPoison(Value value);

/// Whether PyTorch has an operator of this name.
bool isTorchOperator(llvm::StringRef name);
void considerTorchOperators(NearestName &nearest);

/// Has the interpreter go both ways of conditions on tensors.
void addTensorBranches(TorchState &state);
void addTensorType(TorchState &state);
void addTensorConversions(TorchState &state);
void addTensorOperators(TorchState &state);
void addTensorItems(TorchState &state);
void addTorchTypes(TorchState &state);
void addTorchFunctions(TorchState &state);
void addScan(TorchState &state, ModuleObject *module);

/// Makes `torch` and its submodules known to the interpreter.
std::unique_ptr<TorchState> addTorch(Interpreter &interp,
                                     aten::EvaluationBudget budget = {});

} // namespace kiln::python

#endif
