//===- Contraction.td - Convolutions and matrix products ---*- tablegen -*-===//

#ifndef KILN_CONTRACTION_TD
#define KILN_CONTRACTION_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_ConvolutionOp<string mnemonic, string what, dag attributes>
    : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = !con((ins Kiln_NumberTensor:$input, Kiln_NumberTensor:$weight,
                            Optional<Kiln_NumberTensor>:$bias,
                            DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$padding),
                       attributes,
                       (ins DenseI64ArrayAttr:$dilation,
                            DefaultValuedAttr<Kiln_I64Attr, "1">:$groups));
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = [{
    $input `,` $weight (`,` $bias^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Kiln_ConvOp : Kiln_ConvolutionOp<"conv", "convolution in 1 to 3 dimensions", (ins)> {
  let description = [{
    Input [N, C, spatial...], weight [O, C / groups, kernel...], bias [O].
    Padding holds all lows, then all highs.

    ```mlir
    %y = kiln.conv %x, %w, %b {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>,
                               dilation = array<i64: 1, 1>}
        : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>, tensor<6xf32>) -> tensor<1x6x8x8xf32>
    ```
  }];
}

def Kiln_ConvTransposeOp : Kiln_ConvolutionOp<"conv_transpose",
    "transposed convolution in 1 to 3 dimensions",
    (ins DenseI64ArrayAttr:$output_padding)> {
  let description = "Weight [C, O / groups, kernel...]; otherwise as `kiln.conv`.";
}

def Kiln_LinearOp : Kiln_InferredOp<"linear"> {
  let summary = "[..., K] by [N, K] to [..., N]";
  let arguments = (ins Kiln_NumberTensor:$input, Kiln_NumberTensor:$weight,
                       Optional<Kiln_NumberTensor>:$bias);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = [{
    $input `,` $weight (`,` $bias^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Kiln_MatmulOp : Kiln_InferredOp<"matmul"> {
  let summary = "[B..., M, K] by [B..., K, N] to [B..., M, N]";
  let arguments = (ins Kiln_NumberTensor:$lhs, Kiln_NumberTensor:$rhs);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

#endif
