// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @batch_2(%x0: tensor<3x5xf32>, %x1: tensor<5xf32>, %x2: tensor<5xf32>, %x3: tensor<5xf32>, %x4: tensor<5xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2, %x3, %x4) {eps = 0.001 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>}
      : (tensor<3x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @batch_2_plain(%x0: tensor<3x5xf32>, %x1: tensor<5xf32>, %x2: tensor<5xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2) {eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>}
      : (tensor<3x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @batch_3(%x0: tensor<2x4x7xf32>, %x1: tensor<4xf32>, %x2: tensor<4xf32>, %x3: tensor<4xf32>, %x4: tensor<4xf32>) -> (tensor<2x4x7xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2, %x3, %x4) {eps = 0.001 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>}
      : (tensor<2x4x7xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x7xf32>
  kiln.return %y : tensor<2x4x7xf32>
}

kiln.graph @batch_3_plain(%x0: tensor<2x4x7xf32>, %x1: tensor<4xf32>, %x2: tensor<4xf32>) -> (tensor<2x4x7xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2) {eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>}
      : (tensor<2x4x7xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x7xf32>
  kiln.return %y : tensor<2x4x7xf32>
}

kiln.graph @batch_4(%x0: tensor<2x3x4x5xf32>, %x1: tensor<3xf32>, %x2: tensor<3xf32>, %x3: tensor<3xf32>, %x4: tensor<3xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2, %x3, %x4) {eps = 0.001 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>}
      : (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @batch_4_plain(%x0: tensor<2x3x4x5xf32>, %x1: tensor<3xf32>, %x2: tensor<3xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.batch_norm"(%x0, %x1, %x2) {eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>}
      : (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_1(%x0: tensor<2x3x4x5xf32>, %x1: tensor<5xf32>, %x2: tensor<5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0, %x1, %x2) {rank = 1 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x3x4x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_1_plain(%x0: tensor<2x3x4x5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0) {rank = 1 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 0, 0>}
      : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_2(%x0: tensor<2x3x4x5xf32>, %x1: tensor<4x5xf32>, %x2: tensor<4x5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0, %x1, %x2) {rank = 2 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x3x4x5xf32>, tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_2_plain(%x0: tensor<2x3x4x5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0) {rank = 2 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 0, 0>}
      : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_3(%x0: tensor<2x3x4x5xf32>, %x1: tensor<3x4x5xf32>, %x2: tensor<3x4x5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0, %x1, %x2) {rank = 3 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x3x4x5xf32>, tensor<3x4x5xf32>, tensor<3x4x5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @layer_3_plain(%x0: tensor<2x3x4x5xf32>) -> (tensor<2x3x4x5xf32>) {
  %y = "kiln.layer_norm"(%x0) {rank = 3 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 0, 0>}
      : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  kiln.return %y : tensor<2x3x4x5xf32>
}

kiln.graph @group_1(%x0: tensor<2x6x5xf32>, %x1: tensor<6xf32>, %x2: tensor<6xf32>) -> (tensor<2x6x5xf32>) {
  %y = "kiln.group_norm"(%x0, %x1, %x2) {groups = 1 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5xf32>
  kiln.return %y : tensor<2x6x5xf32>
}

kiln.graph @group_2(%x0: tensor<2x6x5xf32>, %x1: tensor<6xf32>, %x2: tensor<6xf32>) -> (tensor<2x6x5xf32>) {
  %y = "kiln.group_norm"(%x0, %x1, %x2) {groups = 2 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5xf32>
  kiln.return %y : tensor<2x6x5xf32>
}

kiln.graph @group_3(%x0: tensor<2x6x5xf32>, %x1: tensor<6xf32>, %x2: tensor<6xf32>) -> (tensor<2x6x5xf32>) {
  %y = "kiln.group_norm"(%x0, %x1, %x2) {groups = 3 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5xf32>
  kiln.return %y : tensor<2x6x5xf32>
}

kiln.graph @group_6(%x0: tensor<2x6x5xf32>, %x1: tensor<6xf32>, %x2: tensor<6xf32>) -> (tensor<2x6x5xf32>) {
  %y = "kiln.group_norm"(%x0, %x1, %x2) {groups = 6 : i64, eps = 1.0e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}
      : (tensor<2x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5xf32>
  kiln.return %y : tensor<2x6x5xf32>
}
