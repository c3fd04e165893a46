// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @float32_to_float64(%x0: tensor<6xf32>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @float32_to_float16(%x0: tensor<6xf32>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @float32_to_bfloat16(%x0: tensor<6xf32>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @float32_to_int64(%x0: tensor<6xf32>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @float32_to_int32(%x0: tensor<6xf32>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @float32_to_int16(%x0: tensor<6xf32>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @float32_to_int8(%x0: tensor<6xf32>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @float32_to_uint8(%x0: tensor<6xf32>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @float32_to_bool(%x0: tensor<6xf32>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf32>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @float64_to_float32(%x0: tensor<6xf64>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @float64_to_float16(%x0: tensor<6xf64>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @float64_to_bfloat16(%x0: tensor<6xf64>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @float64_to_int64(%x0: tensor<6xf64>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @float64_to_int32(%x0: tensor<6xf64>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @float64_to_int16(%x0: tensor<6xf64>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @float64_to_int8(%x0: tensor<6xf64>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @float64_to_uint8(%x0: tensor<6xf64>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @float64_to_bool(%x0: tensor<6xf64>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf64>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @float16_to_float32(%x0: tensor<6xf16>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @float16_to_float64(%x0: tensor<6xf16>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @float16_to_bfloat16(%x0: tensor<6xf16>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @float16_to_int64(%x0: tensor<6xf16>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @float16_to_int32(%x0: tensor<6xf16>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @float16_to_int16(%x0: tensor<6xf16>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @float16_to_int8(%x0: tensor<6xf16>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @float16_to_uint8(%x0: tensor<6xf16>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @float16_to_bool(%x0: tensor<6xf16>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xf16>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @bfloat16_to_float32(%x0: tensor<6xbf16>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @bfloat16_to_float64(%x0: tensor<6xbf16>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @bfloat16_to_float16(%x0: tensor<6xbf16>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @bfloat16_to_int64(%x0: tensor<6xbf16>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @bfloat16_to_int32(%x0: tensor<6xbf16>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @bfloat16_to_int16(%x0: tensor<6xbf16>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @bfloat16_to_int8(%x0: tensor<6xbf16>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @bfloat16_to_uint8(%x0: tensor<6xbf16>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @bfloat16_to_bool(%x0: tensor<6xbf16>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xbf16>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @int64_to_float32(%x0: tensor<6xi64>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @int64_to_float64(%x0: tensor<6xi64>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @int64_to_float16(%x0: tensor<6xi64>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @int64_to_bfloat16(%x0: tensor<6xi64>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @int64_to_int32(%x0: tensor<6xi64>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @int64_to_int16(%x0: tensor<6xi64>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @int64_to_int8(%x0: tensor<6xi64>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @int64_to_uint8(%x0: tensor<6xi64>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @int64_to_bool(%x0: tensor<6xi64>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi64>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @int32_to_float32(%x0: tensor<6xi32>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @int32_to_float64(%x0: tensor<6xi32>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @int32_to_float16(%x0: tensor<6xi32>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @int32_to_bfloat16(%x0: tensor<6xi32>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @int32_to_int64(%x0: tensor<6xi32>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @int32_to_int16(%x0: tensor<6xi32>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @int32_to_int8(%x0: tensor<6xi32>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @int32_to_uint8(%x0: tensor<6xi32>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @int32_to_bool(%x0: tensor<6xi32>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi32>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @int16_to_float32(%x0: tensor<6xi16>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @int16_to_float64(%x0: tensor<6xi16>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @int16_to_float16(%x0: tensor<6xi16>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @int16_to_bfloat16(%x0: tensor<6xi16>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @int16_to_int64(%x0: tensor<6xi16>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @int16_to_int32(%x0: tensor<6xi16>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @int16_to_int8(%x0: tensor<6xi16>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @int16_to_uint8(%x0: tensor<6xi16>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @int16_to_bool(%x0: tensor<6xi16>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi16>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @int8_to_float32(%x0: tensor<6xi8>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @int8_to_float64(%x0: tensor<6xi8>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @int8_to_float16(%x0: tensor<6xi8>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @int8_to_bfloat16(%x0: tensor<6xi8>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @int8_to_int64(%x0: tensor<6xi8>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @int8_to_int32(%x0: tensor<6xi8>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @int8_to_int16(%x0: tensor<6xi8>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @int8_to_uint8(%x0: tensor<6xi8>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @int8_to_bool(%x0: tensor<6xi8>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi8>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @uint8_to_float32(%x0: tensor<6xui8>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @uint8_to_float64(%x0: tensor<6xui8>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @uint8_to_float16(%x0: tensor<6xui8>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @uint8_to_bfloat16(%x0: tensor<6xui8>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @uint8_to_int64(%x0: tensor<6xui8>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @uint8_to_int32(%x0: tensor<6xui8>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @uint8_to_int16(%x0: tensor<6xui8>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @uint8_to_int8(%x0: tensor<6xui8>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @uint8_to_bool(%x0: tensor<6xui8>) -> (tensor<6xi1>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xui8>) -> tensor<6xi1>
  kiln.return %y : tensor<6xi1>
}

