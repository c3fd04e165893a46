// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @sum_0_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x7xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x7xf32>
  kiln.return %y : tensor<1x5x7xf32>
}

kiln.graph @sum_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xf32>
  kiln.return %y : tensor<5x7xf32>
}

kiln.graph @sum_1_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 1>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xf32>
  kiln.return %y : tensor<3x1x7xf32>
}

kiln.graph @sum_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xf32>
  kiln.return %y : tensor<3x7xf32>
}

kiln.graph @sum_2_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x1xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x5x1xf32>
  kiln.return %y : tensor<3x5x1xf32>
}

kiln.graph @sum_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @sum_02_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x1xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x1xf32>
  kiln.return %y : tensor<1x5x1xf32>
}

kiln.graph @sum_02(%x0: tensor<3x5x7xf32>) -> (tensor<5xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5xf32>
  kiln.return %y : tensor<5xf32>
}

kiln.graph @sum_012_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x1x1xf32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x1x1xf32>
  kiln.return %y : tensor<1x1x1xf32>
}

kiln.graph @sum_012(%x0: tensor<3x5x7xf32>) -> (tensor<f32>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<f32>
  kiln.return %y : tensor<f32>
}

kiln.graph @mean_0_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x7xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x7xf32>
  kiln.return %y : tensor<1x5x7xf32>
}

kiln.graph @mean_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xf32>
  kiln.return %y : tensor<5x7xf32>
}

kiln.graph @mean_1_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 1>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xf32>
  kiln.return %y : tensor<3x1x7xf32>
}

kiln.graph @mean_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xf32>
  kiln.return %y : tensor<3x7xf32>
}

kiln.graph @mean_2_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x1xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x5x1xf32>
  kiln.return %y : tensor<3x5x1xf32>
}

kiln.graph @mean_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @mean_02_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x1xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x1xf32>
  kiln.return %y : tensor<1x5x1xf32>
}

kiln.graph @mean_02(%x0: tensor<3x5x7xf32>) -> (tensor<5xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5xf32>
  kiln.return %y : tensor<5xf32>
}

kiln.graph @mean_012_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x1x1xf32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x1x1xf32>
  kiln.return %y : tensor<1x1x1xf32>
}

kiln.graph @mean_012(%x0: tensor<3x5x7xf32>) -> (tensor<f32>) {
  %y = "kiln.reduce_mean"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<f32>
  kiln.return %y : tensor<f32>
}

kiln.graph @max_0_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x7xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x7xf32>
  kiln.return %y : tensor<1x5x7xf32>
}

kiln.graph @max_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xf32>
  kiln.return %y : tensor<5x7xf32>
}

kiln.graph @max_1_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 1>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xf32>
  kiln.return %y : tensor<3x1x7xf32>
}

kiln.graph @max_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xf32>
  kiln.return %y : tensor<3x7xf32>
}

kiln.graph @max_2_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x1xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x5x1xf32>
  kiln.return %y : tensor<3x5x1xf32>
}

kiln.graph @max_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @max_02_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x1xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x1xf32>
  kiln.return %y : tensor<1x5x1xf32>
}

kiln.graph @max_02(%x0: tensor<3x5x7xf32>) -> (tensor<5xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5xf32>
  kiln.return %y : tensor<5xf32>
}

kiln.graph @max_012_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x1x1xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x1x1xf32>
  kiln.return %y : tensor<1x1x1xf32>
}

kiln.graph @max_012(%x0: tensor<3x5x7xf32>) -> (tensor<f32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<f32>
  kiln.return %y : tensor<f32>
}

kiln.graph @min_0_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x7xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x7xf32>
  kiln.return %y : tensor<1x5x7xf32>
}

kiln.graph @min_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xf32>
  kiln.return %y : tensor<5x7xf32>
}

kiln.graph @min_1_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 1>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xf32>
  kiln.return %y : tensor<3x1x7xf32>
}

kiln.graph @min_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xf32>
  kiln.return %y : tensor<3x7xf32>
}

kiln.graph @min_2_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x1xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x5x1xf32>
  kiln.return %y : tensor<3x5x1xf32>
}

kiln.graph @min_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @min_02_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x5x1xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x5x1xf32>
  kiln.return %y : tensor<1x5x1xf32>
}

kiln.graph @min_02(%x0: tensor<3x5x7xf32>) -> (tensor<5xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5xf32>
  kiln.return %y : tensor<5xf32>
}

kiln.graph @min_012_keep(%x0: tensor<3x5x7xf32>) -> (tensor<1x1x1xf32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<1x1x1xf32>
  kiln.return %y : tensor<1x1x1xf32>
}

kiln.graph @min_012(%x0: tensor<3x5x7xf32>) -> (tensor<f32>) {
  %y = "kiln.reduce_min"(%x0) {dims = array<i64: 0, 1, 2>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<f32>
  kiln.return %y : tensor<f32>
}

kiln.graph @prod(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xf32>) {
  %y = "kiln.reduce_prod"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xf32>
  kiln.return %y : tensor<3x7xf32>
}

kiln.graph @max_nan(%x0: tensor<1x11xf32>) -> (tensor<1xf32>) {
  %y = "kiln.reduce_max"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<1x11xf32>) -> tensor<1xf32>
  kiln.return %y : tensor<1xf32>
}

