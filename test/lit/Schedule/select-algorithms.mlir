// RUN: kiln-opt %s --kiln-outline-kernels --kernel-select-algorithms | FileCheck %s

kiln.parameter @fc.weight : tensor<10x84xf32>
kiln.parameter @fc.bias : tensor<10xf32>

// CHECK: kernel.func @linear(
// CHECK-SAME: tensor<10x84xf32> {kernel.constant, kernel.packing = #kernel.packing<linear,
// CHECK-SAME: tensor<10xf32> {kernel.constant, kernel.packing = #kernel.packing<channels,
// CHECK-SAME: algorithm = #kernel.linear<panel = 16>
// CHECK: kernel.func @exp(
// CHECK-SAME: algorithm = #kernel.generic, work_items = 1
// CHECK: kernel.weights @fc.weight packed <linear, panel = 16
kiln.graph @forward(%x: tensor<1x84xf32>) -> tensor<1x10xf32> {
  %w = kiln.get_parameter @fc.weight : tensor<10x84xf32>
  %b = kiln.get_parameter @fc.bias : tensor<10xf32>
  %0 = kiln.linear %x, %w, %b : (tensor<1x84xf32>, tensor<10x84xf32>, tensor<10xf32>) -> tensor<1x10xf32>
  %1 = kiln.exp %0 : tensor<1x10xf32>
  kiln.return %1 : tensor<1x10xf32>
}
