//===- Passes.td - Graph to graph --------------------------*- tablegen -*-===//

#ifndef KILN_TRANSFORMS_PASSES_TD
#define KILN_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def FoldBatchNorm : Pass<"kiln-fold-batch-norm", "::mlir::ModuleOp"> {
  let summary = "fold batch normalisation into weights";
  let description = [{
    A batch normalisation of trained statistics scales and shifts channels. One
    that is alone behind a convolution or linear layer disappears into its
    weights; any other becomes a multiplication and an addition. New weights
    are `kiln.initializer`s, evaluated when a program is linked.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

def FoldConstants : Pass<"kiln-fold-constants", "::mlir::ModuleOp"> {
  let summary = "compute what does not depend on the input";
  let description = [{
    Values that follow from constants alone become constants, evaluated by the
    reference interpreter; values that follow from parameters (a normalised
    weight, a slice of a table of positions) become `kiln.initializer`s,
    evaluated when a program is linked. Broadcasts and reshapes stay, since
    kernels read through them, and so does what is much larger than the model's
    parameters or takes the interpreter too long: the program computes it.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

def FoldEmptyTensors : Pass<"kiln-fold-empty-tensors", "::mlir::ModuleOp"> {
  let summary = "remove what computes no element";
  let description = [{
    A tensor without elements, such as a batch of none, is the same in every
    run: whoever reads one reads a constant, and concatenations leave it out.
    What no other op needs disappears; what is computed from such tensors alone
    (a sum of nothing) is then a constant too. No kernel reads or writes an
    empty tensor.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

def FuseKernels : Pass<"kiln-fuse-kernels", "::mlir::ModuleOp"> {
  let summary = "group the ops of a graph into kernels";
  let description = [{
    Every op that computes something starts a `kiln.fused`. Elementwise ops on
    its result join as long as one value leaves the group, whatever else they
    read; behind a convolution with weights so does one pooling, and elementwise
    ops on what was pooled. Broadcasts and small constants are repeated in each
    group that reads them.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

def UnrollScans : Pass<"kiln-unroll-scans", "::mlir::ModuleOp"> {
  let summary = "write out steps whose number is known";
  let description = [{
    A `kiln.scan` over sequences whose length is a number becomes its steps, one
    behind the other, each free to be fused with what is around it. Those over
    sequences of named lengths stay.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

#endif
