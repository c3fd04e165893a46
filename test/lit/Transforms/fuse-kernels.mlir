// RUN: kiln-opt %s --kiln-fuse-kernels | FileCheck %s

kiln.parameter @w : tensor<6x3x3x3xf32>
kiln.parameter @b : tensor<6xf32>

// CHECK-LABEL: kiln.graph @conv_bias_relu_pool
kiln.graph @conv_bias_relu_pool(%x: tensor<1x3x8x8xf32>) -> tensor<1x6x4x4xf32> {
  // CHECK: %[[W:.*]] = kiln.get_parameter @w
  // CHECK: %[[B:.*]] = kiln.get_parameter @b
  // CHECK: %[[Y:.*]] = kiln.fused
  // CHECK-NEXT: kiln.conv
  // CHECK-NEXT: kiln.relu
  // CHECK-NEXT: kiln.max_pool
  // CHECK-NEXT: kiln.yield
  // CHECK-NEXT: }
  // CHECK-NEXT: kiln.return %[[Y]]
  %w = kiln.get_parameter @w : tensor<6x3x3x3xf32>
  %b = kiln.get_parameter @b : tensor<6xf32>
  %0 = kiln.conv %x, %w, %b {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>, tensor<6xf32>) -> tensor<1x6x8x8xf32>
  %1 = kiln.relu %0 : tensor<1x6x8x8xf32>
  %2 = kiln.max_pool %1 {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x6x8x8xf32>) -> tensor<1x6x4x4xf32>
  kiln.return %2 : tensor<1x6x4x4xf32>
}

// The residual is read where it joins, although it is computed later.
// CHECK-LABEL: kiln.graph @conv_add_relu
kiln.graph @conv_add_relu(%x: tensor<1x3x8x8xf32>) -> tensor<1x6x8x8xf32> {
  // CHECK: %[[R:.*]] = kiln.fused
  // CHECK-NEXT: kiln.conv
  // CHECK-NEXT: kiln.yield
  // CHECK: kiln.fused ({{.*}} = %[[R]])
  // CHECK-NEXT: kiln.conv
  // CHECK-NEXT: kiln.add
  // CHECK-NEXT: kiln.relu
  // CHECK-NEXT: kiln.yield
  %w = kiln.get_parameter @w : tensor<6x3x3x3xf32>
  %0 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32>
  %1 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32>
  %2 = kiln.add %0, %1 : tensor<1x6x8x8xf32>
  %3 = kiln.relu %2 : tensor<1x6x8x8xf32>
  kiln.return %3 : tensor<1x6x8x8xf32>
}

// x * sigmoid(x): a value may be read twice inside the group.
// CHECK-LABEL: kiln.graph @silu
kiln.graph @silu(%x: tensor<1x3x8x8xf32>) -> tensor<1x6x8x8xf32> {
  // CHECK: kiln.fused
  // CHECK-NEXT: kiln.conv
  // CHECK-NEXT: kiln.sigmoid
  // CHECK-NEXT: kiln.mul
  // CHECK-NEXT: kiln.yield
  %w = kiln.get_parameter @w : tensor<6x3x3x3xf32>
  %0 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<1x6x8x8xf32>
  %1 = kiln.sigmoid %0 : tensor<1x6x8x8xf32>
  %2 = kiln.mul %0, %1 : tensor<1x6x8x8xf32>
  kiln.return %2 : tensor<1x6x8x8xf32>
}

// What two kernels read leaves the first one.
// CHECK-LABEL: kiln.graph @two_readers
kiln.graph @two_readers(%x: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4xf32>) {
  // CHECK: %[[A:.*]] = kiln.fused
  // CHECK-NEXT: kiln.exp
  // CHECK-NEXT: kiln.yield
  // CHECK: kiln.fused ({{.*}} = %[[A]])
  // CHECK-NEXT: kiln.reduce_sum
  // CHECK: kiln.return %[[A]]
  %0 = kiln.exp %x : tensor<4x4xf32>
  %1 = kiln.reduce_sum %0 {dims = array<i64: 1>} : (tensor<4x4xf32>) -> tensor<4xf32>
  kiln.return %0, %1 : tensor<4x4xf32>, tensor<4xf32>
}

// Broadcasts are repeated where they are read.
// CHECK-LABEL: kiln.graph @broadcast
kiln.graph @broadcast(%x: tensor<2x4xf32>, %y: tensor<4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
  // CHECK-COUNT-2: kiln.broadcast
  // CHECK: kiln.return
  %0 = kiln.broadcast %y : tensor<4xf32> to tensor<2x4xf32>
  %1 = kiln.add %x, %0 : tensor<2x4xf32>
  %2 = kiln.mul %x, %0 : tensor<2x4xf32>
  kiln.return %1, %2 : tensor<2x4xf32>, tensor<2x4xf32>
}

// Each kernel counts by itself: two of them store nothing for it.
// CHECK-LABEL: kiln.graph @count
kiln.graph @count(%x: tensor<5xi64>, %y: tensor<5x1xi64>) -> (tensor<5xi64>, tensor<5x1xi64>, tensor<5xi64>) {
  // CHECK-NEXT: %[[C:.*]] = kiln.fused
  // CHECK-NEXT: kiln.iota
  // CHECK-NEXT: kiln.yield
  // CHECK-NEXT: }
  // CHECK-NEXT: %[[A:.*]] = kiln.fused
  // CHECK-NEXT: kiln.iota
  // CHECK-NEXT: kiln.add
  // CHECK-NEXT: kiln.yield
  // CHECK-NEXT: }
  // CHECK-NEXT: kiln.return %[[A]], %{{.*}}, %[[C]]
  %0 = kiln.iota {dim = 0 : i64} : tensor<5xi64>
  %1 = kiln.add %x, %0 : tensor<5xi64>
  kiln.return %1, %y, %0 : tensor<5xi64>, tensor<5x1xi64>, tensor<5xi64>
}
