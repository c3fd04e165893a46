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

// What can lie one behind the other is joined instead of copied.
// CHECK-LABEL: kernel.program @joins
kiln.graph @joins(%x: tensor<1x16xf32>) -> (tensor<1x48xf32>, tensor<1x32xf32>) {
  // CHECK: %[[A:.*]] = kernel.call @exp
  // CHECK: %[[B:.*]] = kernel.call @neg
  %0 = kiln.exp %x : tensor<1x16xf32>
  %1 = kiln.neg %x : tensor<1x16xf32>
  // CHECK: %[[C:.*]] = kernel.join %[[A]], %[[B]] :
  %2 = kiln.concat %0, %1 {dim = 1 : i64} : (tensor<1x16xf32>, tensor<1x16xf32>) -> tensor<1x32xf32>
  // CHECK: kernel.call @abs{{.*}}(%[[C]])
  %3 = kiln.abs %2 : tensor<1x32xf32>
  // A value has one place: a second concatenation copies it, and so does one
  // whose result is the caller's.
  // CHECK: kernel.call @concat(%[[A]], %{{.*}})
  %4 = kiln.concat %0, %3 {dim = 1 : i64} : (tensor<1x16xf32>, tensor<1x32xf32>) -> tensor<1x48xf32>
  kiln.return %4, %3 : tensor<1x48xf32>, tensor<1x32xf32>
}

// Rows of a plain matrix are not one run of memory.
// CHECK-LABEL: kernel.program @interleaves
// CHECK-NOT: kernel.join
kiln.graph @interleaves(%x: tensor<2x16xf32>) -> tensor<2x32xf32> {
  %0 = kiln.exp %x : tensor<2x16xf32>
  %1 = kiln.neg %x : tensor<2x16xf32>
  %2 = kiln.concat %0, %1 {dim = 1 : i64} : (tensor<2x16xf32>, tensor<2x16xf32>) -> tensor<2x32xf32>
  %3 = kiln.abs %2 : tensor<2x32xf32>
  kiln.return %3 : tensor<2x32xf32>
}
