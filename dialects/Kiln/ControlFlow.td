//===- ControlFlow.td - What depends on elements -----------*- tablegen -*-===//

#ifndef KILN_CONTROLFLOW_TD
#define KILN_CONTROLFLOW_TD

include "dialects/Kiln/KilnBase.td"

// Regions see the values around them. Equal types at their borders mean equal
// layouts: the layout pass keeps them plain.
class Kiln_ControlFlowOp<string mnemonic, list<Trait> traits = []>
    : Kiln_Op<mnemonic, !listconcat([RecursiveMemoryEffects, SingleBlock], traits)> {
  let hasRegionVerifier = 1;
  let hasCanonicalizer = 1;
}

def Kiln_Condition : ConfinedType<Kiln_BoolTensor,
    [CPred<"::llvm::cast<::mlir::RankedTensorType>($_self).getRank() == 0">],
    "0-dimensional tensor of 1-bit signless integer values",
    "::mlir::RankedTensorType">,
  BuildableType<"::mlir::RankedTensorType::get({}, $_builder.getI1Type())">;

def Kiln_IfOp : Kiln_ControlFlowOp<"if"> {
  let summary = "one of two computations";
  let description = [{
    Only the chosen region is evaluated; what it yields are the results.

    ```mlir
    %y = kiln.if %c -> tensor<4xf32> {
      %0 = kiln.relu %x : tensor<4xf32>
      kiln.yield %0 : tensor<4xf32>
    } else {
      kiln.yield %x : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Kiln_Condition:$condition);
  let results = (outs Variadic<Kiln_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$then_body, SizedRegion<1>:$else_body);
  let assemblyFormat = [{
    $condition (`->` type($outputs)^)? attr-dict-with-keyword $then_body `else` $else_body
  }];
}

def Kiln_WhileOp : Kiln_ControlFlowOp<"while", [
    DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let summary = "a computation repeated as long as a condition holds";
  let description = [{
    Both regions have the carried values as arguments. The first one yields
    whether there is another round, the second one the values that the next
    round begins with. The results are those for which there was no other round.

    ```mlir
    %y = kiln.while %x : tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      %0 = kiln.reduce_sum %a {dims = array<i64: 0>} : (tensor<4xf32>) -> tensor<f32>
      %1 = kiln.compare lt %0, %limit : tensor<f32>
      kiln.yield %1 : tensor<i1>
    } do {
    ^bb0(%a: tensor<4xf32>):
      %0 = kiln.add %a, %a : tensor<4xf32>
      kiln.yield %0 : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<Kiln_Tensor>:$inits);
  let results = (outs Variadic<Kiln_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$condition, SizedRegion<1>:$body);
  let assemblyFormat = [{
    ($inits^ `:` type($inits))? attr-dict-with-keyword $condition `do` $body
  }];
}

#endif
