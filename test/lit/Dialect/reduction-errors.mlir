// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 1 appears twice}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.reduce_sum"(%x) {dims = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 2 is out of range for a tensor of rank 2}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.reduce_max"(%x) {dims = array<i64: 2>} : (tensor<2x5xf32>) -> tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension -1 is out of range for a tensor of rank 2}}
  // expected-error @below {{failed to infer returned types}}
  %0 = "kiln.argmax"(%x) {dim = -1 : i64} : (tensor<2x5xf32>) -> tensor<2xi64>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 2 is out of range for a tensor of rank 2}}
  %0 = kiln.cumsum %x {dim = 2} : tensor<2x5xf32>
  kiln.return
}
