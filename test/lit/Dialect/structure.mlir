// RUN: kiln-opt %s | kiln-opt | FileCheck %s

// CHECK: kiln.parameter @conv1.weight : tensor<6x3x3x3xf32> {origin = "a.pt"}
kiln.parameter @conv1.weight : tensor<6x3x3x3xf32> {origin = "a.pt"}

// CHECK: kiln.parameter mutable @count : tensor<1xf32> = dense<0.000000e+00> : tensor<1xf32>
kiln.parameter mutable @count : tensor<1xf32> = dense<0.0> : tensor<1xf32>

// CHECK: kiln.initializer @negated : tensor<1xf32> {
kiln.initializer @negated : tensor<1xf32> {
  // CHECK: %[[COUNT:.*]] = kiln.get_parameter @count : tensor<1xf32>
  %0 = kiln.get_parameter @count : tensor<1xf32>
  // CHECK: %[[NEG:.*]] = kiln.neg %[[COUNT]] : tensor<1xf32>
  %1 = kiln.neg %0 : tensor<1xf32>
  // CHECK: kiln.yield %[[NEG]] : tensor<1xf32>
  kiln.yield %1 : tensor<1xf32>
}

// CHECK: kiln.graph @forward(%[[X:.*]]: tensor<1x3x8x8xf32> {kiln.name = "x"}) -> tensor<1x6x8x8xf32>
// CHECK-SAME: attributes {input_tree = "(*,)", output_tree = "*"}
kiln.graph @forward(%x: tensor<1x3x8x8xf32> {kiln.name = "x"}) -> tensor<1x6x8x8xf32>
    attributes {input_tree = "(*,)", output_tree = "*"} {
  // CHECK: %[[W:.*]] = kiln.get_parameter @conv1.weight
  %w = kiln.get_parameter @conv1.weight : tensor<6x3x3x3xf32>
  // CHECK: %[[FUSED:.*]] = kiln.fused (%[[A:.*]] = %[[X]], %[[B:.*]] = %[[W]]) :
  // CHECK-SAME: (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32>
  %y = kiln.fused (%a = %x, %b = %w)
      : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32> {
    // CHECK: kiln.conv %[[A]], %[[B]]
    %0 = kiln.conv %a, %b {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>,
                           dilation = array<i64: 1, 1>}
        : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32>
    // CHECK: kiln.clamp %{{.*}} {max = 6.000000e+00 : f64}
    %1 = kiln.clamp %0 {max = 6.0} : tensor<1x6x8x8xf32>
    kiln.yield %1 : tensor<1x6x8x8xf32>
  }
  // CHECK: kiln.pack %[[FUSED]] : tensor<1x6x8x8xf32> to
  // CHECK-SAME: tensor<1x6x8x8xf32, #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>>
  %p = kiln.pack %y : tensor<1x6x8x8xf32>
      to tensor<1x6x8x8xf32, #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>>
  // CHECK: kiln.max_pool
  // CHECK-SAME: halo = [0, 0, 0, 0]
  %q = kiln.max_pool %p {kernel = array<i64: 3, 3>, stride = array<i64: 1, 1>,
                         padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x6x8x8xf32, #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>>)
      -> tensor<1x6x8x8xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>
  // CHECK: kiln.unpack
  %r = kiln.unpack %q : tensor<1x6x8x8xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>
      to tensor<1x6x8x8xf32>
  kiln.return %r : tensor<1x6x8x8xf32>
}

// State is paired by the parameter that holds its initial value.
// CHECK: kiln.graph @step(%{{.*}}: tensor<1xf32>, %{{.*}}: tensor<1xf32> {kiln.state = @count})
// CHECK-SAME: -> (tensor<1xf32>, tensor<1xf32> {kiln.state = @count}) {
kiln.graph @step(%x: tensor<1xf32>, %count: tensor<1xf32> {kiln.state = @count})
    -> (tensor<1xf32>, tensor<1xf32> {kiln.state = @count}) {
  %0 = kiln.add %count, %x : tensor<1xf32>
  %1 = kiln.neg %0 : tensor<1xf32>
  kiln.return %1, %0 : tensor<1xf32>, tensor<1xf32>
}
