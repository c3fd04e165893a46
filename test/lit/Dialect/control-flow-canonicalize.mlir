// RUN: kiln-opt %s --canonicalize --split-input-file | FileCheck %s

// The region that a known condition chooses takes the place of the kiln.if.
// CHECK-LABEL: kiln.graph @known(
kiln.graph @known(%x: tensor<2xf32>) -> tensor<2xf32> {
  %c = kiln.constant dense<false> : tensor<i1>
  // CHECK-NOT: kiln.if
  // CHECK: %[[Y:.*]] = kiln.neg
  %0 = kiln.if %c -> tensor<2xf32> {
    kiln.yield %x : tensor<2xf32>
  } else {
    %1 = kiln.neg %x : tensor<2xf32>
    kiln.yield %1 : tensor<2xf32>
  }
  // CHECK: kiln.return %[[Y]]
  kiln.return %0 : tensor<2xf32>
}

// -----

// Results that nobody reads go, and those that are one value either way.
// CHECK-LABEL: kiln.graph @needless(
// CHECK-SAME: %[[X:.*]]: tensor<2xf32>
kiln.graph @needless(%x: tensor<2xf32>, %c: tensor<i1>) -> (tensor<2xf32>, tensor<2xf32>) {
  // CHECK: %[[Y:.*]] = kiln.if %{{.*}} -> tensor<2xf32> {
  // CHECK-NEXT: kiln.yield %[[X]]
  // CHECK-NEXT: } else {
  // CHECK-NEXT: kiln.neg
  %0:3 = kiln.if %c -> tensor<2xf32>, tensor<2xf32>, tensor<2xf32> {
    %1 = kiln.relu %x : tensor<2xf32>
    kiln.yield %1, %x, %x : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  } else {
    %1 = kiln.neg %x : tensor<2xf32>
    kiln.yield %x, %x, %1 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  }
  // CHECK: kiln.return %[[X]], %[[Y]]
  kiln.return %0#1, %0#2 : tensor<2xf32>, tensor<2xf32>
}

// -----

// Nothing depends on a kiln.if without results.
// CHECK-LABEL: kiln.graph @dead(
kiln.graph @dead(%x: tensor<2xf32>, %c: tensor<i1>) -> tensor<2xf32> {
  // CHECK-NEXT: kiln.return
  %0 = kiln.if %c -> tensor<2xf32> {
    kiln.yield %x : tensor<2xf32>
  } else {
    %1 = kiln.neg %x : tensor<2xf32>
    kiln.yield %1 : tensor<2xf32>
  }
  kiln.return %x : tensor<2xf32>
}

// -----

// A value that no round changes is not carried.
// CHECK-LABEL: kiln.graph @invariant(
// CHECK-SAME: %[[X:.*]]: tensor<f32>, %[[STEP:.*]]: tensor<f32>
kiln.graph @invariant(%x: tensor<f32>, %step: tensor<f32>) -> (tensor<f32>, tensor<f32>) {
  // CHECK: %[[Y:.*]] = kiln.while %[[X]] : tensor<f32> {
  %0:2 = kiln.while %x, %step : tensor<f32>, tensor<f32> {
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    // CHECK: kiln.compare lt %{{.*}}, %[[STEP]]
    %1 = kiln.compare lt %a, %b : tensor<f32>
    kiln.yield %1 : tensor<i1>
  } do {
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    // CHECK: kiln.add %{{.*}}, %[[STEP]]
    %1 = kiln.add %a, %b : tensor<f32>
    kiln.yield %1, %b : tensor<f32>, tensor<f32>
  }
  // CHECK: kiln.return %[[Y]], %[[STEP]]
  kiln.return %0#0, %0#1 : tensor<f32>, tensor<f32>
}

// -----

// A loop without a round gives what it begins with.
// CHECK-LABEL: kiln.graph @idle(
// CHECK-SAME: %[[X:.*]]: tensor<f32>
kiln.graph @idle(%x: tensor<f32>) -> tensor<f32> {
  %no = kiln.constant dense<false> : tensor<i1>
  %0 = kiln.while %x : tensor<f32> {
  ^bb0(%a: tensor<f32>):
    kiln.yield %no : tensor<i1>
  } do {
  ^bb0(%a: tensor<f32>):
    %1 = kiln.neg %a : tensor<f32>
    kiln.yield %1 : tensor<f32>
  }
  // CHECK-NOT: kiln.while
  // CHECK: kiln.return %[[X]]
  kiln.return %0 : tensor<f32>
}
