//===- Generalize.cpp - One module from modules at samples ----------------===//

#include "compiler/Frontend/NamedDims/Generalize.h"

#include "compiler/Frontend/NamedDims/ExpressConstant.h"
#include "compiler/Support/Text.h"
#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/FormatVariadic.h"

using namespace kiln;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Numbers at all samples
//===----------------------------------------------------------------------===//

namespace {

/// Rewrites the module of the first sample.
class Generalizer {
public:
  Generalizer(ArrayRef<SamePath> paths, DimFitter &fitter)
      : paths(paths), fitter(fitter) {}

  LogicalResult run(Block &block) {
    auto loop = dyn_cast_if_present<WhileOp>(block.getParentOp());
    for (BlockArgument argument : block.getArguments()) {
      if (loop) {
        argument.setType(loop.getInits()[argument.getArgNumber()].getType());
        continue;
      }
      FailureOr<Type> type = generalType(typesOf(argument), argument.getLoc());
      if (failed(type))
        return failure();
      argument.setType(*type);
    }
    // What nothing reads has no counterpart.
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isOpTriviallyDead(&op))
        op.erase();
    for (Operation &op : llvm::make_early_inc_range(block))
      if (failed(generalizeOp(&op)))
        return failure();
    return success();
  }

private:
  /// The op at all samples; null where it is left out.
  SmallVector<Operation *> opsOf(Operation *op) const {
    SmallVector<Operation *> ops{op};
    for (const SamePath &path : paths)
      ops.push_back(path.ops.lookup(op));
    return ops;
  }

  /// The types of a value at all samples; the first one before it is changed.
  SmallVector<Type> typesOf(Value value) const {
    SmallVector<Type> types{value.getType()};
    for (const SamePath &path : paths)
      types.push_back(path.values.lookup(value).getType());
    return types;
  }

  LogicalResult generalizeOp(Operation *op) {
    if (isa<ParameterOp>(op))
      return checkParameter(opsOf(op));
    if (auto constant = dyn_cast<ConstantOp>(op))
      return generalizeConstant(constant, opsOf(op));
    for (Region &region : op->getRegions())
      if (!region.empty() && failed(run(region.front())))
        return failure();
    if (auto define = dyn_cast<DefineDimOp>(op))
      return generalizeDefinition(define);
    if (auto graph = dyn_cast<GraphOp>(op))
      setGraphType(graph);
    else if (failed(generalizeAttributes(op)))
      return failure();
    return generalizeResults(op);
  }

  /// The size is the symbol of its name, the bound an expression.
  LogicalResult generalizeDefinition(DefineDimOp define) {
    SmallVector<int64_t> bounds;
    for (Operation *op : opsOf(define))
      bounds.push_back(cast<DefineDimOp>(op).getBound().known());
    std::optional<Dim> bound = fitter.fit(bounds);
    if (!bound)
      return emitError(define.getLoc())
             << "how large the size " << define.getDim()
             << " may be depends on the model's named dimensions in a way that "
                "kiln cannot express";
    MLIRContext *context = define.getContext();
    if (fitter.symbol(define.getDim()).isKnown()) {
      define.erase(); // No element can be chosen.
      return success();
    }
    define.setBoundAttr(sizeAttr(context, *bound));
    define.setSizeAttr(sizeAttr(context, fitter.symbol(define.getDim())));
    return success();
  }

  //===--------------------------------------------------------------------===//
  // Types
  //===--------------------------------------------------------------------===//

  FailureOr<Type> generalType(ArrayRef<Type> types, Location loc) {
    if (llvm::all_equal(types))
      return types.front();
    SmallVector<RankedTensorType> tensors;
    for (Type type : types)
      tensors.push_back(cast<RankedTensorType>(type));
    Dims dims;
    for (int64_t d = 0; d < tensors.front().getRank(); ++d) {
      SmallVector<int64_t> sizes;
      for (RankedTensorType tensor : tensors)
        sizes.push_back(tensor.getDimSize(d));
      std::optional<Dim> dim = fitter.fit(sizes);
      if (!dim)
        return emitError(loc)
               << "dimension " << d << " of this result has " << describe(sizes)
               << ", which kiln cannot express by the named "
                  "dimensions";
      fitter.addCandidate(*dim);
      dims.push_back(*dim);
    }
    return Type(tensorTypeOf(dims, tensors.front().getElementType()));
  }

  /// Prefers what follows from the operands to what fits.
  LogicalResult generalizeResults(Operation *op) {
    SmallVector<Type> inferred;
    inferTypes(op, inferred);
    for (OpResult result : op->getResults()) {
      unsigned index = result.getResultNumber();
      SmallVector<Type> types = typesOf(result);
      if (index < inferred.size() && isAt(inferred[index], types)) {
        for (Dim dim : dimsOf(cast<RankedTensorType>(inferred[index])))
          fitter.addCandidate(dim);
        result.setType(inferred[index]);
        continue;
      }
      FailureOr<Type> type = generalType(types, op->getLoc());
      if (failed(type))
        return failure();
      result.setType(*type);
    }
    return success();
  }

