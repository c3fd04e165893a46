//===- Passes.td - Graph to graph --------------------------*- tablegen -*-===//

#ifndef KILN_TRANSFORMS_PASSES_TD
#define KILN_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def FoldConstants : Pass<"kiln-fold-constants", "::mlir::ModuleOp"> {
  let summary = "compute what depends on constants alone";
  let description = [{
    Ops of a graph that read nothing but constants become constants, by the
    reference interpreter. Broadcasts stay, for kernels read through them, and
    so do ops of more than a million elements.
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
}

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

#endif
