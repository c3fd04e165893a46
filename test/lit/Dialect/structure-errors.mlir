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

// -----

// expected-note @below {{declared here}}
kiln.parameter @s : tensor<1xf32>
// expected-error @below {{changes the parameter @s, which is not mutable}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}) -> (tensor<1xf32> {kiln.state = @s}) {
  kiln.return %s : tensor<1xf32>
}

// -----

// expected-error @below {{has state that no parameter gives an initial value: @s}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}) -> (tensor<1xf32> {kiln.state = @s}) {
  kiln.return %s : tensor<1xf32>
}

// -----

// expected-note @below {{declared here}}
kiln.parameter mutable @s : tensor<2xf32>
// expected-error @below {{has the state @s of type 'tensor<1xf32>', the parameter 'tensor<2xf32>'}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}) -> (tensor<1xf32> {kiln.state = @s}) {
  kiln.return %s : tensor<1xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{has the state @s of type 'tensor<1xf32>', its new value 'tensor<2xf32>'}}
kiln.graph @f(%x: tensor<2xf32>, %s: tensor<1xf32> {kiln.state = @s})
    -> (tensor<2xf32> {kiln.state = @s}) {
  kiln.return %x : tensor<2xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{takes 1 states, but has 0 results}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}) {
  kiln.return
}

// -----

kiln.initializer @w : tensor<2xf32> {
  // expected-error @below {{block with no terminator}}
  %0 = kiln.constant dense<1.0> : tensor<2xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{has result 0, expected the new value of the state @s}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}) -> tensor<1xf32> {
  kiln.return %s : tensor<1xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{has result 0 as the state @s, which is no argument in its place}}
kiln.graph @f(%x: tensor<1xf32>) -> (tensor<1xf32> {kiln.state = @s}) {
  kiln.return %x : tensor<1xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{has an input behind its state}}
kiln.graph @f(%s: tensor<1xf32> {kiln.state = @s}, %x: tensor<1xf32>)
    -> (tensor<1xf32> {kiln.state = @s}) {
  kiln.return %s : tensor<1xf32>
}

// -----

kiln.parameter mutable @s : tensor<1xf32>
// expected-error @below {{takes the state @s twice}}
kiln.graph @f(%a: tensor<1xf32> {kiln.state = @s}, %b: tensor<1xf32> {kiln.state = @s})
    -> (tensor<1xf32> {kiln.state = @s}, tensor<1xf32> {kiln.state = @s}) {
  kiln.return %a, %b : tensor<1xf32>, tensor<1xf32>
}

// -----

kiln.graph @f(%x: tensor<3x2xf32>, %y: tensor<4x2xf32>, %h: tensor<2xf32>) {
  // expected-error @below {{has sequences of 3 and 4 steps}}
  %0 = kiln.scan (%a = %x, %b = %y) from (%s = %h)
      : (tensor<3x2xf32>, tensor<4x2xf32>, tensor<2xf32>) -> tensor<3x2xf32> {
    kiln.yield %s : tensor<2xf32>
  }
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<3x2xf32>, %h: tensor<5xf32>) {
  // expected-error @below {{begins with a state of types 'tensor<5xf32>', its kiln.yield gives 'tensor<2xf32>'}}
  %0 = kiln.scan (%a = %x) from (%s = %h)
      : (tensor<3x2xf32>, tensor<5xf32>) -> tensor<3x5xf32> {
    kiln.yield %a : tensor<2xf32>
  }
  kiln.return
}
