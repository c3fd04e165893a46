//===- Shape.td - Moving elements --------------------------*- tablegen -*-===//

#ifndef KILN_SHAPE_TD
#define KILN_SHAPE_TD

include "dialects/Kiln/KilnBase.td"

class Kiln_MovingOp<string mnemonic, string what, dag attributes>
    : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = !con((ins Kiln_Tensor:$input), attributes);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Kiln_BroadcastOp : Kiln_PureOp<"broadcast"> {
  let summary = "dimensions of size 1 and missing ones repeat";
  let description = "Dimensions are aligned at the end, as in NumPy.";
  let arguments = (ins Kiln_Tensor:$input);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($result)";
  let builders = [OpBuilder<(ins "::mlir::Value":$input, "::kiln::DimsRef":$shape)>];
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Kiln_ReshapeOp : Kiln_PureOp<"reshape"> {
  let summary = "the same elements in row-major order under another shape";
  let arguments = (ins Kiln_Tensor:$input);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($result)";
  let builders = [OpBuilder<(ins "::mlir::Value":$input, "::kiln::DimsRef":$shape)>];
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Kiln_TransposeOp : Kiln_MovingOp<"transpose",
    "dimension d of the result is dimension permutation[d] of the input",
    (ins DenseI64ArrayAttr:$permutation)>;

def Kiln_SliceOp : Kiln_MovingOp<"slice",
    "every strides-th element from starts, sizes of them, for each dimension",
    (ins Kiln_DimArray:$starts, Kiln_DimArray:$sizes, DenseI64ArrayAttr:$strides)>;

def Kiln_ConcatOp : Kiln_InferredOp<"concat"> {
  let summary = "tensors one after the other along a dimension";
  let arguments = (ins Variadic<Kiln_Tensor>:$inputs, Kiln_I64Attr:$dim);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "$inputs attr-dict `:` functional-type(operands, results)";
}

def Kiln_PadOp : Kiln_MovingOp<"pad",
    "elements around a tensor; negative amounts cut off",
    (ins Kiln_DimArray:$low, Kiln_DimArray:$high,
         DefaultValuedAttr<Kiln_PadModeAttr, "::kiln::PadMode::constant">:$mode,
         DefaultValuedAttr<Kiln_F64Attr, "0.0">:$value)>;

def Kiln_ReverseOp : Kiln_MovingOp<"reverse",
    "the last element first, along the given dimensions",
    (ins DenseI64ArrayAttr:$dims)>;

class Kiln_IndexedOp<string mnemonic, string what> : Kiln_InferredOp<mnemonic> {
  let summary = what;
  let arguments = (ins Kiln_Tensor:$input, Kiln_IndexTensor:$indices, Kiln_I64Attr:$dim);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = [{
    $input `,` $indices attr-dict `:` functional-type(operands, results)
  }];
}

def Kiln_TakeOp : Kiln_IndexedOp<"take", "slices of the input, chosen by indices"> {
  let description = [{
    The indexed dimension is replaced by the dimensions of `indices`. Negative
    indices count from the end.
  }];
}

def Kiln_GatherOp : Kiln_IndexedOp<"gather", "single elements of the input, chosen by indices"> {
  let description = [{
    The result has the shape of `indices`; each element comes from the position
    in the input that has the index in `dim` and the element's own in all other
    dimensions. Negative indices count from the end.
  }];
}

def Kiln_RepeatIndicesOp : Kiln_PureOp<"repeat_indices"> {
  let summary = "each index as often as its count says";
  let description = [{
    Index i comes counts[i] times, in order: the indices at which a mask holds,
    or those of rows that are repeated. The counts' sum is the size of the
    result, which a kiln.define_dim before it tells; negative counts are 0.

    ```mlir
    %0 = kiln.repeat_indices %mask
        : tensor<20xi1> to tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..20">>
    ```
  }];
  let arguments = (ins Kiln_TensorOf<[I64, I1]>:$counts);
  let results = (outs Kiln_TensorOf<[I64]>:$result);
  let assemblyFormat = "$counts attr-dict `:` type($counts) `to` type($result)";
  let hasVerifier = 1;
}

def Kiln_IotaOp : Kiln_PureOp<"iota"> {
  let summary = "0, 1, 2, ... along a dimension";
  let arguments = (ins Kiln_I64Attr:$dim);
  let results = (outs Kiln_NumberTensor:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
  let hasVerifier = 1;
}

#endif
