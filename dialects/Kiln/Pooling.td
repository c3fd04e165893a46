//===- Pooling.td - Windows to one element -----------------*- tablegen -*-===//

#ifndef KILN_POOLING_TD
#define KILN_POOLING_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_PoolOp<string mnemonic, string what, dag attributes> : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = !con((ins Kiln_NumberTensor:$input), attributes);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Kiln_MaxPoolOp : Kiln_PoolOp<"max_pool", "the largest element of sliding windows",
    (ins DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$padding,
         DenseI64ArrayAttr:$dilation, DefaultValuedAttr<BoolAttr, "false">:$ceil_mode)> {
  let description = [{
    Input [N, C, spatial...] with 1 to 3 spatial dimensions. Padding holds all
    lows, then all highs, and never wins. With `ceil_mode` a last window may
    reach beyond the padding if it begins inside.
  }];
}

def Kiln_AvgPoolOp : Kiln_PoolOp<"avg_pool", "the average of sliding windows",
    (ins DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$padding,
         DefaultValuedAttr<BoolAttr, "false">:$ceil_mode,
         DefaultValuedAttr<BoolAttr, "true">:$count_include_pad,
         OptionalAttr<Kiln_I64Attr>:$divisor)> {
  let description = [{
    As `kiln.max_pool`. The sum is divided by `divisor` or by the number of
    elements, of which padding is one with `count_include_pad`.
  }];
}

def Kiln_AdaptiveAvgPoolOp : Kiln_PoolOp<"adaptive_avg_pool",
    "averages of as many nearly equal windows as the output has",
    (ins DenseI64ArrayAttr:$output_size)>;

def Kiln_AdaptiveMaxPoolOp : Kiln_PoolOp<"adaptive_max_pool",
    "largest elements of as many nearly equal windows as the output has",
    (ins DenseI64ArrayAttr:$output_size)>;

#endif
