// RUN: kiln-opt %s --kiln-outline-kernels --kernel-select-algorithms --kernel-alternate-order | FileCheck %s
// Kernels without an algorithm are left alone.
// RUN: kiln-opt %s --kiln-outline-kernels --kernel-alternate-order

kiln.parameter @large : tensor<512x512xf32>
kiln.parameter @small : tensor<16x16xf32>

// CHECK: kernel.func @linear(
// CHECK-SAME: algorithm = #kernel.linear<panel = 64>
// CHECK: kernel.func @[[DOWN:linear.+]](
// CHECK-SAME: algorithm = #kernel.linear<panel = 64, descending = true>
// CHECK-LABEL: kernel.program @forward
// CHECK: kernel.call @linear(
// CHECK: kernel.call @[[DOWN]](
// CHECK: kernel.call @linear(
kiln.graph @forward(%x: tensor<1x512xf32>) -> tensor<1x512xf32> {
  %w = kiln.get_parameter @large : tensor<512x512xf32>
  %0 = kiln.linear %x, %w : (tensor<1x512xf32>, tensor<512x512xf32>) -> tensor<1x512xf32>
  %1 = kiln.linear %0, %w : (tensor<1x512xf32>, tensor<512x512xf32>) -> tensor<1x512xf32>
  %2 = kiln.linear %1, %w : (tensor<1x512xf32>, tensor<512x512xf32>) -> tensor<1x512xf32>
  kiln.return %2 : tensor<1x512xf32>
}

// What a core's cache holds is read in one direction.
// CHECK-LABEL: kernel.program @cached
// CHECK: kernel.call @[[SMALL:linear.*]](%arg0,
// CHECK: kernel.call @[[SMALL]](
kiln.graph @cached(%x: tensor<1x16xf32>) -> tensor<1x16xf32> {
  %w = kiln.get_parameter @small : tensor<16x16xf32>
  %0 = kiln.linear %x, %w : (tensor<1x16xf32>, tensor<16x16xf32>) -> tensor<1x16xf32>
  %1 = kiln.linear %0, %w : (tensor<1x16xf32>, tensor<16x16xf32>) -> tensor<1x16xf32>
  kiln.return %1 : tensor<1x16xf32>
}
