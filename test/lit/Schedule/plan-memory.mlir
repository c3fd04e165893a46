// RUN: kiln-opt %s --kiln-outline-kernels --kernel-plan-memory | FileCheck %s

// Three values of 400 bytes, of which two are alive at any time.
// CHECK: kernel.program @forward
// CHECK-SAME: arena_bound = 896 : i64, arena_bytes = 896 : i64
kiln.graph @forward(%x: tensor<100xf32>) -> tensor<100xf32> {
  // CHECK: at [#kernel.slice<arena, offset = [[A:[0-9]+]], bytes = 400>]
  %0 = kiln.exp %x : tensor<100xf32>
  // CHECK: at [#kernel.slice<arena, offset = [[B:[0-9]+]], bytes = 400>]
  %1 = kiln.neg %0 : tensor<100xf32>
  // CHECK: at [#kernel.slice<arena, offset = [[A]], bytes = 400>]
  %2 = kiln.abs %1 : tensor<100xf32>
  // CHECK: at [#kernel.slice<output, offset = 0, bytes = 400>]
  %3 = kiln.sqrt %2 : tensor<100xf32>
  kiln.return %3 : tensor<100xf32>
}

// Parts of a join lie side by side and stay as long as it is wanted.
// CHECK-LABEL: kernel.program @join
// CHECK-SAME: arena_bound = 192 : i64, arena_bytes = 192 : i64
kiln.graph @join(%x: tensor<1x16xf32>) -> tensor<1x32xf32> {
  // CHECK: kernel.call @neg{{.*}} at [#kernel.slice<arena, offset = [[A:[0-9]+]], bytes = 64>]
  %0 = kiln.neg %x : tensor<1x16xf32>
  // CHECK: kernel.call @exp{{.*}} at [#kernel.slice<arena, offset = [[C:[0-9]+]], bytes = 64>]
  %1 = kiln.exp %0 : tensor<1x16xf32>
  // CHECK: kernel.call @abs{{.*}} at [#kernel.slice<arena, offset = [[B:[0-9]+]], bytes = 64>]
  %2 = kiln.abs %1 : tensor<1x16xf32>
  %3 = kiln.concat %0, %2 {dim = 1 : i64} : (tensor<1x16xf32>, tensor<1x16xf32>) -> tensor<1x32xf32>
  %4 = kiln.sqrt %3 : tensor<1x32xf32>
  kiln.return %4 : tensor<1x32xf32>
}

// State is one more input and output; its initial value is a weight.
// CHECK-LABEL: kernel.program @state
// CHECK-SAME: %{{[a-z0-9]+}}: tensor<16xf32> {kernel.initial = #kernel.slice<weights, offset = 0, bytes = 64>, kiln.state = @total}
// CHECK-SAME: -> (tensor<16xf32>, tensor<16xf32> {kiln.state = @total})
kiln.parameter mutable @total : tensor<16xf32> = dense<1.0> : tensor<16xf32>
kiln.graph @state(%x: tensor<16xf32>, %total: tensor<16xf32> {kiln.state = @total})
    -> (tensor<16xf32>, tensor<16xf32> {kiln.state = @total}) {
  // CHECK: kernel.call @add{{.*}} at [#kernel.slice<output[1], offset = 0, bytes = 64>]
  %0 = kiln.add %total, %x : tensor<16xf32>
  // CHECK: kernel.call @neg{{.*}} at [#kernel.slice<output, offset = 0, bytes = 64>]
  %1 = kiln.neg %0 : tensor<16xf32>
  kiln.return %1, %0 : tensor<16xf32>, tensor<16xf32>
}
