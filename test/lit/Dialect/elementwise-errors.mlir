// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<2x5xi32>) {
  // expected-error @below {{must be tensor with sizes of}}
  %0 = "kiln.exp"(%x) : (tensor<2x5xi32>) -> tensor<2x5xi32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2xf32>) {
  // expected-error @below {{needs min or max}}
  %0 = kiln.clamp %x : tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2xf32>, %y: tensor<3xf32>) {
  // expected-error @below {{all non-scalar operands/results must have the same shape}}
  %0 = "kiln.add"(%x, %y) : (tensor<2xf32>, tensor<3xf32>) -> tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2xf32>) {
  // expected-error @below {{all non-scalar operands/results must have the same shape}}
  %0 = kiln.cast %x : tensor<2xf32> to tensor<3xi32>
  kiln.return
}

// -----

kiln.graph @f(%c: tensor<3xi1>, %x: tensor<2xf32>) {
  // expected-error @below {{all non-scalar operands/results must have the same shape}}
  %0 = kiln.select %c, %x, %x : tensor<3xi1>, tensor<2xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2xi1>) {
  // expected-error @below {{must be tensor with sizes of}}
  %0 = "kiln.neg"(%x) : (tensor<2xi1>) -> tensor<2xi1>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<?xf32>) {
  // expected-error @below {{must be tensor with sizes of}}
  %0 = "kiln.relu"(%x) : (tensor<?xf32>) -> tensor<?xf32>
  kiln.return
}
