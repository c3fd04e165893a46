//===- KilnBase.td - What the ops of the graph dialect share -*- tablegen -*-===//

#ifndef KILN_BASE_TD
#define KILN_BASE_TD

include "dialects/Kiln/KilnAttrs.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

defvar Kiln_Floats = [F64, F32, F16, BF16];
defvar Kiln_Integers = [I64, I32, I16, I8, UI8];

def Kiln_Tensor : StaticShapeTensorOf<!listconcat(Kiln_Floats, Kiln_Integers, [I1])>;
def Kiln_NumberTensor : StaticShapeTensorOf<!listconcat(Kiln_Floats, Kiln_Integers)>;
def Kiln_FloatTensor : StaticShapeTensorOf<Kiln_Floats>;
def Kiln_BitsTensor : StaticShapeTensorOf<!listconcat(Kiln_Integers, [I1])>;
def Kiln_IntegerTensor : StaticShapeTensorOf<Kiln_Integers>;
def Kiln_BoolTensor : StaticShapeTensorOf<[I1]>;
def Kiln_IndexTensor : StaticShapeTensorOf<[I64, I32]>;

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
