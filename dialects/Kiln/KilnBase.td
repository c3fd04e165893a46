//===- KilnBase.td - What the ops of the graph dialect share -*- tablegen -*-===//

#ifndef KILN_BASE_TD
#define KILN_BASE_TD

include "dialects/Kiln/KilnAttrs.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

defvar Kiln_Floats = [F64, F32, F16, BF16];
defvar Kiln_Integers = [I64, I32, I16, I8, UI8];

// Tensors whose sizes are numbers or follow from named dimensions.
class Kiln_TensorOf<list<Type> types> : ConfinedType<
    RankedTensorOf<types>, [CPred<"::kiln::hasDims($_self)">],
    "tensor with sizes of " # !interleave(!foreach(t, types, t.summary), " or ") # " values",
    "::mlir::RankedTensorType">;

def Kiln_Tensor : Kiln_TensorOf<!listconcat(Kiln_Floats, Kiln_Integers, [I1])>;
def Kiln_NumberTensor : Kiln_TensorOf<!listconcat(Kiln_Floats, Kiln_Integers)>;
def Kiln_FloatTensor : Kiln_TensorOf<Kiln_Floats>;
def Kiln_BitsTensor : Kiln_TensorOf<!listconcat(Kiln_Integers, [I1])>;
def Kiln_IntegerTensor : Kiln_TensorOf<Kiln_Integers>;
def Kiln_BoolTensor : Kiln_TensorOf<[I1]>;
def Kiln_IndexTensor : Kiln_TensorOf<[I64, I32]>;

class Kiln_Op<string mnemonic, list<Trait> traits = []>
    : Op<Kiln_Dialect, mnemonic, traits>;

class Kiln_PureOp<string mnemonic, list<Trait> traits = []>
    : Kiln_Op<mnemonic, !listconcat([Pure], traits)>;

// An op whose result type follows from operands and attributes, up to its
// layout.
class Kiln_InferredOp<string mnemonic, list<Trait> traits = []>
    : Kiln_PureOp<mnemonic, !listconcat([InferTypeOpAdaptor], traits)> {
  code compatible = [{
    static bool isCompatibleReturnTypes(::mlir::TypeRange l, ::mlir::TypeRange r) {
      return ::kiln::equalUpToLayout(l, r);
    }
  }];
  let extraClassDeclaration = compatible;
}

#endif