  /// Nothing where the types do not follow, or something does not fit for all
  /// values: the verifier says so.
  static void inferTypes(Operation *op, SmallVectorImpl<Type> &types) {
    if (auto choice = dyn_cast<IfOp>(op)) {
      llvm::append_range(
          types,
          choice.getThenBody().front().getTerminator()->getOperandTypes());
      return;
    }
    auto inference = dyn_cast<InferTypeOpInterface>(op);
    if (!inference)
      return;
    ScopedDiagnosticHandler silence(op->getContext(),
                                    [](Diagnostic &) { return success(); });
    if (failed(inference.inferReturnTypes(
            op->getContext(), std::nullopt, op->getOperands(),
            op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
            op->getRegions(), types)))
      types.clear();
  }

  /// Whether a type has the given forms at the samples.
  bool isAt(Type type, ArrayRef<Type> types) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor)
      return false;
    for (auto [sample, each] : llvm::enumerate(types)) {
      auto [dims, known] =
          std::pair(dimsOf(tensor), cast<RankedTensorType>(each));
      for (auto [dim, size] : llvm::zip(dims, known.getShape()))
        if (fitter.at(dim, sample) != size)
          return false;
    }
    return true;
  }

  static void setGraphType(GraphOp graph) {
    Block &body = graph.getBody().front();
    graph.setFunctionTypeAttr(TypeAttr::get(
        FunctionType::get(graph.getContext(), body.getArgumentTypes(),
                          body.getTerminator()->getOperandTypes())));
  }

  //===--------------------------------------------------------------------===//
  // Attributes
  //===--------------------------------------------------------------------===//

  LogicalResult generalizeAttributes(Operation *op) {
    SmallVector<Operation *> ops = opsOf(op);
    for (NamedAttribute attribute : op->getAttrDictionary()) {
      SmallVector<Attribute> values;
      for (auto [sample, each] : llvm::enumerate(ops))
        values.push_back(each ? each->getAttr(attribute.getName())
                              : attributeLeftOut(op, attribute, sample));
      if (llvm::all_equal(values))
        continue;
      Attribute general = canDepend(op, attribute.getName())
                              ? generalList(values)
                              : Attribute();
      if (!general)
        return reportAttribute(op, attribute.getName(), values);
      op->setAttr(attribute.getName(), general);
    }
    return success();
  }

  /// The attribute of an op that changes nothing at a sample.
  Attribute attributeLeftOut(Operation *op, NamedAttribute attribute,
                             size_t sample) const {
    if (auto slice = dyn_cast<SliceOp>(op))
      return wholeSlice(slice, attribute.getName(), sample);
    auto pad = cast<PadOp>(op);
    if (!canDepend(op, attribute.getName()))
      return attribute.getValue();
    return DenseI64ArrayAttr::get(op->getContext(),
                                  SmallVector<int64_t>(pad.getLow().size(), 0));
  }

  /// The attribute of a slice that takes everything.
  Attribute wholeSlice(SliceOp slice, StringRef name, size_t sample) const {
    Value input = paths[sample - 1].values.lookup(slice.getInput());
    SmallVector<int64_t> list(
        cast<RankedTensorType>(input.getType()).getShape());
    if (name != "sizes")
      list.assign(list.size(), name == "strides");
    return DenseI64ArrayAttr::get(slice.getContext(), list);
  }

  /// Lists of sizes whose code reads them as such.
  static bool canDepend(Operation *op, StringRef name) {
    return (isa<SliceOp>(op) && (name == "starts" || name == "sizes")) ||
           (isa<PadOp>(op) && (name == "low" || name == "high"));
  }

  Attribute generalList(ArrayRef<Attribute> values) {
    SmallVector<DenseI64ArrayAttr> lists;
    for (Attribute value : values) {
      lists.push_back(dyn_cast_if_present<DenseI64ArrayAttr>(value));
      if (!lists.back() || lists.back().size() != lists.front().size())
        return {};
    }
    Dims dims;
    for (int64_t i = 0; i < lists.front().size(); ++i) {
      SmallVector<int64_t> numbers;
      for (DenseI64ArrayAttr list : lists)
        numbers.push_back(list[i]);
      std::optional<Dim> dim = fitter.fit(numbers);
      if (!dim)
        return {};
      dims.push_back(*dim);
    }
    return dimArrayAttr(values.front().getContext(), dims);
  }

  LogicalResult reportAttribute(Operation *op, StringRef name,
                                ArrayRef<Attribute> values) {
    size_t other = 0;
    while (values[other] == values.front())
      ++other;
    InFlightDiagnostic error =
        emitError(op->getLoc())
        << op->getName().stripDialect() << ": '" << name
        << "' depends on the model's named dimensions in a way that kiln "
           "cannot express: "
        << plainText(values.front()) << " for " << fitter.text(0) << ", "
        << plainText(values[other]) << " for " << fitter.text(other);
    if (std::optional<std::string> cut = findCut(values))
      error.attachNote() << *cut;
    else
      error.attachNote() << fitter.advice();
    return error;
  }

  /// Numbers as the user writes them.
  static std::string plainText(Attribute value) {
    if (auto list = dyn_cast_if_present<DenseI64ArrayAttr>(value))
      return shapeText(list.asArrayRef());
    if (auto integer = dyn_cast_if_present<IntegerAttr>(value))
      return std::to_string(integer.getInt());
    std::string text;
    llvm::raw_string_ostream stream(text);
    if (value)
      value.print(stream, /*elideType=*/true);
    return text;
  }

  /// What to do where a number is the smaller one of a symbol and a number, as
  /// in `x[:3]`.
  std::optional<std::string> findCut(ArrayRef<Attribute> values) {
    auto first = dyn_cast_if_present<DenseI64ArrayAttr>(values.front());
    for (int64_t i = 0; first && i < first.size(); ++i) {
      std::vector<int64_t> numbers;
      for (Attribute value : values) {
        auto list = dyn_cast_if_present<DenseI64ArrayAttr>(value);
        if (!list || list.size() != first.size())
          return std::nullopt;
        numbers.push_back(list[i]);
      }
      int64_t most = *llvm::max_element(numbers);
      for (size_t index = 0; index < fitter.symbolCount(); ++index) {
        Dim symbol = fitter.symbol(index);
        if (!llvm::all_equal(numbers) &&
            fitter.matches(min(symbol, Dim(most)), numbers))
          return llvm::formatv(
              "{0} is {1} or, where that is less, {2}; a range such as --dim "
              "{2}={1}..{3} leaves one of them",
              i ? "number " + std::to_string(i) + " of these" : "the first",
              most, symbol.text(), symbol.range().most);
      }
    }
    return std::nullopt;
  }

  //===--------------------------------------------------------------------===//
  // Constants and parameters
  //===--------------------------------------------------------------------===//

  static LogicalResult checkParameter(ArrayRef<Operation *> ops) {
    for (Operation *op : ops.drop_front())
      if (op && cast<ParameterOp>(op).getType() !=
                    cast<ParameterOp>(ops.front()).getType())
        return emitError(op->getLoc())
               << "the size of parameter '"
               << cast<ParameterOp>(op).getSymName()
               << "' depends on the model's named dimensions";
    return success();
  }

  LogicalResult generalizeConstant(ConstantOp constant,
                                   ArrayRef<Operation *> ops) {
    SmallVector<HostTensor> tensors;
    for (Operation *op : ops) {
      auto tensor = toHostTensor(cast<ConstantOp>(op).getValue());
      assert(tensor && "a constant without bytes");
      tensors.push_back(*tensor);
    }
    if (llvm::all_of(tensors, [&](const HostTensor &tensor) {
          return tensor.shape() == tensors.front().shape() &&
                 tensor.bytes() == tensors.front().bytes();
        }))
      return success();
    Value expression = expressConstant(constant, tensors, fitter);
    if (!expression) {
      InFlightDiagnostic error =
          emitError(constant.getLoc())
          << "elements of a constant depend on the model's named dimensions in "
             "a way that kiln cannot express";
      error.attachNote() << fitter.advice();
      return error;
    }
    constant.getResult().replaceAllUsesWith(expression);
    constant.erase();
    return success();
  }

  /// "the sizes 1, 2, 3"
  static std::string describe(ArrayRef<int64_t> sizes) {
    std::string text = "the sizes ";
    llvm::raw_string_ostream stream(text);
    llvm::interleaveComma(sizes.take_front(4), stream);
    return text + (sizes.size() > 4 ? ", ..." : "");
  }

  ArrayRef<SamePath> paths;
  DimFitter &fitter;
};

} // namespace

/// The runtime writes steps out before a run.
static LogicalResult checkScans(ModuleOp module) {
  WalkResult all = module.walk([](ScanOp scan) -> WalkResult {
    DataDims computed(*scan->getBlock());
    if (!computed.decide(scan.getSteps()))
      return WalkResult::advance();
    return emitError(scan.getLoc())
           << "the length of this sequence, " << scan.getSteps().text()
           << ", depends on data, which recurrent layers do not support yet";
  });
  return failure(all.wasInterrupted());
}

LogicalResult kiln::generalize(ModuleOp first, ArrayRef<SamePath> paths,
                               DimFitter &fitter) {
  if (failed(Generalizer(paths, fitter).run(*first.getBody())))
    return failure();
  return failure(failed(checkScans(first)) || failed(verify(first)));
}
