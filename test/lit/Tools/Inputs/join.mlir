// Two convolutions whose results lie one behind the other before a third.
kiln.parameter @a : tensor<16x3x1x1xf32> = dense<1.0> : tensor<16x3x1x1xf32>
kiln.parameter @b : tensor<16x3x1x1xf32> = dense<2.0> : tensor<16x3x1x1xf32>
kiln.parameter @c : tensor<16x32x1x1xf32> = dense<0.5> : tensor<16x32x1x1xf32>

kiln.graph @forward(%x: tensor<1x3x4x4xf32> {kiln.name = "x"}) -> tensor<1x16x4x4xf32> {
  %a = kiln.get_parameter @a : tensor<16x3x1x1xf32>
  %b = kiln.get_parameter @b : tensor<16x3x1x1xf32>
  %0 = kiln.conv %x, %a {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x4x4xf32>, tensor<16x3x1x1xf32>) -> tensor<1x16x4x4xf32>
  %1 = kiln.relu %0 : tensor<1x16x4x4xf32>
  %2 = kiln.conv %x, %b {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x4x4xf32>, tensor<16x3x1x1xf32>) -> tensor<1x16x4x4xf32>
  %3 = kiln.relu %2 : tensor<1x16x4x4xf32>
  %4 = kiln.concat %1, %3 {dim = 1 : i64} : (tensor<1x16x4x4xf32>, tensor<1x16x4x4xf32>) -> tensor<1x32x4x4xf32>
  %c = kiln.get_parameter @c : tensor<16x32x1x1xf32>
  %5 = kiln.conv %4, %c {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x32x4x4xf32>, tensor<16x32x1x1xf32>) -> tensor<1x16x4x4xf32>
  kiln.return %5 : tensor<1x16x4x4xf32>
}
