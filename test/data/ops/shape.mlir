// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @broadcast(%x0: tensor<3x1xf32>) -> (tensor<2x3x5xf32>) {
  %y = "kiln.broadcast"(%x0) {}
      : (tensor<3x1xf32>) -> tensor<2x3x5xf32>
  kiln.return %y : tensor<2x3x5xf32>
}

kiln.graph @broadcast_scalar(%x0: tensor<f32>) -> (tensor<2x3xf32>) {
  %y = "kiln.broadcast"(%x0) {}
      : (tensor<f32>) -> tensor<2x3xf32>
  kiln.return %y : tensor<2x3xf32>
}

kiln.graph @reshape(%x0: tensor<2x3x4xf32>) -> (tensor<4x6xf32>) {
  %y = "kiln.reshape"(%x0) {}
      : (tensor<2x3x4xf32>) -> tensor<4x6xf32>
  kiln.return %y : tensor<4x6xf32>
}

kiln.graph @transpose_012(%x0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 0, 1, 2>}
      : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @transpose_021(%x0: tensor<2x3x4xf32>) -> (tensor<2x4x3xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 0, 2, 1>}
      : (tensor<2x3x4xf32>) -> tensor<2x4x3xf32>
  kiln.return %y : tensor<2x4x3xf32>
}

kiln.graph @transpose_102(%x0: tensor<2x3x4xf32>) -> (tensor<3x2x4xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 1, 0, 2>}
      : (tensor<2x3x4xf32>) -> tensor<3x2x4xf32>
  kiln.return %y : tensor<3x2x4xf32>
}

kiln.graph @transpose_120(%x0: tensor<2x3x4xf32>) -> (tensor<3x4x2xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 1, 2, 0>}
      : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
  kiln.return %y : tensor<3x4x2xf32>
}

kiln.graph @transpose_201(%x0: tensor<2x3x4xf32>) -> (tensor<4x2x3xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 2, 0, 1>}
      : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
  kiln.return %y : tensor<4x2x3xf32>
}

kiln.graph @transpose_210(%x0: tensor<2x3x4xf32>) -> (tensor<4x3x2xf32>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 2, 1, 0>}
      : (tensor<2x3x4xf32>) -> tensor<4x3x2xf32>
  kiln.return %y : tensor<4x3x2xf32>
}

kiln.graph @transpose_float64(%x0: tensor<3x5xf64>) -> (tensor<5x3xf64>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 1, 0>}
      : (tensor<3x5xf64>) -> tensor<5x3xf64>
  kiln.return %y : tensor<5x3xf64>
}

kiln.graph @transpose_float16(%x0: tensor<3x5xf16>) -> (tensor<5x3xf16>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 1, 0>}
      : (tensor<3x5xf16>) -> tensor<5x3xf16>
  kiln.return %y : tensor<5x3xf16>
}

kiln.graph @transpose_bool(%x0: tensor<3x5xi1>) -> (tensor<5x3xi1>) {
  %y = "kiln.transpose"(%x0) {permutation = array<i64: 1, 0>}
      : (tensor<3x5xi1>) -> tensor<5x3xi1>
  kiln.return %y : tensor<5x3xi1>
}

kiln.graph @slice(%x0: tensor<7x9xf32>) -> (tensor<3x2xf32>) {
  %y = "kiln.slice"(%x0) {starts = array<i64: 1, 3>, sizes = array<i64: 3, 2>, strides = array<i64: 2, 3>}
      : (tensor<7x9xf32>) -> tensor<3x2xf32>
  kiln.return %y : tensor<3x2xf32>
}

kiln.graph @concat_0(%x0: tensor<2x3x4xf32>, %x1: tensor<5x3x4xf32>) -> (tensor<7x3x4xf32>) {
  %y = "kiln.concat"(%x0, %x1) {dim = 0 : i64}
      : (tensor<2x3x4xf32>, tensor<5x3x4xf32>) -> tensor<7x3x4xf32>
  kiln.return %y : tensor<7x3x4xf32>
}

