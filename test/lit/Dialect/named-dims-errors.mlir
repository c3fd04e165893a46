// RUN: kiln-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{'kiln.graph' op has an argument with the named dimension N, which its kiln.dims does not list}}
kiln.graph @unlisted(%x: tensor<?xf32, #kiln.dims<"N">>) -> tensor<?xf32, #kiln.dims<"N">> {
  kiln.return %x : tensor<?xf32, #kiln.dims<"N">>
}

// -----

// Sizes without a name are none.
kiln.graph @unnamed(%x: tensor<?xf32>) -> tensor<?xf32> {
  // expected-error @below {{must be tensor with sizes of}}
  %0 = kiln.abs %x : tensor<?xf32>
  kiln.return %0 : tensor<?xf32>
}

// -----

// expected-error @below {{the named dimensions [N, 4] are not those of the shape}}
kiln.graph @other(%x: tensor<?x5xf32, #kiln.dims<"N, 4">>) -> tensor<5xf32>

// -----

// expected-error @below {{expected a size such as 8, N or 2*N + 1, got '2N'}}
kiln.graph @syntax(%x: tensor<?xf32, #kiln.dims<"2N">>) -> tensor<5xf32>

// -----

// expected-error @below {{expected a named dimension and its range, such as N=1..64, got 'N = 9..3'}}
kiln.graph @range(%x: tensor<?xf32, #kiln.dims<"N", "N = 9..3">>) -> tensor<5xf32>

// -----

// What may not fit for some value does not fit.
kiln.graph @slice(%x: tensor<?xf32, #kiln.dims<"S">>) -> tensor<8xf32>
    attributes {kiln.dims = #kiln.dims<"S">} {
  // expected-error @below {{slice takes index 7 of dimension 0, which has size S}}
  // expected-error @below {{failed to infer returned types}}
  %0 = kiln.slice %x {starts = array<i64: 0>, sizes = array<i64: 8>, strides = array<i64: 1>} : (tensor<?xf32, #kiln.dims<"S">>) -> tensor<8xf32>
  kiln.return %0 : tensor<8xf32>
}

// -----

kiln.graph @reshape(%x: tensor<?x4xf32, #kiln.dims<"N, 4">>) -> tensor<?xf32, #kiln.dims<"2*N">>
    attributes {kiln.dims = #kiln.dims<"N">} {
  // expected-error @below {{cannot view 4*N elements as [2*N]}}
  %0 = kiln.reshape %x : tensor<?x4xf32, #kiln.dims<"N, 4">> to tensor<?xf32, #kiln.dims<"2*N">>
  kiln.return %0 : tensor<?xf32, #kiln.dims<"2*N">>
}

// -----

kiln.graph @matmul(%x: tensor<?x4xf32, #kiln.dims<"N, 4">>, %y: tensor<?x4xf32, #kiln.dims<"S, 4">>)
    -> tensor<?x4xf32, #kiln.dims<"N, 4">> attributes {kiln.dims = #kiln.dims<"N, S">} {
  // expected-error @below {{matrices of shapes [N, 4] and [S, 4] cannot be multiplied}}
  // expected-error @below {{failed to infer returned types}}
  %0 = kiln.matmul %x, %y : (tensor<?x4xf32, #kiln.dims<"N, 4">>, tensor<?x4xf32, #kiln.dims<"S, 4">>) -> tensor<?x4xf32, #kiln.dims<"N, 4">>
  kiln.return %0 : tensor<?x4xf32, #kiln.dims<"N, 4">>
}
