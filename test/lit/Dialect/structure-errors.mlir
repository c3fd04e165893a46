// RUN: kiln-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{declares results of types 'tensor<1xf32>', its kiln.return gives 'tensor<2xf32>'}}
kiln.graph @f(%x: tensor<2xf32>) -> tensor<1xf32> {
  kiln.return %x : tensor<2xf32>
}

// -----

// expected-note @below {{declared here}}
kiln.parameter @w : tensor<2xf32>
kiln.graph @f() {
  // expected-error @below {{has type 'tensor<3xf32>', the parameter 'tensor<2xf32>'}}
  %0 = kiln.get_parameter @w : tensor<3xf32>
  kiln.return
}

// -----

kiln.graph @f() {
  // expected-error @below {{names no parameter or initializer: @w}}
  %0 = kiln.get_parameter @w : tensor<3xf32>
  kiln.return
}

// -----

// expected-error @below {{has type 'tensor<2xf32>', its value 'tensor<1xf32>'}}
kiln.parameter @w : tensor<2xf32> = dense<1.0> : tensor<1xf32>

// -----

// expected-error @below {{blocked layout needs a tensor of rank 4, got rank 1}}
kiln.parameter @w : tensor<2xf32, #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>>

// -----

kiln.graph @f(%x: tensor<2xf32>) -> tensor<1xf32> {
  // expected-error @below {{declares results of types 'tensor<1xf32>', its kiln.yield gives 'tensor<2xf32>'}}
  %0 = kiln.fused (%a = %x) : (tensor<2xf32>) -> tensor<1xf32> {
    kiln.yield %a : tensor<2xf32>
  }
  kiln.return %0 : tensor<1xf32>
}

// -----

kiln.graph @f(%x: tensor<2xf32>) {
  // expected-error @below {{has operands and block arguments of different types}}
  "kiln.fused"(%x) ({
  ^bb0(%a: tensor<3xf32>):
    kiln.yield
  }) : (tensor<2xf32>) -> ()
  kiln.return
}