kiln.graph @bool_to_float32(%x0: tensor<6xi1>) -> (tensor<6xf32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xf32>
  kiln.return %y : tensor<6xf32>
}

kiln.graph @bool_to_float64(%x0: tensor<6xi1>) -> (tensor<6xf64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xf64>
  kiln.return %y : tensor<6xf64>
}

kiln.graph @bool_to_float16(%x0: tensor<6xi1>) -> (tensor<6xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xf16>
  kiln.return %y : tensor<6xf16>
}

kiln.graph @bool_to_bfloat16(%x0: tensor<6xi1>) -> (tensor<6xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xbf16>
  kiln.return %y : tensor<6xbf16>
}

kiln.graph @bool_to_int64(%x0: tensor<6xi1>) -> (tensor<6xi64>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xi64>
  kiln.return %y : tensor<6xi64>
}

kiln.graph @bool_to_int32(%x0: tensor<6xi1>) -> (tensor<6xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xi32>
  kiln.return %y : tensor<6xi32>
}

kiln.graph @bool_to_int16(%x0: tensor<6xi1>) -> (tensor<6xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xi16>
  kiln.return %y : tensor<6xi16>
}

kiln.graph @bool_to_int8(%x0: tensor<6xi1>) -> (tensor<6xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xi8>
  kiln.return %y : tensor<6xi8>
}

kiln.graph @bool_to_uint8(%x0: tensor<6xi1>) -> (tensor<6xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<6xi1>) -> tensor<6xui8>
  kiln.return %y : tensor<6xui8>
}

kiln.graph @wrap_int32(%x0: tensor<5xi64>) -> (tensor<5xi32>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<5xi64>) -> tensor<5xi32>
  kiln.return %y : tensor<5xi32>
}

kiln.graph @wrap_int16(%x0: tensor<5xi64>) -> (tensor<5xi16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<5xi64>) -> tensor<5xi16>
  kiln.return %y : tensor<5xi16>
}

kiln.graph @wrap_int8(%x0: tensor<5xi64>) -> (tensor<5xi8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<5xi64>) -> tensor<5xi8>
  kiln.return %y : tensor<5xi8>
}

kiln.graph @wrap_uint8(%x0: tensor<5xi64>) -> (tensor<5xui8>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<5xi64>) -> tensor<5xui8>
  kiln.return %y : tensor<5xui8>
}

kiln.graph @round_to_half(%x0: tensor<9xf32>) -> (tensor<9xf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<9xf32>) -> tensor<9xf16>
  kiln.return %y : tensor<9xf16>
}

kiln.graph @round_to_bfloat(%x0: tensor<9xf32>) -> (tensor<9xbf16>) {
  %y = "kiln.cast"(%x0) {}
      : (tensor<9xf32>) -> tensor<9xbf16>
  kiln.return %y : tensor<9xbf16>
}
