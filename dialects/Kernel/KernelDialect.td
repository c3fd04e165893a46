//===- KernelDialect.td - The dialect of scheduled kernels -*- tablegen -*-===//

#ifndef KERNEL_DIALECT_TD
#define KERNEL_DIALECT_TD

include "mlir/IR/OpBase.td"

def Kernel_Dialect : Dialect {
  let name = "kernel";
  let cppNamespace = "::kiln::kernel";
  let summary = "Scheduled kernels and the program that calls them";
  let description = [{
    A model on its way to machine code. `kernel.func` is one kernel: kiln ops
    over tensors with layouts, and the algorithm that computes them. Equal
    bodies are one kernel. `kernel.program` is the list of calls that makes up
    one method of the model; after memory planning every value in it says where
    it lies (`#kernel.slice`).
  }];
  let dependentDialects = ["::kiln::KilnDialect"];
  let useDefaultAttributePrinterParser = 1;
}

#endif
