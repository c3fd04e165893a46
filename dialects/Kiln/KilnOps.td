//===- KilnOps.td - The ops of the graph dialect -----------*- tablegen -*-===//

#ifndef KILN_OPS_TD
#define KILN_OPS_TD

include "dialects/Kiln/Structure.td"
include "dialects/Kiln/ControlFlow.td"
include "dialects/Kiln/Elementwise.td"
include "dialects/Kiln/Shape.td"
include "dialects/Kiln/Contraction.td"
include "dialects/Kiln/Pooling.td"
include "dialects/Kiln/Reduction.td"
include "dialects/Kiln/Normalization.td"
include "dialects/Kiln/Layout.td"

#endif
