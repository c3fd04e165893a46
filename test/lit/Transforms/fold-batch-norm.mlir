// RUN: kiln-opt %s --kiln-fold-batch-norm | FileCheck %s

kiln.parameter @conv.weight : tensor<6x3x1x1xf32>
kiln.parameter @bn.mean : tensor<6xf32>
kiln.parameter @bn.var : tensor<6xf32>
kiln.parameter @bn.weight : tensor<6xf32>
kiln.parameter @bn.bias : tensor<6xf32>

// CHECK: kiln.initializer @conv.weight.folded : tensor<6x3x1x1xf32> {
// CHECK: kiln.rsqrt
// CHECK: %[[W:.*]] = kiln.get_parameter @conv.weight
// CHECK: kiln.mul %[[W]], %
// CHECK: kiln.initializer @conv.weight.folded_bias : tensor<6xf32> {

// CHECK-LABEL: kiln.graph @folds
kiln.graph @folds(%x: tensor<1x3x4x4xf32>) -> tensor<1x6x4x4xf32> {
  %w = kiln.get_parameter @conv.weight : tensor<6x3x1x1xf32>
  %m = kiln.get_parameter @bn.mean : tensor<6xf32>
  %v = kiln.get_parameter @bn.var : tensor<6xf32>
  %g = kiln.get_parameter @bn.weight : tensor<6xf32>
  %b = kiln.get_parameter @bn.bias : tensor<6xf32>
  // CHECK-DAG: %[[W:.*]] = kiln.get_parameter @conv.weight.folded :
  // CHECK-DAG: %[[B:.*]] = kiln.get_parameter @conv.weight.folded_bias :
  // CHECK: %[[Y:.*]] = kiln.conv %{{.*}}, %[[W]], %[[B]]
  // CHECK-NOT: batch_norm
  // CHECK: kiln.return %[[Y]]
  %0 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x4x4xf32>, tensor<6x3x1x1xf32>) -> tensor<1x6x4x4xf32>
  %1 = kiln.batch_norm %0, %m, %v weight(%g : tensor<6xf32>) bias(%b : tensor<6xf32>) {eps = 1.0e-05 : f64}
      : tensor<1x6x4x4xf32>, tensor<6xf32>, tensor<6xf32>
  kiln.return %1 : tensor<1x6x4x4xf32>
}

// A convolution that something else reads stays as it is.
// CHECK-LABEL: kiln.graph @shared
kiln.graph @shared(%x: tensor<1x3x4x4xf32>) -> (tensor<1x6x4x4xf32>, tensor<1x6x4x4xf32>) {
  %w = kiln.get_parameter @conv.weight : tensor<6x3x1x1xf32>
  %m = kiln.get_parameter @bn.mean : tensor<6xf32>
  %v = kiln.get_parameter @bn.var : tensor<6xf32>
  // CHECK: %[[Y:.*]] = kiln.conv
  // CHECK: %[[P:.*]] = kiln.mul %[[Y]], %
  // CHECK: %[[S:.*]] = kiln.add %[[P]], %
  // CHECK: kiln.return %[[Y]], %[[S]]
  %0 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x3x4x4xf32>, tensor<6x3x1x1xf32>) -> tensor<1x6x4x4xf32>
  %1 = kiln.batch_norm %0, %m, %v {eps = 1.0e-05 : f64}
      : tensor<1x6x4x4xf32>, tensor<6xf32>, tensor<6xf32>
  kiln.return %0, %1 : tensor<1x6x4x4xf32>, tensor<1x6x4x4xf32>
}
