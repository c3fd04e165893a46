// RUN: kiln-opt %s --kiln-fuse-kernels --kiln-assign-layouts | FileCheck %s

kiln.parameter @w0 : tensor<32x3x3x3xf32>
kiln.parameter @w1 : tensor<32x32x3x3xf32>

// What a convolution reads lies in blocks with the halo of its windows; the
// graph's own argument and result stay plain.
// CHECK-LABEL: kiln.graph @forward
// CHECK: %[[A:.*]] = kiln.fused ({{.*}}) : (tensor<1x3x32x32xf32>, {{.*}}) -> tensor<1x32x32x32xf32, #kiln.blocked<block = 16, halo = [1, 1, {{[0-9]+}}, {{[0-9]+}}]>>
// CHECK: kiln.pack
// CHECK: kiln.fused (%[[IN:.*]] = %[[A]],
// CHECK-NEXT: kiln.unpack %[[IN]]
// CHECK-NEXT: kiln.conv
// CHECK-NOT: kiln.pack
// CHECK: kiln.return
kiln.graph @forward(%x: tensor<1x3x32x32xf32>) -> tensor<1x32x32x32xf32> {
  %w0 = kiln.get_parameter @w0 : tensor<32x3x3x3xf32>
  %w1 = kiln.get_parameter @w1 : tensor<32x32x3x3xf32>
  %0 = kiln.conv %x, %w0 {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x32x32xf32>, tensor<32x3x3x3xf32>) -> tensor<1x32x32x32xf32>
  %1 = kiln.relu %0 : tensor<1x32x32x32xf32>
  %2 = kiln.conv %1, %w1 {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x32x32x32xf32>, tensor<32x32x3x3xf32>) -> tensor<1x32x32x32xf32>
  kiln.return %2 : tensor<1x32x32x32xf32>
}
