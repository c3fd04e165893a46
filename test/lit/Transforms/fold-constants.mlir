// RUN: kiln-opt %s --kiln-fold-constants | FileCheck %s

kiln.parameter @w : tensor<2x3xf32>
kiln.parameter @positions : tensor<8x3xf32>

// What follows from parameters is computed when linking.
// CHECK: kiln.initializer @w.folded : tensor<3x2xf32>
// CHECK-NEXT: %[[W:.*]] = kiln.get_parameter @w
// CHECK-NEXT: %[[T:.*]] = kiln.transpose %[[W]]
// CHECK-NEXT: %[[N:.*]] = kiln.neg %[[T]]
// CHECK-NEXT: kiln.yield %[[N]]
// CHECK-LABEL: kiln.graph @weights
// CHECK-NEXT: %[[F:.*]] = kiln.get_parameter @w.folded : tensor<3x2xf32>
// CHECK-NEXT: kiln.add %{{.*}}, %[[F]]
// CHECK-NEXT: kiln.return
kiln.graph @weights(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = kiln.get_parameter @w : tensor<2x3xf32>
  %0 = kiln.transpose %w {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = kiln.neg %0 : tensor<3x2xf32>
  %2 = kiln.add %x, %1 : tensor<3x2xf32>
  kiln.return %2 : tensor<3x2xf32>
}

// Kernels read through the broadcast: the slice alone is stored.
// CHECK: kiln.initializer @positions.folded : tensor<2x3xf32>
// CHECK: kiln.slice
// CHECK-LABEL: kiln.graph @read_through
// CHECK-NEXT: %[[F:.*]] = kiln.get_parameter @positions.folded : tensor<2x3xf32>
// CHECK-NEXT: %[[B:.*]] = kiln.broadcast %[[F]]
// CHECK-NEXT: kiln.add %{{.*}}, %[[B]]
kiln.graph @read_through(%x: tensor<4x2x3xf32>) -> tensor<4x2x3xf32> {
  %p = kiln.get_parameter @positions : tensor<8x3xf32>
  %0 = kiln.slice %p {starts = array<i64: 0, 0>, sizes = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<8x3xf32>) -> tensor<2x3xf32>
  %1 = kiln.broadcast %0 : tensor<2x3xf32> to tensor<4x2x3xf32>
  %2 = kiln.add %x, %1 : tensor<4x2x3xf32>
  kiln.return %2 : tensor<4x2x3xf32>
}

// What follows from constants is computed now.
// CHECK-LABEL: kiln.graph @constants
// CHECK-NEXT: %[[C:.*]] = kiln.constant dense<[4.000000e+00, 6.000000e+00]> : tensor<2xf32>
// CHECK-NEXT: kiln.mul %{{.*}}, %[[C]]
kiln.graph @constants(%x: tensor<2xf32>) -> tensor<2xf32> {
  %a = kiln.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = kiln.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %0 = kiln.add %a, %b : tensor<2xf32>
  %1 = kiln.mul %x, %0 : tensor<2xf32>
  kiln.return %1 : tensor<2xf32>
}

// What is too large for any memory stays in the program, which need not store
// it; what leads there is computed nevertheless.
// CHECK: kiln.initializer @w.folded{{.*}} : tensor<2x3xf32>
// CHECK-LABEL: kiln.graph @too_large
// CHECK-NEXT: %[[F:.*]] = kiln.get_parameter @w.folded
// CHECK-NEXT: %[[B:.*]] = kiln.broadcast %[[F]]
// CHECK-NEXT: %[[N:.*]] = kiln.neg %[[B]] : tensor<200000000000x2x3xf32>
// CHECK-NEXT: kiln.slice %[[N]]
kiln.graph @too_large() -> tensor<1x2x3xf32> {
  %w = kiln.get_parameter @w : tensor<2x3xf32>
  %0 = kiln.exp %w : tensor<2x3xf32>
  %1 = kiln.broadcast %0 : tensor<2x3xf32> to tensor<200000000000x2x3xf32>
  %2 = kiln.neg %1 : tensor<200000000000x2x3xf32>
  %3 = kiln.slice %2 {starts = array<i64: 0, 0, 0>, sizes = array<i64: 1, 2, 3>, strides = array<i64: 1, 1, 1>} : (tensor<200000000000x2x3xf32>) -> tensor<1x2x3xf32>
  kiln.return %3 : tensor<1x2x3xf32>
}

// So does what takes the interpreter too long.
// CHECK-LABEL: kiln.graph @too_much_work
// CHECK: kiln.matmul
// CHECK-NEXT: kiln.matmul
kiln.graph @too_much_work(%x: tensor<4096x4096xf32>) -> tensor<4096x4096xf32> {
  %a = kiln.constant dense<1.0> : tensor<4096x4096xf32>
  %0 = kiln.matmul %a, %a : (tensor<4096x4096xf32>, tensor<4096x4096xf32>) -> tensor<4096x4096xf32>
  %1 = kiln.matmul %0, %x : (tensor<4096x4096xf32>, tensor<4096x4096xf32>) -> tensor<4096x4096xf32>
  kiln.return %1 : tensor<4096x4096xf32>
}

// What counts up is not stored, what follows from it is.
// CHECK-LABEL: kiln.graph @mask
// CHECK-NEXT: %[[I:.*]] = kiln.iota {dim = 0 : i64} : tensor<2x2xi64>
// CHECK-NEXT: %[[M:.*]] = kiln.constant dense<{{\[\[}}true, false], [true, true]]> : tensor<2x2xi1>
// CHECK-NEXT: kiln.add %{{.*}}, %[[I]]
// CHECK-NEXT: kiln.return %{{.*}}, %[[M]]
kiln.graph @mask(%x: tensor<2x2xi64>) -> (tensor<2x2xi64>, tensor<2x2xi1>) {
  %rows = kiln.iota {dim = 0 : i64} : tensor<2x2xi64>
  %columns = kiln.iota {dim = 1 : i64} : tensor<2x2xi64>
  %0 = "kiln.compare"(%columns, %rows) {predicate = #kiln<predicate le>} : (tensor<2x2xi64>, tensor<2x2xi64>) -> tensor<2x2xi1>
  %1 = kiln.add %x, %rows : tensor<2x2xi64>
  kiln.return %1, %0 : tensor<2x2xi64>, tensor<2x2xi1>
}
