// RUN: kiln-opt %s --kiln-pipeline=stop-after=fuse-kernels | FileCheck %s --check-prefix=FUSED
// RUN: kiln-opt %s --kiln-pipeline | FileCheck %s --check-prefix=KERNEL

kiln.parameter @w : tensor<6x3x5x5xf32>
kiln.parameter @b : tensor<6xf32>
kiln.parameter @v : tensor<16x16x3x3xf32>
kiln.parameter @scale : tensor<16xf32>
kiln.parameter @shift : tensor<16xf32>
kiln.parameter @mean : tensor<16xf32>
kiln.parameter @variance : tensor<16xf32>

// Convolution, bias, ReLU and max-pool are one kernel of the contraction
// library.
// KERNEL: kernel.func @conv_relu_max_pool
// KERNEL-SAME: algorithm = #kernel.conv
// KERNEL-NEXT: kiln.conv
// KERNEL-NEXT: kiln.relu
// KERNEL-NEXT: kiln.max_pool
// KERNEL-NEXT: kernel.return
// FUSED: kiln.graph @net
// FUSED-COUNT-1: kiln.fused
// FUSED-NOT: kiln.fused
// FUSED: kiln.return
kiln.graph @net(%x: tensor<1x3x32x32xf32>) -> tensor<1x6x14x14xf32> {
  %w = kiln.get_parameter @w : tensor<6x3x5x5xf32>
  %b = kiln.get_parameter @b : tensor<6xf32>
  %0 = kiln.conv %x, %w, %b {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x32x32xf32>, tensor<6x3x5x5xf32>, tensor<6xf32>) -> tensor<1x6x28x28xf32>
  %1 = kiln.relu %0 : tensor<1x6x28x28xf32>
  %2 = kiln.max_pool %1 {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x6x28x28xf32>) -> tensor<1x6x14x14xf32>
  kiln.return %2 : tensor<1x6x14x14xf32>
}

// So are convolution, batch norm, the residual and ReLU.
// KERNEL: kernel.func @conv_add_relu
// KERNEL-SAME: algorithm = #kernel.conv
// FUSED: kiln.graph @residual
// FUSED: kiln.fused
// FUSED-NEXT: kiln.conv
// FUSED-NEXT: kiln.add
// FUSED-NEXT: kiln.relu
// FUSED-NEXT: kiln.yield
// FUSED-NOT: kiln.fused
// FUSED: kiln.return
kiln.graph @residual(%x: tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32> {
  %v = kiln.get_parameter @v : tensor<16x16x3x3xf32>
  %s = kiln.get_parameter @scale : tensor<16xf32>
  %t = kiln.get_parameter @shift : tensor<16xf32>
  %m = kiln.get_parameter @mean : tensor<16xf32>
  %r = kiln.get_parameter @variance : tensor<16xf32>
  %0 = kiln.conv %x, %v {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<1x16x8x8xf32>
  %1 = kiln.batch_norm %0, %m, %r weight(%s : tensor<16xf32>) bias(%t : tensor<16xf32>) {eps = 1.0e-05 : f64}
      : tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>
  %2 = kiln.add %1, %x : tensor<1x16x8x8xf32>
  %3 = kiln.relu %2 : tensor<1x16x8x8xf32>
  kiln.return %3 : tensor<1x16x8x8xf32>
}
