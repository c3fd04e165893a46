// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @max1d_0(%x0: tensor<1x2x13xf32>) -> (tensor<1x2x7xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 3>, stride = array<i64: 2>, padding = array<i64: 1, 1>, ceil_mode = false, dilation = array<i64: 1>}
      : (tensor<1x2x13xf32>) -> tensor<1x2x7xf32>
  kiln.return %y : tensor<1x2x7xf32>
}

kiln.graph @avg1d_0_True(%x0: tensor<1x2x13xf32>) -> (tensor<1x2x7xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3>, stride = array<i64: 2>, padding = array<i64: 1, 1>, ceil_mode = false, count_include_pad = true}
      : (tensor<1x2x13xf32>) -> tensor<1x2x7xf32>
  kiln.return %y : tensor<1x2x7xf32>
}

kiln.graph @avg1d_0_False(%x0: tensor<1x2x13xf32>) -> (tensor<1x2x7xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3>, stride = array<i64: 2>, padding = array<i64: 1, 1>, ceil_mode = false, count_include_pad = false}
      : (tensor<1x2x13xf32>) -> tensor<1x2x7xf32>
  kiln.return %y : tensor<1x2x7xf32>
}

kiln.graph @max2d_1(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x3x4xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = false, dilation = array<i64: 1, 1>}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x3x4xf32>
  kiln.return %y : tensor<2x3x3x4xf32>
}

kiln.graph @avg2d_1_True(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x3x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = false, count_include_pad = true}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x3x4xf32>
  kiln.return %y : tensor<2x3x3x4xf32>
}

kiln.graph @avg2d_1_False(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x3x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = false, count_include_pad = false}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x3x4xf32>
  kiln.return %y : tensor<2x3x3x4xf32>
}

kiln.graph @avg2d_1_divisor(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x3x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = false, count_include_pad = true, divisor = 3 : i64}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x3x4xf32>
  kiln.return %y : tensor<2x3x3x4xf32>
}

kiln.graph @max2d_2(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x4x4xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = false, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x4x4xf32>
  kiln.return %y : tensor<1x3x4x4xf32>
}

kiln.graph @avg2d_2_True(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = false, count_include_pad = true}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x4x4xf32>
  kiln.return %y : tensor<1x3x4x4xf32>
}

kiln.graph @avg2d_2_False(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = false, count_include_pad = false}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x4x4xf32>
  kiln.return %y : tensor<1x3x4x4xf32>
}

kiln.graph @avg2d_2_divisor(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = false, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x4x4xf32>
  kiln.return %y : tensor<1x3x4x4xf32>
}

kiln.graph @max2d_3(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x5x4xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x5x4xf32>
  kiln.return %y : tensor<1x3x5x4xf32>
}

kiln.graph @avg2d_3_True(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x5x4xf32>
  kiln.return %y : tensor<1x3x5x4xf32>
}

kiln.graph @avg2d_3_False(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = false}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x5x4xf32>
  kiln.return %y : tensor<1x3x5x4xf32>
}

kiln.graph @avg2d_3_divisor(%x0: tensor<1x3x8x7xf32>) -> (tensor<1x3x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x3x8x7xf32>) -> tensor<1x3x5x4xf32>
  kiln.return %y : tensor<1x3x5x4xf32>
}

kiln.graph @max2d_4(%x0: tensor<1x2x9x11xf32>) -> (tensor<1x2x5x4xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 3, 2>, stride = array<i64: 2, 3>, padding = array<i64: 1, 0, 1, 0>, ceil_mode = true, dilation = array<i64: 1, 1>}
      : (tensor<1x2x9x11xf32>) -> tensor<1x2x5x4xf32>
  kiln.return %y : tensor<1x2x5x4xf32>
}

