kiln.graph @forward(%a: tensor<2x3xf32>, %b: tensor<2x3xi64>) -> (tensor<2x3xf32>, tensor<2x3xi64>)
    attributes {output_tree = "(*, *)"} {
  %0 = kiln.neg %a : tensor<2x3xf32>
  %1 = kiln.add %b, %b : tensor<2x3xi64>
  kiln.return %0, %1 : tensor<2x3xf32>, tensor<2x3xi64>
}
