//===- Loops.cpp - Indices, loops and what was computed already -----------===//

#include "codegen/CPU/Generic/Loops.h"

#include "compiler/Support/HostTensor.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace kiln::generic {

Loops::Loops(OpBuilder &builder, Location loc, const GenericTarget &target)
    : builder(builder), loc(loc), target(target),
      e(builder, loc, this->target.vectors), n(builder, loc, this->target) {}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

void Loops::append(MemoKey &key, Offset offset) {
  key.push_back(
      reinterpret_cast<uintptr_t>(offset.dynamic.getAsOpaquePointer()));
  key.push_back(static_cast<uintptr_t>(offset.known));
}

Value Loops::recall(const MemoKey &key) {
  for (auto &scope : llvm::reverse(scopes))
    if (auto found = scope.find(key); found != scope.end())
      return found->second;
  return nullptr;
}

void Loops::remember(MemoKey key, Value value) {
  scopes.back().emplace(std::move(key), value);
}

Offset Loops::cached(unsigned operation, Offset a, Offset b,
                     llvm::function_ref<Offset()> compute) {
  MemoKey key{operation};
  append(key, a);
  append(key, b);
  if (Value known = recall(key))
    return Offset(known);
  Offset result = compute();
  if (result.isKnown())
    return result;
  Value value = e.materialize(result);
  remember(std::move(key), value);
  return Offset(value);
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

enum IndexOperation : unsigned {
  Add,
  Sub,
  Scale,
  Divide,
  Remainder,
  Min,
  Max,
  ScaleBoth,
  DivideBoth,
  RemainderBoth
};

Offset Loops::add(Offset a, Offset b) {
  if (a.isKnown() || b.isKnown())
    return e.add(a, b);
  int64_t known = a.known + b.known;
  Offset sum = cached(Add, Offset(a.dynamic), Offset(b.dynamic), [&] {
    return e.add(Offset(a.dynamic), Offset(b.dynamic));
  });
  return e.add(sum, known);
}

Offset Loops::sub(Offset a, Offset b) {
  if (b.isKnown())
    return e.sub(a, b);
  return cached(Sub, a, b, [&] { return e.sub(a, b); });
}

Offset Loops::scale(Offset a, int64_t factor) {
  if (a.isKnown() || factor == 0 || factor == 1)
    return e.scale(a, factor);
  Offset scaled = cached(Scale, Offset(a.dynamic), factor,
                         [&] { return e.scale(Offset(a.dynamic), factor); });
  return e.add(scaled, a.known * factor);
}

Offset Loops::divide(Offset a, int64_t divisor) {
  if (a.isKnown() || divisor == 1)
    return e.divide(a, divisor);
  return cached(Divide, a, divisor, [&] { return e.divide(a, divisor); });
}

Offset Loops::ceilDivide(Offset a, int64_t divisor) {
  return divide(add(a, divisor - 1), divisor);
}

Offset Loops::remainder(Offset a, int64_t divisor) {
  if (a.isKnown() || divisor == 1)
    return e.remainder(a, divisor);
  return cached(Remainder, a, divisor, [&] { return e.remainder(a, divisor); });
}

Offset Loops::scale(Offset a, Offset factor) {
  if (factor.isKnown())
    return scale(a, factor.known);
  if (a.isKnown())
    return scale(factor, a.known);
  return cached(ScaleBoth, a, factor, [&] { return e.scale(a, factor); });
}

Offset Loops::divide(Offset a, Offset divisor) {
  if (divisor.isKnown())
    return divide(a, divisor.known);
  return cached(DivideBoth, a, divisor, [&] { return e.divide(a, divisor); });
}

Offset Loops::remainder(Offset a, Offset divisor) {
  if (divisor.isKnown())
    return remainder(a, divisor.known);
  return cached(RemainderBoth, a, divisor,
                [&] { return e.remainder(a, divisor); });
}

Offset Loops::min(Offset a, Offset b) {
  return cached(Min, a, b, [&] { return e.min(a, b); });
}
Offset Loops::max(Offset a, Offset b) {
  return cached(Max, a, b, [&] { return e.max(a, b); });
}

Value Loops::less(Offset a, Offset b) {
  if (a.isKnown() && b.isKnown() && a.known < b.known)
    return nullptr;
  return e.lessThan(a, b);
}

Value Loops::both(Value a, Value b) {
  if (!a || !b)
    return a ? a : b;
  return e.both(a, b);
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

Offset Loops::extent(Dim size) {
  return size.isKnown() ? Offset(size.known()) : extentOf(size.expression());
}

Offset Loops::extentOf(const DimExpr &size) {
  Offset sum = size.constant;
  for (const DimTerm &term : size.terms) {
    Offset product = term.coefficient;
    for (const DimAtom &factor : term.factors)
      product = scale(product, extentOf(factor));
    sum = add(sum, product);
  }
  return sum;
}

Offset Loops::extentOf(const DimAtom &factor) {
  if (factor.kind == DimAtom::Symbol) {
    for (auto [symbol, value] : llvm::zip(symbols->symbols, symbols->values))
      if (symbol.text() == factor.name)
        return Offset(value);
    llvm_unreachable("a kernel without a named dimension that it uses");
  }
  const auto &[x, y] = *factor.operands;
  Offset a = extentOf(x), b = extentOf(y);
  if (factor.kind == DimAtom::Max)
    return max(a, b);
  if (factor.kind == DimAtom::Min)
    return min(a, b);
  // Division is of numbers that are not negative. No program is made of those
  // whose range is not known.
  int64_t least = std::max<int64_t>(rangeOf(x).least, -mostElements);
  int64_t shift =
      least < 0
          ? contraction::ceilDiv(-least, std::max<int64_t>(rangeOf(y).least, 1))
          : 0;
  return sub(divide(add(a, scale(b, shift)), b), shift);
}

Value Loops::numberOf(Dim size, Type type, Type element) {
  if (size.isKnown())
    return n.number(type, static_cast<double>(size.known()));
  Type i64 = builder.getI64Type();
  Value integer = arith::IndexCastOp::create(builder, loc, i64,
                                             e.materialize(extent(size)));
  return n.splat(
      n.cast(integer, i64, n.registerType(element, 1)),
      VectorType::classof(type) ? cast<VectorType>(type).getDimSize(0) : 1);
}

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

void Loops::loop(Offset begin, Offset end, int64_t step,
                 llvm::function_ref<void(Offset)> body) {
  e.loop(begin, end, step, [&](Offset i) { inScope([&] { body(i); }); });
}

Values Loops::loop(Offset begin, Offset end, int64_t step, ValueRange init,
                   llvm::function_ref<Values(Offset, ValueRange)> body) {
  return e.loop(begin, end, step, init, [&](Offset i, ValueRange carried) {
    Values result;
    inScope([&] { result = body(i, carried); });
    return result;
  });
}

Value Loops::choose(Value condition, llvm::function_ref<Value()> then,
                    llvm::function_ref<Value()> otherwise) {
  if (!condition)
    return then();
  auto yield = [&](llvm::function_ref<Value()> branch) {
    return [&, branch](OpBuilder &, Location) {
      inScope([&] { scf::YieldOp::create(builder, loc, branch()); });
    };
  };
  // The branches are built through `builder`, which stands inside of them.
  auto op =
      scf::IfOp::create(builder, loc, condition, yield(then), yield(otherwise));
  return op.getResult(0);
}

void Loops::ifThen(Value condition, llvm::function_ref<void()> then) {
  if (!condition)
    return then();
  e.ifThen(condition, [&] { inScope(then); });
}

void Loops::ifThenElse(Value condition, llvm::function_ref<void()> then,
                       llvm::function_ref<void()> otherwise) {
  if (!condition)
    return then();
  e.ifThenElse(condition, [&] { inScope(then); }, [&] { inScope(otherwise); });
}

} // namespace kiln::generic
