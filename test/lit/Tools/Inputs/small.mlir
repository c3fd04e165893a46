// Two planes of 4x4, doubled and tripled, positive part, largest of each 2x2,
// then sums of all eight numbers.
kiln.parameter @conv.weight : tensor<2x1x1x1xf32> = dense<[[[[2.0]]], [[[-3.0]]]]> : tensor<2x1x1x1xf32>
kiln.parameter @conv.bias : tensor<2xf32> = dense<[1.0, 0.0]> : tensor<2xf32>
kiln.parameter @fc.weight : tensor<3x8xf32> = dense<[
  [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
  [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0],
  [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]]> : tensor<3x8xf32>

kiln.graph @forward(%x: tensor<1x1x4x4xf32> {kiln.name = "x"}) -> tensor<1x3xf32> {
  %w = kiln.get_parameter @conv.weight : tensor<2x1x1x1xf32>
  %b = kiln.get_parameter @conv.bias : tensor<2xf32>
  %0 = kiln.conv %x, %w, %b {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x1x4x4xf32>, tensor<2x1x1x1xf32>, tensor<2xf32>) -> tensor<1x2x4x4xf32>
  %1 = kiln.relu %0 : tensor<1x2x4x4xf32>
  %2 = kiln.max_pool %1 {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32>
  %3 = kiln.reshape %2 : tensor<1x2x2x2xf32> to tensor<1x8xf32>
  %f = kiln.get_parameter @fc.weight : tensor<3x8xf32>
  %4 = kiln.linear %3, %f : (tensor<1x8xf32>, tensor<3x8xf32>) -> tensor<1x3xf32>
  kiln.return %4 : tensor<1x3xf32>
}
