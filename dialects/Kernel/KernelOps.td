//===- KernelOps.td - Kernels and programs -----------------*- tablegen -*-===//

#ifndef KERNEL_OPS_TD
#define KERNEL_OPS_TD

include "dialects/Kernel/KernelAttrs.td"
include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// A number that may depend on named dimensions.
def Kernel_Size : Attr<
    Or<[I64Attr.predicate, CPred<"::llvm::isa<::kiln::DimAttr>($_self)">]>,
    "64-bit integer, perhaps of named dimensions"> {
  let storageType = "::mlir::Attribute";
  let returnType = "::kiln::Dim";
  let convertFromStorage = "::kiln::dimOf($_self)";
}

class Kernel_Op<string mnemonic, list<Trait> traits = []>
    : Op<Kernel_Dialect, mnemonic, traits>;

// What stands in programs, or in regions of what does.
def Kernel_InProgram : ParentOneOf<["IfOp", "LoopOp", "ProgramOp", "WhileOp"]>;

// The calls of a kernel.loop are written out when dimensions get values: they
// stand in no other order than that of the text.
def Kernel_OutsideLoops : ParentOneOf<["IfOp", "ProgramOp", "WhileOp"]>;

class Kernel_FunctionOp<string mnemonic, list<Trait> traits = []>
    : Kernel_Op<mnemonic, !listconcat([
        AffineScope, FunctionOpInterface, IsolatedFromAbove, SingleBlock], traits)> {
  dag signature = (ins
    SymbolNameAttr:$sym_name,
    TypeAttrOf<FunctionType>:$function_type,
    OptionalAttr<StrAttr>:$sym_visibility,
    OptionalAttr<DictArrayAttr>:$arg_attrs,
    OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region SizedRegion<1>:$body);
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type)>];
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  code functionInterface = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
    ::mlir::Region *getCallableRegion() { return &getBody(); }
    /// What the function returns.
    ::mlir::OperandRange getReturned() {
      return getBody().front().getTerminator()->getOperands();
    }
  }];
}

def Kernel_FuncOp : Kernel_FunctionOp<"func"> {
  let summary = "one kernel";
  let description = [{
    The kiln ops of one kernel and how it computes them. Machine code runs over
    ranges of `work_items`, each thread with `scratch` bytes of its own memory.
    The argument attribute `kernel.constant` marks weights, `kernel.packing`
    the order in which the kernel reads one.

    ```mlir
    kernel.func @relu(%x: tensor<1x8xf32>) -> tensor<1x8xf32>
        attributes {algorithm = #kernel.generic, work_items = 1 : i64} {
      %0 = kiln.relu %x : tensor<1x8xf32>
      kernel.return %0 : tensor<1x8xf32>
    }
    ```
  }];
  let arguments = !con(signature, (ins
    OptionalAttr<Kernel_Algorithm>:$algorithm,
    OptionalAttr<Kernel_Size>:$work_items,
    OptionalAttr<I64Attr>:$scratch));
  let extraClassDeclaration = functionInterface # [{
    /// Whether argument `index` is a weight at every call.
    bool isConstant(unsigned index);
    void setConstant(unsigned index);
    /// How argument `index` is packed, or null.
    PackingAttr getPacking(unsigned index);
    void setPacking(unsigned index, PackingAttr packing);
  }];
}

def Kernel_ProgramOp : Kernel_FunctionOp<"program", [
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the calls of one method of a model";
  let description = [{
    What was a `kiln.graph`: its arguments and results are the caller's, its
    body calls kernels in order. Planning adds slices to all values, the bytes
    of the arena, the most bytes that are alive at any time (`arena_bound`) and
    the bytes of the weights section.

    State is marked as in a `kiln.graph`. The session holds its present value
    and the next one in two places, which change roles after a run: for kernels
    they are one more input and one more output. Planning says with the argument
    attribute `kernel.initial` where in the weights section its initial value
    lies.

    ```mlir
    kernel.program @forward(%x: tensor<1x8xf32>) -> tensor<1x8xf32> {
      %0 = kernel.call @relu(%x) : (tensor<1x8xf32>) -> tensor<1x8xf32>
      kernel.return %0 : tensor<1x8xf32>
    }
    ```
  }];
  let arguments = !con(signature, (ins
    OptionalAttr<StrAttr>:$input_tree, OptionalAttr<StrAttr>:$output_tree,
    OptionalAttr<StrArrayAttr>:$output_names,
    OptionalAttr<Kernel_Size>:$arena_bytes, OptionalAttr<Kernel_Size>:$arena_bound,
    OptionalAttr<I64Attr>:$weights_bytes));
  let extraClassDeclaration = functionInterface # [{
    /// Where the initial value of the state that argument `index` is lies.
    SliceAttr getInitial(unsigned index);
    void setInitial(unsigned index, SliceAttr slice);
  }];
}

