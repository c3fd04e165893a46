//===- ElementwiseBindings.cpp - Elementwise ops to routines --------------===//

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Bindings.h"
#include "dialects/Kiln/Interpreter/Elementwise.h"

using namespace kiln;
using namespace kiln::reference;

template <typename OpT> static void bindUnary(Bindings &bindings, Unary kind) {
  bindings.add<OpT>([kind](OpT, Operands x) { return unary(kind, x[0]); });
}

template <typename OpT>
static void bindBinary(Bindings &bindings, Binary kind) {
  bindings.add<OpT>(
      [kind](OpT, Operands x) { return binary(kind, x[0], x[1]); });
}

static void bindUnaries(Bindings &bindings) {
  bindUnary<NegOp>(bindings, Unary::Neg);
  bindUnary<AbsOp>(bindings, Unary::Abs);
  bindUnary<SignOp>(bindings, Unary::Sign);
  bindUnary<ExpOp>(bindings, Unary::Exp);
  bindUnary<Exp2Op>(bindings, Unary::Exp2);
  bindUnary<Expm1Op>(bindings, Unary::Expm1);
  bindUnary<LogOp>(bindings, Unary::Log);
  bindUnary<Log2Op>(bindings, Unary::Log2);
  bindUnary<Log10Op>(bindings, Unary::Log10);
  bindUnary<Log1pOp>(bindings, Unary::Log1p);
  bindUnary<SqrtOp>(bindings, Unary::Sqrt);
  bindUnary<RsqrtOp>(bindings, Unary::Rsqrt);
  bindUnary<ReciprocalOp>(bindings, Unary::Reciprocal);
  bindUnary<SinOp>(bindings, Unary::Sin);
  bindUnary<CosOp>(bindings, Unary::Cos);
  bindUnary<TanOp>(bindings, Unary::Tan);
  bindUnary<AsinOp>(bindings, Unary::Asin);
  bindUnary<AcosOp>(bindings, Unary::Acos);
  bindUnary<AtanOp>(bindings, Unary::Atan);
  bindUnary<SinhOp>(bindings, Unary::Sinh);
  bindUnary<CoshOp>(bindings, Unary::Cosh);
  bindUnary<TanhOp>(bindings, Unary::Tanh);
  bindUnary<AsinhOp>(bindings, Unary::Asinh);
  bindUnary<AcoshOp>(bindings, Unary::Acosh);
  bindUnary<AtanhOp>(bindings, Unary::Atanh);
  bindUnary<ErfOp>(bindings, Unary::Erf);
  bindUnary<FloorOp>(bindings, Unary::Floor);
  bindUnary<CeilOp>(bindings, Unary::Ceil);
  bindUnary<RoundOp>(bindings, Unary::Round);
  bindUnary<TruncOp>(bindings, Unary::Trunc);
  bindUnary<ReluOp>(bindings, Unary::Relu);
  bindUnary<SigmoidOp>(bindings, Unary::Sigmoid);
  bindUnary<BitwiseNotOp>(bindings, Unary::BitwiseNot);
  bindUnary<IsNanOp>(bindings, Unary::IsNan);
  bindUnary<IsInfOp>(bindings, Unary::IsInf);
  bindUnary<IsFiniteOp>(bindings, Unary::IsFinite);
}

static void bindBinaries(Bindings &bindings) {
  bindBinary<AddOp>(bindings, Binary::Add);
  bindBinary<SubOp>(bindings, Binary::Sub);
  bindBinary<MulOp>(bindings, Binary::Mul);
  bindBinary<DivOp>(bindings, Binary::Div);
  bindBinary<FloorDivOp>(bindings, Binary::FloorDiv);
  bindBinary<RemainderOp>(bindings, Binary::Remainder);
  bindBinary<FmodOp>(bindings, Binary::Fmod);
  bindBinary<PowOp>(bindings, Binary::Pow);
  bindBinary<MaximumOp>(bindings, Binary::Maximum);
  bindBinary<MinimumOp>(bindings, Binary::Minimum);
  bindBinary<Atan2Op>(bindings, Binary::Atan2);
  bindBinary<BitwiseAndOp>(bindings, Binary::BitwiseAnd);
  bindBinary<BitwiseOrOp>(bindings, Binary::BitwiseOr);
  bindBinary<BitwiseXorOp>(bindings, Binary::BitwiseXor);
  bindBinary<ShiftLeftOp>(bindings, Binary::ShiftLeft);
  bindBinary<ShiftRightOp>(bindings, Binary::ShiftRight);
}

static Comparison comparisonOf(ComparePredicate predicate) {
  switch (predicate) {
  case ComparePredicate::eq:
    return Comparison::Eq;
  case ComparePredicate::ne:
    return Comparison::Ne;
  case ComparePredicate::lt:
    return Comparison::Lt;
  case ComparePredicate::le:
    return Comparison::Le;
  case ComparePredicate::gt:
    return Comparison::Gt;
  case ComparePredicate::ge:
    return Comparison::Ge;
  }
  llvm_unreachable("unknown predicate");
}

void reference::bindElementwise(Bindings &bindings) {
  bindUnaries(bindings);
  bindBinaries(bindings);
  bindings.add<ClampOp>([](ClampOp op, Operands x) {
    return clamp(x[0], op.getMin(), op.getMax());
  });
  bindings.add<CompareOp>([](CompareOp op, Operands x) {
    return compare(comparisonOf(op.getPredicate()), x[0], x[1]);
  });
  bindings.add<SelectOp>(
      [](SelectOp, Operands x) { return select(x[0], x[1], x[2]); });
  bindings.add<CastOp>([](CastOp op, Operands x) {
    return cast(x[0], *dtypeOf(elementOf(op.getResult())));
  });
}
