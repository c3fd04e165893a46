// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @add(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @add_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @add_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @add_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @add_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @sub(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @sub_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @sub_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @sub_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @sub_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @mul(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @mul_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @mul_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @mul_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @mul_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @div(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @div_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @div_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @div_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @div_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @floor_div(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @floor_div_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @floor_div_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @floor_div_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @remainder(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @remainder_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @remainder_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @remainder_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @remainder_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @fmod(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @fmod_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @fmod_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @fmod_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @fmod_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @pow(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @pow_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @pow_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @pow_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @pow_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @maximum(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @maximum_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @maximum_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @maximum_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @maximum_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @minimum(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @minimum_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @minimum_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @minimum_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @minimum_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @atan2(%x0: tensor<5x9xf32>, %x1: tensor<5x9xf32>) -> (tensor<5x9xf32>) {
  %y = "kiln.atan2"(%x0, %x1) {}
      : (tensor<5x9xf32>, tensor<5x9xf32>) -> tensor<5x9xf32>
  kiln.return %y : tensor<5x9xf32>
}

kiln.graph @atan2_special(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xf32>) {
  %y = "kiln.atan2"(%x0, %x1) {}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xf32>
  kiln.return %y : tensor<121xf32>
}

kiln.graph @atan2_float64(%x0: tensor<19xf64>, %x1: tensor<19xf64>) -> (tensor<19xf64>) {
  %y = "kiln.atan2"(%x0, %x1) {}
      : (tensor<19xf64>, tensor<19xf64>) -> tensor<19xf64>
  kiln.return %y : tensor<19xf64>
}

kiln.graph @atan2_float16(%x0: tensor<19xf16>, %x1: tensor<19xf16>) -> (tensor<19xf16>) {
  %y = "kiln.atan2"(%x0, %x1) {}
      : (tensor<19xf16>, tensor<19xf16>) -> tensor<19xf16>
  kiln.return %y : tensor<19xf16>
}

kiln.graph @atan2_bfloat16(%x0: tensor<19xbf16>, %x1: tensor<19xbf16>) -> (tensor<19xbf16>) {
  %y = "kiln.atan2"(%x0, %x1) {}
      : (tensor<19xbf16>, tensor<19xbf16>) -> tensor<19xbf16>
  kiln.return %y : tensor<19xbf16>
}

kiln.graph @add_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @sub_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @mul_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @div_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @floor_div_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @remainder_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @fmod_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @maximum_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @minimum_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @bitwise_and_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.bitwise_and"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @bitwise_or_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.bitwise_or"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @bitwise_xor_int64(%x0: tensor<29xi64>, %x1: tensor<29xi64>) -> (tensor<29xi64>) {
  %y = "kiln.bitwise_xor"(%x0, %x1) {}
      : (tensor<29xi64>, tensor<29xi64>) -> tensor<29xi64>
  kiln.return %y : tensor<29xi64>
}

kiln.graph @add_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @sub_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @mul_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @div_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @floor_div_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @remainder_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @fmod_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @maximum_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @minimum_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @bitwise_and_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.bitwise_and"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @bitwise_or_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.bitwise_or"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @bitwise_xor_int32(%x0: tensor<29xi32>, %x1: tensor<29xi32>) -> (tensor<29xi32>) {
  %y = "kiln.bitwise_xor"(%x0, %x1) {}
      : (tensor<29xi32>, tensor<29xi32>) -> tensor<29xi32>
  kiln.return %y : tensor<29xi32>
}

kiln.graph @add_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @sub_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @mul_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @div_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @floor_div_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @remainder_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @fmod_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @maximum_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @minimum_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @bitwise_and_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.bitwise_and"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @bitwise_or_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.bitwise_or"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @bitwise_xor_int16(%x0: tensor<29xi16>, %x1: tensor<29xi16>) -> (tensor<29xi16>) {
  %y = "kiln.bitwise_xor"(%x0, %x1) {}
      : (tensor<29xi16>, tensor<29xi16>) -> tensor<29xi16>
  kiln.return %y : tensor<29xi16>
}

