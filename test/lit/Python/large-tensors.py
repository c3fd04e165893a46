# Tensors may be as large as anything, but what is computed while compiling may
# not.

# RUN: not kiln compile '%s:Parameter' --random-weights --input 1x3 2>&1 | FileCheck %s --check-prefix=PARAMETER
# RUN: not kiln compile '%s:Buffer' --input 1x3 2>&1 | FileCheck %s --check-prefix=BUFFER
# RUN: not kiln compile '%s:Sum' --input 1x3 2>&1 | FileCheck %s --check-prefix=SUM
# RUN: not kiln compile '%s:Product' --input 1x3 2>&1 | FileCheck %s --check-prefix=PRODUCT
# RUN: not kiln compile '%s:Arange' --input 1x3 2>&1 | FileCheck %s --check-prefix=ARANGE
# RUN: not kiln compile '%s:Triangle' --input 1x3 2>&1 | FileCheck %s --check-prefix=TRIANGLE
# RUN: not kiln compile '%s:ToList' --input 1x3 2>&1 | FileCheck %s --check-prefix=TOLIST
# RUN: not kiln compile '%s:Nested' --input 1x3 2>&1 | FileCheck %s --check-prefix=NESTED
# RUN: not kiln compile '%s:Upsampled' --input 1x3 2>&1 | FileCheck %s --check-prefix=UPSAMPLED
# RUN: not kiln compile '%s:Expanded' --input 1x3 2>&1 | FileCheck %s --check-prefix=EXPANDED
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.make()

    def make(self):
        pass

    def forward(self, x):
        return x


class Parameter(Net):
    # PARAMETER: large-tensors.py:Parameter has parameters of 4000.0 GB, more than this machine's memory can hold as random weights
    def make(self):
        self.weight = nn.Parameter(torch.zeros(10**6, 10**6))


class Buffer(Net):
    def make(self):
        self.register_buffer("mask", torch.zeros(10**6, 10**6))

    # BUFFER: error: 'mask': computing the elements of this tensor while compiling takes too much memory or time
    def forward(self, x):
        return x + self.mask[0, :3]


class Sum(Net):
    def make(self):
        # SUM: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: computing the elements of this tensor while compiling takes too much memory or time
        if torch.ones(10**5, 10**5).all():
            pass


class Product(Net):
    def make(self):
        x = torch.ones(10**4, 10**4)
        # PRODUCT: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: computing the elements of this tensor while compiling takes too much memory or time
        return (x @ x).sum().item()


class Arange(Net):
    def make(self):
        # ARANGE: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: arange: {{.*}}
        return torch.arange(10**10)


class Triangle(Net):
    def make(self):
        # TRIANGLE: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: a tensor of shape [100000, 100000] is too large to be computed while compiling
        return torch.tril(torch.ones(10**5, 10**5))


class ToList(Net):
    def make(self):
        # TOLIST: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than
        return torch.zeros(10**8, dtype=torch.uint8).tolist()


class Nested(Net):
    def make(self):
        row = [0] * 10**4
        # NESTED: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than
        return torch.tensor([row] * 10**5)


class Upsampled(Net):
    def forward(self, x):
        # UPSAMPLED: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: interpolate: the output would have no elements, or more than 16777216 in dimension 2
        return F.interpolate(x[None], size=10**10)


class Expanded(Net):
    def forward(self, x):
        # EXPANDED: large-tensors.py:[[@LINE+1]]:{{[0-9]+}}: error: a tensor of shape [4000000000, 4000000000, 4000000000, 3] is too large
        return x.expand(4 * 10**9, 4 * 10**9, 4 * 10**9, 3)
