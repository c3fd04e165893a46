"""What PyTorch refuses for its types is refused in the same places.

RUN: not kiln compile %s:Conv --random-weights --input i64:1x3x8x8 2>&1 | FileCheck %s --check-prefix=CONV
RUN: not kiln compile %s:Conv --random-weights --input f64:1x3x8x8 2>&1 | FileCheck %s --check-prefix=DOUBLE
RUN: not kiln compile %s:Linear --random-weights --input bool:2x4 2>&1 | FileCheck %s --check-prefix=LINEAR
RUN: not kiln compile %s:product --input 2x4 --input i64:4x2 2>&1 | FileCheck %s --check-prefix=PRODUCT
RUN: not kiln compile %s:where --input 2x4 2>&1 | FileCheck %s --check-prefix=WHERE
RUN: not kiln compile %s:masked_fill --input 2x4 2>&1 | FileCheck %s --check-prefix=MASK
RUN: not kiln compile %s:difference --input bool:2x4 2>&1 | FileCheck %s --check-prefix=DIFFERENCE
RUN: not kiln compile %s:conjunction --input 2x4 2>&1 | FileCheck %s --check-prefix=BITS
RUN: not kiln compile %s:gelu --input i64:2x4 2>&1 | FileCheck %s --check-prefix=GELU
RUN: not kiln compile %s:power --input i64:2x4 2>&1 | FileCheck %s --check-prefix=POWER
RUN: not kiln compile %s:joined --input 2x4 2>&1 | FileCheck %s --check-prefix=JOINED
RUN: not kiln compile %s:reshaped --input 2x4 2>&1 | FileCheck %s --check-prefix=RESHAPED
RUN: not kiln compile %s:to_device --input 2x4 2>&1 | FileCheck %s --check-prefix=DEVICE
RUN: not kiln compile %s:to_list --input 2x4 2>&1 | FileCheck %s --check-prefix=LIST
RUN: not kiln compile %s:to_number --input 2x4 2>&1 | FileCheck %s --check-prefix=NUMBER
RUN: not kiln compile %s:to_word --input 2x4 2>&1 | FileCheck %s --check-prefix=WORD
RUN: not kiln compile %s:to_tensor_type --input 2x4 2>&1 | FileCheck %s --check-prefix=TYPE

What it takes is taken.

RUN: kiln run %s:accepted %S/../Tools/Inputs/a.npy | FileCheck %s --check-prefix=ACCEPTED
ACCEPTED: output0: f32 [2, 3]
ACCEPTED: output1: f64 [2, 3]
ACCEPTED: output2: i64 [2, 3]
ACCEPTED: output3: f16 [2, 3]
ACCEPTED: output4: f32 [3, 2]
"""

import torch
import torch.nn.functional as F
from torch import nn


class Conv(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        # CONV: type-errors.py:[[@LINE+2]]:{{[0-9]+}}: error: conv2d: expected 'input' to be torch.float32 like 'weight', got torch.int64; give the model's input as f32
        # DOUBLE: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: conv2d: expected 'input' to be torch.float32 like 'weight', got torch.float64; give the model's input as f32
        return self.conv(x)


class Linear(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 2)

    def forward(self, x):
        # LINEAR: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: linear: expected 'input' to be torch.float32 like 'weight', got torch.bool{{$}}
        return self.linear(~x)


def product(x, y):
    # PRODUCT: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: matmul: expected 'other' to be torch.float32 like 'self', got torch.int64; give the model's input as f32
    return x @ y


def where(x):
    # WHERE: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: where: expected 'condition' to be torch.bool, got torch.float32
    return torch.where(x, x, 0)


def masked_fill(x):
    # MASK: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: masked_fill: expected 'mask' to be torch.bool, got torch.float32
    return x.masked_fill(x, 0)


def difference(x):
    # DIFFERENCE: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: sub: booleans are not subtracted
    return x - True


def conjunction(x):
    # BITS: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: bitwise_and: not defined for torch.float32
    return x & x


def gelu(x):
    # GELU: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: gelu: not defined for torch.int64
    return F.gelu(x)


def power(x):
    # POWER: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: pow: integers to negative integer powers are not allowed
    return x**-1


def joined(x):
    # JOINED: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: cat(): argument 'tensors' must be a tuple of Tensor, found int at position 1
    return torch.cat([x, 3])


def reshaped(x):
    # RESHAPED: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: reshape(): argument 'shape' must be a tuple of int, found float at position 0
    return x.reshape(1.5, 2)


def to_device(x):
    # DEVICE: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: invalid device string: 'float16'
    return x.to("float16")


def to_list(x):
    # LIST: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: to() takes a dtype, a device or a tensor, not 'list'
    return x.to([torch.float16])


def to_number(x):
    # NUMBER: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: dtype must be a type, str, or dtype object, not 'int'
    return x.type(3)


def to_word(x):
    # WORD: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: to() got an unexpected keyword argument 'type'
    return x.to(type=torch.float16)


def to_tensor_type(x):
    # TYPE: type-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: invalid type: 'torch.FooTensor'
    return x.type("torch.FooTensor")


def accepted(x):
    device = torch.device("cuda:1")
    y = x.to(device).to("cpu", torch.float64, non_blocking=True).to(0)
    mask = x > 1
    return (
        torch.where(mask.to(torch.uint8), x, 0),
        y.to(dtype=None).masked_fill(mask, 1),
        mask.type("torch.LongTensor").to(device=None, copy=True),
        F.layer_norm(x.half(), (3,), torch.ones(3), torch.ones(3)),
        x.reshape(3, 2).to(memory_format=torch.contiguous_format).type_as(x),
    )
