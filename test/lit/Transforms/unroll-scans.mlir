// RUN: kiln-opt %s --kiln-unroll-scans | FileCheck %s

// Three steps, the last element first; the states are put where they belong.
// CHECK-LABEL: kiln.graph @known
// CHECK-SAME: (%[[X:.*]]: tensor<3x2xf32>, %[[H:.*]]: tensor<2xf32>, %[[W:.*]]: tensor<2xf32>)
kiln.graph @known(%x: tensor<3x2xf32>, %h: tensor<2xf32>, %w: tensor<2xf32>) -> tensor<3x2xf32> {
  // CHECK: kiln.slice %[[X]] {sizes = array<i64: 1, 2>, starts = array<i64: 2, 0>
  // CHECK: %[[M:.*]] = kiln.mul %[[H]], %[[W]]
  // CHECK: %[[H2:.*]] = kiln.add %[[M]]
  // CHECK: kiln.slice %[[X]] {sizes = array<i64: 1, 2>, starts = array<i64: 1, 0>
  // CHECK: kiln.mul %[[H2]], %[[W]]
  // CHECK: %[[H1:.*]] = kiln.add
  // CHECK: kiln.mul %[[H1]], %[[W]]
  // CHECK: %[[H0:.*]] = kiln.add
  // CHECK: %[[R0:.*]] = kiln.reshape %[[H0]]
  // CHECK: %[[R1:.*]] = kiln.reshape %[[H1]]
  // CHECK: %[[R2:.*]] = kiln.reshape %[[H2]]
  // CHECK: kiln.concat %[[R0]], %[[R1]], %[[R2]] {dim = 0 : i64}
  // CHECK-NOT: kiln.scan
  %0 = kiln.scan (%a = %x) from (%s = %h) with (%v = %w) reverse
      : (tensor<3x2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<3x2xf32> {
    %1 = kiln.mul %s, %v : tensor<2xf32>
    %2 = kiln.add %1, %a : tensor<2xf32>
    kiln.yield %2 : tensor<2xf32>
  }
  kiln.return %0 : tensor<3x2xf32>
}

// Who wants the last state reads it where it is.
// CHECK-LABEL: kiln.graph @last
kiln.graph @last(%x: tensor<2x4xf32>, %h: tensor<4xf32>) -> tensor<1x4xf32> {
  // CHECK: kiln.add
  // CHECK: %[[LAST:.*]] = kiln.add
  // CHECK-NOT: kiln.concat
  // CHECK: %[[ROW:.*]] = kiln.reshape %[[LAST]]
  // CHECK: kiln.return %[[ROW]]
  %0 = kiln.scan (%a = %x) from (%s = %h) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32> {
    %1 = kiln.add %s, %a : tensor<4xf32>
    kiln.yield %1 : tensor<4xf32>
  }
  %2 = kiln.slice %0 {starts = array<i64: 1, 0>, sizes = array<i64: 1, 4>, strides = array<i64: 1, 1>} : (tensor<2x4xf32>) -> tensor<1x4xf32>
  kiln.return %2 : tensor<1x4xf32>
}

// CHECK-LABEL: kiln.graph @named
kiln.graph @named(%x: tensor<?x2xf32, #kiln.dims<"T, 2">>, %h: tensor<2xf32>) -> tensor<?x2xf32, #kiln.dims<"T, 2">>
    attributes {kiln.dims = #kiln.dims<"T">} {
  // CHECK: kiln.scan (%[[A:.*]] = %{{.*}}) from (%[[S:.*]] = %{{.*}}) :
  // CHECK-NEXT: kiln.add %[[S]], %[[A]]
  %0 = kiln.scan (%a = %x) from (%s = %h)
      : (tensor<?x2xf32, #kiln.dims<"T, 2">>, tensor<2xf32>) -> tensor<?x2xf32, #kiln.dims<"T, 2">> {
    %1 = kiln.add %s, %a : tensor<2xf32>
    kiln.yield %1 : tensor<2xf32>
  }
  kiln.return %0 : tensor<?x2xf32, #kiln.dims<"T, 2">>
}

// Which step's state is wanted may not be known: all are put together.
// CHECK-LABEL: kiln.graph @unknown_start
kiln.graph @unknown_start(%x: tensor<?x2xf32, #kiln.dims<"T, 2">>, %y: tensor<2x4xf32>, %h: tensor<4xf32>) -> tensor<1x4xf32>
    attributes {kiln.dims = #kiln.dims<"T">} {
  // CHECK: %[[ALL:.*]] = kiln.concat
  // CHECK: kiln.slice %[[ALL]] {sizes = array<i64: 1, 4>, starts = #kiln.dims<"min(1, T - 1), 0">
  %0 = kiln.scan (%a = %y) from (%s = %h) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32> {
    %1 = kiln.add %s, %a : tensor<4xf32>
    kiln.yield %1 : tensor<4xf32>
  }
  %2 = kiln.slice %0 {starts = #kiln.dims<"min(1, T - 1), 0">, sizes = array<i64: 1, 4>, strides = array<i64: 1, 1>} : (tensor<2x4xf32>) -> tensor<1x4xf32>
  kiln.return %2 : tensor<1x4xf32>
}
