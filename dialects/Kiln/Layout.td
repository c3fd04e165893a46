//===- Layout.td - Changing the layout in memory -----------*- tablegen -*-===//

#ifndef KILN_LAYOUT_TD
#define KILN_LAYOUT_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_LayoutOp<string mnemonic, string what> : Kiln_PureOp<mnemonic> {
  let summary = what;
  let arguments = (ins Kiln_Tensor:$input);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($result)";
  let hasVerifier = 1;
}

def Kiln_PackOp : Kiln_LayoutOp<"pack", "the same tensor with a layout, or another one">;
def Kiln_UnpackOp : Kiln_LayoutOp<"unpack", "the same tensor without a layout">;

#endif
