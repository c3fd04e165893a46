//===- KilnAttrs.td - Attributes of the graph dialect ------*- tablegen -*-===//

#ifndef KILN_ATTRS_TD
#define KILN_ATTRS_TD

include "dialects/Kiln/KilnDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/TensorEncoding.td"

def Kiln_DimAttr : AttrDef<Kiln_Dialect, "Dim"> {
  let mnemonic = "dim";
  let summary = "a number that depends on named dimensions";
  let description = [{
    A canonical expression of symbols: sums, products, `floordiv`, `max` and
    `min`. Symbols have the range 1..1024 unless another follows.

    ```mlir
    #kiln.dim<"2*N + 1", "N = 1..64">
    ```
  }];
  let parameters = (ins AttrParameter<"::kiln::DimExpr", "the expression",
                                      "const ::kiln::DimExpr &">:$expression);
  let hasCustomAssemblyFormat = 1;
}

def Kiln_DimsAttr : AttrDef<Kiln_Dialect, "Dims", [
    DeclareAttrInterfaceMethods<VerifiableTensorEncoding>]> {
  let mnemonic = "dims";
  let summary = "the sizes of a shape with named dimensions";
  let description = [{
    The encoding of a tensor type that has dimensions without a fixed size; and
    a list of numbers of which some depend on named dimensions.

    ```mlir
    tensor<?x3x224x224xf32, #kiln.dims<"N, 3, 224, 224", "N = 1..64">>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"::kiln::Dim">:$dims);
  let hasCustomAssemblyFormat = 1;
}

def Kiln_BlockedAttr : AttrDef<Kiln_Dialect, "Blocked", [
    DeclareAttrInterfaceMethods<VerifiableTensorEncoding>]> {
  let mnemonic = "blocked";
  let summary = "layout in blocks of channels with a border of zeros";
  let description = [{
    The encoding of a 4-d tensor type whose memory is row-major
    [N][ceil(C / block)][top + H + bottom][left + W + right][block]. The halo
    (top, left, bottom, right) and the channels beyond C hold zero. The type's
    shape stays the logical N x C x H x W; `dims` are its sizes where some are
    named.

    ```mlir
    tensor<1x64x56x56xf32, #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>>
    ```
  }];
  let parameters = (ins "int64_t":$block, ArrayRefParameter<"int64_t">:$halo,
                        OptionalParameter<"::kiln::DimsAttr">:$dims);
  let assemblyFormat = [{
    `<` `block` `=` $block `,` `halo` `=` `[` $halo `]` (`,` `dims` `=` $dims^)? `>`
  }];
  let extraClassDeclaration = [{
    /// The five dimensions of the memory of a logical [N, C, H, W].
    ::kiln::Dims getPhysicalShape(::kiln::DimsRef shape) const;
  }];
}

// Numbers of which some may depend on named dimensions: array<i64: ...> where
// none does.
def Kiln_DimArray : Attr<
    CPred<"::llvm::isa<::mlir::DenseI64ArrayAttr, ::kiln::DimsAttr>($_self)">,
    "list of sizes"> {
  let storageType = "::mlir::Attribute";
  let returnType = "::kiln::DimsRef";
  let convertFromStorage = "::kiln::dimsOf($_self)";
}

// A number that may depend on named dimensions.
def Kiln_Size : Attr<
    CPred<"::llvm::isa<::mlir::IntegerAttr, ::kiln::DimAttr>($_self)">,
    "64-bit integer, perhaps of named dimensions"> {
  let storageType = "::mlir::Attribute";
  let returnType = "::kiln::Dim";
  let convertFromStorage = "::kiln::dimOf($_self)";
}

class Kiln_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::kiln";
  let genSpecializedAttr = 0;
}

def Kiln_ComparePredicate : Kiln_Enum<"ComparePredicate", "how two elements compare", [
  I32EnumAttrCase<"eq", 0>, I32EnumAttrCase<"ne", 1>, I32EnumAttrCase<"lt", 2>,
  I32EnumAttrCase<"le", 3>, I32EnumAttrCase<"gt", 4>, I32EnumAttrCase<"ge", 5>]>;
def Kiln_ComparePredicateAttr
    : EnumAttr<Kiln_Dialect, Kiln_ComparePredicate, "predicate">;

def Kiln_PadMode : Kiln_Enum<"PadMode", "what stands outside a tensor", [
  I32EnumAttrCase<"constant", 0>, I32EnumAttrCase<"reflect", 1>,
  I32EnumAttrCase<"replicate", 2>, I32EnumAttrCase<"circular", 3>]>;
def Kiln_PadModeAttr : EnumAttr<Kiln_Dialect, Kiln_PadMode, "pad_mode">;

// Numbers that C++ sees as int64_t and double.
def Kiln_I64Attr : TypedSignlessIntegerAttrBase<I64, "int64_t", "64-bit integer"> {
  let convertFromStorage = "$_self.getInt()";
}
def Kiln_F64Attr : FloatAttrBase<F64, "64-bit floating-point number"> {
  let returnType = "double";
  let convertFromStorage = "$_self.getValueAsDouble()";
}

#endif
