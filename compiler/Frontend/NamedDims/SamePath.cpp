//===- SamePath.cpp - Whether two modules do the same ---------------------===//
//
// Ops are pure: two graphs do the same if their results follow from the same
// operations on the same values, whatever their order and however often each
// is written.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/NamedDims/Generalize.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/DenseSet.h"

using namespace kiln;
using namespace mlir;

namespace {

/// Follows two graphs from their results to their arguments.
class PathComparison {
public:
  PathComparison(const DimFitter &fitter, size_t sampleOfOther)
      : fitter(fitter), sampleOfOther(sampleOfOther) {}

  SamePath path;

  LogicalResult compare(GraphOp first, GraphOp other) {
    Block &a = first.getBody().front(), &b = other.getBody().front();
    path.ops[first] = other;
    for (auto [x, y] : llvm::zip(a.getArguments(), b.getArguments()))
      path.values[x] = y;
    Operation *endA = a.getTerminator(), *endB = b.getTerminator();
    path.ops[endA] = endB;
    if (endA->getNumOperands() != endB->getNumOperands())
      return report(endA, endB);
    for (auto [x, y] : llvm::zip(endA->getOperands(), endB->getOperands()))
      if (!match(x, y))
        return report(differentA, differentB);
    return compareDefinitions(a, b);
  }

private:
  /// Dimensions are read by types alone: no result leads to their definitions.
  LogicalResult compareDefinitions(Block &a, Block &b) {
    auto first = llvm::to_vector(a.getOps<DefineDimOp>());
    auto other = llvm::to_vector(b.getOps<DefineDimOp>());
    for (auto [x, y] : llvm::zip(first, other)) {
      if (!match(x.getValue(), y.getValue()))
        return report(differentA, differentB);
      path.ops[x] = y;
    }
    if (first.size() > other.size())
      return report(first[other.size()], nullptr);
    return first.size() == other.size() ? success()
                                        : report(nullptr, other[first.size()]);
  }

  bool match(Value a, Value b) {
    std::pair<Value, Value> pair(a, b);
    if (matched.contains(pair))
      return true;
    if (different.contains(pair))
      return false;
    bool same = haveSameForm(a.getType(), b.getType()) &&
                (matchOps(a, b) || matchLeftOut(a, b));
    (same ? matched : different).insert(pair);
    if (same)
      path.values.try_emplace(a, b);
    else
      note(a.getDefiningOp(), b.getDefiningOp());
    return same;
  }

  bool matchOps(Value a, Value b) {
    Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
    if (!x || !y)
      return path.values.lookup(a) == b;
    bool same = x->getName() == y->getName() &&
                x->getNumOperands() == y->getNumOperands() &&
                x->getNumResults() == y->getNumResults() &&
                cast<OpResult>(a).getResultNumber() ==
                    cast<OpResult>(b).getResultNumber() &&
                (!isa<GetParameterOp>(x) || x->getAttrs() == y->getAttrs());
    for (unsigned i = 0; same && i < x->getNumOperands(); ++i)
      same = match(x->getOperand(i), y->getOperand(i));
    if (!same || !matchBodies(x, y))
      return false;
    for (auto [first, second] : llvm::zip(x->getResults(), y->getResults()))
      path.values.try_emplace(first, second);
    // One op may be written several times at the other sample, if it is one.
    auto [known, isNew] = path.ops.try_emplace(x, y);
    return isNew || known->second == y || isOneOp(known->second, y);
  }

  /// Whether what the ops do inside of them is the same.
  bool matchBodies(Operation *x, Operation *y) {
    if (x->getNumRegions() == 0 || path.ops.lookup(x) == y)
      return true;
    if (!isa<IfOp, ScanOp, WhileOp>(x))
      return true;
    if (auto scan = dyn_cast<ScanOp>(x)) {
      auto other = cast<ScanOp>(y);
      if (scan.getReverse() != other.getReverse() ||
          scan.getInitial().size() != other.getInitial().size())
        return false;
    }
    return llvm::all_of_zip(
        x->getRegions(), y->getRegions(),
        [&](Region &a, Region &b) { return matchRegions(a, b); });
  }

  bool matchRegions(Region &a, Region &b) {
    if (a.getNumArguments() != b.getNumArguments())
      return false;
    for (auto [p, q] : llvm::zip(a.getArguments(), b.getArguments()))
      path.values[p] = q;
    Operation *endA = a.front().getTerminator();
    Operation *endB = b.front().getTerminator();
    path.ops[endA] = endB;
    return llvm::all_of_zip(endA->getOperands(), endB->getOperands(),
                            [&](Value p, Value q) { return match(p, q); });
  }

  /// Whether two ops, whose operands are the same, give the same.
  static bool isOneOp(Operation *x, Operation *y) {
    if (x->getResultTypes() != y->getResultTypes() || x->getNumRegions())
      return false;
    auto a = dyn_cast<ConstantOp>(x), b = dyn_cast<ConstantOp>(y);
    if (!a || !b)
      return x->getAttrDictionary() == y->getAttrDictionary();
    std::optional<HostTensor> left = toHostTensor(a.getValue());
    std::optional<HostTensor> right = toHostTensor(b.getValue());
    return left && right && left->bytes() == right->bytes();
  }

  /// Ops that change nothing at the other sample are not there.
  bool matchLeftOut(Value a, Value b) {
    Operation *op = a.getDefiningOp();
    return isa_and_present<BroadcastOp, PadOp, ReshapeOp, SliceOp>(op) &&
           match(op->getOperand(0), b);
  }

  /// Sizes may differ, but not how many there are.
  static bool haveSameForm(Type a, Type b) {
    auto x = cast<RankedTensorType>(a), y = cast<RankedTensorType>(b);
    return x.getRank() == y.getRank() &&
           x.getElementType() == y.getElementType();
  }

  /// Keeps the first difference, which is the one nearest to the arguments.
  void note(Operation *a, Operation *b) {
    if (differentA || differentB)
      return;
    differentA = a;
    differentB = b;
  }

  LogicalResult report(Operation *a, Operation *b) const {
    auto doing = [](Operation *op) {
      return op ? op->getName().stripDialect().str() : "an input";
    };
    Operation *place = b ? b : a;
    InFlightDiagnostic error =
        emitError(place->getLoc())
        << "the model's path depends on its named dimensions: for "
        << fitter.text(sampleOfOther) << " it comes to " << doing(b)
        << " here, for " << fitter.text(0) << " to " << doing(a);
    error.attachNote() << fitter.advice();
    return failure();
  }

  const DimFitter &fitter;
  size_t sampleOfOther;
  llvm::DenseSet<std::pair<Value, Value>> matched, different;
  Operation *differentA = nullptr, *differentB = nullptr;
};

} // namespace

FailureOr<SamePath> kiln::findSamePath(ModuleOp first, ModuleOp other,
                                       const DimFitter &fitter,
                                       size_t sampleOfOther) {
  PathComparison comparison(fitter, sampleOfOther);
  auto graphs = first.getOps<GraphOp>();
  SymbolTable symbols(other);
  for (GraphOp graph : graphs) {
    auto same = symbols.lookup<GraphOp>(graph.getSymName());
    assert(same && "one model has one set of methods");
    if (failed(comparison.compare(graph, same)))
      return failure();
  }
  for (auto parameter : first.getOps<ParameterOp>())
    comparison.path.ops[parameter] = symbols.lookup(parameter.getSymName());
  return std::move(comparison.path);
}
