"""Every map of torch.nn.utils.parametrizations.orthogonal."""

import torch
from torch import nn
from torch.nn.utils.parametrizations import orthogonal


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.default_square = orthogonal(nn.Linear(6, 6))
        self.default_householder = orthogonal(nn.Linear(6, 4))
        self.householder_square = orthogonal(nn.Linear(6, 6), orthogonal_map="householder")
        self.householder_wide = orthogonal(nn.Linear(6, 3, bias=False))
        self.householder_alone = orthogonal(nn.Linear(6, 9), use_trivialization=False)
        self.exponential_wide = orthogonal(nn.Linear(6, 4), orthogonal_map="matrix_exp")
        self.cayley_square = orthogonal(nn.Linear(6, 6), orthogonal_map="cayley")
        self.cayley_tall = orthogonal(nn.Linear(6, 8), "weight", "cayley")
        self.batch = nn.Module()
        self.batch.maps = nn.Parameter(torch.zeros(2, 5, 6))
        orthogonal(self.batch, "maps", "matrix_exp")

    def forward(self, x):
        outputs = [layer(x) for layer in self.children() if isinstance(layer, nn.Linear)]
        return outputs + [self.batch.maps @ x.T]
