// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @conv1d_0(%x0: tensor<1x3x17xf32>, %x1: tensor<4x3x3xf32>, %x2: tensor<4xf32>) -> (tensor<1x4x15xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1>, padding = array<i64: 0, 0>, dilation = array<i64: 1>, groups = 1 : i64}
      : (tensor<1x3x17xf32>, tensor<4x3x3xf32>, tensor<4xf32>) -> tensor<1x4x15xf32>
  kiln.return %y : tensor<1x4x15xf32>
}

kiln.graph @conv1d_1(%x0: tensor<2x4x13xf32>, %x1: tensor<6x2x4xf32>) -> (tensor<2x6x4xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 3>, padding = array<i64: 2, 2>, dilation = array<i64: 2>, groups = 2 : i64}
      : (tensor<2x4x13xf32>, tensor<6x2x4xf32>) -> tensor<2x6x4xf32>
  kiln.return %y : tensor<2x6x4xf32>
}

kiln.graph @conv1d_2(%x0: tensor<1x5x11xf32>, %x1: tensor<5x1x3xf32>, %x2: tensor<5xf32>) -> (tensor<1x5x6xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 2>, padding = array<i64: 1, 1>, dilation = array<i64: 1>, groups = 5 : i64}
      : (tensor<1x5x11xf32>, tensor<5x1x3xf32>, tensor<5xf32>) -> tensor<1x5x6xf32>
  kiln.return %y : tensor<1x5x6xf32>
}

kiln.graph @conv2d_3(%x0: tensor<1x1x1x1xf32>, %x1: tensor<1x1x1x1xf32>) -> (tensor<1x1x1x1xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
  kiln.return %y : tensor<1x1x1x1xf32>
}

kiln.graph @conv2d_4(%x0: tensor<2x3x7x11xf32>, %x1: tensor<5x3x3x3xf32>, %x2: tensor<5xf32>) -> (tensor<2x5x7x11xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<2x3x7x11xf32>, tensor<5x3x3x3xf32>, tensor<5xf32>) -> tensor<2x5x7x11xf32>
  kiln.return %y : tensor<2x5x7x11xf32>
}

kiln.graph @conv2d_5(%x0: tensor<1x3x13x9xf32>, %x1: tensor<7x3x5x3xf32>) -> (tensor<1x7x7x7xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 2, 1>, padding = array<i64: 2, 0, 2, 0>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x3x13x9xf32>, tensor<7x3x5x3xf32>) -> tensor<1x7x7x7xf32>
  kiln.return %y : tensor<1x7x7x7xf32>
}

kiln.graph @conv2d_6(%x0: tensor<1x4x9x9xf32>, %x1: tensor<6x2x3x3xf32>, %x2: tensor<6xf32>) -> (tensor<1x6x9x9xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1, 1>, padding = array<i64: 2, 2, 2, 2>, dilation = array<i64: 2, 2>, groups = 2 : i64}
      : (tensor<1x4x9x9xf32>, tensor<6x2x3x3xf32>, tensor<6xf32>) -> tensor<1x6x9x9xf32>
  kiln.return %y : tensor<1x6x9x9xf32>
}

kiln.graph @conv2d_7(%x0: tensor<1x6x8x7xf32>, %x1: tensor<6x1x3x3xf32>, %x2: tensor<6xf32>) -> (tensor<1x6x4x4xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 6 : i64}
      : (tensor<1x6x8x7xf32>, tensor<6x1x3x3xf32>, tensor<6xf32>) -> tensor<1x6x4x4xf32>
  kiln.return %y : tensor<1x6x4x4xf32>
}

kiln.graph @conv2d_8(%x0: tensor<1x4x6x5xf32>, %x1: tensor<8x1x3x3xf32>) -> (tensor<1x8x6x5xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 4 : i64}
      : (tensor<1x4x6x5xf32>, tensor<8x1x3x3xf32>) -> tensor<1x8x6x5xf32>
  kiln.return %y : tensor<1x8x6x5xf32>
}

kiln.graph @conv2d_9(%x0: tensor<2x17x5x5xf32>, %x1: tensor<19x17x1x1xf32>, %x2: tensor<19xf32>) -> (tensor<2x19x5x5xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<2x17x5x5xf32>, tensor<19x17x1x1xf32>, tensor<19xf32>) -> tensor<2x19x5x5xf32>
  kiln.return %y : tensor<2x19x5x5xf32>
}

