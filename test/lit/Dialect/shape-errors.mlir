// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<2x5xf32>, %y: tensor<2x4xf32>) {
  // expected-error @below {{cannot concatenate [2, 5] and [2, 4] along dimension 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.concat"(%x, %y) {dim = 0 : i64} : (tensor<2x5xf32>, tensor<2x4xf32>) -> tensor<4x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot repeat [2, 5] to [4, 5]}}
  %0 = kiln.broadcast %x : tensor<2x5xf32> to tensor<4x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot view 10 elements as [3, 3]}}
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

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{changes the element type}}
  %0 = kiln.broadcast %x : tensor<2x5xf32> to tensor<4x2x5xf16>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{changes the element type}}
  %0 = kiln.reshape %x : tensor<2x5xf32> to tensor<10xi32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{permutation needs 2 values, got 1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.transpose"(%x) {permutation = array<i64: 0>} : (tensor<2x5xf32>) -> tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 0 appears twice}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.transpose"(%x) {permutation = array<i64: 0, 0>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>) {
  // expected-error @below {{sizes must be at least 0, got -1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.slice"(%x) {starts = array<i64: 0>, sizes = array<i64: -1>, strides = array<i64: 1>}
      : (tensor<5xf32>) -> tensor<5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>) {
  // expected-error @below {{slice takes index <beyond 64 bits> of dimension 0, which has size 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.slice"(%x) {starts = array<i64: 0>, sizes = array<i64: 5>, strides = array<i64: 4611686018427387904>}
      : (tensor<5xf32>) -> tensor<5xf32>
  kiln.return
}

// -----

kiln.graph @f() {
  // expected-error @below {{nothing to concatenate}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.concat"() {dim = 0 : i64} : () -> tensor<4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<f32>) {
  // expected-error @below {{scalars cannot be concatenated}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.concat"(%x, %x) {dim = 0 : i64} : (tensor<f32>, tensor<f32>) -> tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{low needs 2 values, got 1}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.pad"(%x) {low = array<i64: 1>, high = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<4x7xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>) {
  // expected-error @below {{padding cuts more off dimension 0 than its size 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.pad"(%x) {low = array<i64: -3>, high = array<i64: -3>} : (tensor<5xf32>) -> tensor<5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>) {
  // expected-error @below {{padding of 5 is too large for dimension 0 of size 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.pad"(%x) {low = array<i64: 5>, high = array<i64: 0>, mode = #kiln<pad_mode reflect>}
      : (tensor<5xf32>) -> tensor<10xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>) {
  // expected-error @below {{padding of 6 is too large for dimension 0 of size 5}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.pad"(%x) {low = array<i64: 6>, high = array<i64: 0>, mode = #kiln<pad_mode circular>}
      : (tensor<5xf32>) -> tensor<11xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 2 is out of range for a tensor of rank 2}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.reverse"(%x) {dims = array<i64: 2>} : (tensor<2x5xf32>) -> tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<f32>, %i: tensor<3xi64>) {
  // expected-error @below {{a scalar cannot be indexed}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.take"(%x, %i) {dim = 0 : i64} : (tensor<f32>, tensor<3xi64>) -> tensor<3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %i: tensor<3xi64>) {
  // expected-error @below {{indices of shape [3] do not fit a tensor of shape [2, 5] in all dimensions but 0}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.gather"(%x, %i) {dim = 0 : i64} : (tensor<2x5xf32>, tensor<3xi64>) -> tensor<3xf32>
  kiln.return
}

// -----

kiln.graph @f() {
  // expected-error @below {{needs a dimension to count along}}
  %0 = kiln.iota {dim = 0} : tensor<f32>
  kiln.return
}

// -----

kiln.graph @f() {
  // expected-error @below {{dimension 1 is out of range for a tensor of rank 1}}
  %0 = kiln.iota {dim = 1} : tensor<3xf32>
  kiln.return
}