kiln.graph @avg2d_4_True(%x0: tensor<1x2x9x11xf32>) -> (tensor<1x2x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 2>, stride = array<i64: 2, 3>, padding = array<i64: 1, 0, 1, 0>, ceil_mode = true, count_include_pad = true}
      : (tensor<1x2x9x11xf32>) -> tensor<1x2x5x4xf32>
  kiln.return %y : tensor<1x2x5x4xf32>
}

kiln.graph @avg2d_4_False(%x0: tensor<1x2x9x11xf32>) -> (tensor<1x2x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 2>, stride = array<i64: 2, 3>, padding = array<i64: 1, 0, 1, 0>, ceil_mode = true, count_include_pad = false}
      : (tensor<1x2x9x11xf32>) -> tensor<1x2x5x4xf32>
  kiln.return %y : tensor<1x2x5x4xf32>
}

kiln.graph @avg2d_4_divisor(%x0: tensor<1x2x9x11xf32>) -> (tensor<1x2x5x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 3, 2>, stride = array<i64: 2, 3>, padding = array<i64: 1, 0, 1, 0>, ceil_mode = true, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x2x9x11xf32>) -> tensor<1x2x5x4xf32>
  kiln.return %y : tensor<1x2x5x4xf32>
}

kiln.graph @max2d_5(%x0: tensor<1x2x10x10xf32>) -> (tensor<1x2x8x8xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 3, 3>, stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = false, dilation = array<i64: 2, 2>}
      : (tensor<1x2x10x10xf32>) -> tensor<1x2x8x8xf32>
  kiln.return %y : tensor<1x2x8x8xf32>
}

kiln.graph @max2d_6(%x0: tensor<1x2x6x6xf32>) -> (tensor<1x2x2x2xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 3, 3>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = true, dilation = array<i64: 1, 1>}
      : (tensor<1x2x6x6xf32>) -> tensor<1x2x2x2xf32>
  kiln.return %y : tensor<1x2x2x2xf32>
}

kiln.graph @avg2d_6_True(%x0: tensor<1x2x6x6xf32>) -> (tensor<1x2x2x2xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 3, 3>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = true, count_include_pad = true}
      : (tensor<1x2x6x6xf32>) -> tensor<1x2x2x2xf32>
  kiln.return %y : tensor<1x2x2x2xf32>
}

kiln.graph @avg2d_6_False(%x0: tensor<1x2x6x6xf32>) -> (tensor<1x2x2x2xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 3, 3>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = true, count_include_pad = false}
      : (tensor<1x2x6x6xf32>) -> tensor<1x2x2x2xf32>
  kiln.return %y : tensor<1x2x2x2xf32>
}

kiln.graph @avg2d_6_divisor(%x0: tensor<1x2x6x6xf32>) -> (tensor<1x2x2x2xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 3, 3>, padding = array<i64: 0, 0, 0, 0>, ceil_mode = true, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x2x6x6xf32>) -> tensor<1x2x2x2xf32>
  kiln.return %y : tensor<1x2x2x2xf32>
}

kiln.graph @max3d_7(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x3x4x4xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 2, 2, 2>, stride = array<i64: 2, 2, 2>, padding = array<i64: 1, 1, 1, 1, 1, 1>, ceil_mode = true, dilation = array<i64: 1, 1, 1>}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x3x4x4xf32>
  kiln.return %y : tensor<1x2x3x4x4xf32>
}

kiln.graph @avg3d_7_True(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2, 2>, stride = array<i64: 2, 2, 2>, padding = array<i64: 1, 1, 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x3x4x4xf32>
  kiln.return %y : tensor<1x2x3x4x4xf32>
}

kiln.graph @avg3d_7_False(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2, 2>, stride = array<i64: 2, 2, 2>, padding = array<i64: 1, 1, 1, 1, 1, 1>, ceil_mode = true, count_include_pad = false}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x3x4x4xf32>
  kiln.return %y : tensor<1x2x3x4x4xf32>
}

