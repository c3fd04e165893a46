//===- Reduction.td - Many elements to one -----------------*- tablegen -*-===//

#ifndef KILN_REDUCTION_TD
#define KILN_REDUCTION_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_ReduceOp<string mnemonic, string what, Type operand> : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = (ins operand:$input, DenseI64ArrayAttr:$dims,
                       DefaultValuedAttr<BoolAttr, "false">:$keepdim);
  let results = (outs operand:$result);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Kiln_ReduceSumOp : Kiln_ReduceOp<"reduce_sum", "sum over dimensions", Kiln_NumberTensor>;
def Kiln_ReduceMeanOp : Kiln_ReduceOp<"reduce_mean", "mean over dimensions", Kiln_FloatTensor>;
def Kiln_ReduceMaxOp : Kiln_ReduceOp<"reduce_max", "largest element, NaN if there is one", Kiln_Tensor>;
def Kiln_ReduceMinOp : Kiln_ReduceOp<"reduce_min", "smallest element, NaN if there is one", Kiln_Tensor>;
def Kiln_ReduceProdOp : Kiln_ReduceOp<"reduce_prod", "product over dimensions", Kiln_NumberTensor>;
def Kiln_ReduceAnyOp : Kiln_ReduceOp<"reduce_any", "whether any element holds", Kiln_BoolTensor>;
def Kiln_ReduceAllOp : Kiln_ReduceOp<"reduce_all", "whether all elements hold", Kiln_BoolTensor>;

class Kiln_ArgOp<string mnemonic, string what> : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = (ins Kiln_Tensor:$input, Kiln_I64Attr:$dim,
                       DefaultValuedAttr<BoolAttr, "false">:$keepdim);
  let results = (outs Kiln_TensorOf<[I64]>:$result);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Kiln_ArgMaxOp : Kiln_ArgOp<"argmax", "index of the largest element, the first of equals">;
def Kiln_ArgMinOp : Kiln_ArgOp<"argmin", "index of the smallest element, the first of equals">;

def Kiln_CumSumOp : Kiln_PureOp<"cumsum", [SameOperandsAndResultType]> {
  let summary = "sums of all elements up to each one along a dimension";
  let arguments = (ins Kiln_NumberTensor:$input, Kiln_I64Attr:$dim);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasVerifier = 1;
}

#endif