kiln.graph @sum_int64(%x0: tensor<4x6xi64>) -> (tensor<6xi64>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<4x6xi64>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @sum_float16(%x0: tensor<3x41xf16>) -> (tensor<3xf16>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x41xf16>) -> tensor<3xf16>
  kiln.return %y : tensor<3xf16>
}

kiln.graph @sum_bfloat16(%x0: tensor<3x41xbf16>) -> (tensor<3xbf16>) {
  %y = "kiln.reduce_sum"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<3x41xbf16>) -> tensor<3xbf16>
  kiln.return %y : tensor<3xbf16>
}

kiln.graph @any(%x0: tensor<4x5xi1>) -> (tensor<4xi1>) {
  %y = "kiln.reduce_any"(%x0) {dims = array<i64: 1>, keepdim = false}
      : (tensor<4x5xi1>) -> tensor<4xi1>
  kiln.return %y : tensor<4xi1>
}

kiln.graph @all(%x0: tensor<4x5xi1>) -> (tensor<5xi1>) {
  %y = "kiln.reduce_all"(%x0) {dims = array<i64: 0>, keepdim = false}
      : (tensor<4x5xi1>) -> tensor<5xi1>
  kiln.return %y : tensor<5xi1>
}

kiln.graph @argmax_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xi64>) {
  %y = "kiln.argmax"(%x0) {dim = 0 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xi64>
  kiln.return %y : tensor<5x7xi64>
}

kiln.graph @argmax_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xi64>) {
  %y = "kiln.argmax"(%x0) {dim = 1 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xi64>
  kiln.return %y : tensor<3x7xi64>
}

kiln.graph @argmax_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xi64>) {
  %y = "kiln.argmax"(%x0) {dim = 2 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xi64>
  kiln.return %y : tensor<3x5xi64>
}

kiln.graph @argmax_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xi64>) {
  %y = "kiln.argmax"(%x0) {dim = 1 : i64, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xi64>
  kiln.return %y : tensor<3x1x7xi64>
}

kiln.graph @argmax_ties(%x0: tensor<3x4xf32>) -> (tensor<3xi64>) {
  %y = "kiln.argmax"(%x0) {dim = 1 : i64, keepdim = false}
      : (tensor<3x4xf32>) -> tensor<3xi64>
  kiln.return %y : tensor<3xi64>
}

kiln.graph @argmin_0(%x0: tensor<3x5x7xf32>) -> (tensor<5x7xi64>) {
  %y = "kiln.argmin"(%x0) {dim = 0 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<5x7xi64>
  kiln.return %y : tensor<5x7xi64>
}

kiln.graph @argmin_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x7xi64>) {
  %y = "kiln.argmin"(%x0) {dim = 1 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x7xi64>
  kiln.return %y : tensor<3x7xi64>
}

kiln.graph @argmin_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5xi64>) {
  %y = "kiln.argmin"(%x0) {dim = 2 : i64, keepdim = false}
      : (tensor<3x5x7xf32>) -> tensor<3x5xi64>
  kiln.return %y : tensor<3x5xi64>
}

kiln.graph @argmin_keep(%x0: tensor<3x5x7xf32>) -> (tensor<3x1x7xi64>) {
  %y = "kiln.argmin"(%x0) {dim = 1 : i64, keepdim = true}
      : (tensor<3x5x7xf32>) -> tensor<3x1x7xi64>
  kiln.return %y : tensor<3x1x7xi64>
}

kiln.graph @argmin_ties(%x0: tensor<3x4xf32>) -> (tensor<3xi64>) {
  %y = "kiln.argmin"(%x0) {dim = 1 : i64, keepdim = false}
      : (tensor<3x4xf32>) -> tensor<3xi64>
  kiln.return %y : tensor<3xi64>
}

kiln.graph @cumsum_0(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.cumsum"(%x0) {dim = 0 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @softmax_0(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.softmax"(%x0) {dim = 0 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @log_softmax_0(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.log_softmax"(%x0) {dim = 0 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @cumsum_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.cumsum"(%x0) {dim = 1 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @softmax_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.softmax"(%x0) {dim = 1 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @log_softmax_1(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.log_softmax"(%x0) {dim = 1 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @cumsum_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.cumsum"(%x0) {dim = 2 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @softmax_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.softmax"(%x0) {dim = 2 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @log_softmax_2(%x0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
  %y = "kiln.log_softmax"(%x0) {dim = 2 : i64}
      : (tensor<3x5x7xf32>) -> tensor<3x5x7xf32>
  kiln.return %y : tensor<3x5x7xf32>
}

kiln.graph @softmax_masked(%x0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
  %y = "kiln.softmax"(%x0) {dim = 1 : i64}
      : (tensor<2x3xf32>) -> tensor<2x3xf32>
  kiln.return %y : tensor<2x3xf32>
}
