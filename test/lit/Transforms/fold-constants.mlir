// RUN: kiln-opt %s --kiln-fold-constants --cse | FileCheck %s

// What depends on constants alone is computed.
// CHECK-LABEL: kiln.graph @sum
// CHECK: kiln.constant dense<[4.000000e+00, 6.000000e+00]>
// CHECK: kiln.mul
// CHECK-NOT: kiln.add
kiln.graph @sum(%x: tensor<2xf32>) -> tensor<2xf32> {
  %a = kiln.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = kiln.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %0 = kiln.add %a, %b : tensor<2xf32>
  %1 = kiln.mul %x, %0 : tensor<2xf32>
  kiln.return %1 : tensor<2xf32>
}

// Broadcasts stay: kernels read through them.
// CHECK-LABEL: kiln.graph @broadcast
// CHECK: kiln.broadcast
kiln.graph @broadcast(%x: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %a = kiln.constant dense<[1.0]> : tensor<1xf32>
  %0 = kiln.broadcast %a : tensor<1xf32> to tensor<64x64xf32>
  %1 = kiln.mul %x, %0 : tensor<64x64xf32>
  kiln.return %1 : tensor<64x64xf32>
}

// So does what reads an argument or a parameter.
// CHECK-LABEL: kiln.graph @unknown
// CHECK: kiln.neg
kiln.graph @unknown(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = kiln.neg %x : tensor<2xf32>
  kiln.return %0 : tensor<2xf32>
}
