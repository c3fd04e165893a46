// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @rank(%x: tensor<1xi64>) {
  // expected-error @below {{expected a value of one element, got 'tensor<1xi64>'}}
  kiln.define_dim "n" = %x {size = 1 : i64, bound = 2 : i64} : tensor<1xi64>
  kiln.return
}

// -----

kiln.graph @other(%x: tensor<i64>) {
  // expected-error @below {{defines 'n' between 0 and 2, its size is another: #kiln.dim<"m", "m = 0..2">}}
  kiln.define_dim "n" = %x {size = #kiln.dim<"m", "m = 0..2">, bound = 2 : i64} : tensor<i64>
  kiln.return
}

// -----

kiln.graph @range(%x: tensor<i64>) {
  // expected-error @below {{defines 'n' between 0 and 2, its size is another: #kiln.dim<"n", "n = 1..2">}}
  kiln.define_dim "n" = %x {size = #kiln.dim<"n", "n = 1..2">, bound = 2 : i64} : tensor<i64>
  kiln.return
}

// -----

kiln.graph @bound(%x: tensor<i64>) {
  // expected-error @below {{has the bound N - 2, which may be negative}}
  kiln.define_dim "n" = %x {size = 1 : i64, bound = #kiln.dim<"N - 2">} : tensor<i64>
  kiln.return
}

// -----

kiln.graph @planes(%x: tensor<2x2xi1>) {
  // expected-error @below {{expected tensors of one dimension, got 'tensor<2x2xi1>' and 'tensor<2xi64>'}}
  %0 = kiln.repeat_indices %x : tensor<2x2xi1> to tensor<2xi64>
  kiln.return
}