kiln.graph @conv2d_10(%x0: tensor<1x3x23x23xf32>, %x1: tensor<8x3x7x7xf32>) -> (tensor<1x8x12x12xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 2, 2>, padding = array<i64: 3, 3, 3, 3>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x3x23x23xf32>, tensor<8x3x7x7xf32>) -> tensor<1x8x12x12xf32>
  kiln.return %y : tensor<1x8x12x12xf32>
}

kiln.graph @conv2d_11(%x0: tensor<1x8x5x5xf32>, %x1: tensor<4x8x1x1xf32>) -> (tensor<1x4x3x3xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x8x5x5xf32>, tensor<4x8x1x1xf32>) -> tensor<1x4x3x3xf32>
  kiln.return %y : tensor<1x4x3x3xf32>
}

kiln.graph @conv2d_12(%x0: tensor<1x2x4x3xf32>, %x1: tensor<3x2x2x2xf32>, %x2: tensor<3xf32>) -> (tensor<1x3x9x6xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1, 1>, padding = array<i64: 3, 2, 3, 2>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x2x4x3xf32>, tensor<3x2x2x2xf32>, tensor<3xf32>) -> tensor<1x3x9x6xf32>
  kiln.return %y : tensor<1x3x9x6xf32>
}

kiln.graph @conv3d_13(%x0: tensor<1x2x4x5x6xf32>, %x1: tensor<3x2x2x3x3xf32>, %x2: tensor<3xf32>) -> (tensor<1x3x3x3x6xf32>) {
  %y = "kiln.conv"(%x0, %x1, %x2) {stride = array<i64: 1, 2, 1>, padding = array<i64: 0, 1, 1, 0, 1, 1>, dilation = array<i64: 1, 1, 1>, groups = 1 : i64}
      : (tensor<1x2x4x5x6xf32>, tensor<3x2x2x3x3xf32>, tensor<3xf32>) -> tensor<1x3x3x3x6xf32>
  kiln.return %y : tensor<1x3x3x3x6xf32>
}

kiln.graph @conv3d_14(%x0: tensor<1x4x5x4x5xf32>, %x1: tensor<4x1x3x3x3xf32>) -> (tensor<1x4x5x4x3xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1, 1>, padding = array<i64: 1, 1, 1, 1, 1, 1>, dilation = array<i64: 1, 1, 2>, groups = 4 : i64}
      : (tensor<1x4x5x4x5xf32>, tensor<4x1x3x3x3xf32>) -> tensor<1x4x5x4x3xf32>
  kiln.return %y : tensor<1x4x5x4x3xf32>
}

kiln.graph @conv2d_uneven(%x0: tensor<1x2x6x6xf32>, %x1: tensor<3x2x3x3xf32>) -> (tensor<1x3x5x6xf32>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 1, 0, 0, 2>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x2x6x6xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x5x6xf32>
  kiln.return %y : tensor<1x3x5x6xf32>
}

kiln.graph @conv2d_float64(%x0: tensor<1x3x6x5xf64>, %x1: tensor<4x3x3x3xf64>) -> (tensor<1x4x6x5xf64>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x3x6x5xf64>, tensor<4x3x3x3xf64>) -> tensor<1x4x6x5xf64>
  kiln.return %y : tensor<1x4x6x5xf64>
}

kiln.graph @conv2d_float16(%x0: tensor<1x3x6x5xf16>, %x1: tensor<4x3x3x3xf16>) -> (tensor<1x4x6x5xf16>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x3x6x5xf16>, tensor<4x3x3x3xf16>) -> tensor<1x4x6x5xf16>
  kiln.return %y : tensor<1x4x6x5xf16>
}

kiln.graph @conv2d_bfloat16(%x0: tensor<1x3x6x5xbf16>, %x1: tensor<4x3x3x3xbf16>) -> (tensor<1x4x6x5xbf16>) {
  %y = "kiln.conv"(%x0, %x1) {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<1x3x6x5xbf16>, tensor<4x3x3x3xbf16>) -> tensor<1x4x6x5xbf16>
  kiln.return %y : tensor<1x4x6x5xbf16>
}