kiln.graph @add_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @sub_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @mul_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @div_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @floor_div_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @remainder_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @fmod_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @maximum_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @minimum_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @bitwise_and_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.bitwise_and"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @bitwise_or_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.bitwise_or"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @bitwise_xor_int8(%x0: tensor<29xi8>, %x1: tensor<29xi8>) -> (tensor<29xi8>) {
  %y = "kiln.bitwise_xor"(%x0, %x1) {}
      : (tensor<29xi8>, tensor<29xi8>) -> tensor<29xi8>
  kiln.return %y : tensor<29xi8>
}

kiln.graph @add_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.add"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @sub_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.sub"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @mul_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.mul"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @div_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.div"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @floor_div_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.floor_div"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @remainder_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.remainder"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @fmod_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.fmod"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @maximum_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.maximum"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @minimum_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.minimum"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @bitwise_and_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.bitwise_and"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @bitwise_or_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.bitwise_or"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @bitwise_xor_uint8(%x0: tensor<29xui8>, %x1: tensor<29xui8>) -> (tensor<29xui8>) {
  %y = "kiln.bitwise_xor"(%x0, %x1) {}
      : (tensor<29xui8>, tensor<29xui8>) -> tensor<29xui8>
  kiln.return %y : tensor<29xui8>
}

kiln.graph @shl_int64(%x0: tensor<12xi64>, %x1: tensor<12xi64>) -> (tensor<12xi64>) {
  %y = "kiln.shift_left"(%x0, %x1) {}
      : (tensor<12xi64>, tensor<12xi64>) -> tensor<12xi64>
  kiln.return %y : tensor<12xi64>
}

kiln.graph @shr_int64(%x0: tensor<12xi64>, %x1: tensor<12xi64>) -> (tensor<12xi64>) {
  %y = "kiln.shift_right"(%x0, %x1) {}
      : (tensor<12xi64>, tensor<12xi64>) -> tensor<12xi64>
  kiln.return %y : tensor<12xi64>
}

kiln.graph @pow_int64(%x0: tensor<12xi64>, %x1: tensor<12xi64>) -> (tensor<12xi64>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<12xi64>, tensor<12xi64>) -> tensor<12xi64>
  kiln.return %y : tensor<12xi64>
}

kiln.graph @shl_int32(%x0: tensor<12xi32>, %x1: tensor<12xi32>) -> (tensor<12xi32>) {
  %y = "kiln.shift_left"(%x0, %x1) {}
      : (tensor<12xi32>, tensor<12xi32>) -> tensor<12xi32>
  kiln.return %y : tensor<12xi32>
}

kiln.graph @shr_int32(%x0: tensor<12xi32>, %x1: tensor<12xi32>) -> (tensor<12xi32>) {
  %y = "kiln.shift_right"(%x0, %x1) {}
      : (tensor<12xi32>, tensor<12xi32>) -> tensor<12xi32>
  kiln.return %y : tensor<12xi32>
}

kiln.graph @pow_int32(%x0: tensor<12xi32>, %x1: tensor<12xi32>) -> (tensor<12xi32>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<12xi32>, tensor<12xi32>) -> tensor<12xi32>
  kiln.return %y : tensor<12xi32>
}

kiln.graph @shl_int8(%x0: tensor<12xi8>, %x1: tensor<12xi8>) -> (tensor<12xi8>) {
  %y = "kiln.shift_left"(%x0, %x1) {}
      : (tensor<12xi8>, tensor<12xi8>) -> tensor<12xi8>
  kiln.return %y : tensor<12xi8>
}

kiln.graph @shr_int8(%x0: tensor<12xi8>, %x1: tensor<12xi8>) -> (tensor<12xi8>) {
  %y = "kiln.shift_right"(%x0, %x1) {}
      : (tensor<12xi8>, tensor<12xi8>) -> tensor<12xi8>
  kiln.return %y : tensor<12xi8>
}

