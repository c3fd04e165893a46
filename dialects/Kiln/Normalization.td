//===- Normalization.td - Statistics taken out of tensors --*- tablegen -*-===//

#ifndef KILN_NORMALIZATION_TD
#define KILN_NORMALIZATION_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_NormOp<string mnemonic, string what, dag statistics, dag attributes,
                  string operands, string types>
    : Kiln_PureOp<mnemonic, [AttrSizedOperandSegments, AllTypesMatch<["input", "result"]>]> {
  let summary = what;
  let arguments = !con((ins Kiln_FloatTensor:$input), statistics,
                       (ins Optional<Kiln_FloatTensor>:$weight,
                            Optional<Kiln_FloatTensor>:$bias),
                       attributes, (ins Kiln_F64Attr:$eps));
  let results = (outs Kiln_FloatTensor:$result);
  let assemblyFormat = !strconcat(operands, [{
    (`weight` `(` $weight^ `:` type($weight) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    attr-dict `:`
  }], types);
  let hasVerifier = 1;
}

def Kiln_BatchNormOp : Kiln_NormOp<"batch_norm",
    "(x - mean) / sqrt(variance + eps) * weight + bias by channel",
    (ins Kiln_FloatTensor:$mean, Kiln_FloatTensor:$variance), (ins),
    "$input `,` $mean `,` $variance",
    "type($input) `,` type($mean) `,` type($variance)"> {
  let description = "Channels are dimension 1; all operands but the first are [C].";
}

def Kiln_LayerNormOp : Kiln_NormOp<"layer_norm",
    "mean 0 and variance 1 over the last dimensions, scaled",
    (ins), (ins Kiln_I64Attr:$rank), "$input", "type($input)"> {
  let description = "Over the last `rank` dimensions, which are those of weight and bias.";
}

def Kiln_GroupNormOp : Kiln_NormOp<"group_norm",
    "mean 0 and variance 1 over groups of channels, scaled",
    (ins), (ins Kiln_I64Attr:$groups), "$input", "type($input)"> {
  let description = "Channels are dimension 1; weight and bias are [C].";
}

class Kiln_SoftmaxBase<string mnemonic, string what>
    : Kiln_PureOp<mnemonic, [SameOperandsAndResultType]> {
  let summary = what;
  let arguments = (ins Kiln_FloatTensor:$input, Kiln_I64Attr:$dim);
  let results = (outs Kiln_FloatTensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def Kiln_SoftmaxOp : Kiln_SoftmaxBase<"softmax", "exponentials divided by their sum">;
def Kiln_LogSoftmaxOp : Kiln_SoftmaxBase<"log_softmax", "logarithm of softmax">;

#endif
