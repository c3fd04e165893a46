//===- Emitter.h - Builds kiln ops for frontends ----------------*- C++ -*-===//
//
// Ops are built in one of two places: while a model is constructed, in a
// scratch block of which nothing is kept; while forward runs, in its graph.
// Values of the scratch block that forward reads are evaluated by the reference
// interpreter and become constants there, so that every operator serves both.
//
// A null mlir::Value means that an error has been reported. All functions pass
// it on, so that builders need no checks between their steps.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_EMITTER_H
#define KILN_FRONTEND_ATEN_EMITTER_H

#include "compiler/Frontend/Aten/TensorValue.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/ShapeInference.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace kiln::aten {

/// Why evaluate() gave nothing where it was too much.
inline constexpr const char *tooMuchText =
    "computing the elements of this tensor while compiling takes too much "
    "memory or time";

/// What computing elements while a model is imported may take.
struct EvaluationBudget {
  uint64_t bytes = uint64_t(1) << 31;
  /// Reads, writes and multiplications.
  uint64_t work = uint64_t(1) << 30;
};

class Emitter {
public:
  explicit Emitter(mlir::MLIRContext *context, EvaluationBudget budget = {});

  mlir::MLIRContext *context() const { return builder.getContext(); }

  //===--------------------------------------------------------------------===//
  // Where and at which line
  //===--------------------------------------------------------------------===//

  /// The location of all ops built from now on.
  void setLocation(mlir::Location location) { loc = location; }
  mlir::Location location() const { return loc; }
  mlir::InFlightDiagnostic error() const { return mlir::emitError(loc); }
  /// Fails with an error where no program could hold a tensor of this shape.
  mlir::LogicalResult checkSize(llvm::ArrayRef<int64_t> shape) const;

  /// From now on ops go to the end of `block`.
  void enterGraph(mlir::Block *block);
  bool isInGraph() const { return block != scratchBlock; }
  /// Runs `build`, whose ops go to the end of `body`: of the values of other
  /// blocks it may read only constants.
  void inBody(mlir::Block *body, llvm::function_ref<void()> build);
  /// From now on ops go to the end of a block of the graph: its own one, or
  /// that of a region in it.
  void goOnIn(mlir::Block *inside) { builder.setInsertionPointToEnd(inside); }
  /// Whether ops at this place may read the value.
  bool isVisible(mlir::Value value) const;

  /// Gives the value of parameters when they are read in the graph; set by the
  /// frontend that binds a state_dict.
  std::function<mlir::Value(Storage &)> readParameter;

  //===--------------------------------------------------------------------===//
  // Tensors
  //===--------------------------------------------------------------------===//

  mlir::Value read(const Tensor &tensor);
  /// The present contents of a storage.
  mlir::Value contents(Storage &storage);
  /// Puts a value of the tensor's type into the storage, seen through its
  /// views.
  mlir::LogicalResult write(const Tensor &tensor, mlir::Value value);
  /// A tensor whose elements are not known and that costs nothing.
  Tensor uninitialized(mlir::RankedTensorType type);
  Tensor fromHost(const HostTensor &tensor);

  /// The elements, if they follow from constants alone and computing them does
  /// not take too much memory or time. Reports no error.
  std::optional<HostTensor> evaluate(mlir::Value value);
  std::optional<HostTensor> evaluate(const Tensor &tensor);
  /// Whether evaluate() gave nothing last because it took too much.
  bool wasTooMuch() const { return evaluationWasTooMuch; }
  /// Counts elements that kiln makes while it compiles against the memory left
  /// for them; an error where they are too many.
  mlir::LogicalResult reserve(DType type, llvm::ArrayRef<int64_t> shape);
  /// Tells evaluate() what a value is.
  void note(mlir::Value value, HostTensor tensor) {
    evaluated[value] = std::move(tensor);
  }

  //===--------------------------------------------------------------------===//
  // Types and constants
  //===--------------------------------------------------------------------===//

  mlir::Type elementType(DType type) const;
  mlir::RankedTensorType tensorType(llvm::ArrayRef<int64_t> shape,
                                    mlir::Type element) const;

  /// What is below every number of a type: minus infinity, or its least
  /// integer.
  static double lowest(mlir::Type element);
  /// A tensor filled with one number: a 0-d constant, broadcast.
  mlir::Value full(double number, mlir::RankedTensorType type);
  mlir::Value full(double number, mlir::Value like);
  mlir::Value constant(const HostTensor &tensor);
  mlir::Value indices(llvm::ArrayRef<int64_t> values);

  //===--------------------------------------------------------------------===//
  // Ops
  //===--------------------------------------------------------------------===//

  /// Any op whose result types follow from operands and attributes.
  template <typename OpT>
  mlir::Value create(mlir::ValueRange operands,
                     llvm::ArrayRef<mlir::NamedAttribute> attributes = {}) {
    for (mlir::Value operand : operands)
      if (!operand)
        return nullptr;
    auto op = createChecked<OpT>(builder, loc, operands, attributes);
    return op ? sized(op->getResult(0)) : mlir::Value();
  }

