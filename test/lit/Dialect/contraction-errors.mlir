// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x6x3x3xf32>) {
  // expected-error @below {{conv2d expects 6 input channels, got 3}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x6x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x2x2xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{kernel reaches over 3 elements of dimension 2, which has 2 with padding}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x2x2xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x1x1xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x2x2xf32>, %w: tensor<4x3x1x1xf32>) {
  // expected-error @below {{padding needs 4 values, got 2}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x2x2xf32>, tensor<4x3x1x1xf32>) -> tensor<1x4x2x2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %w: tensor<3x4xf32>) {
  // expected-error @below {{linear expects 4 input features, got 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.linear"(%x, %w) : (tensor<2x5xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %y: tensor<4x3xf32>) {
  // expected-error @below {{matrices of shapes [2, 5] and [4, 3] cannot be multiplied}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.matmul"(%x, %y) : (tensor<2x5xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3xf32>, %w: tensor<4x3xf32>) {
  // expected-error @below {{expected an input of rank 3 to 5, got shape [1, 3]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64>, padding = array<i64>,
                            dilation = array<i64>}
      : (tensor<1x3xf32>, tensor<4x3xf32>) -> tensor<1x4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{expected a weight of rank 4, got shape [4, 3, 3]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{stride must be at least 1, got 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 0, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{dilation must be at most 4194304, got 4611686018427387904}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 4611686018427387904, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{padding must be at least 0, got -1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, -1, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x0x3x3xf32>) {
  // expected-error @below {{groups must be at least 1, got 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>, groups = 0 : i64}
      : (tensor<1x3x8x8xf32>, tensor<4x0x3x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x0x3xf32>) {
  // expected-error @below {{kernel must be at least 1, got 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x0x3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x4x8x8xf32>, %w: tensor<3x2x3x3xf32>) {
  // expected-error @below {{3 output channels do not divide into 2 groups}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>, groups = 2 : i64}
      : (tensor<1x4x8x8xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{expected a bias of shape [4], got [3]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv"(%x, %w, %b) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<1x4x6x6xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{conv_transpose2d expects 4 input channels, got 3}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv_transpose"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>,
                            output_padding = array<i64: 0, 0>}
      : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x10x10xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<3x2x3x3xf32>) {
  // expected-error @below {{3 input channels do not divide into 2 groups}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv_transpose"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>,
                            output_padding = array<i64: 0, 0>, groups = 2 : i64}
      : (tensor<1x3x8x8xf32>, tensor<3x2x3x3xf32>) -> tensor<1x4x10x10xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x8x8xf32>, %w: tensor<3x2x3x3xf32>) {
  // expected-error @below {{output_padding needs 2 values, got 1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv_transpose"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>,
                            dilation = array<i64: 1, 1>,
                            output_padding = array<i64: 0>}
      : (tensor<1x3x8x8xf32>, tensor<3x2x3x3xf32>) -> tensor<1x2x10x10xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x1x1xf32>, %w: tensor<3x2x1x1xf32>) {
  // expected-error @below {{dimension 2 of the result would have size -1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.conv_transpose"(%x, %w) {stride = array<i64: 1, 1>, padding = array<i64: 1, 0, 1, 0>,
                            dilation = array<i64: 1, 1>,
                            output_padding = array<i64: 0, 0>}
      : (tensor<1x3x1x1xf32>, tensor<3x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %w: tensor<5xf32>) {
  // expected-error @below {{expected a weight of rank 2, got shape [5]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.linear"(%x, %w) : (tensor<2x5xf32>, tensor<5xf32>) -> tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %w: tensor<3x5xf32>, %b: tensor<5xf32>) {
  // expected-error @below {{expected a bias of shape [3], got [5]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.linear"(%x, %w, %b) : (tensor<2x5xf32>, tensor<3x5xf32>, tensor<5xf32>) -> tensor<2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %w: tensor<3x5xf16>) {
  // expected-error @below {{operands have different element types: 'f32' and 'f16'}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.linear"(%x, %w) : (tensor<2x5xf32>, tensor<3x5xf16>) -> tensor<2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>, %y: tensor<5xf32>) {
  // expected-error @below {{matrices of shapes [5] and [5] cannot be multiplied}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.matmul"(%x, %y) : (tensor<5xf32>, tensor<5xf32>) -> tensor<f32>
  kiln.return
}
