//===- Structure.td - Graphs, parameters and fused regions -*- tablegen -*-===//

#ifndef KILN_STRUCTURE_TD
#define KILN_STRUCTURE_TD

include "dialects/Kiln/KilnBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"

def Kiln_GraphOp : Kiln_Op<"graph", [
    AffineScope, DeclareOpInterfaceMethods<SymbolUserOpInterface>,
    FunctionOpInterface, IsolatedFromAbove, SingleBlock]> {
  let summary = "one method of a model";
  let description = [{
    A function over tensors with a single block. Results are flat; the
    attributes say how the user sees them: `input_tree` and `output_tree` spell
    nesting as Python literals in which `*` stands for a tensor, `output_names`
    names the results, and the argument attribute `kiln.name` an argument.

    ```mlir
    kiln.graph @forward(%x: tensor<1x3xf32> {kiln.name = "x"}) -> tensor<1x3xf32>
        attributes {input_tree = "(*,)", output_tree = "*"} {
      %0 = kiln.relu %x : tensor<1x3xf32>
      kiln.return %0 : tensor<1x3xf32>
    }
    ```

    State, a buffer that running the model changes, comes in as an argument
    behind the inputs and leaves as a result behind the outputs. Both have the
    attribute `kiln.state`, which names the mutable parameter with the initial
    value; the results are in the order of the arguments.

    ```mlir
    kiln.parameter mutable @count : tensor<1xf32> = dense<0.0> : tensor<1xf32>
    kiln.graph @forward(%x: tensor<1xf32>, %count: tensor<1xf32> {kiln.state = @count})
        -> (tensor<1xf32>, tensor<1xf32> {kiln.state = @count}) {
      %0 = kiln.add %count, %x : tensor<1xf32>
      %1 = kiln.neg %0 : tensor<1xf32>
      kiln.return %1, %0 : tensor<1xf32>, tensor<1xf32>
    }
    ```
  }];
  let arguments = (ins
    SymbolNameAttr:$sym_name,
    TypeAttrOf<FunctionType>:$function_type,
    OptionalAttr<StrAttr>:$sym_visibility,
    OptionalAttr<DictArrayAttr>:$arg_attrs,
    OptionalAttr<DictArrayAttr>:$res_attrs,
    OptionalAttr<StrAttr>:$input_tree,
    OptionalAttr<StrAttr>:$output_tree,
    OptionalAttr<StrArrayAttr>:$output_names);
  let regions = (region SizedRegion<1>:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
                                 "::mlir::FunctionType":$type)>];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
    ::mlir::Region *getCallableRegion() { return &getBody(); }
    /// The name of an argument, empty if it has none.
    ::llvm::StringRef getArgumentName(unsigned index);
  }];
}

