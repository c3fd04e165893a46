//===- Emitter.cpp --------------------------------------------------------===//

#include "codegen/CPU/Contraction/Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;

namespace kiln::contraction {

Value Emitter::constant(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

Value Emitter::materialize(Offset offset) {
  if (offset.isKnown())
    return constant(offset.known);
  if (offset.known == 0)
    return offset.dynamic;
  return arith::AddIOp::create(builder, loc, offset.dynamic,
                               constant(offset.known));
}

Offset Emitter::add(Offset lhs, Offset rhs) {
  int64_t known = lhs.known + rhs.known;
  if (lhs.isKnown())
    return {rhs.dynamic, known};
  if (rhs.isKnown())
    return {lhs.dynamic, known};
  return {arith::AddIOp::create(builder, loc, lhs.dynamic, rhs.dynamic), known};
}

Offset Emitter::sub(Offset lhs, Offset rhs) {
  if (rhs.isKnown())
    return {lhs.dynamic, lhs.known - rhs.known};
  return {
      arith::SubIOp::create(builder, loc, materialize(lhs), materialize(rhs))};
}

Offset Emitter::scale(Offset lhs, int64_t factor) {
  if (factor == 0)
    return 0;
  if (lhs.isKnown() || factor == 1)
    return {lhs.dynamic, lhs.known * factor};
  return {arith::MulIOp::create(builder, loc, lhs.dynamic, constant(factor)),
          lhs.known * factor};
}

Offset Emitter::divide(Offset lhs, int64_t divisor) {
  if (divisor == 1)
    return lhs;
  if (lhs.isKnown())
    return lhs.known / divisor;
  return {arith::DivUIOp::create(builder, loc, materialize(lhs),
                                 constant(divisor))};
}

Offset Emitter::ceilDivide(Offset lhs, int64_t divisor) {
  return divide(add(lhs, divisor - 1), divisor);
}

Offset Emitter::remainder(Offset lhs, int64_t divisor) {
  if (divisor == 1)
    return 0;
  if (lhs.isKnown())
    return lhs.known % divisor;
  return {arith::RemUIOp::create(builder, loc, materialize(lhs),
                                 constant(divisor))};
}

Offset Emitter::scale(Offset lhs, Offset factor) {
  if (factor.isKnown())
    return scale(lhs, factor.known);
  if (lhs.isKnown())
    return scale(factor, lhs.known);
  return {arith::MulIOp::create(builder, loc, materialize(lhs),
                                materialize(factor))};
}

Offset Emitter::divide(Offset lhs, Offset divisor) {
  if (divisor.isKnown())
    return divide(lhs, divisor.known);
  return {arith::DivUIOp::create(builder, loc, materialize(lhs),
                                 materialize(divisor))};
}

Offset Emitter::remainder(Offset lhs, Offset divisor) {
  if (divisor.isKnown())
    return remainder(lhs, divisor.known);
  return {arith::RemUIOp::create(builder, loc, materialize(lhs),
                                 materialize(divisor))};
}

Offset Emitter::min(Offset lhs, Offset rhs) {
  if (lhs.isKnown() && rhs.isKnown())
    return std::min(lhs.known, rhs.known);
  return {
      arith::MinSIOp::create(builder, loc, materialize(lhs), materialize(rhs))};
}

Offset Emitter::max(Offset lhs, Offset rhs) {
  if (lhs.isKnown() && rhs.isKnown())
    return std::max(lhs.known, rhs.known);
  return {
      arith::MaxSIOp::create(builder, loc, materialize(lhs), materialize(rhs))};
}

Value Emitter::lessThan(Offset lhs, Offset rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                               materialize(lhs), materialize(rhs));
}

Value Emitter::both(Value lhs, Value rhs) {
  return arith::AndIOp::create(builder, loc, lhs, rhs);
}

VectorType Emitter::vectorType() {
  return VectorType::get({target.lanes}, builder.getF32Type());
}

/// Constants past this many elements do not fit an instruction's displacement
/// nor the immediate index of llvm.getelementptr.
static constexpr int64_t kMaxDisplacement = int64_t(1) << 28;

Value Emitter::address(Value base, Offset offset, Type element) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  if (std::abs(offset.known) >= kMaxDisplacement)
    offset = Offset(materialize(offset));
  Value result = base;
  if (!offset.isKnown()) {
    Value index = arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                             offset.dynamic);
    result = LLVM::GEPOp::create(builder, loc, pointer, element, result,
                                 ValueRange{index});
  }
  if (offset.known != 0)
    result = LLVM::GEPOp::create(
        builder, loc, pointer, element, result,
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset.known)});
  return result;
}

