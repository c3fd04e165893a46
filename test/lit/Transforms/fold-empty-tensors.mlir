// RUN: kiln-opt %s --kiln-fold-empty-tensors | FileCheck %s
// RUN: kiln-opt %s --kiln-pipeline | FileCheck %s --check-prefix=PROGRAM

// What gives no elements disappears.
// CHECK-LABEL: kiln.graph @batch_of_none
// CHECK-NEXT: %[[E:.*]] = kiln.constant dense<> : tensor<0x4x6x6xf32>
// CHECK-NEXT: kiln.return %[[E]]
// PROGRAM-LABEL: kernel.program @batch_of_none
// PROGRAM-NEXT: %[[E:.*]] = kernel.empty : tensor<0x4x6x6xf32>
// PROGRAM-NEXT: kernel.return %[[E]]
kiln.graph @batch_of_none(%x: tensor<0x3x8x8xf32>) -> tensor<0x4x6x6xf32> {
  %w = kiln.constant dense<1.0> : tensor<4x3x3x3xf32>
  %0 = kiln.conv %x, %w {dilation = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<0x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<0x4x6x6xf32>
  %1 = kiln.relu %0 : tensor<0x4x6x6xf32>
  kiln.return %1 : tensor<0x4x6x6xf32>
}

// What reads no elements gives a constant.
// CHECK-LABEL: kiln.graph @sum_of_nothing
// CHECK-NEXT: %[[E:.*]] = kiln.constant dense<> : tensor<0x3xf32>
// CHECK-NEXT: %[[S:.*]] = kiln.reduce_sum %[[E]]
// CHECK-NEXT: kiln.return %[[S]]
// PROGRAM-LABEL: kernel.func @constant() -> tensor<3xf32>
// PROGRAM-NEXT: kiln.constant dense<0.000000e+00> : tensor<3xf32>
kiln.graph @sum_of_nothing(%x: tensor<0x3xf32>) -> tensor<3xf32> {
  %0 = kiln.reduce_sum %x {dims = array<i64: 0>} : (tensor<0x3xf32>) -> tensor<3xf32>
  kiln.return %0 : tensor<3xf32>
}

// CHECK-LABEL: kiln.graph @joined
// CHECK-SAME: (%[[X:.*]]: tensor<2x3xf32>, %{{.*}}: tensor<0x3xf32>)
// CHECK-NEXT: %[[N:.*]] = kiln.neg %[[X]]
// CHECK-NEXT: %[[C:.*]] = kiln.concat %[[X]], %[[N]] {dim = 0 : i64} :
// CHECK-NEXT: kiln.return %[[C]], %[[X]]
kiln.graph @joined(%x: tensor<2x3xf32>, %none: tensor<0x3xf32>) -> (tensor<4x3xf32>, tensor<2x3xf32>) {
  %0 = kiln.neg %x : tensor<2x3xf32>
  %1 = kiln.concat %x, %none, %0 {dim = 0 : i64} : (tensor<2x3xf32>, tensor<0x3xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>
  %2 = kiln.concat %none, %x {dim = 0 : i64} : (tensor<0x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  kiln.return %1, %2 : tensor<4x3xf32>, tensor<2x3xf32>
}
