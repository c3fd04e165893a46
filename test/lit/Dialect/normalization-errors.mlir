// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension 2 is out of range for a tensor of rank 2}}
  %0 = kiln.softmax %x {dim = 2} : tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %m: tensor<4xf32>) {
  // expected-error @below {{expects mean of shape [5], got [4]}}
  %0 = kiln.batch_norm %x, %m, %m {eps = 0.0} : tensor<2x5xf32>, tensor<4xf32>, tensor<4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<5xf32>, %m: tensor<5xf32>) {
  // expected-error @below {{expects an input with channels, got shape [5]}}
  %0 = kiln.batch_norm %x, %m, %m {eps = 0.0} : tensor<5xf32>, tensor<5xf32>, tensor<5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot normalize the last 3 dimensions of [2, 5]}}
  %0 = kiln.layer_norm %x {rank = 3, eps = 0.0} : tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{cannot normalize the last 0 dimensions of [2, 5]}}
  %0 = kiln.layer_norm %x {rank = 0, eps = 0.0} : tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>, %w: tensor<2xf32>) {
  // expected-error @below {{expects weight of shape [5], got [2]}}
  %0 = kiln.layer_norm %x weight(%w : tensor<2xf32>) {rank = 1, eps = 0.0} : tensor<2x5xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x6x3xf32>) {
  // expected-error @below {{cannot divide 6 channels into 4 groups}}
  %0 = kiln.group_norm %x {groups = 4, eps = 0.0} : tensor<2x6x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x6x3xf32>) {
  // expected-error @below {{cannot divide 6 channels into 0 groups}}
  %0 = kiln.group_norm %x {groups = 0, eps = 0.0} : tensor<2x6x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x6x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{expects bias of shape [6], got [3]}}
  %0 = kiln.group_norm %x bias(%b : tensor<3xf32>) {groups = 2, eps = 0.0} : tensor<2x6x3xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2x5xf32>) {
  // expected-error @below {{dimension -1 is out of range for a tensor of rank 2}}
  %0 = kiln.log_softmax %x {dim = -1} : tensor<2x5xf32>
  kiln.return
}