kiln.graph @conv_transpose1d_0(%x0: tensor<1x3x9xf32>, %x1: tensor<3x4x3xf32>, %x2: tensor<4xf32>) -> (tensor<1x4x18xf32>) {
  %y = "kiln.conv_transpose"(%x0, %x1, %x2) {stride = array<i64: 2>, padding = array<i64: 1, 1>, output_padding = array<i64: 1>, dilation = array<i64: 1>, groups = 1 : i64}
      : (tensor<1x3x9xf32>, tensor<3x4x3xf32>, tensor<4xf32>) -> tensor<1x4x18xf32>
  kiln.return %y : tensor<1x4x18xf32>
}

kiln.graph @conv_transpose2d_1(%x0: tensor<2x4x5x6xf32>, %x1: tensor<4x3x3x3xf32>, %x2: tensor<3xf32>) -> (tensor<2x3x10x12xf32>) {
  %y = "kiln.conv_transpose"(%x0, %x1, %x2) {stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, output_padding = array<i64: 1, 1>, dilation = array<i64: 1, 1>, groups = 1 : i64}
      : (tensor<2x4x5x6xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<2x3x10x12xf32>
  kiln.return %y : tensor<2x3x10x12xf32>
}

kiln.graph @conv_transpose2d_2(%x0: tensor<1x4x5x4xf32>, %x1: tensor<4x2x2x2xf32>, %x2: tensor<4xf32>) -> (tensor<1x4x10x8xf32>) {
  %y = "kiln.conv_transpose"(%x0, %x1, %x2) {stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, output_padding = array<i64: 0, 0>, dilation = array<i64: 1, 1>, groups = 2 : i64}
      : (tensor<1x4x5x4xf32>, tensor<4x2x2x2xf32>, tensor<4xf32>) -> tensor<1x4x10x8xf32>
  kiln.return %y : tensor<1x4x10x8xf32>
}

kiln.graph @conv_transpose2d_3(%x0: tensor<1x3x4x5xf32>, %x1: tensor<3x2x3x4xf32>, %x2: tensor<2xf32>) -> (tensor<1x2x8x16xf32>) {
  %y = "kiln.conv_transpose"(%x0, %x1, %x2) {stride = array<i64: 1, 3>, padding = array<i64: 0, 2, 0, 2>, output_padding = array<i64: 0, 1>, dilation = array<i64: 2, 2>, groups = 1 : i64}
      : (tensor<1x3x4x5xf32>, tensor<3x2x3x4xf32>, tensor<2xf32>) -> tensor<1x2x8x16xf32>
  kiln.return %y : tensor<1x2x8x16xf32>
}

kiln.graph @conv_transpose3d_4(%x0: tensor<1x2x3x4x3xf32>, %x1: tensor<2x3x2x3x2xf32>, %x2: tensor<3xf32>) -> (tensor<1x3x6x6x6xf32>) {
  %y = "kiln.conv_transpose"(%x0, %x1, %x2) {stride = array<i64: 2, 1, 2>, padding = array<i64: 0, 0, 0, 0, 0, 0>, output_padding = array<i64: 0, 0, 0>, dilation = array<i64: 1, 1, 1>, groups = 1 : i64}
      : (tensor<1x2x3x4x3xf32>, tensor<2x3x2x3x2xf32>, tensor<3xf32>) -> tensor<1x3x6x6x6xf32>
  kiln.return %y : tensor<1x3x6x6x6xf32>
}

kiln.graph @linear_0(%x0: tensor<1x5xf32>, %x1: tensor<3x5xf32>, %x2: tensor<3xf32>) -> (tensor<1x3xf32>) {
  %y = "kiln.linear"(%x0, %x1, %x2) {}
      : (tensor<1x5xf32>, tensor<3x5xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  kiln.return %y : tensor<1x3xf32>
}

kiln.graph @linear_0_no_bias(%x0: tensor<1x5xf32>, %x1: tensor<3x5xf32>) -> (tensor<1x3xf32>) {
  %y = "kiln.linear"(%x0, %x1) {}
      : (tensor<1x5xf32>, tensor<3x5xf32>) -> tensor<1x3xf32>
  kiln.return %y : tensor<1x3xf32>
}

kiln.graph @linear_1(%x0: tensor<7x33xf32>, %x1: tensor<17x33xf32>, %x2: tensor<17xf32>) -> (tensor<7x17xf32>) {
  %y = "kiln.linear"(%x0, %x1, %x2) {}
      : (tensor<7x33xf32>, tensor<17x33xf32>, tensor<17xf32>) -> tensor<7x17xf32>
  kiln.return %y : tensor<7x17xf32>
}

kiln.graph @linear_1_no_bias(%x0: tensor<7x33xf32>, %x1: tensor<17x33xf32>) -> (tensor<7x17xf32>) {
  %y = "kiln.linear"(%x0, %x1) {}
      : (tensor<7x33xf32>, tensor<17x33xf32>) -> tensor<7x17xf32>
  kiln.return %y : tensor<7x17xf32>
}

kiln.graph @linear_2(%x0: tensor<2x3x10xf32>, %x1: tensor<4x10xf32>, %x2: tensor<4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.linear"(%x0, %x1, %x2) {}
      : (tensor<2x3x10xf32>, tensor<4x10xf32>, tensor<4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @linear_2_no_bias(%x0: tensor<2x3x10xf32>, %x1: tensor<4x10xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.linear"(%x0, %x1) {}
      : (tensor<2x3x10xf32>, tensor<4x10xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @linear_3(%x0: tensor<9xf32>, %x1: tensor<2x9xf32>, %x2: tensor<2xf32>) -> (tensor<2xf32>) {
  %y = "kiln.linear"(%x0, %x1, %x2) {}
      : (tensor<9xf32>, tensor<2x9xf32>, tensor<2xf32>) -> tensor<2xf32>
  kiln.return %y : tensor<2xf32>
}

kiln.graph @linear_3_no_bias(%x0: tensor<9xf32>, %x1: tensor<2x9xf32>) -> (tensor<2xf32>) {
  %y = "kiln.linear"(%x0, %x1) {}
      : (tensor<9xf32>, tensor<2x9xf32>) -> tensor<2xf32>
  kiln.return %y : tensor<2xf32>
}

kiln.graph @matmul_0(%x0: tensor<5x7xf32>, %x1: tensor<7x3xf32>) -> (tensor<5x3xf32>) {
  %y = "kiln.matmul"(%x0, %x1) {}
      : (tensor<5x7xf32>, tensor<7x3xf32>) -> tensor<5x3xf32>
  kiln.return %y : tensor<5x3xf32>
}

kiln.graph @matmul_1(%x0: tensor<2x4x5xf32>, %x1: tensor<2x5x6xf32>) -> (tensor<2x4x6xf32>) {
  %y = "kiln.matmul"(%x0, %x1) {}
      : (tensor<2x4x5xf32>, tensor<2x5x6xf32>) -> tensor<2x4x6xf32>
  kiln.return %y : tensor<2x4x6xf32>
}

kiln.graph @matmul_2(%x0: tensor<2x3x1x9xf32>, %x1: tensor<2x3x9x1xf32>) -> (tensor<2x3x1x1xf32>) {
  %y = "kiln.matmul"(%x0, %x1) {}
      : (tensor<2x3x1x9xf32>, tensor<2x3x9x1xf32>) -> tensor<2x3x1x1xf32>
  kiln.return %y : tensor<2x3x1x1xf32>
}

kiln.graph @matmul_int64(%x0: tensor<4x6xi64>, %x1: tensor<6x3xi64>) -> (tensor<4x3xi64>) {
  %y = "kiln.matmul"(%x0, %x1) {}
      : (tensor<4x6xi64>, tensor<6x3xi64>) -> tensor<4x3xi64>
  kiln.return %y : tensor<4x3xi64>
}

kiln.graph @matmul_int8(%x0: tensor<4x6xi8>, %x1: tensor<6x3xi8>) -> (tensor<4x3xi8>) {
  %y = "kiln.matmul"(%x0, %x1) {}
      : (tensor<4x6xi8>, tensor<6x3xi8>) -> tensor<4x3xi8>
  kiln.return %y : tensor<4x3xi8>
}
