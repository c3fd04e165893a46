kiln.parameter mutable @total : tensor<2x3xf32> = dense<100.0> : tensor<2x3xf32>
kiln.parameter mutable @last : tensor<2x3xf32> = dense<0.0> : tensor<2x3xf32>
kiln.graph @forward(%x: tensor<2x3xf32> {kiln.name = "x"},
                    %total: tensor<2x3xf32> {kiln.state = @total},
                    %last: tensor<2x3xf32> {kiln.state = @last})
    -> (tensor<2x3xf32>, tensor<2x3xf32> {kiln.state = @total},
        tensor<2x3xf32> {kiln.state = @last}) {
  %sum = kiln.add %total, %x : tensor<2x3xf32>
  %out = kiln.sub %sum, %last : tensor<2x3xf32>
  kiln.return %out, %sum, %x : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>
}