Value Emitter::load(Value base, Offset offset, int64_t alignment) {
  return LLVM::LoadOp::create(builder, loc, vectorType(), address(base, offset),
                              alignment);
}

Value Emitter::loadBroadcast(Value base, Offset offset) {
  Value scalar = LLVM::LoadOp::create(builder, loc, builder.getF32Type(),
                                      address(base, offset), 4);
  return vector::BroadcastOp::create(builder, loc, vectorType(), scalar);
}

/// The lanes below `active` of `lanes`, as a constant mask.
static Value laneMask(OpBuilder &builder, Location loc, int64_t lanes,
                      int64_t active) {
  SmallVector<bool> bits(lanes, false);
  std::fill_n(bits.begin(), active, true);
  auto type = VectorType::get({lanes}, builder.getI1Type());
  return arith::ConstantOp::create(builder, loc,
                                   DenseElementsAttr::get(type, bits));
}

void Emitter::store(Value vector, Value base, Offset offset,
                    int64_t activeLanes, int64_t alignment) {
  assert(activeLanes > 0 && activeLanes <= target.lanes);
  Value pointer = address(base, offset);
  if (activeLanes == target.lanes) {
    LLVM::StoreOp::create(builder, loc, vector, pointer, alignment);
    return;
  }
  LLVM::MaskedStoreOp::create(builder, loc, vector, pointer,
                              laneMask(builder, loc, target.lanes, activeLanes),
                              builder.getI32IntegerAttr(4));
}

void Emitter::storeLanes(Value vector, Value base, Offset offset,
                         int64_t stride) {
  for (int64_t lane = 0; lane < target.lanes; ++lane) {
    Value element =
        vector::ExtractOp::create(builder, loc, vector, ArrayRef{lane});
    LLVM::StoreOp::create(builder, loc, element,
                          address(base, add(offset, lane * stride)), 4);
  }
}

Value Emitter::loadActive(Value base, Offset offset, int64_t activeLanes,
                          int64_t alignment) {
  if (activeLanes == target.lanes)
    return load(base, offset, alignment);
  return LLVM::MaskedLoadOp::create(
      builder, loc, vectorType(), address(base, offset),
      laneMask(builder, loc, target.lanes, activeLanes), zero(),
      builder.getI32IntegerAttr(4));
}

void Emitter::prefetch(Value base, Offset offset) {
  // Read access, locality 2 (prefetcht1), data cache.
  LLVM::Prefetch::create(
      builder, loc, address(base, offset), builder.getI32IntegerAttr(0),
      builder.getI32IntegerAttr(2), builder.getI32IntegerAttr(1));
}

Value Emitter::splat(float value) {
  return arith::ConstantOp::create(
      builder, loc,
      DenseElementsAttr::get(vectorType(), builder.getF32FloatAttr(value)));
}

Value Emitter::multiplyAdd(Value a, Value b, Value c) {
  if (target.hasFma)
    return vector::FMAOp::create(builder, loc, a, b, c);
  return add(multiply(a, b), c);
}

Value Emitter::add(Value a, Value b) {
  return arith::AddFOp::create(builder, loc, a, b);
}