kiln.graph @reverse_0(%x0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.reverse"(%x0) {dims = array<i64: 0>}
      : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @concat_1(%x0: tensor<2x3x4xf32>, %x1: tensor<2x5x4xf32>) -> (tensor<2x8x4xf32>) {
  %y = "kiln.concat"(%x0, %x1) {dim = 1 : i64}
      : (tensor<2x3x4xf32>, tensor<2x5x4xf32>) -> tensor<2x8x4xf32>
  kiln.return %y : tensor<2x8x4xf32>
}

kiln.graph @reverse_1(%x0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.reverse"(%x0) {dims = array<i64: 1>}
      : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @concat_2(%x0: tensor<2x3x4xf32>, %x1: tensor<2x3x5xf32>) -> (tensor<2x3x9xf32>) {
  %y = "kiln.concat"(%x0, %x1) {dim = 2 : i64}
      : (tensor<2x3x4xf32>, tensor<2x3x5xf32>) -> tensor<2x3x9xf32>
  kiln.return %y : tensor<2x3x9xf32>
}

kiln.graph @reverse_2(%x0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.reverse"(%x0) {dims = array<i64: 2>}
      : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @reverse_all(%x0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.reverse"(%x0) {dims = array<i64: 0, 1, 2>}
      : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @pad_constant(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x3x11x11xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 0, 2, 3>, high = array<i64: 0, 0, 4, 1>, mode = #kiln<pad_mode constant>, value = 0.0 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x3x11x11xf32>
  kiln.return %y : tensor<2x3x11x11xf32>
}

kiln.graph @pad_reflect(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x3x11x11xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 0, 2, 3>, high = array<i64: 0, 0, 4, 1>, mode = #kiln<pad_mode reflect>, value = 0.0 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x3x11x11xf32>
  kiln.return %y : tensor<2x3x11x11xf32>
}

kiln.graph @pad_replicate(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x3x11x11xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 0, 2, 3>, high = array<i64: 0, 0, 4, 1>, mode = #kiln<pad_mode replicate>, value = 0.0 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x3x11x11xf32>
  kiln.return %y : tensor<2x3x11x11xf32>
}

kiln.graph @pad_circular(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x3x11x11xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 0, 2, 3>, high = array<i64: 0, 0, 4, 1>, mode = #kiln<pad_mode circular>, value = 0.0 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x3x11x11xf32>
  kiln.return %y : tensor<2x3x11x11xf32>
}

kiln.graph @pad_value(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x3x5x10xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 0, 0, 1>, high = array<i64: 0, 0, 0, 2>, mode = #kiln<pad_mode constant>, value = -1.5 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x3x5x10xf32>
  kiln.return %y : tensor<2x3x5x10xf32>
}

kiln.graph @pad_channels(%x0: tensor<2x3x5x7xf32>) -> (tensor<2x6x5x7xf32>) {
  %y = "kiln.pad"(%x0) {low = array<i64: 0, 1, 0, 0>, high = array<i64: 0, 2, 0, 0>, mode = #kiln<pad_mode constant>, value = 0.0 : f64}
      : (tensor<2x3x5x7xf32>) -> tensor<2x6x5x7xf32>
  kiln.return %y : tensor<2x6x5x7xf32>
}

kiln.graph @take(%x0: tensor<2x3x4xf32>, %x1: tensor<4xi64>) -> (tensor<2x4x4xf32>) {
  %y = "kiln.take"(%x0, %x1) {dim = 1 : i64}
      : (tensor<2x3x4xf32>, tensor<4xi64>) -> tensor<2x4x4xf32>
  kiln.return %y : tensor<2x4x4xf32>
}

kiln.graph @take_embedding(%x0: tensor<11x5xf32>, %x1: tensor<2x3xi64>) -> (tensor<2x3x5xf32>) {
  %y = "kiln.take"(%x0, %x1) {dim = 0 : i64}
      : (tensor<11x5xf32>, tensor<2x3xi64>) -> tensor<2x3x5xf32>
  kiln.return %y : tensor<2x3x5xf32>
}

kiln.graph @gather_0(%x0: tensor<2x3x4xf32>, %x1: tensor<2x3x4xi64>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.gather"(%x0, %x1) {dim = 0 : i64}
      : (tensor<2x3x4xf32>, tensor<2x3x4xi64>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @gather_1(%x0: tensor<2x3x4xf32>, %x1: tensor<2x3x4xi64>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.gather"(%x0, %x1) {dim = 1 : i64}
      : (tensor<2x3x4xf32>, tensor<2x3x4xi64>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @gather_2(%x0: tensor<2x3x4xf32>, %x1: tensor<2x3x4xi64>) -> (tensor<2x3x4xf32>) {
  %y = "kiln.gather"(%x0, %x1) {dim = 2 : i64}
      : (tensor<2x3x4xf32>, tensor<2x3x4xi64>) -> tensor<2x3x4xf32>
  kiln.return %y : tensor<2x3x4xf32>
}

kiln.graph @iota_int64() -> (tensor<4x3xi64>) {
  %y = "kiln.iota"() {dim = 0 : i64}
      : () -> tensor<4x3xi64>
  kiln.return %y : tensor<4x3xi64>
}

kiln.graph @iota_float32() -> (tensor<4x3xf32>) {
  %y = "kiln.iota"() {dim = 0 : i64}
      : () -> tensor<4x3xf32>
  kiln.return %y : tensor<4x3xf32>
}
