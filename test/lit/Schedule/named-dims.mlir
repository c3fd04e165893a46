// RUN: kiln-opt %s --kiln-pipeline | FileCheck %s
// RUN: not kiln-opt %S/Inputs/open-planes.mlir --kiln-pipeline 2>&1 | FileCheck %s --check-prefix=PLANES
// PLANES: error: conv: only the first dimension may be named yet, got [N, 3, H, 8]

// Work items, places and bytes are expressions; values whose sizes grow alike
// share memory. Kernels know the dimensions that their program has.
// CHECK: kernel.func @linear
// CHECK-SAME: kiln.dims = #kiln.dims<"N, S">
// CHECK-SAME: work_items = #kiln.dim<"floordiv(N*S + {{[0-9]+}}, {{[0-9]+}})">
// CHECK: kernel.program @forward
// CHECK-SAME: arena_bytes = #kiln.dim<"128*N*S">
// CHECK-SAME: kiln.dims = #kiln.dims<"N, S">
kiln.parameter @w : tensor<16x16xf32>
kiln.graph @forward(%x: tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>) -> tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %w = kiln.get_parameter @w : tensor<16x16xf32>
  // CHECK: kernel.call @linear{{.*}} at [#kernel.slice<arena, offset = 0, bytes = #kiln.dim<"64*N*S">>]
  %0 = kiln.linear %x, %w : (tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>, tensor<16x16xf32>) -> tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>
  // CHECK: kernel.call @linear{{.*}} at [#kernel.slice<arena, offset = #kiln.dim<"64*N*S">, bytes = #kiln.dim<"64*N*S">>]
  %1 = kiln.linear %0, %w : (tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>, tensor<16x16xf32>) -> tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>
  // CHECK: kernel.call @linear{{.*}} at [#kernel.slice<output, offset = 0, bytes = #kiln.dim<"64*N*S">>]
  %2 = kiln.linear %1, %w : (tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>, tensor<16x16xf32>) -> tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>
  kiln.return %2 : tensor<?x?x16xf32, #kiln.dims<"N, S, 16">>
}
