//===- KilnDialect.td - The graph dialect ------------------*- tablegen -*-===//

#ifndef KILN_DIALECT_TD
#define KILN_DIALECT_TD

include "mlir/IR/OpBase.td"

def Kiln_Dialect : Dialect {
  let name = "kiln";
  let cppNamespace = "::kiln";
  let summary = "Neural networks as graphs of pure tensor operations";
  let description = [{
    A model is a `kiln.graph` over ranked tensors of static shape. Operations
    are pure and orthogonal: operands have equal element types, casts and
    broadcasts are explicit, views and writes in place do not exist. Element
    types are f64, f32, f16, bf16, i64, i32, i16, i8 (signed), ui8 and i1
    (stored as bytes).

    Trained values are symbols (`kiln.parameter`); what is computed from them
    alone is a symbol too (`kiln.initializer`), evaluated when a program is
    linked. `kiln.fused` holds the operations of one kernel. A tensor's layout
    in memory is the encoding of its type.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
}

#endif
