// RUN: kiln-opt %s --kiln-pipeline | FileCheck %s
// RUN: kiln-opt %s --kiln-pipeline | kiln-opt | FileCheck %s

// Steps along a sequence of named length are a loop of calls: a step leaves its
// state in that of all steps, behind the one that it reads.
#x = #kiln.dims<"T, 1, 16">
kiln.parameter @w : tensor<16x16xf32>

// CHECK-LABEL: kernel.program @forward
// CHECK-SAME: arena_bytes = #kiln.dim<"64*T">
kiln.graph @forward(%x: tensor<?x1x16xf32, #x>, %h: tensor<1x16xf32>) -> tensor<?x1x16xf32, #x>
    attributes {kiln.dims = #kiln.dims<"T">} {
  %w = kiln.get_parameter @w : tensor<16x16xf32>
  // CHECK: %[[HS:.*]] = kernel.loop step #kiln.dim<"step"> (%[[A:.*]] = %{{.*}}) from (%[[P:.*]] = %{{.*}}) reverse
  // CHECK-SAME: at [#kernel.slice<arena, offset = 0, bytes = #kiln.dim<"64*T">>]
  %hs = kiln.scan (%a = %x) from (%p = %h) with (%v = %w) reverse
      : (tensor<?x1x16xf32, #x>, tensor<1x16xf32>, tensor<16x16xf32>) -> tensor<?x1x16xf32, #x> {
    // CHECK: %[[W:.*]] = kernel.weights @w packed
    // CHECK: %[[LEFT:.*]] = kernel.call @linear_add(%[[P]], %[[W]], %[[A]])
    // CHECK-SAME: at [#kernel.slice<arena, offset = #kiln.dim<"64*T - 64*step">, bytes = 64>]
    // CHECK: kernel.yield %[[LEFT]]
    %0 = kiln.linear %p, %v : (tensor<1x16xf32>, tensor<16x16xf32>) -> tensor<1x16xf32>
    %1 = kiln.add %0, %a : tensor<1x16xf32>
    kiln.yield %1 : tensor<1x16xf32>
  }
  // CHECK: kernel.call @exp(%[[HS]])
  %y = kiln.exp %hs : tensor<?x1x16xf32, #x>
  kiln.return %y : tensor<?x1x16xf32, #x>
}
