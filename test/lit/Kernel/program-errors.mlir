// RUN: kiln-opt %s --split-input-file --verify-diagnostics

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  %0 = kiln.neg %x : tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> attributes {arena_bytes = 64 : i64} {
  %0 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 0, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  // expected-error @below {{which holds a value in use at}}
  %1 = kernel.call @f(%0) at [#kernel.slice<arena, offset = 0, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %1 : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  %0 = kiln.neg %x : tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> attributes {arena_bytes = 64 : i64} {
  // expected-error @below {{outside of the arena of 64 bytes}}
  %0 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 64, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}

// -----

// expected-note @below {{declared here}}
kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<16xf32>
}
kernel.program @forward(%x: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error @below {{has type '(tensor<8xf32>) -> tensor<8xf32>', the kernel '(tensor<16xf32>) -> tensor<16xf32>'}}
  %0 = kernel.call @f(%x) : (tensor<8xf32>) -> tensor<8xf32>
  kernel.return %0 : tensor<8xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  %0 = kiln.neg %x : tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> attributes {arena_bytes = 192 : i64} {
  %0 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 0, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  %1 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 128, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  // expected-error @below {{expected offset 64}}
  %2 = kernel.join %0, %1 : (tensor<16xf32>, tensor<16xf32>) -> tensor<32xf32>
  kernel.return %1 : tensor<16xf32>
}

// -----

kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{joins what no call gives}}
  %0 = kernel.join %x : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  %0 = kiln.neg %x : tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  %0 = kernel.call @f(%x) : (tensor<16xf32>) -> tensor<16xf32>
  // expected-error @below {{joins a value twice}}
  %1 = kernel.join %0, %0 : (tensor<16xf32>, tensor<16xf32>) -> tensor<32xf32>
  kernel.return %0 : tensor<16xf32>
}

// -----

kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{names no kernel: @g}}
  %0 = kernel.call @g(%x) : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{has 1 results, but 2 slices}}
  %0 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 0, bytes = 64>, #kernel.slice<arena, offset = 64, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> attributes {arena_bytes = 64 : i64} {
  // expected-error @below {{has no slices in a planned program}}
  %0 = kernel.call @f(%x) : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<16xf32>
}
kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> attributes {arena_bytes = 64 : i64} {
  // expected-error @below {{has a result larger than #kernel.slice<arena, offset = 0, bytes = 32>}}
  %0 = kernel.call @f(%x) at [#kernel.slice<arena, offset = 0, bytes = 32>] : (tensor<16xf32>) -> tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{names no parameter or initializer: @w}}
  %0 = kernel.weights @w : tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{has input and result of different sizes}}
  %0 = kernel.view %x : tensor<16xf32> to tensor<8xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.program @forward(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{is no op of the kernel dialect}}
  %0 = kiln.neg %x : tensor<16xf32>
  kernel.return %x : tensor<16xf32>
}

// -----

kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  // expected-error @below {{is no op of the graph dialect}}
  %0 = builtin.unrealized_conversion_cast %x : tensor<16xf32> to tensor<16xf32>
  kernel.return %0 : tensor<16xf32>
}

// -----

// expected-error @below {{declares results of types 'tensor<16xf32>', its kernel.return gives 'tensor<8xf32>'}}
kernel.func @f(%x: tensor<8xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<8xf32>
}

// -----

// expected-error @below {{needs at least one work item}}
kernel.func @f(%x: tensor<8xf32>) -> tensor<8xf32> attributes {work_items = 0 : i64} {
  kernel.return %x : tensor<8xf32>
}

// -----

kernel.program @forward() -> tensor<8xf32> {
  // expected-error @below {{has elements: 'tensor<8xf32>'}}
  %0 = kernel.empty : tensor<8xf32>
  kernel.return %0 : tensor<8xf32>
}

// -----

kernel.func @f(%x: tensor<8xf32>) -> tensor<8xf32> {
  kernel.return %x : tensor<8xf32>
}
kernel.program @forward(%x: tensor<?x8xf32, #kiln.dims<"T, 8">>, %h: tensor<8xf32>) {
  // expected-error @below {{leaves a state that no call of the step gives}}
  %0 = kernel.loop step #kiln.dim<"step"> (%a = %x) from (%s = %h)
      : (tensor<?x8xf32, #kiln.dims<"T, 8">>, tensor<8xf32>) -> tensor<?x8xf32, #kiln.dims<"T, 8">> {
    kernel.yield %a : tensor<8xf32>
  }
  kernel.return
}

// -----

// A step must not write what another one still wants.
kernel.func @f(%x: tensor<16xf32>) -> tensor<16xf32> {
  kernel.return %x : tensor<16xf32>
}
kernel.program @forward(%x: tensor<?x16xf32, #kiln.dims<"T, 16">>, %h: tensor<16xf32>)
    attributes {arena_bytes = #kiln.dim<"64*T + 64">} {
  // expected-error @below {{has a step that leaves a state at #kernel.slice<arena, offset = 0, bytes = 64>, expected}}
  %0 = kernel.loop step #kiln.dim<"step"> (%a = %x) from (%s = %h)
      at [#kernel.slice<arena, offset = 0, bytes = #kiln.dim<"64*T">>]
      : (tensor<?x16xf32, #kiln.dims<"T, 16">>, tensor<16xf32>) -> tensor<?x16xf32, #kiln.dims<"T, 16">> {
    %1 = kernel.call @f(%s) at [#kernel.slice<arena, offset = 0, bytes = 64>] : (tensor<16xf32>) -> tensor<16xf32>
    kernel.yield %1 : tensor<16xf32>
  }
  kernel.return
}
