// Written by test/oracle/make_ops.py; do not edit.

kiln.graph @neg(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @neg_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @abs(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @abs_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @sign(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @sign_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @exp(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.exp"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @exp_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.exp"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @exp2(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.exp2"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @exp2_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.exp2"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @expm1(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.expm1"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @expm1_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.expm1"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @log(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.log"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @log_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.log"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @log2(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.log2"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @log2_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.log2"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @log10(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.log10"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @log10_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.log10"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @log1p(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.log1p"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @log1p_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.log1p"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @sqrt(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.sqrt"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @sqrt_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.sqrt"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @rsqrt(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.rsqrt"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @rsqrt_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.rsqrt"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @reciprocal(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.reciprocal"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @reciprocal_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.reciprocal"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @sin(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.sin"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @sin_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.sin"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @cos(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.cos"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @cos_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.cos"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @tan(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.tan"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @tan_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.tan"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @asin(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.asin"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @asin_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.asin"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @acos(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.acos"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @acos_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.acos"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @atan(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.atan"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @atan_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.atan"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @sinh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.sinh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @sinh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.sinh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @cosh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.cosh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @cosh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.cosh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @tanh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.tanh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @tanh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.tanh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @asinh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.asinh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @asinh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.asinh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @acosh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.acosh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @acosh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.acosh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @atanh(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.atanh"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @atanh_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.atanh"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @erf(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.erf"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @erf_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.erf"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @floor(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.floor"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @floor_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.floor"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @ceil(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.ceil"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @ceil_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.ceil"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @round(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.round"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @round_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.round"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @trunc(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.trunc"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @trunc_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.trunc"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @relu(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @relu_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @sigmoid(%x0: tensor<37xf32>) -> (tensor<37xf32>) {
  %y = "kiln.sigmoid"(%x0) {}
      : (tensor<37xf32>) -> tensor<37xf32>
  kiln.return %y : tensor<37xf32>
}

kiln.graph @sigmoid_special(%x0: tensor<11xf32>) -> (tensor<11xf32>) {
  %y = "kiln.sigmoid"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xf32>
  kiln.return %y : tensor<11xf32>
}

kiln.graph @exp_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.exp"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @tanh_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.tanh"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @erf_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.erf"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @sqrt_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.sqrt"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @sigmoid_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.sigmoid"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @round_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.round"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @relu_float64(%x0: tensor<3x7xf64>) -> (tensor<3x7xf64>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<3x7xf64>) -> tensor<3x7xf64>
  kiln.return %y : tensor<3x7xf64>
}

kiln.graph @exp_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.exp"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @tanh_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.tanh"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @erf_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.erf"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @sqrt_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.sqrt"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @sigmoid_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.sigmoid"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @round_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.round"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @relu_float16(%x0: tensor<3x7xf16>) -> (tensor<3x7xf16>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<3x7xf16>) -> tensor<3x7xf16>
  kiln.return %y : tensor<3x7xf16>
}

kiln.graph @exp_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.exp"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @tanh_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.tanh"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @erf_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.erf"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @sqrt_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.sqrt"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @sigmoid_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.sigmoid"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @round_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.round"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @relu_bfloat16(%x0: tensor<3x7xbf16>) -> (tensor<3x7xbf16>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<3x7xbf16>) -> tensor<3x7xbf16>
  kiln.return %y : tensor<3x7xbf16>
}

kiln.graph @neg_int64(%x0: tensor<23xi64>) -> (tensor<23xi64>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<23xi64>) -> tensor<23xi64>
  kiln.return %y : tensor<23xi64>
}

kiln.graph @abs_int64(%x0: tensor<23xi64>) -> (tensor<23xi64>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<23xi64>) -> tensor<23xi64>
  kiln.return %y : tensor<23xi64>
}

kiln.graph @sign_int64(%x0: tensor<23xi64>) -> (tensor<23xi64>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<23xi64>) -> tensor<23xi64>
  kiln.return %y : tensor<23xi64>
}

kiln.graph @relu_int64(%x0: tensor<23xi64>) -> (tensor<23xi64>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<23xi64>) -> tensor<23xi64>
  kiln.return %y : tensor<23xi64>
}

kiln.graph @not_int64(%x0: tensor<23xi64>) -> (tensor<23xi64>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<23xi64>) -> tensor<23xi64>
  kiln.return %y : tensor<23xi64>
}

kiln.graph @neg_int32(%x0: tensor<23xi32>) -> (tensor<23xi32>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<23xi32>) -> tensor<23xi32>
  kiln.return %y : tensor<23xi32>
}

kiln.graph @abs_int32(%x0: tensor<23xi32>) -> (tensor<23xi32>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<23xi32>) -> tensor<23xi32>
  kiln.return %y : tensor<23xi32>
}

kiln.graph @sign_int32(%x0: tensor<23xi32>) -> (tensor<23xi32>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<23xi32>) -> tensor<23xi32>
  kiln.return %y : tensor<23xi32>
}

kiln.graph @relu_int32(%x0: tensor<23xi32>) -> (tensor<23xi32>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<23xi32>) -> tensor<23xi32>
  kiln.return %y : tensor<23xi32>
}

kiln.graph @not_int32(%x0: tensor<23xi32>) -> (tensor<23xi32>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<23xi32>) -> tensor<23xi32>
  kiln.return %y : tensor<23xi32>
}

kiln.graph @neg_int16(%x0: tensor<23xi16>) -> (tensor<23xi16>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<23xi16>) -> tensor<23xi16>
  kiln.return %y : tensor<23xi16>
}

kiln.graph @abs_int16(%x0: tensor<23xi16>) -> (tensor<23xi16>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<23xi16>) -> tensor<23xi16>
  kiln.return %y : tensor<23xi16>
}

kiln.graph @sign_int16(%x0: tensor<23xi16>) -> (tensor<23xi16>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<23xi16>) -> tensor<23xi16>
  kiln.return %y : tensor<23xi16>
}

kiln.graph @relu_int16(%x0: tensor<23xi16>) -> (tensor<23xi16>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<23xi16>) -> tensor<23xi16>
  kiln.return %y : tensor<23xi16>
}

kiln.graph @not_int16(%x0: tensor<23xi16>) -> (tensor<23xi16>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<23xi16>) -> tensor<23xi16>
  kiln.return %y : tensor<23xi16>
}

kiln.graph @neg_int8(%x0: tensor<23xi8>) -> (tensor<23xi8>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<23xi8>) -> tensor<23xi8>
  kiln.return %y : tensor<23xi8>
}

kiln.graph @abs_int8(%x0: tensor<23xi8>) -> (tensor<23xi8>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<23xi8>) -> tensor<23xi8>
  kiln.return %y : tensor<23xi8>
}

kiln.graph @sign_int8(%x0: tensor<23xi8>) -> (tensor<23xi8>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<23xi8>) -> tensor<23xi8>
  kiln.return %y : tensor<23xi8>
}

kiln.graph @relu_int8(%x0: tensor<23xi8>) -> (tensor<23xi8>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<23xi8>) -> tensor<23xi8>
  kiln.return %y : tensor<23xi8>
}

kiln.graph @not_int8(%x0: tensor<23xi8>) -> (tensor<23xi8>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<23xi8>) -> tensor<23xi8>
  kiln.return %y : tensor<23xi8>
}

kiln.graph @neg_uint8(%x0: tensor<23xui8>) -> (tensor<23xui8>) {
  %y = "kiln.neg"(%x0) {}
      : (tensor<23xui8>) -> tensor<23xui8>
  kiln.return %y : tensor<23xui8>
}

kiln.graph @abs_uint8(%x0: tensor<23xui8>) -> (tensor<23xui8>) {
  %y = "kiln.abs"(%x0) {}
      : (tensor<23xui8>) -> tensor<23xui8>
  kiln.return %y : tensor<23xui8>
}

kiln.graph @sign_uint8(%x0: tensor<23xui8>) -> (tensor<23xui8>) {
  %y = "kiln.sign"(%x0) {}
      : (tensor<23xui8>) -> tensor<23xui8>
  kiln.return %y : tensor<23xui8>
}

kiln.graph @relu_uint8(%x0: tensor<23xui8>) -> (tensor<23xui8>) {
  %y = "kiln.relu"(%x0) {}
      : (tensor<23xui8>) -> tensor<23xui8>
  kiln.return %y : tensor<23xui8>
}

kiln.graph @not_uint8(%x0: tensor<23xui8>) -> (tensor<23xui8>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<23xui8>) -> tensor<23xui8>
  kiln.return %y : tensor<23xui8>
}

kiln.graph @not_bool(%x0: tensor<2xi1>) -> (tensor<2xi1>) {
  %y = "kiln.bitwise_not"(%x0) {}
      : (tensor<2xi1>) -> tensor<2xi1>
  kiln.return %y : tensor<2xi1>
}

kiln.graph @isnan(%x0: tensor<11xf32>) -> (tensor<11xi1>) {
  %y = "kiln.isnan"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xi1>
  kiln.return %y : tensor<11xi1>
}

kiln.graph @isinf(%x0: tensor<11xf32>) -> (tensor<11xi1>) {
  %y = "kiln.isinf"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xi1>
  kiln.return %y : tensor<11xi1>
}

kiln.graph @isfinite(%x0: tensor<11xf32>) -> (tensor<11xi1>) {
  %y = "kiln.isfinite"(%x0) {}
      : (tensor<11xf32>) -> tensor<11xi1>
  kiln.return %y : tensor<11xi1>
}

kiln.graph @clamp_m0p5_0p5(%x0: tensor<32xf32>) -> (tensor<32xf32>) {
  %y = "kiln.clamp"(%x0) {min = -0.5 : f64, max = 0.5 : f64}
      : (tensor<32xf32>) -> tensor<32xf32>
  kiln.return %y : tensor<32xf32>
}

kiln.graph @clamp_0p0_None(%x0: tensor<32xf32>) -> (tensor<32xf32>) {
  %y = "kiln.clamp"(%x0) {min = 0.0 : f64}
      : (tensor<32xf32>) -> tensor<32xf32>
  kiln.return %y : tensor<32xf32>
}

kiln.graph @clamp_None_6p0(%x0: tensor<32xf32>) -> (tensor<32xf32>) {
  %y = "kiln.clamp"(%x0) {max = 6.0 : f64}
      : (tensor<32xf32>) -> tensor<32xf32>
  kiln.return %y : tensor<32xf32>
}

kiln.graph @clamp_1p0_m1p0(%x0: tensor<32xf32>) -> (tensor<32xf32>) {
  %y = "kiln.clamp"(%x0) {min = 1.0 : f64, max = -1.0 : f64}
      : (tensor<32xf32>) -> tensor<32xf32>
  kiln.return %y : tensor<32xf32>
}

kiln.graph @clamp_int(%x0: tensor<11xi32>) -> (tensor<11xi32>) {
  %y = "kiln.clamp"(%x0) {min = -2.0 : f64, max = 3.0 : f64}
      : (tensor<11xi32>) -> tensor<11xi32>
  kiln.return %y : tensor<11xi32>
}
