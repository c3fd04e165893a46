#x = #kiln.dims<"N, 3, H, 8">
kiln.parameter @w : tensor<4x3x1x1xf32>
kiln.graph @forward(%x: tensor<?x3x?x8xf32, #x>) -> tensor<?x4x?x8xf32, #kiln.dims<"N, 4, H, 8">>
    attributes {kiln.dims = #kiln.dims<"N, H">} {
  %w = kiln.get_parameter @w : tensor<4x3x1x1xf32>
  %0 = kiln.conv %x, %w {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<?x3x?x8xf32, #x>, tensor<4x3x1x1xf32>) -> tensor<?x4x?x8xf32, #kiln.dims<"N, 4, H, 8">>
  kiln.return %0 : tensor<?x4x?x8xf32, #kiln.dims<"N, 4, H, 8">>
}