kiln.graph @avg3d_7_divisor(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x3x4x4xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 2, 2>, stride = array<i64: 2, 2, 2>, padding = array<i64: 1, 1, 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x3x4x4xf32>
  kiln.return %y : tensor<1x2x3x4x4xf32>
}

kiln.graph @max3d_8(%x0: tensor<1x2x4x5x6xf32>) -> (tensor<1x2x3x2x3xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 2, 3, 2>, stride = array<i64: 1, 2, 2>, padding = array<i64: 0, 0, 0, 0, 0, 0>, ceil_mode = false, dilation = array<i64: 1, 1, 1>}
      : (tensor<1x2x4x5x6xf32>) -> tensor<1x2x3x2x3xf32>
  kiln.return %y : tensor<1x2x3x2x3xf32>
}

kiln.graph @avg3d_8_True(%x0: tensor<1x2x4x5x6xf32>) -> (tensor<1x2x3x2x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 3, 2>, stride = array<i64: 1, 2, 2>, padding = array<i64: 0, 0, 0, 0, 0, 0>, ceil_mode = false, count_include_pad = true}
      : (tensor<1x2x4x5x6xf32>) -> tensor<1x2x3x2x3xf32>
  kiln.return %y : tensor<1x2x3x2x3xf32>
}

kiln.graph @avg3d_8_False(%x0: tensor<1x2x4x5x6xf32>) -> (tensor<1x2x3x2x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 3, 2>, stride = array<i64: 1, 2, 2>, padding = array<i64: 0, 0, 0, 0, 0, 0>, ceil_mode = false, count_include_pad = false}
      : (tensor<1x2x4x5x6xf32>) -> tensor<1x2x3x2x3xf32>
  kiln.return %y : tensor<1x2x3x2x3xf32>
}

kiln.graph @avg3d_8_divisor(%x0: tensor<1x2x4x5x6xf32>) -> (tensor<1x2x3x2x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 2, 3, 2>, stride = array<i64: 1, 2, 2>, padding = array<i64: 0, 0, 0, 0, 0, 0>, ceil_mode = false, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x2x4x5x6xf32>) -> tensor<1x2x3x2x3xf32>
  kiln.return %y : tensor<1x2x3x2x3xf32>
}

kiln.graph @max2d_9(%x0: tensor<1x2x1x6xf32>) -> (tensor<1x2x1x3xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 4, 4>, stride = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, dilation = array<i64: 1, 1>}
      : (tensor<1x2x1x6xf32>) -> tensor<1x2x1x3xf32>
  kiln.return %y : tensor<1x2x1x3xf32>
}

kiln.graph @avg2d_9_True(%x0: tensor<1x2x1x6xf32>) -> (tensor<1x2x1x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 4, 4>, stride = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true}
      : (tensor<1x2x1x6xf32>) -> tensor<1x2x1x3xf32>
  kiln.return %y : tensor<1x2x1x3xf32>
}

kiln.graph @avg2d_9_False(%x0: tensor<1x2x1x6xf32>) -> (tensor<1x2x1x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 4, 4>, stride = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = false}
      : (tensor<1x2x1x6xf32>) -> tensor<1x2x1x3xf32>
  kiln.return %y : tensor<1x2x1x3xf32>
}

kiln.graph @avg2d_9_divisor(%x0: tensor<1x2x1x6xf32>) -> (tensor<1x2x1x3xf32>) {
  %y = "kiln.avg_pool"(%x0) {kernel = array<i64: 4, 4>, stride = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, ceil_mode = true, count_include_pad = true, divisor = 3 : i64}
      : (tensor<1x2x1x6xf32>) -> tensor<1x2x1x3xf32>
  kiln.return %y : tensor<1x2x1x3xf32>
}

kiln.graph @max_special(%x0: tensor<1x1x4x4xf32>) -> (tensor<1x1x2x2xf32>) {
  %y = "kiln.max_pool"(%x0) {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>, ceil_mode = false}
      : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
  kiln.return %y : tensor<1x1x2x2xf32>
}

