//===- TorchState.h - What the torch modules share --------------*- C++ -*-===//
//
// One of these lives as long as the evaluation of one model.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_TORCHSTATE_H
#define KILN_FRONTEND_PYTHON_TORCH_TORCHSTATE_H

#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {

/// A torch.Tensor. Classes that derive from it in Python (nn.Parameter) have
/// the same C++ class.
struct TensorObject : NativeBase<TensorObject> {
  using NativeBase::NativeBase;
  aten::Tensor tensor;
  bool requiresGrad = false;
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

/// Operators that the model uses and kiln lacks, and values that are not known.
struct UnsupportedOperator {
  std::string name;
  std::string operands; ///< types of the first call's tensors
  mlir::Location location;
  std::string reason; ///< why a value is not known; empty for operators
  unsigned count = 1;
};

class TorchState {
public:
  TorchState(Interpreter &interp, aten::EvaluationBudget budget)
      : interp(interp), emit(interp.context(), budget) {}

  Interpreter &interp;
  aten::Emitter emit;
  DType defaultDType = DType::F32;
  TypeObject *tensorType = nullptr, *sizeType = nullptr, *dtypeType = nullptr,
             *deviceType = nullptr, *pairType = nullptr;

  /// Where a program that is not Python calls operators; see location().
  std::optional<mlir::Location> programLocation;
  /// The paths of the modules whose forward is running, innermost last.
  std::vector<std::string> modulePaths;
  /// Told the path of every module that has run and what it returned.
  std::function<void(llvm::StringRef path, Value result)> onModuleResult;
  std::vector<UnsupportedOperator> unsupported;

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  Value make(aten::Tensor tensor);
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
                        llvm::StringRef reason = "");
  /// An attribute of `torch` that nothing else answers: an operator, or
  /// something opaque.
  Value unknownAttribute(llvm::StringRef module, llvm::StringRef name);
  /// The function of an operator, from the table, composed in the prelude or
  /// not supported; null for other names.
  Value operatorFunction(llvm::StringRef name);

  /// The line of the user's file, its callers and the module's path.
  mlir::Location location();

  /// What the prelude draws at random while the model runs.
  Value random(llvm::StringRef name, Arguments arguments);

private:
  Value composite(llvm::StringRef name);

  llvm::StringMap<Value> functions;
  llvm::DenseMap<DType, Value> dtypes;
};

/// Whether PyTorch has an operator of this name.
bool isTorchOperator(llvm::StringRef name);

void addTensorType(TorchState &state);
void addTensorConversions(TorchState &state);
void addTensorOperators(TorchState &state);
void addTensorItems(TorchState &state);
void addTorchTypes(TorchState &state);
void addTorchFunctions(TorchState &state);

/// Makes `torch` and its submodules known to the interpreter.
std::unique_ptr<TorchState> addTorch(Interpreter &interp,
                                     aten::EvaluationBudget budget = {});

} // namespace kiln::python

#endif
