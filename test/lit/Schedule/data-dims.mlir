// RUN: kiln-opt %s --kiln-pipeline | FileCheck %s

// Places are planned with the bounds, also of what follows from a size; what a
// kernel has to do depends on the value. Nothing is joined that would move.
// CHECK: kernel.func @repeat_indices
// CHECK-SAME: work_items = 1
// CHECK: kernel.func @concat
// CHECK-SAME: work_items = #kiln.dim<"floordiv(nonzero0
// CHECK: kernel.program @forward
// CHECK-SAME: arena_bytes = #kiln.dim<"{{[0-9]+\*N \+ [0-9]+}}">
kiln.graph @forward(%mask: tensor<?xi1, #kiln.dims<"N">>) -> tensor<?xi64, #kiln.dims<"nonzero0 + 8", "nonzero0 = 0..1024">>
    attributes {kiln.dims = #kiln.dims<"N, nonzero0", "nonzero0 = 0..1024">} {
  %0 = kiln.cast %mask : tensor<?xi1, #kiln.dims<"N">> to tensor<?xi64, #kiln.dims<"N">>
  %1 = kiln.reduce_sum %0 {dims = array<i64: 0>} : (tensor<?xi64, #kiln.dims<"N">>) -> tensor<i64>
  // CHECK: %[[COUNT:.*]] = kernel.call @reduce_sum
  // CHECK: kiln.define_dim "nonzero0" = %[[COUNT]]
  kiln.define_dim "nonzero0" = %1 {size = #kiln.dim<"nonzero0", "nonzero0 = 0..1024">, bound = #kiln.dim<"N">} : tensor<i64>
  // CHECK: kernel.call @repeat_indices{{.*}} bytes = #kiln.dim<"8*N">
  %2 = kiln.repeat_indices %mask : tensor<?xi1, #kiln.dims<"N">> to tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..1024">>
  %3 = kiln.slice %mask {starts = array<i64: 0>, sizes = array<i64: 1>, strides = array<i64: 1>} : (tensor<?xi1, #kiln.dims<"N">>) -> tensor<1xi1>
  %4 = kiln.cast %3 : tensor<1xi1> to tensor<1xi64>
  %5 = kiln.broadcast %4 : tensor<1xi64> to tensor<8xi64>
  %6 = kiln.neg %5 : tensor<8xi64>
  // CHECK-NOT: kernel.join
  // CHECK: kernel.call @concat{{.*}} bytes = #kiln.dim<"8*N + 64">
  %7 = kiln.concat %6, %2 {dim = 0 : i64} : (tensor<8xi64>, tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..1024">>) -> tensor<?xi64, #kiln.dims<"nonzero0 + 8", "nonzero0 = 0..1024">>
  kiln.return %7 : tensor<?xi64, #kiln.dims<"nonzero0 + 8", "nonzero0 = 0..1024">>
}
