// RUN: kiln-opt %s --kiln-outline-kernels | FileCheck %s

kiln.parameter @w : tensor<8xf32>

// Equal bodies are one kernel, whatever their names and places.
// CHECK: kernel.func @exp(
// CHECK-NOT: kernel.func @exp_
// CHECK: kernel.func @mul(%{{.*}}: tensor<8xf32>, %{{.*}}: tensor<8xf32> {kernel.constant})
// CHECK: kernel.program @forward(%[[X:.*]]: tensor<8xf32> {kiln.name = "x"}) -> tensor<2x4xf32>
// CHECK-SAME: input_tree = "(*,)"
kiln.graph @forward(%x: tensor<8xf32> {kiln.name = "x"}) -> tensor<2x4xf32>
    attributes {input_tree = "(*,)"} {
  // CHECK: %[[A:.*]] = kernel.call @exp(%[[X]])
  %0 = kiln.exp %x : tensor<8xf32>
  // CHECK: %[[B:.*]] = kernel.call @exp(%[[A]])
  %1 = kiln.exp %0 : tensor<8xf32>
  // CHECK: %[[W:.*]] = kernel.weights @w : tensor<8xf32>
  // CHECK: %[[C:.*]] = kernel.call @mul(%[[B]], %[[W]])
  %w = kiln.get_parameter @w : tensor<8xf32>
  %2 = kiln.mul %1, %w : tensor<8xf32>
  // CHECK: %[[V:.*]] = kernel.view %[[C]] : tensor<8xf32> to tensor<2x4xf32>
  // CHECK: kernel.return %[[V]]
  %3 = kiln.reshape %2 : tensor<8xf32> to tensor<2x4xf32>
  kiln.return %3 : tensor<2x4xf32>
}

// Results are written by kernels: arguments and repeated results are copied.
// CHECK-LABEL: kernel.program @copies
kiln.graph @copies(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  // CHECK: %[[A:.*]] = kernel.call @neg(
  // CHECK: %[[B:.*]] = kernel.call @copy(%[[A]])
  // CHECK: %[[C:.*]] = kernel.call @copy(%{{.*}})
  // CHECK: kernel.return %[[A]], %[[B]], %[[C]]
  %0 = kiln.neg %x : tensor<4xf32>
  kiln.return %0, %0, %x : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