Value Emitter::sub(Value a, Value b) {
  return arith::SubFOp::create(builder, loc, a, b);
}

Value Emitter::multiply(Value a, Value b) {
  return arith::MulFOp::create(builder, loc, a, b);
}

Value Emitter::maximum(Value a, Value b) {
  // One maxps and a blend for NaN: `max(a, b)` yields b if either is NaN, so
  // only a NaN in `a` has to be put back.
  auto greater =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT, a, b);
  Value larger = arith::SelectOp::create(builder, loc, greater, a, b);
  Value isNan =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNO, a, a);
  return arith::SelectOp::create(builder, loc, isNan, a, larger);
}

void Emitter::loop(Offset begin, Offset end, int64_t step,
                   llvm::function_ref<void(Offset)> body) {
  loop(begin, end, step, {}, [&](Offset iv, ValueRange) {
    body(iv);
    return Values{};
  });
}

Values Emitter::loop(Offset begin, Offset end, int64_t step, ValueRange init,
                     llvm::function_ref<Values(Offset, ValueRange)> body) {
  if (begin.isKnown() && end.isKnown()) {
    if (begin.known >= end.known)
      return Values(init);
    if (begin.known + step >= end.known)
      return body(begin, init);
  }
  auto op = scf::ForOp::create(builder, loc, materialize(begin),
                               materialize(end), constant(step), init);
  OpBuilder::InsertionGuard guard(builder);
  // Without results the body already has its terminator.
  if (init.empty()) {
    builder.setInsertionPointToStart(op.getBody());
    body(Offset(op.getInductionVar()), {});
    return {};
  }
  builder.setInsertionPointToEnd(op.getBody());
  scf::YieldOp::create(
      builder, loc, body(Offset(op.getInductionVar()), op.getRegionIterArgs()));
  return Values(op.getResults());
}

void Emitter::outline(llvm::StringRef suffix, llvm::ArrayRef<Value> arguments,
                      llvm::function_ref<void(ValueRange)> body) {
  Operation *parent = builder.getInsertionBlock()->getParentOp();
  Operation *enclosing = parent;
  while (!isa<FunctionOpInterface>(enclosing))
    enclosing = enclosing->getParentOp();
  SymbolTable symbols(SymbolTable::getNearestSymbolTable(enclosing));
  OpBuilder::InsertionGuard guard(builder);
  auto type = builder.getFunctionType(ValueRange(arguments).getTypes(), {});
  auto function = func::FuncOp::create(
      loc, (SymbolTable::getSymbolName(enclosing).getValue() + suffix).str(),
      type);
  function.setPrivate();
  function->setAttr(
      "llvm.linkage",
      LLVM::LinkageAttr::get(builder.getContext(), LLVM::Linkage::Internal));
  function->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
  symbols.insert(function); // Makes the name unique.
  func::CallOp::create(builder, loc, function, arguments);
  Block *entry = function.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  body(entry->getArguments());
  func::ReturnOp::create(builder, loc);
}

void Emitter::ifThen(Value condition, llvm::function_ref<void()> then) {
  auto op = scf::IfOp::create(builder, loc, condition, /*withElse=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.thenBlock());
  then();
}

void Emitter::ifThenElse(Value condition, llvm::function_ref<void()> then,
                         llvm::function_ref<void()> otherwise) {
  auto op = scf::IfOp::create(builder, loc, condition, /*withElse=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.thenBlock());
  then();
  builder.setInsertionPointToStart(op.elseBlock());
  otherwise();
}

llvm::SmallVector<Segment, 2> splitEvenly(int64_t total, int64_t limit) {
  llvm::SmallVector<Segment, 2> result;
  if (total <= 0)
    return result;
  int64_t pieces = ceilDiv(total, limit);
  int64_t small = total / pieces, larger = total % pieces;
  if (larger > 0)
    result.push_back({small + 1, larger});
  result.push_back({small, pieces - larger});
  return result;
}

} // namespace kiln::contraction
