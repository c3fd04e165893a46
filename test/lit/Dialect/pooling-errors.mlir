// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{padding of 2 leaves windows of 2 elements without any of the input}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.max_pool"(%x) {kernel = array<i64: 2>, stride = array<i64: 1>, padding = array<i64: 2, 0>,
                            dilation = array<i64: 1>} : (tensor<1x2x4xf32>) -> tensor<1x2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<4x4xf32>) {
  // expected-error @below {{expected an input of rank 3 to 5, got shape [4, 4]}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.max_pool"(%x) {kernel = array<i64>, stride = array<i64>, padding = array<i64>, dilation = array<i64>}
      : (tensor<4x4xf32>) -> tensor<4x4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{window reaches over 5 elements of dimension 2, which has 4 with padding}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.max_pool"(%x) {kernel = array<i64: 5>, stride = array<i64: 1>, padding = array<i64: 0, 0>, dilation = array<i64: 1>}
      : (tensor<1x2x4xf32>) -> tensor<1x2x1xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{kernel must be at least 1, got 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.avg_pool"(%x) {kernel = array<i64: 0>, stride = array<i64: 1>, padding = array<i64: 0, 0>}
      : (tensor<1x2x4xf32>) -> tensor<1x2x1xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{divisor must not be 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.avg_pool"(%x) {kernel = array<i64: 2>, stride = array<i64: 1>, padding = array<i64: 0, 0>, divisor = 0 : i64}
      : (tensor<1x2x4xf32>) -> tensor<1x2x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{output_size needs 1 values, got 2}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.adaptive_avg_pool"(%x) {output_size = array<i64: 2, 2>}
      : (tensor<1x2x4xf32>) -> tensor<1x2x2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x2x0xf32>) {
  // expected-error @below {{input size must be at least 1, got 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.adaptive_max_pool"(%x) {output_size = array<i64: 2>}
      : (tensor<1x2x0xf32>) -> tensor<1x2x2xf32>
  kiln.return
}
