// RUN: kiln-opt %s | kiln-opt | FileCheck %s

// CHECK-LABEL: kiln.graph @choose(
// CHECK-SAME: %[[C:.*]]: tensor<i1>, %[[X:.*]]: tensor<4xf32>)
kiln.graph @choose(%c: tensor<i1>, %x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  // CHECK: %[[Y:.*]]:2 = kiln.if %[[C]] -> tensor<4xf32>, tensor<4xf32> {
  %y:2 = kiln.if %c -> tensor<4xf32>, tensor<4xf32> {
    // CHECK: %[[R:.*]] = kiln.relu %[[X]]
    %0 = kiln.relu %x : tensor<4xf32>
    // CHECK: kiln.yield %[[R]], %[[X]] : tensor<4xf32>, tensor<4xf32>
    kiln.yield %0, %x : tensor<4xf32>, tensor<4xf32>
  // CHECK: } else {
  } else {
    %0 = kiln.neg %x : tensor<4xf32>
    kiln.yield %x, %0 : tensor<4xf32>, tensor<4xf32>
  }
  // CHECK: kiln.return %[[Y]]#0, %[[Y]]#1
  kiln.return %y#0, %y#1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: kiln.graph @repeat(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[LIMIT:.*]]: tensor<f32>)
kiln.graph @repeat(%x: tensor<4xf32>, %limit: tensor<f32>) -> tensor<4xf32> {
  // CHECK: %[[Y:.*]] = kiln.while %[[X]] : tensor<4xf32> {
  // CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<4xf32>):
  %y = kiln.while %x : tensor<4xf32> {
  ^bb0(%a: tensor<4xf32>):
    // CHECK: %[[SUM:.*]] = kiln.reduce_sum %[[A]]
    %0 = kiln.reduce_sum %a {dims = array<i64: 0>} : (tensor<4xf32>) -> tensor<f32>
    // CHECK: kiln.compare lt %[[SUM]], %[[LIMIT]]
    %1 = kiln.compare lt %0, %limit : tensor<f32>
    // CHECK: kiln.yield %{{.*}} : tensor<i1>
    kiln.yield %1 : tensor<i1>
  // CHECK: } do {
  // CHECK-NEXT: ^bb0(%[[B:.*]]: tensor<4xf32>):
  } do {
  ^bb0(%b: tensor<4xf32>):
    // CHECK: kiln.add %[[B]], %[[B]]
    %0 = kiln.add %b, %b : tensor<4xf32>
    kiln.yield %0 : tensor<4xf32>
  }
  // CHECK: kiln.return %[[Y]]
  kiln.return %y : tensor<4xf32>
}
