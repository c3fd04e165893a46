import torch
import torch.nn.functional as F
from torch import nn


class Lacking(nn.Module):
    """What is not known to be right for complex tensors, by many paths."""

    def __init__(self):
        super().__init__()
        self.softmax = nn.Softmax(-1)

    def forward(self, x):
        z = torch.complex(x, x + 1)
        results = [
            z.corrcoef(),
            torch.histc(z),
            F.cosine_similarity(z, z),
            F.mse_loss(z, z),
            torch.linalg.slogdet(z)[1],
            torch.special.expm1(z),
            self.softmax(z),
            F.layer_norm(z, (4,)),
            z.sort()[0],
        ]
        return [torch.view_as_real(result) for result in results]


class Follows(nn.Module):
    """Only the first is told: what follows from it is not known."""

    def forward(self, x):
        z = torch.log1p(torch.complex(x, x))
        z = torch.baddbmm(z[None] * 1j, z[None], torch.complex(x, x)[None])
        return torch.view_as_real(z), z.imag


class Casts(nn.Module):
    def forward(self, x):
        return x.add_(torch.complex(x, x))


class Turns(nn.Module):
    def forward(self, x):
        z = torch.complex(x, x)
        z.t_()
        return z.real
