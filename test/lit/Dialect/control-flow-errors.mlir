// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kiln.graph @f(%c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<2xf32> {
  // expected-error @below {{expects its second region to yield values of types 'tensor<2xf32>', got 'tensor<3xf32>'}}
  %0 = kiln.if %c -> tensor<2xf32> {
    kiln.yield %x : tensor<2xf32>
  } else {
    kiln.yield %y : tensor<3xf32>
  }
  kiln.return %0 : tensor<2xf32>
}

// -----

kiln.graph @f(%c: tensor<1xi1>) {
  // expected-note @above {{prior use here}}
  // expected-error @below {{use of value '%c' expects different type than prior uses}}
  kiln.if %c {
    kiln.yield
  } else {
    kiln.yield
  }
  kiln.return
}

// -----

kiln.graph @f(%c: tensor<i1>) {
  // expected-error @below {{carries values of types , its condition takes 'tensor<2xf32>'}}
  kiln.while {
  ^bb0(%a: tensor<2xf32>):
    kiln.yield %c : tensor<i1>
  } do {
    kiln.yield
  }
  kiln.return
}

// -----

kiln.graph @f(%x: tensor<2xf32>) {
  // expected-error @below {{expects its condition to yield values of types 'tensor<i1>', got 'tensor<2xf32>'}}
  %0 = kiln.while %x : tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    kiln.yield %a : tensor<2xf32>
  } do {
  ^bb0(%a: tensor<2xf32>):
    kiln.yield %a : tensor<2xf32>
  }
  kiln.return
}

// -----

kiln.graph @f(%c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<3xf32>) {
  // expected-error @below {{expects its body to yield values of types 'tensor<2xf32>', got 'tensor<3xf32>'}}
  %0 = kiln.while %x : tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    kiln.yield %c : tensor<i1>
  } do {
  ^bb0(%a: tensor<2xf32>):
    kiln.yield %y : tensor<3xf32>
  }
  kiln.return
}
