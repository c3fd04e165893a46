//===- DataSizes.cpp - Sizes that depend on data --------------------------===//

#include "compiler/Frontend/Aten/DataSizes.h"

#include "llvm/ADT/DenseSet.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Which number stands for a size
//===----------------------------------------------------------------------===//

static thread_local DataSizes *innermost = nullptr;

DataSizes::DataSizes(int64_t otherwise, ArrayRef<int64_t> wanted)
    : otherwise(otherwise), wanted(wanted), outer(innermost) {
  innermost = this;
}
DataSizes::~DataSizes() { innermost = outer; }
DataSizes *DataSizes::current() { return innermost; }

void DataSizes::restart() {
  sizes.clear();
  repeated.clear();
}

const DataSize &DataSizes::add(StringRef kind, int64_t bound,
                               Location location) {
  auto ofKind = llvm::count_if(sizes, [&](const DataSize &size) {
    return StringRef(size.name).rtrim("0123456789") == kind;
  });
  size_t index = sizes.size();
  int64_t value = index < wanted.size() ? wanted[index] : otherwise;
  sizes.push_back(
      {(kind + Twine(ofKind)).str(), bound, std::min(value, bound), location});
  return sizes.back();
}

/// Not while a model is constructed, nor within the steps of a layer.
static bool definesSizes(Emitter &emit) {
  return isa<GraphOp>(emit.opBuilder().getBlock()->getParentOp());
}

FailureOr<int64_t> aten::defineSize(Emitter &emit, StringRef kind, Value value,
                                    int64_t bound) {
  if (!value)
    return failure();
  DataSizes *sizes = DataSizes::current();
  OpBuilder &builder = emit.opBuilder();
  if (bound == 0 && !(sizes && definesSizes(emit)))
    return 0;
  if (!sizes || !definesSizes(emit))
    return emit.error() << "the size of this result depends on data, which is "
                           "not supported here";
  const DataSize &size = sizes->add(kind, bound, emit.location());
  DefineDimOp::create(builder, emit.location(), size.name, value,
                      emit.integer(size.value), emit.integer(bound));
  return size.value;
}

//===----------------------------------------------------------------------===//
// Equal masks
//===----------------------------------------------------------------------===//

namespace {

/// Follows two values to what they are computed from.
class ValueComparison {
public:
  bool areEqual(Value a, Value b) {
    if (a == b || equal.contains({a, b}))
      return true;
    Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
    // Pairs that were seen and are not equal have ended the comparison.
    if (!x || !y || seen.size() > mostSeen || !seen.insert({a, b}).second)
      return false;
    if (x->getName() != y->getName() || x->getNumRegions() ||
        a.getType() != b.getType() || x->getNumOperands() == 0 ||
        x->getNumOperands() != y->getNumOperands() ||
        x->getAttrDictionary() != y->getAttrDictionary() ||
        cast<OpResult>(a).getResultNumber() !=
            cast<OpResult>(b).getResultNumber())
      return isOneConstant(x, y);
    for (auto [left, right] : llvm::zip(x->getOperands(), y->getOperands()))
      if (!areEqual(left, right))
        return false;
    equal.insert({a, b});
    return true;
  }

private:
  static bool isOneConstant(Operation *x, Operation *y) {
    return isa<ConstantOp, GetParameterOp>(x) && x->getName() == y->getName() &&
           x->getResultTypes() == y->getResultTypes() &&
           x->getAttrDictionary() == y->getAttrDictionary();
  }

  static constexpr size_t mostSeen = 4096;
  llvm::DenseSet<std::pair<Value, Value>> seen, equal;
};

} // namespace

Value aten::indicesOf(Emitter &emit, Value mask, StringRef kind) {
  if (!mask)
    return nullptr;
  DataSizes *sizes = definesSizes(emit) ? DataSizes::current() : nullptr;
  for (size_t i = 0; sizes && i < sizes->repeated.size(); ++i)
    if (ValueComparison().areEqual(sizes->repeated[i].first, mask))
      return sizes->repeated[i].second;
  Type i64 = emit.elementType(DType::I64);
  FailureOr<int64_t> size = defineSize(
      emit, kind, emit.reduce<ReduceSumOp>(emit.cast(mask, i64), {0}, false),
      shapeOf(mask).front());
  if (failed(size))
    return nullptr;
  Value indices = RepeatIndicesOp::create(emit.opBuilder(), emit.location(),
                                          emit.tensorType({*size}, i64), mask);
  if (sizes)
    sizes->repeated.push_back({mask, indices});
  return indices;
}