def Kiln_ReturnOp : Kiln_PureOp<"return", [HasParent<"GraphOp">, ReturnLike, Terminator]> {
  let summary = "the results of a graph";
  let arguments = (ins Variadic<Kiln_Tensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def Kiln_ParameterOp : Kiln_Op<"parameter", [Symbol]> {
  let summary = "a tensor that comes with the model";
  let description = [{
    The bytes are a resource over the model's file or a copy. Without a value
    the parameter is only declared. `origin` says where it comes from, `mutable`
    that running the model may change it: the value is then the initial one.

    ```mlir
    kiln.parameter @conv1.bias : tensor<6xf32> = dense_resource<conv1.bias> : tensor<6xf32>
    ```
  }];
  let arguments = (ins
    SymbolNameAttr:$sym_name, TypeAttrOf<Kiln_Tensor>:$type,
    OptionalAttr<ElementsAttr>:$value, OptionalAttr<StrAttr>:$origin,
    UnitAttr:$is_mutable, OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = [{
    (`mutable` $is_mutable^)? $sym_name `:` $type (`=` $value^)? attr-dict
  }];
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::Type":$type,
                                 CArg<"::mlir::ElementsAttr", "{}">:$value)>];
  let hasVerifier = 1;
}

def Kiln_InitializerOp : Kiln_Op<"initializer", [IsolatedFromAbove, SingleBlock, Symbol]> {
  let summary = "a tensor computed from parameters alone";
  let description = [{
    What folding and packing make of parameters, evaluated when a program is
    linked. The region reads parameters and other initializers and yields the
    value.

    ```mlir
    kiln.initializer @conv1.folded : tensor<6xf32> {
      %0 = kiln.get_parameter @conv1.bias : tensor<6xf32>
      %1 = kiln.neg %0 : tensor<6xf32>
      kiln.yield %1 : tensor<6xf32>
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<Kiln_Tensor>:$type,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name `:` $type attr-dict-with-keyword $body";
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::Type":$type)>];
  let hasRegionVerifier = 1;
}

def Kiln_GetParameterOp : Kiln_PureOp<"get_parameter", [
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the value of a parameter or an initializer";
  let arguments = (ins FlatSymbolRefAttr:$name);
  let results = (outs Kiln_Tensor:$value);
  let assemblyFormat = "$name attr-dict `:` type($value)";
}

def Kiln_ConstantOp : Kiln_PureOp<"constant", [AllTypesMatch<["value", "result"]>, ConstantLike]> {
  let summary = "a tensor known when compiling";
  let arguments = (ins ElementsAttr:$value);
  let results = (outs Kiln_Tensor:$result);
  let assemblyFormat = "attr-dict $value";
  let hasFolder = 1;
}

def Kiln_FusedOp : Kiln_PureOp<"fused", [IsolatedFromAbove, RecursiveMemoryEffects, SingleBlock]> {
  let summary = "the operations of one kernel";
  let description = [{
    A region of kiln ops that become one kernel. It sees its operands as block
    arguments and nothing else.

    ```mlir
    %y = kiln.fused (%a = %x) : (tensor<4xf32>) -> tensor<4xf32> {
      %0 = kiln.relu %a : tensor<4xf32>
      kiln.yield %0 : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<Kiln_Tensor>:$inputs);
  let results = (outs Variadic<Kiln_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

def Kiln_ScanOp : Kiln_InferredOp<"scan", [
    AttrSizedOperandSegments, IsolatedFromAbove, RecursiveMemoryEffects, SingleBlock]> {
  let summary = "steps along sequences that pass a state on";
  let description = [{
    The body runs once for each index of the sequences' first dimension, from the
    first to the last or, if `reverse`, from the last to the first. It sees what
    the sequences hold there, the state that the step before has left (what
    follows `from` in the first step) and what is the same in all steps (what
    follows `with`); it yields the next state. The results are the states that
    the steps left, each at its index.

    ```mlir
    %sums = kiln.scan (%a = %x) from (%sum = %zero)
        : (tensor<7x4xf32>, tensor<4xf32>) -> tensor<7x4xf32> {
      %0 = kiln.add %sum, %a : tensor<4xf32>
      kiln.yield %0 : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<Kiln_Tensor>:$sequences, Variadic<Kiln_Tensor>:$initial,
                       Variadic<Kiln_Tensor>:$shared, UnitAttr:$reverse);
  let results = (outs Variadic<Kiln_Tensor>:$states);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = compatible # [{
    /// How many steps there are.
    ::kiln::Dim getSteps();
    ::mlir::Block::BlockArgListType getSharedArguments();
  }];
}

def Kiln_DefineDimOp : Kiln_Op<"define_dim"> {
  let summary = "a named dimension whose value is computed";
  let description = [{
    The number of elements that a mask chooses is a named dimension that no input
    tells. Behind this op its value is what the operand holds, between 0 and
    `bound`; types and attributes of the ops behind it may depend on it. `size`
    is the dimension, whose range ends at the largest bound that there can be.

    ```mlir
    kiln.define_dim "nonzero0" = %count {size = #kiln.dim<"nonzero0", "nonzero0 = 0..20">,
                                         bound = 20 : i64} : tensor<i64>
    ```

    While a model is imported at one sample, `size` is a number.
  }];
  let arguments = (ins StrAttr:$dim, Kiln_TensorOf<[I64]>:$value,
                       Kiln_Size:$size, Kiln_Size:$bound);
  let assemblyFormat = "$dim `=` $value attr-dict `:` type($value)";
  let hasVerifier = 1;
}

def Kiln_YieldOp : Kiln_PureOp<"yield", [
    ParentOneOf<["FusedOp", "IfOp", "InitializerOp", "ScanOp", "WhileOp"]>, ReturnLike,
    Terminator]> {
  let summary = "the results of a region";
  let arguments = (ins Variadic<Kiln_Tensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

#endif
