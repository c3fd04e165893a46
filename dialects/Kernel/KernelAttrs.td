//===- KernelAttrs.td - Algorithms, packings and slices ----*- tablegen -*-===//

#ifndef KERNEL_ATTRS_TD
#define KERNEL_ATTRS_TD

include "dialects/Kernel/KernelDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Kernel_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::kiln::kernel";
  let genSpecializedAttr = 0;
}

def Kernel_Space : Kernel_Enum<"Space", "a piece of memory", [
  I32EnumAttrCase<"arena", 0>, I32EnumAttrCase<"weights", 1>,
  I32EnumAttrCase<"input", 2>, I32EnumAttrCase<"output", 3>]>;

// The order of the cases is that of contraction::Packing::Kind,
// contraction::ConvAlgorithm and contraction::Tiling.
def Kernel_PackingKind : Kernel_Enum<"PackingKind", "an order of weights", [
  I32EnumAttrCase<"conv", 0>, I32EnumAttrCase<"linear", 1>,
  I32EnumAttrCase<"depthwise", 2>, I32EnumAttrCase<"planar", 3>,
  I32EnumAttrCase<"winograd2", 4>, I32EnumAttrCase<"winograd4", 5>,
  I32EnumAttrCase<"channels", 6>]>;
def Kernel_ConvAlgorithm : Kernel_Enum<"ConvAlgorithm", "a way to convolve", [
  I32EnumAttrCase<"direct", 0>, I32EnumAttrCase<"depthwise", 1>,
  I32EnumAttrCase<"planar", 2>, I32EnumAttrCase<"winograd2", 3>,
  I32EnumAttrCase<"winograd4", 4>]>;
def Kernel_Tiling : Kernel_Enum<"Tiling", "how pixels become register tiles", [
  I32EnumAttrCase<"rows", 0>, I32EnumAttrCase<"flat", 1>,
  I32EnumAttrCase<"whole_map", 2>]>;

class Kernel_Attr<string name, string attrMnemonic> : AttrDef<Kernel_Dialect, name> {
  let mnemonic = attrMnemonic;
}

def Kernel_SliceAttr : Kernel_Attr<"Slice", "slice"> {
  let summary = "where a value lies";
  let description = [{
    Bytes of the session's arena, of the weights section, or of the caller's
    input or output number `index`.

    ```mlir
    #kernel.slice<arena, offset = 4096, bytes = 802816>
    #kernel.slice<output[0], offset = 0, bytes = #kiln.dim<"4000*N">>
    ```
  }];
  let parameters = (ins "Space":$space, DefaultValuedParameter<"int64_t", "0">:$index,
                        "::kiln::Dim":$offset, "::kiln::Dim":$bytes);
  let assemblyFormat = [{
    `<` $space (`[` $index^ `]`)? `,` `offset` `=` $offset `,` `bytes` `=` $bytes `>`
  }];
  let extraClassDeclaration = [{
    ::kiln::Dim getEnd() const { return getOffset() + getBytes(); }
    /// Whether both may name some byte in common.
    bool overlaps(SliceAttr other) const;
  }];
}

def Kernel_PackingAttr : Kernel_Attr<"Packing", "packing"> {
  let summary = "the order in which a kernel reads a weight";
  let description = [{
    A pure function of the weight, evaluated when a program is linked.

    ```mlir
    #kernel.packing<conv, panel = 32, input_block = 16, groups = 1>
    ```
  }];
  let parameters = (ins "PackingKind":$kind, "int64_t":$panel, "int64_t":$inputBlock,
                        "int64_t":$groups);
  let assemblyFormat = [{
    `<` $kind `,` `panel` `=` $panel `,` `input_block` `=` $inputBlock `,`
    `groups` `=` $groups `>`
  }];
}

def Kernel_GenericAttr : Kernel_Attr<"Generic", "generic"> {
  let summary = "loops over the results, each element computed from the body";
}

def Kernel_ConvAttr : Kernel_Attr<"Conv", "conv"> {
  let summary = "a convolution kernel of the contraction library";
  let description = [{
    The convolution runs in register tiles; the rest of the body happens to the
    sums before they are stored.

    ```mlir
    #kernel.conv<direct, panel = 32, band_rows = 4, joined_rows = 1, tiling = rows>
    ```
  }];
  let parameters = (ins "ConvAlgorithm":$kind, "int64_t":$panel, "int64_t":$bandRows,
                        "int64_t":$joinedRows, "Tiling":$tiling);
  let assemblyFormat = [{
    `<` $kind `,` `panel` `=` $panel `,` `band_rows` `=` $bandRows `,`
    `joined_rows` `=` $joinedRows `,` `tiling` `=` $tiling `>`
  }];
}

def Kernel_LinearAttr : Kernel_Attr<"Linear", "linear"> {
  let summary = "a linear layer of the contraction library";
  let description = [{
    `descending`: the panels of the weight are read from the last to the first.

    ```mlir
    #kernel.linear<panel = 64, descending = true>
    ```
  }];
  let parameters = (ins "int64_t":$panel, DefaultValuedParameter<"bool", "false">:$descending);
  let assemblyFormat = "`<` `panel` `=` $panel (`,` `descending` `=` $descending^)? `>`";
}

// What a kernel.func may name as its algorithm.
def Kernel_Algorithm : Attr<
    CPred<"::llvm::isa<::kiln::kernel::GenericAttr, ::kiln::kernel::ConvAttr, "
          "::kiln::kernel::LinearAttr>($_self)">, "algorithm of a kernel"> {
  let storageType = "::mlir::Attribute";
  let returnType = "::mlir::Attribute";
  let convertFromStorage = "$_self";
}

#endif
