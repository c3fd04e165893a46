// RUN: kiln-opt %s | kiln-opt | FileCheck %s

#image = #kiln.dims<"N, 3, H, 8", "N = 1..64, H = 8..99">

// Equal sizes are equal types, however they are written; shape inference gives
// expressions.
// CHECK-LABEL: kiln.graph @inference
kiln.graph @inference(%x: tensor<?x3x?x8xf32, #image>, %w: tensor<4x3x3x3xf32>)
    -> tensor<?x4x?x3xf32, #kiln.dims<"N, 4, floordiv(H - 1, 2), 3", "N = 1..64, H = 8..99">>
    attributes {kiln.dims = #kiln.dims<"N, H", "N = 1..64, H = 8..99">} {
  // CHECK: kiln.conv {{.*}} -> tensor<?x4x?x3xf32, #kiln.dims<"N, 4, floordiv(H + 1, 2) - 1, 3", "N = 1..64, H = 8..99">>
  %0 = kiln.conv %x, %w {stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<?x3x?x8xf32, #image>, tensor<4x3x3x3xf32>) -> tensor<?x4x?x3xf32, #kiln.dims<"N, 4, 1 + floordiv(H - 3, 2), 3", "N = 1..64, H = 8..99">>
  kiln.return %0 : tensor<?x4x?x3xf32, #kiln.dims<"N, 4, floordiv(H - 1, 2), 3", "N = 1..64, H = 8..99">>
}

// Lists of numbers of which some depend on dimensions.
// CHECK-LABEL: kiln.graph @last
kiln.graph @last(%x: tensor<?x5xf32, #kiln.dims<"S, 5">>) -> tensor<1x5xf32>
    attributes {kiln.dims = #kiln.dims<"S">} {
  // CHECK: kiln.slice %{{.*}} {sizes = array<i64: 1, 5>, starts = #kiln.dims<"S - 1, 0">
  %0 = kiln.slice %x {starts = #kiln.dims<"S - 1, 0">, sizes = array<i64: 1, 5>, strides = array<i64: 1, 1>} : (tensor<?x5xf32, #kiln.dims<"S, 5">>) -> tensor<1x5xf32>
  kiln.return %0 : tensor<1x5xf32>
}

// A layout keeps the names.
// CHECK-LABEL: kiln.graph @layout
// CHECK-SAME: #kiln.blocked<block = 16, halo = [1, 1, 1, 1], dims = <"N, 32, 4, 4">>
#blocked = #kiln.blocked<block = 16, halo = [1, 1, 1, 1], dims = <"N, 32, 4, 4">>
kiln.graph @layout(%x: tensor<?x32x4x4xf32, #blocked>) -> tensor<?x32x4x4xf32, #kiln.dims<"N, 32, 4, 4">>
    attributes {kiln.dims = #kiln.dims<"N">} {
  %0 = kiln.unpack %x : tensor<?x32x4x4xf32, #blocked> to tensor<?x32x4x4xf32, #kiln.dims<"N, 32, 4, 4">>
  kiln.return %0 : tensor<?x32x4x4xf32, #kiln.dims<"N, 32, 4, 4">>
}