def Kernel_ReturnOp : Kernel_Op<"return", [
    Pure, ReturnLike, Terminator, ParentOneOf<["FuncOp", "ProgramOp"]>]> {
  let summary = "the results of a kernel or a program";
  let arguments = (ins Variadic<AnyRankedTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def Kernel_CallOp : Kernel_Op<"call", [
    Kernel_InProgram, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "runs a kernel";
  let description = [{
    ```mlir
    %0 = kernel.call @relu(%x) at [#kernel.slice<arena, offset = 0, bytes = 32>]
        : (tensor<1x8xf32>) -> tensor<1x8xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<AnyRankedTensor>:$inputs,
                       OptionalAttr<TypedArrayAttrBase<Kernel_SliceAttr, "slices">>:$slices);
  let results = (outs Variadic<AnyRankedTensor>:$outputs);
  let assemblyFormat = [{
    $callee `(` $inputs `)` (`at` $slices^)? attr-dict `:` functional-type(operands, results)
  }];
  let builders = [OpBuilder<(ins "FuncOp":$callee, "::mlir::ValueRange":$inputs)>];
  let hasVerifier = 1;
}

class Kernel_ControlFlowOp<string mnemonic, list<Trait> traits = []>
    : Kernel_Op<mnemonic, !listconcat([Kernel_OutsideLoops, SingleBlock], traits)> {
  let hasRegionVerifier = 1;
}

def Kernel_IfOp : Kernel_ControlFlowOp<"if"> {
  let summary = "runs one of two lists of calls";
  let description = [{
    The results lie where the calls of either region write what it yields: in
    one place. Yielded are results of calls, or of a kernel.if or kernel.while,
    of the same region.

    ```mlir
    %1 = kernel.if %c : tensor<i1> -> tensor<4xf32> {
      %2 = kernel.call @relu(%x) : (tensor<4xf32>) -> tensor<4xf32>
      kernel.yield %2 : tensor<4xf32>
    } else {
      %2 = kernel.call @copy(%x) : (tensor<4xf32>) -> tensor<4xf32>
      kernel.yield %2 : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins AnyRankedTensor:$condition);
  let results = (outs Variadic<AnyRankedTensor>:$outputs);
  let regions = (region SizedRegion<1>:$then_body, SizedRegion<1>:$else_body);
  let assemblyFormat = [{
    $condition `:` type($condition) (`->` type($outputs)^)? attr-dict-with-keyword
    $then_body `else` $else_body
  }];
}

def Kernel_WhileOp : Kernel_ControlFlowOp<"while", [
    DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let summary = "repeats calls as long as a byte is not zero";
  let description = [{
    A carried value has one place, which is that of the initial value, of the
    regions' arguments, of what the body yields and of the result. The calls
    that give yielded values are the last ones of the body, for what they write
    over is read before.

    ```mlir
    %1 = kernel.while %0 : tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      %2 = kernel.call @less(%a) : (tensor<4xf32>) -> tensor<i1>
      kernel.yield %2 : tensor<i1>
    } do {
    ^bb0(%a: tensor<4xf32>):
      %2 = kernel.call @add(%a) : (tensor<4xf32>) -> tensor<4xf32>
      %3 = kernel.call @copy(%2) : (tensor<4xf32>) -> tensor<4xf32>
      kernel.yield %3 : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inits);
  let results = (outs Variadic<AnyRankedTensor>:$outputs);
  let regions = (region SizedRegion<1>:$condition, SizedRegion<1>:$body);
  let assemblyFormat = [{
    ($inits^ `:` type($inits))? attr-dict-with-keyword $condition `do` $body
  }];
}

def Kernel_YieldOp : Kernel_Op<"yield", [
    Pure, ReturnLike, Terminator, ParentOneOf<["IfOp", "LoopOp", "WhileOp"]>]> {
  let summary = "the results of a region";
  let arguments = (ins Variadic<AnyRankedTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def Kernel_WeightsOp : Kernel_Op<"weights", [
    Pure, Kernel_InProgram, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "a parameter or initializer in the weights section";
  let description = [{
    The type is that of the parameter, also where it lies packed.

    ```mlir
    %w = kernel.weights @fc.weight packed #kernel.packing<linear, panel = 64, input_block = 16, groups = 1>
        : tensor<10x84xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$name, OptionalAttr<Kernel_PackingAttr>:$packing,
                       OptionalAttr<Kernel_SliceAttr>:$slice);
  let results = (outs AnyRankedTensor:$value);
  let assemblyFormat = [{
    $name (`packed` $packing^)? (`at` $slice^)? attr-dict `:` type($value)
  }];
}

def Kernel_ViewOp : Kernel_Op<"view", [Pure, Kernel_InProgram]> {
  let summary = "the same bytes under another shape";
  let arguments = (ins AnyRankedTensor:$input);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `to` type($result)";
  let hasVerifier = 1;
}

def Kernel_EmptyOp : Kernel_Op<"empty", [Pure, Kernel_InProgram]> {
  let summary = "a tensor without elements";
  let description = [{
    No kernel writes it, and it lies nowhere.

    ```mlir
    %0 = kernel.empty : tensor<0x10xf32>
    ```
  }];
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def Kernel_JoinOp : Kernel_Op<"join", [Pure, Kernel_InProgram]> {
  let summary = "values that lie one behind the other, as one";
  let description = [{
    A concatenation that costs nothing: planning has the kernels write the parts
    where the result lies. A part belongs to one join only.

    ```mlir
    %2 = kernel.join %0, %1 : (tensor<1x16xf32>, tensor<1x16xf32>) -> tensor<1x32xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$parts);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$parts attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Kernel_LoopOp : Kernel_Op<"loop", [
    AttrSizedOperandSegments, Kernel_OutsideLoops, SingleBlock]> {
  let summary = "calls that are repeated along sequences";
  let description = [{
    What was a `kiln.scan`. `step` names the number of the step in places of
    memory: it counts from 1 to the length of the sequences. The states that the
    steps leave lie one behind the other; a step reads that of the step before
    where it lies, and the first one what follows `from`.

    ```mlir
    %hs = kernel.loop step #kiln.dim<"step", "step = 1..128"> (%x = %gates) from (%h = %h0)
        : (tensor<?x1x8xf32, #kiln.dims<"T, 1, 8", "T = 1..128">>, tensor<1x8xf32>)
        -> tensor<?x1x8xf32, #kiln.dims<"T, 1, 8", "T = 1..128">> {
      %0 = kernel.call @add(%h, %x) : (tensor<1x8xf32>, tensor<1x8xf32>) -> tensor<1x8xf32>
      kernel.yield %0 : tensor<1x8xf32>
    }
    ```
  }];
  let arguments = (ins Kernel_Size:$step, Variadic<AnyRankedTensor>:$sequences,
                       Variadic<AnyRankedTensor>:$initial, UnitAttr:$reverse,
                       OptionalAttr<TypedArrayAttrBase<Kernel_SliceAttr, "slices">>:$slices);
  let results = (outs Variadic<AnyRankedTensor>:$states);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    /// How many steps there are.
    ::kiln::Dim getSteps();
    /// The index in the sequences of the present step and, after the first
    /// step, of the one before.
    ::kiln::Dim getIndex();
    ::kiln::Dim getIndexBefore();
    /// What a step leaves, in the order of the results.
    ::mlir::OperandRange getYielded() {
      return getBody().front().getTerminator()->getOperands();
    }
  }];
}

#endif
