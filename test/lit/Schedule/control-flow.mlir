// RUN: kiln-opt %s --kiln-fuse-kernels --kiln-outline-kernels --kernel-plan-memory | FileCheck %s

// What either region yields is written where the result lies; both ways share
// the memory of what only they need.
// CHECK-LABEL: kernel.program @choose(
kiln.graph @choose(%c: tensor<i1>, %x: tensor<64xf32>) -> tensor<64xf32> {
  // CHECK: %[[IF:.*]] = kernel.if %{{.*}} : tensor<i1> -> tensor<64xf32> {
  // CHECK: kernel.call @{{.*}} at [#kernel.slice<arena, offset = [[PLACE:[0-9]+]], bytes = 256>]
  // CHECK: kernel.yield
  // CHECK: } else {
  // CHECK: kernel.call @{{.*}} at [#kernel.slice<arena, offset = [[PLACE]], bytes = 256>]
  // CHECK: kernel.yield
  %y = kiln.if %c -> tensor<64xf32> {
    %0 = kiln.relu %x : tensor<64xf32>
    kiln.yield %0 : tensor<64xf32>
  } else {
    kiln.yield %x : tensor<64xf32>
  }
  // CHECK: kernel.call @{{.*}}(%[[IF]]) at [#kernel.slice<output
  %z = kiln.softmax %y {dim = 0} : tensor<64xf32>
  kiln.return %z : tensor<64xf32>
}

// A carried value has one place. %h is read in every round: nothing of the loop
// lies over it.
// CHECK-LABEL: kernel.program @repeat(
kiln.graph @repeat(%x: tensor<64xf32>, %limit: tensor<f32>) -> tensor<64xf32> {
  // CHECK: kernel.call @softmax{{.*}} at [#kernel.slice<arena, offset = [[H:[0-9]+]], bytes = 256>]
  %h = kiln.softmax %x {dim = 0} : tensor<64xf32>
  // CHECK: kernel.call @{{.*}} at [#kernel.slice<output
  // CHECK: kernel.while
  %y = kiln.while %x : tensor<64xf32> {
  ^bb0(%a: tensor<64xf32>):
    %0 = kiln.reduce_sum %a {dims = array<i64: 0>} : (tensor<64xf32>) -> tensor<f32>
    %1 = kiln.compare lt %0, %limit : tensor<f32>
    kiln.yield %1 : tensor<i1>
  } do {
  ^bb0(%a: tensor<64xf32>):
    // CHECK-NOT: at [#kernel.slice<arena, offset = [[H]],
    %0 = kiln.add %a, %h : tensor<64xf32>
    kiln.yield %0 : tensor<64xf32>
  }
  kiln.return %y : tensor<64xf32>
}
