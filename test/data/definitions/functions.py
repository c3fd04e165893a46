"""Functions of one and two numbers, with PyTorch's promotion of types."""

import math

import numpy as np
import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.tensor(np.linspace(0, 1, 5).astype(np.float32))
        self.register_buffer("steps", torch.arange(0, 10, 2))

    def forward(self, x, whole):
        positive = x.abs() + 0.1
        inside = x.tanh() * 0.9
        results = [x.exp(), x.expm1(), torch.exp2(x), positive.log(), positive.log2(), positive.log10(), positive.log1p()]
        results += [x.sin(), x.cos(), x.tan(), x.sinh(), x.cosh(), inside.asin(), inside.acos(), x.atan(), inside.atanh(), x.asinh(), (positive + 1).acosh()]
        results += [x.erf(), x.erfc(), positive.sqrt(), positive.rsqrt(), positive.reciprocal(), x.square()]
        results += [x.floor(), x.ceil(), x.round(), x.trunc(), x.frac(), x.neg(), -x, +x, abs(x), x.sigmoid(), x.logit(eps=1e-3), x.sgn(), x.sinc()]
        results += [x + 1, 1 - x, x * 2.5, 2 / positive, x / 3, x // 0.3, x % 0.3, x ** 2, x ** 3, positive ** 0.5, positive ** -1.5, 2.0 ** x, x ** 0]
        results += [x.add(x, alpha=0.3), torch.sub(x, 1, alpha=2), torch.rsub(x, 1), x.mul(x), torch.div(x, 0.3, rounding_mode="floor"), torch.div(x, 0.3, rounding_mode="trunc")]
        results += [torch.atan2(x, positive), torch.hypot(x, positive), torch.fmod(x, 0.3), torch.remainder(x, positive), torch.pow(positive, x), torch.pow(2, x), torch.float_power(positive, 1.5)]
        results += [torch.addcmul(x, x, positive, value=0.5), torch.addcdiv(x, x, positive, value=2.0), torch.logaddexp(x, positive), torch.xlogy(positive, positive), torch.copysign(positive, x)]
        results += [whole + x, whole * 2, whole / 2, whole // 2, whole % 3, whole ** 2, whole + 0.5, whole.float().sin(), torch.sqrt(whole.abs()), whole.clamp(0, 3), whole >> 1, whole & 6, whole | 1, ~whole]
        results += [x + self.table, x * self.steps, x.double() + x, x.half().float(), x.bfloat16().to(torch.float32), x.int(), x.to(whole), x.type(torch.int64), x.type_as(whole.short())]
        results += [x * math.pi, x + np.sqrt(2.0), x * torch.tensor(3), x.mul(torch.tensor(0.5, dtype=torch.float64)), whole.mul(torch.tensor(2.5))]
        return results