kiln.graph @adaptive_avg_0(%x0: tensor<1x2x13xf32>) -> (tensor<1x2x5xf32>) {
  %y = "kiln.adaptive_avg_pool"(%x0) {output_size = array<i64: 5>}
      : (tensor<1x2x13xf32>) -> tensor<1x2x5xf32>
  kiln.return %y : tensor<1x2x5xf32>
}

kiln.graph @adaptive_max_0(%x0: tensor<1x2x13xf32>) -> (tensor<1x2x5xf32>) {
  %y = "kiln.adaptive_max_pool"(%x0) {output_size = array<i64: 5>}
      : (tensor<1x2x13xf32>) -> tensor<1x2x5xf32>
  kiln.return %y : tensor<1x2x5xf32>
}

kiln.graph @adaptive_avg_1(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x1x1xf32>) {
  %y = "kiln.adaptive_avg_pool"(%x0) {output_size = array<i64: 1, 1>}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x1x1xf32>
  kiln.return %y : tensor<2x3x1x1xf32>
}

kiln.graph @adaptive_max_1(%x0: tensor<2x3x7x9xf32>) -> (tensor<2x3x1x1xf32>) {
  %y = "kiln.adaptive_max_pool"(%x0) {output_size = array<i64: 1, 1>}
      : (tensor<2x3x7x9xf32>) -> tensor<2x3x1x1xf32>
  kiln.return %y : tensor<2x3x1x1xf32>
}

kiln.graph @adaptive_avg_2(%x0: tensor<1x3x7x9xf32>) -> (tensor<1x3x3x5xf32>) {
  %y = "kiln.adaptive_avg_pool"(%x0) {output_size = array<i64: 3, 5>}
      : (tensor<1x3x7x9xf32>) -> tensor<1x3x3x5xf32>
  kiln.return %y : tensor<1x3x3x5xf32>
}

kiln.graph @adaptive_max_2(%x0: tensor<1x3x7x9xf32>) -> (tensor<1x3x3x5xf32>) {
  %y = "kiln.adaptive_max_pool"(%x0) {output_size = array<i64: 3, 5>}
      : (tensor<1x3x7x9xf32>) -> tensor<1x3x3x5xf32>
  kiln.return %y : tensor<1x3x3x5xf32>
}

kiln.graph @adaptive_avg_3(%x0: tensor<1x2x5x5xf32>) -> (tensor<1x2x7x7xf32>) {
  %y = "kiln.adaptive_avg_pool"(%x0) {output_size = array<i64: 7, 7>}
      : (tensor<1x2x5x5xf32>) -> tensor<1x2x7x7xf32>
  kiln.return %y : tensor<1x2x7x7xf32>
}

kiln.graph @adaptive_max_3(%x0: tensor<1x2x5x5xf32>) -> (tensor<1x2x7x7xf32>) {
  %y = "kiln.adaptive_max_pool"(%x0) {output_size = array<i64: 7, 7>}
      : (tensor<1x2x5x5xf32>) -> tensor<1x2x7x7xf32>
  kiln.return %y : tensor<1x2x7x7xf32>
}

kiln.graph @adaptive_avg_4(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x2x4x3xf32>) {
  %y = "kiln.adaptive_avg_pool"(%x0) {output_size = array<i64: 2, 4, 3>}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x2x4x3xf32>
  kiln.return %y : tensor<1x2x2x4x3xf32>
}

kiln.graph @adaptive_max_4(%x0: tensor<1x2x5x6x7xf32>) -> (tensor<1x2x2x4x3xf32>) {
  %y = "kiln.adaptive_max_pool"(%x0) {output_size = array<i64: 2, 4, 3>}
      : (tensor<1x2x5x6x7xf32>) -> tensor<1x2x2x4x3xf32>
  kiln.return %y : tensor<1x2x2x4x3xf32>
}
