//===- Elementwise.td - Operations on single elements ------*- tablegen -*-===//

#ifndef KILN_ELEMENTWISE_TD
#define KILN_ELEMENTWISE_TD

include "dialects/Kiln/KilnBase.td"

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

class Kiln_UnaryOp<string mnemonic, string what, Type operand>
    : Kiln_PureOp<mnemonic, [Elementwise, SameOperandsAndResultType]> {
  let summary = what;
  let arguments = (ins operand:$input);
  let results = (outs operand:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}
class Kiln_UnaryFloatOp<string mnemonic, string what>
    : Kiln_UnaryOp<mnemonic, what, Kiln_FloatTensor>;
class Kiln_UnaryNumberOp<string mnemonic, string what>
    : Kiln_UnaryOp<mnemonic, what, Kiln_NumberTensor>;

def Kiln_NegOp : Kiln_UnaryNumberOp<"neg", "-x; wraps for integers">;
def Kiln_AbsOp : Kiln_UnaryNumberOp<"abs", "|x|; wraps for integers">;
def Kiln_SignOp : Kiln_UnaryNumberOp<"sign", "-1, 0 or 1; 0 for NaN">;
def Kiln_FloorOp : Kiln_UnaryNumberOp<"floor", "the largest integer that is not larger">;
def Kiln_CeilOp : Kiln_UnaryNumberOp<"ceil", "the smallest integer that is not smaller">;
def Kiln_RoundOp : Kiln_UnaryNumberOp<"round", "the nearest integer, the even one of two">;
def Kiln_TruncOp : Kiln_UnaryNumberOp<"trunc", "the integer part">;
def Kiln_ReluOp : Kiln_UnaryNumberOp<"relu", "x where positive or NaN, otherwise 0">;

def Kiln_ExpOp : Kiln_UnaryFloatOp<"exp", "e to the power of x">;
def Kiln_Exp2Op : Kiln_UnaryFloatOp<"exp2", "2 to the power of x">;
def Kiln_Expm1Op : Kiln_UnaryFloatOp<"expm1", "exp(x) - 1, exact near 0">;
def Kiln_LogOp : Kiln_UnaryFloatOp<"log", "natural logarithm">;
def Kiln_Log2Op : Kiln_UnaryFloatOp<"log2", "logarithm to base 2">;
def Kiln_Log10Op : Kiln_UnaryFloatOp<"log10", "logarithm to base 10">;
def Kiln_Log1pOp : Kiln_UnaryFloatOp<"log1p", "log(1 + x), exact near 0">;
def Kiln_SqrtOp : Kiln_UnaryFloatOp<"sqrt", "square root">;
def Kiln_RsqrtOp : Kiln_UnaryFloatOp<"rsqrt", "1 / sqrt(x)">;
def Kiln_ReciprocalOp : Kiln_UnaryFloatOp<"reciprocal", "1 / x">;
def Kiln_SinOp : Kiln_UnaryFloatOp<"sin", "sine">;
def Kiln_CosOp : Kiln_UnaryFloatOp<"cos", "cosine">;
def Kiln_TanOp : Kiln_UnaryFloatOp<"tan", "tangent">;
def Kiln_AsinOp : Kiln_UnaryFloatOp<"asin", "inverse sine">;
def Kiln_AcosOp : Kiln_UnaryFloatOp<"acos", "inverse cosine">;
def Kiln_AtanOp : Kiln_UnaryFloatOp<"atan", "inverse tangent">;
def Kiln_SinhOp : Kiln_UnaryFloatOp<"sinh", "hyperbolic sine">;
def Kiln_CoshOp : Kiln_UnaryFloatOp<"cosh", "hyperbolic cosine">;
def Kiln_TanhOp : Kiln_UnaryFloatOp<"tanh", "hyperbolic tangent">;
def Kiln_AsinhOp : Kiln_UnaryFloatOp<"asinh", "inverse hyperbolic sine">;
def Kiln_AcoshOp : Kiln_UnaryFloatOp<"acosh", "inverse hyperbolic cosine">;
def Kiln_AtanhOp : Kiln_UnaryFloatOp<"atanh", "inverse hyperbolic tangent">;
def Kiln_ErfOp : Kiln_UnaryFloatOp<"erf", "error function">;
def Kiln_SigmoidOp : Kiln_UnaryFloatOp<"sigmoid", "1 / (1 + exp(-x))">;

def Kiln_BitwiseNotOp : Kiln_UnaryOp<"bitwise_not", "all bits flipped; logical for i1",
                                     Kiln_BitsTensor>;

class Kiln_ClassifyOp<string mnemonic, string what>
    : Kiln_InferredOp<mnemonic, [Elementwise]> {
  let summary = what;
  let arguments = (ins Kiln_FloatTensor:$input);
  let results = (outs Kiln_BoolTensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}
def Kiln_IsNanOp : Kiln_ClassifyOp<"isnan", "whether an element is NaN">;
def Kiln_IsInfOp : Kiln_ClassifyOp<"isinf", "whether an element is infinite">;
def Kiln_IsFiniteOp : Kiln_ClassifyOp<"isfinite", "whether an element is a finite number">;

def Kiln_ClampOp : Kiln_PureOp<"clamp", [Elementwise, SameOperandsAndResultType]> {
  let summary = "x, but not below min nor above max; NaN stays";
  let arguments = (ins Kiln_NumberTensor:$input, OptionalAttr<Kiln_F64Attr>:$min,
                       OptionalAttr<Kiln_F64Attr>:$max);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let builders = [OpBuilder<(ins "::mlir::Value":$input, "::std::optional<double>":$min,
                                 "::std::optional<double>":$max)>];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Two and more operands
//===----------------------------------------------------------------------===//

class Kiln_BinaryOp<string mnemonic, string what, Type operand, list<Trait> traits = []>
    : Kiln_PureOp<mnemonic, !listconcat([Elementwise, SameOperandsAndResultType], traits)> {
  let summary = what;
  let arguments = (ins operand:$lhs, operand:$rhs);
  let results = (outs operand:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Kiln_AddOp : Kiln_BinaryOp<"add", "a + b; logical or for i1", Kiln_Tensor, [Commutative]>;
def Kiln_SubOp : Kiln_BinaryOp<"sub", "a - b", Kiln_NumberTensor>;
def Kiln_MulOp : Kiln_BinaryOp<"mul", "a * b; logical and for i1", Kiln_Tensor, [Commutative]>;
def Kiln_DivOp : Kiln_BinaryOp<"div", "a / b, towards zero for integers", Kiln_NumberTensor>;
def Kiln_FloorDivOp : Kiln_BinaryOp<"floor_div", "the largest integer that is not larger than a / b", Kiln_NumberTensor>;
def Kiln_RemainderOp : Kiln_BinaryOp<"remainder", "what floor_div leaves; has the divisor's sign", Kiln_NumberTensor>;
def Kiln_FmodOp : Kiln_BinaryOp<"fmod", "what truncating division leaves; has the dividend's sign", Kiln_NumberTensor>;
def Kiln_PowOp : Kiln_BinaryOp<"pow", "a to the power of b", Kiln_NumberTensor>;
def Kiln_MaximumOp : Kiln_BinaryOp<"maximum", "the larger one, NaN if either is", Kiln_Tensor, [Commutative]>;
def Kiln_MinimumOp : Kiln_BinaryOp<"minimum", "the smaller one, NaN if either is", Kiln_Tensor, [Commutative]>;
def Kiln_Atan2Op : Kiln_BinaryOp<"atan2", "the angle of the point (b, a)", Kiln_FloatTensor>;
def Kiln_BitwiseAndOp : Kiln_BinaryOp<"bitwise_and", "bitwise and", Kiln_BitsTensor, [Commutative]>;
def Kiln_BitwiseOrOp : Kiln_BinaryOp<"bitwise_or", "bitwise or", Kiln_BitsTensor, [Commutative]>;
def Kiln_BitwiseXorOp : Kiln_BinaryOp<"bitwise_xor", "bitwise exclusive or", Kiln_BitsTensor, [Commutative]>;
def Kiln_ShiftLeftOp : Kiln_BinaryOp<"shift_left", "a * 2^b; 0 for counts outside the width", Kiln_IntegerTensor>;
def Kiln_ShiftRightOp : Kiln_BinaryOp<"shift_right", "a / 2^b, rounded down; only signs for counts outside the width", Kiln_IntegerTensor>;

def Kiln_CompareOp : Kiln_InferredOp<"compare", [Elementwise, SameTypeOperands]> {
  let summary = "how two elements compare; with NaN only ne holds";
  let arguments = (ins Kiln_ComparePredicateAttr:$predicate, Kiln_Tensor:$lhs, Kiln_Tensor:$rhs);
  let results = (outs Kiln_BoolTensor:$result);
  let assemblyFormat = "$predicate $lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Kiln_SelectOp : Kiln_PureOp<"select", [
    Elementwise, AllTypesMatch<["on_true", "on_false", "result"]>]> {
  let summary = "one of two elements, by a condition";
  let arguments = (ins Kiln_BoolTensor:$condition, Kiln_Tensor:$on_true, Kiln_Tensor:$on_false);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = [{
    $condition `,` $on_true `,` $on_false attr-dict `:` type($condition) `,` type($result)
  }];
}

def Kiln_CastOp : Kiln_PureOp<"cast", [Elementwise]> {
  let summary = "the same values with another element type";
  let description = [{
    To integers values lose their fraction (what does not fit is undefined),
    between integers they wrap, and i1 tells whether they are not zero.
  }];
  let arguments = (ins Kiln_Tensor:$input);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($result)";
  let builders = [OpBuilder<(ins "::mlir::Value":$input, "::mlir::Type":$elementType)>];
  let hasFolder = 1;
}

#endif
