// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%x: tensor<1x3x4x4xf32>) {
  // expected-error @below {{needs a result with a layout}}
  %0 = kiln.pack %x : tensor<1x3x4x4xf32> to tensor<1x3x4x4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x4x5xf32>) {
  // expected-error @below {{changes more than the layout}}
  %0 = kiln.pack %x : tensor<1x3x4x5xf32>
      to tensor<1x3x4x4xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x4x4xf32>) {
  // expected-error @below {{needs an operand with a layout, a result without}}
  %0 = kiln.unpack %x : tensor<1x3x4x4xf32> to tensor<1x3x4x4xf32>
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<1x3x4x4xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>) {
  // expected-error @below {{changes more than the layout}}
  %0 = kiln.unpack %x : tensor<1x3x4x4xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>
      to tensor<1x3x4x4xf16>
  kiln.return
}

// -----

// expected-error @below {{block must be at least 1, got 0}}
kiln.parameter @w : tensor<1x3x4x4xf32, #kiln.blocked<block = 0, halo = [0, 0, 0, 0]>>

// -----

// expected-error @below {{halo needs four sizes of at least 0}}
kiln.parameter @w : tensor<1x3x4x4xf32, #kiln.blocked<block = 16, halo = [0, -1, 0, 0]>>