  template <typename OpT> mlir::Value unary(mlir::Value x) {
    return x ? OpT::create(builder, loc, x).getResult() : mlir::Value();
  }
  /// Operands of equal types.
  template <typename OpT> mlir::Value binary(mlir::Value a, mlir::Value b) {
    return haveOneType(a, b) ? OpT::create(builder, loc, a, b).getResult()
                             : mlir::Value();
  }
  /// An operand and a number.
  template <typename OpT> mlir::Value binary(mlir::Value a, double b) {
    return a ? binary<OpT>(a, full(b, a)) : mlir::Value();
  }
  mlir::Value add(mlir::Value a, mlir::Value b) { return binary<AddOp>(a, b); }
  mlir::Value add(mlir::Value a, double b) { return binary<AddOp>(a, b); }
  mlir::Value sub(mlir::Value a, mlir::Value b) { return binary<SubOp>(a, b); }
  mlir::Value mul(mlir::Value a, mlir::Value b) { return binary<MulOp>(a, b); }
  mlir::Value mul(mlir::Value a, double b) { return binary<MulOp>(a, b); }
  mlir::Value div(mlir::Value a, mlir::Value b) { return binary<DivOp>(a, b); }
  mlir::Value compare(ComparePredicate predicate, mlir::Value a, mlir::Value b);
  mlir::Value compare(ComparePredicate predicate, mlir::Value a, double b);
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);
  mlir::Value clamp(mlir::Value x, std::optional<double> min,
                    std::optional<double> max);

  mlir::Value cast(mlir::Value x, mlir::Type element);
  mlir::Value broadcast(mlir::Value x, llvm::ArrayRef<int64_t> shape);
  mlir::Value reshape(mlir::Value x, llvm::ArrayRef<int64_t> shape);
  mlir::Value transpose(mlir::Value x, llvm::ArrayRef<int64_t> permutation);
  mlir::Value slice(mlir::Value x, llvm::ArrayRef<int64_t> starts,
                    llvm::ArrayRef<int64_t> sizes,
                    llvm::ArrayRef<int64_t> strides);
  /// A slice along one dimension.
  mlir::Value slice(mlir::Value x, int64_t dim, int64_t start, int64_t size,
                    int64_t stride = 1);
  mlir::Value concat(mlir::ValueRange parts, int64_t dim);
  mlir::Value take(mlir::Value x, mlir::Value indices, int64_t dim);
  mlir::Value gather(mlir::Value x, mlir::Value indices, int64_t dim);
  mlir::Value pad(mlir::Value x, llvm::ArrayRef<int64_t> low,
                  llvm::ArrayRef<int64_t> high,
                  PadMode mode = PadMode::constant, double value = 0);
  mlir::Value iota(mlir::RankedTensorType type, int64_t dim);
  template <typename OpT>
  mlir::Value reduce(mlir::Value x, llvm::ArrayRef<int64_t> dims,
                     bool keepdim) {
    return create<OpT>(x, {named("dims", ints(dims)),
                           named("keepdim", builder.getBoolAttr(keepdim))});
  }

  mlir::OpBuilder &opBuilder() { return builder; }
  /// False where one is null, and with an error where the types differ.
  bool haveOneType(mlir::Value a, mlir::Value b) const;
  mlir::NamedAttribute named(llvm::StringRef name, mlir::Attribute value);
  mlir::Attribute ints(llvm::ArrayRef<int64_t> values);
  mlir::Attribute integer(int64_t value);
  mlir::Attribute real(double value);
  mlir::Attribute flag(bool value);

private:
  mlir::Value sized(mlir::Value value);
  mlir::Value localize(mlir::Value value);
  /// A write, which reaches what the storage may be.
  bool seesOrigins(const Storage &storage);
  void replaceContents(Storage &storage, mlir::Value next);
  mlir::Value applyView(mlir::Value value, const View &view);
  /// The value that `view` turns into `part`, and that is `whole` elsewhere.
  mlir::Value invertView(mlir::Value whole, const View &view, mlir::Value part);
  mlir::Value invertSlice(mlir::Value whole, const View &view,
                          mlir::Value part);

  mlir::OwningOpRef<mlir::ModuleOp> scratch;
  mlir::Block *scratchBlock;
  mlir::Block *block;
  mlir::OpBuilder builder;
  mlir::Location loc;
  llvm::DenseMap<mlir::Value, HostTensor> evaluated;
  /// Whether the budgets allow for the op's results; takes them away if so.
  bool payFor(mlir::Operation *op);
  EvaluationBudget left;
  bool evaluationWasTooMuch = false;
  llvm::DenseMap<mlir::Value, mlir::Value> localized;
};

/// Shape of a value.
llvm::ArrayRef<int64_t> shapeOf(mlir::Value value);
mlir::Type elementOf(mlir::Value value);
/// begin, begin + 1, ... up to before `end`.
Shape counting(int64_t begin, int64_t end);

} // namespace kiln::aten

#endif
