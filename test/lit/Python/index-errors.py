# An index that is known while compiling and lies outside of its dimension is an
# error at the line that uses it.

# RUN: not kiln compile '%s:Select' --input 2x3 2>&1 | FileCheck %s --check-prefix=SELECT
# RUN: not kiln compile '%s:Computed' --input 2x3 2>&1 | FileCheck %s --check-prefix=COMPUTED
# RUN: not kiln compile '%s:Item' --input 2x3 2>&1 | FileCheck %s --check-prefix=ITEM
# RUN: not kiln compile '%s:Pair' --input 2x3 2>&1 | FileCheck %s --check-prefix=PAIR
# RUN: not kiln compile '%s:Scatter' --input 2x3 2>&1 | FileCheck %s --check-prefix=SCATTER
# RUN: not kiln compile '%s:Fill' --input 2x3 2>&1 | FileCheck %s --check-prefix=FILL
# RUN: not kiln compile '%s:Add' --input 2x3 2>&1 | FileCheck %s --check-prefix=ADD
# RUN: not kiln compile '%s:OneHot' --input 2x3 2>&1 | FileCheck %s --check-prefix=ONEHOT
# RUN: not kiln compile '%s:Kth' --input 2x3 2>&1 | FileCheck %s --check-prefix=KTH
import torch
import torch.nn as nn
import torch.nn.functional as F


class Select(nn.Module):
    def forward(self, x):
        # SELECT: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 9 is out of bounds for dimension 1 with size 3
        return torch.index_select(x, 1, torch.tensor([0, 9]))


class Computed(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("offsets", torch.arange(4), persistent=False)

    def forward(self, x):
        # COMPUTED: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 3 is out of bounds for dimension 1 with size 3
        return x.gather(1, self.offsets.expand(2, 4))


class Item(nn.Module):
    def forward(self, x):
        # ITEM: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index -4 is out of bounds for dimension 1 with size 3
        return x[:, torch.tensor([1, -4])]


class Pair(nn.Module):
    def forward(self, x):
        # PAIR: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 3 is out of bounds for dimension 1 with size 3
        return x[torch.tensor([0]), torch.tensor([3])]


class Scatter(nn.Module):
    def forward(self, x):
        # SCATTER: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 7 is out of bounds for dimension 1 with size 3
        return x.scatter(1, torch.tensor([[7]]), 1.0)


class Fill(nn.Module):
    def forward(self, x):
        # FILL: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 5 is out of bounds for dimension 1 with size 3
        return x.index_fill(1, torch.tensor([5]), 1.0)


class Add(nn.Module):
    def forward(self, x):
        # ADD: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 5 is out of bounds for dimension 0 with size 3
        return x.index_add(1, torch.tensor([5]), x[:, :1])


class OneHot(nn.Module):
    def forward(self, x):
        # ONEHOT: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: index 5 is out of bounds for dimension 0 with size 4
        return x.sum() + F.one_hot(torch.tensor([5]), 4)


class Kth(nn.Module):
    def forward(self, x):
        # KTH: index-errors.py:[[@LINE+1]]:{{[0-9]+}}: error: kthvalue(): selected number k out of range
        return x.kthvalue(9).values
