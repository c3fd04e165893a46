//===- ContractionKernel.h - Kernels around a contraction -------*- C++ -*-===//
//
// Recognises kernels that are a convolution or linear layer of the contraction
// library with elementwise ops, and perhaps a pooling, behind it. What happens
// to the sums is taken from the body by the generic emitter, whatever it is.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_KERNEL_CONTRACTIONKERNEL_H
#define KILN_CODEGEN_CPU_KERNEL_CONTRACTIONKERNEL_H

#include "codegen/CPU/Contraction/Kernels.h"
#include "codegen/CPU/Generic/Loops.h"
#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/KilnOps.h"

#include <optional>

namespace kiln {

/// A convolution and where its operands are among the kernel's arguments.
struct ConvKernel {
  ConvOp conv;
  /// The pooling behind the convolution, or null.
  mlir::Operation *pool = nullptr;
  unsigned input = 0, weight = 0;
  contraction::ConvProblem problem;
  /// The number of images.
  Dim batch = 1;
  /// All that the epilogue reads has the convolution's extents without a halo,
  /// or one pixel.
  bool denseOperands = false;
};

struct LinearKernel {
  LinearOp linear;
  unsigned input = 0, weight = 0;
  contraction::LinearProblem problem;
  /// The number of rows.
  Dim rows = 1;
};

/// The ops of a kernel, in a kernel.func or still in a kiln.fused.
struct KernelBody {
  mlir::Block &block;
  /// Whether an argument is a weight.
  llvm::function_ref<bool(unsigned)> isConstant;

  mlir::OperandRange results() const {
    return block.getTerminator()->getOperands();
  }
};

/// What a kernel is, or nothing if the library does not cover its form.
std::optional<ConvKernel> matchConvKernel(const KernelBody &body);
std::optional<ConvKernel> matchConvKernel(kernel::FuncOp kernel);
std::optional<LinearKernel> matchLinearKernel(kernel::FuncOp kernel);

/// The schedule that an attribute stands for, and the other way.
contraction::ConvSchedule scheduleOf(kernel::ConvAttr attribute);
kernel::ConvAttr toAttribute(mlir::MLIRContext *context,
                             const contraction::ConvSchedule &schedule);

/// Writes the loops of a kernel whose algorithm is a ConvAttr or LinearAttr.
void emitConvKernel(mlir::OpBuilder &builder, mlir::Location loc,
                    kernel::FuncOp kernel, const generic::GenericTarget &target,
                    mlir::ValueRange pointers,
                    const generic::SymbolValues &symbols, mlir::Value begin,
                    mlir::Value end);
void emitLinearKernel(mlir::OpBuilder &builder, mlir::Location loc,
                      kernel::FuncOp kernel,
                      const generic::GenericTarget &target,
                      mlir::ValueRange pointers,
                      const generic::SymbolValues &symbols, mlir::Value begin,
                      mlir::Value end);

} // namespace kiln

#endif
