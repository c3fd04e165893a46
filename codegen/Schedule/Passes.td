//===- Passes.td - From graphs to planned programs ---------*- tablegen -*-===//

#ifndef KILN_SCHEDULE_PASSES_TD
#define KILN_SCHEDULE_PASSES_TD

include "mlir/Pass/PassBase.td"

class Schedule_TargetPass<string name> : Pass<name, "::mlir::ModuleOp"> {
  let dependentDialects = ["::kiln::kernel::KernelDialect"];
  let options = [
    Option<"lanes", "lanes", "int64_t", "16", "f32 lanes of a vector register">,
    Option<"registers", "registers", "int64_t", "32", "vector registers">,
    Option<"fma", "fma", "bool", "true", "multiply and add is one instruction">,
    Option<"winograd", "winograd", "bool", "true", "Winograd's algorithms are allowed">];
}

def AssignLayouts : Schedule_TargetPass<"kiln-assign-layouts"> {
  let summary = "lay tensors out for the kernels that read them";
  let description = [{
    Results of `kiln.fused` that convolutions read become blocks of channels,
    with the halo that the readers' windows need; so does what lies between
    such convolutions: poolings, elementwise ops, concatenations of whole
    blocks. Arguments and results of the graph stay plain.
  }];
}

def OutlineKernels : Pass<"kiln-outline-kernels", "::mlir::ModuleOp"> {
  let summary = "turn graphs into kernels and programs that call them";
  let description = [{
    Every `kiln.fused`, and every op that stands alone, becomes a call of a
    `kernel.func`; equal bodies become one. Reshaped tensors without layout
    become views, parameters and larger constants weights, smaller constants
    part of the kernels. A concatenation of values that can lie one behind the
    other is a `kernel.join` and costs nothing. A `kiln.scan` becomes a
    `kernel.loop`, in which what a step leaves is written by a kernel of the
    step. A result that is an argument, a
    weight or another result is copied by a kernel.
  }];
  let dependentDialects = ["::kiln::kernel::KernelDialect"];
}

def SelectAlgorithms : Schedule_TargetPass<"kernel-select-algorithms"> {
  let summary = "decide how kernels compute";
  let description = [{
    Kernels around a convolution or linear layer that the contraction library
    covers get its cheapest schedule and packed weights; all others are loops
    over their results.
  }];
}

def AlternateOrder : Pass<"kernel-alternate-order", "::mlir::ModuleOp"> {
  let summary = "read weights that are used again and again to and fro";
  let description = [{
    A recurrent layer reads one weight at every step. Where it is larger than a
    core's cache, reading it in one direction finds nothing of the step before;
    in alternating directions the step finds what the one before read last.
    Every second call of a linear kernel with the same weight gets a kernel of
    its own that reads the panels from the last to the first. Results are the
    same to the bit.
  }];
  let dependentDialects = ["::kiln::kernel::KernelDialect"];
}

def PlanMemory : Pass<"kernel-plan-memory", "::mlir::ModuleOp"> {
  let summary = "give every value of a program its place in memory";
  let description = [{
    Weights lie in the order of their first use, each packed form once. Results
    of a program are written where the caller wants them; all other values
    share the arena, placed by size, each in the tightest gap that is free
    while it is alive.
  }];
  let dependentDialects = ["::kiln::kernel::KernelDialect"];
}

#endif