kiln.graph @pow_int8(%x0: tensor<12xi8>, %x1: tensor<12xi8>) -> (tensor<12xi8>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<12xi8>, tensor<12xi8>) -> tensor<12xi8>
  kiln.return %y : tensor<12xi8>
}

kiln.graph @shl_uint8(%x0: tensor<12xui8>, %x1: tensor<12xui8>) -> (tensor<12xui8>) {
  %y = "kiln.shift_left"(%x0, %x1) {}
      : (tensor<12xui8>, tensor<12xui8>) -> tensor<12xui8>
  kiln.return %y : tensor<12xui8>
}

kiln.graph @shr_uint8(%x0: tensor<12xui8>, %x1: tensor<12xui8>) -> (tensor<12xui8>) {
  %y = "kiln.shift_right"(%x0, %x1) {}
      : (tensor<12xui8>, tensor<12xui8>) -> tensor<12xui8>
  kiln.return %y : tensor<12xui8>
}

kiln.graph @pow_uint8(%x0: tensor<12xui8>, %x1: tensor<12xui8>) -> (tensor<12xui8>) {
  %y = "kiln.pow"(%x0, %x1) {}
      : (tensor<12xui8>, tensor<12xui8>) -> tensor<12xui8>
  kiln.return %y : tensor<12xui8>
}

kiln.graph @eq(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate eq>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @eq_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate eq>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @ne(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate ne>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @ne_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate ne>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @lt(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate lt>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @lt_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate lt>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @le(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate le>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @le_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate le>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @gt(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate gt>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @gt_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate gt>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @ge(%x0: tensor<121xf32>, %x1: tensor<121xf32>) -> (tensor<121xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate ge>}
      : (tensor<121xf32>, tensor<121xf32>) -> tensor<121xi1>
  kiln.return %y : tensor<121xi1>
}

kiln.graph @ge_int(%x0: tensor<31xi16>, %x1: tensor<31xi16>) -> (tensor<31xi1>) {
  %y = "kiln.compare"(%x0, %x1) {predicate = #kiln<predicate ge>}
      : (tensor<31xi16>, tensor<31xi16>) -> tensor<31xi1>
  kiln.return %y : tensor<31xi1>
}

kiln.graph @select_float32(%x0: tensor<3x5xi1>, %x1: tensor<3x5xf32>, %x2: tensor<3x5xf32>) -> (tensor<3x5xf32>) {
  %y = "kiln.select"(%x0, %x1, %x2) {}
      : (tensor<3x5xi1>, tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  kiln.return %y : tensor<3x5xf32>
}

kiln.graph @select_bfloat16(%x0: tensor<3x5xi1>, %x1: tensor<3x5xbf16>, %x2: tensor<3x5xbf16>) -> (tensor<3x5xbf16>) {
  %y = "kiln.select"(%x0, %x1, %x2) {}
      : (tensor<3x5xi1>, tensor<3x5xbf16>, tensor<3x5xbf16>) -> tensor<3x5xbf16>
  kiln.return %y : tensor<3x5xbf16>
}

kiln.graph @select_int64(%x0: tensor<3x5xi1>, %x1: tensor<3x5xi64>, %x2: tensor<3x5xi64>) -> (tensor<3x5xi64>) {
  %y = "kiln.select"(%x0, %x1, %x2) {}
      : (tensor<3x5xi1>, tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi64>
  kiln.return %y : tensor<3x5xi64>
}

kiln.graph @select_bool(%x0: tensor<3x5xi1>, %x1: tensor<3x5xi1>, %x2: tensor<3x5xi1>) -> (tensor<3x5xi1>) {
  %y = "kiln.select"(%x0, %x1, %x2) {}
      : (tensor<3x5xi1>, tensor<3x5xi1>, tensor<3x5xi1>) -> tensor<3x5xi1>
  kiln.return %y : tensor<3x5xi1>
}
