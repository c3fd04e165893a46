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
  // expected-error @below {{matrices of shapes 2x5 and 4x3 cannot be multiplied}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.matmul"(%x, %y) : (tensor<2x5xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %y: tensor<2x4xf32>) {
  // expected-error @below {{cannot concatenate 2x5 and 2x4 along dimension 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.concat"(%x, %y) {dim = 0 : i64} : (tensor<2x5xf32>, tensor<2x4xf32>) -> tensor<4x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot repeat 2x5 to 4x5}}
  %0 = kiln.broadcast %x : tensor<2x5xf32> to tensor<4x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot view 10 elements as 3x3}}
  %0 = kiln.reshape %x : tensor<2x5xf32> to tensor<3x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{slice takes index 5 of dimension 1, which has size 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.slice"(%x) {starts = array<i64: 0, 1>, sizes = array<i64: 2, 5>, strides = array<i64: 1, 1>}
      : (tensor<2x5xf32>) -> tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{padding of 2 leaves windows of 2 elements without any of the input}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.max_pool"(%x) {kernel = array<i64: 2>, stride = array<i64: 1>, padding = array<i64: 2, 0>,
                            dilation = array<i64: 1>} : (tensor<1x2x4xf32>) -> tensor<1x2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 2 is out of range for a tensor of rank 2}}
  %0 = kiln.softmax %x {dim = 2} : tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 1 appears twice}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.reduce_sum"(%x) {dims = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %m: tensor<4xf32>) {
  // expected-error @below {{expects mean of shape 5, got 4}}
  %0 = kiln.batch_norm %x, %m, %m {eps = 0.0} : tensor<2x5xf32>, tensor<4xf32>, tensor<4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xi32>) {
  // expected-error @below {{must be statically shaped tensor}}
  %0 = "kiln.exp"(%x) : (tensor<2x5xi32>) -> tensor<2x5xi32>
  kiln.return
}
