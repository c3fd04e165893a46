// RUN: kiln-opt %s | kiln-opt | FileCheck %s

// CHECK: kiln.define_dim "nonzero0" = %{{.*}} {bound = 20 : i64, size = #kiln.dim<"nonzero0", "nonzero0 = 0..20">} : tensor<i64>
// CHECK: kiln.repeat_indices %{{.*}} : tensor<20xi1> to tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..20">>
kiln.graph @mask(%mask: tensor<20xi1>) -> tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..20">>
    attributes {kiln.dims = #kiln.dims<"nonzero0", "nonzero0 = 0..20">} {
  %0 = kiln.cast %mask : tensor<20xi1> to tensor<20xi64>
  %1 = kiln.reduce_sum %0 {dims = array<i64: 0>} : (tensor<20xi64>) -> tensor<i64>
  kiln.define_dim "nonzero0" = %1 {size = #kiln.dim<"nonzero0", "nonzero0 = 0..20">, bound = 20 : i64} : tensor<i64>
  %2 = kiln.repeat_indices %mask : tensor<20xi1> to tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..20">>
  kiln.return %2 : tensor<?xi64, #kiln.dims<"nonzero0", "nonzero0 = 0..20">>
}

// While a model is imported, the size is a number.
// CHECK: kiln.define_dim "nonzero0" = %{{.*}} {bound = 4 : i64, size = 3 : i64} : tensor<i64>
kiln.graph @sample(%count: tensor<i64>, %counts: tensor<4xi64>) -> tensor<3xi64> {
  kiln.define_dim "nonzero0" = %count {size = 3 : i64, bound = 4 : i64} : tensor<i64>
  %0 = kiln.repeat_indices %counts : tensor<4xi64> to tensor<3xi64>
  kiln.return %0 : tensor<3xi64>
}
