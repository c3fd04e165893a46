"""Operators of complex tensors: each that kiln says to be right for them."""

import math

import torch
import torch.nn.functional as F
from torch import nn


def changed(z, change):
    z = z.clone()
    change(z)
    return z


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.cast = nn.Linear(4, 3).to(torch.cfloat)
        self.made = nn.Conv1d(4, 2, 3, dtype=torch.cfloat)
        self.register_buffer("turns", torch.exp(1j * torch.arange(4)))

    def layers(self, z, w, x):
        yield self.cast(z), self.made(z), z * self.turns, F.linear(z, w, w[0])
        yield F.conv1d(z, w.unsqueeze(-1), z[0]), F.conv_transpose1d(z, w.unsqueeze(-1), z[0])
        yield F.normalize(z), F.normalize(z, p=1.0, dim=0), F.dropout(z, 0.5, False)
        yield F.embedding(torch.tensor([1, 0]), z), F.pad(z, (1, 2), value=2.0)

    def numbers(self, z, w, x):
        yield 1j * x, x * (2 + 3j), 1j / x, x / 1j, x - 1j, 1j - x, torch.exp(-2j * math.pi * x)
        yield (x > 0) * 1j, torch.arange(4) * 2j, x.double() * 1j, x * torch.tensor(2j)
        yield 2**z, (-2) ** z, z**-2, z**2.5, z**x, z**w, torch.pow(x, z), z.float_power(2)
        yield z / x, x / z, 2 / z, z / (w * 1e25), z / (2 + 1j), z / 2, (x + 1j) ** 0.5
        yield torch.add(z, w, alpha=2j), torch.sub(z, w, alpha=2), torch.rsub(z, w)
        yield torch.lerp(z, w, 0.3), torch.addcmul(z, z, w, value=2), torch.addcdiv(z, z, w)
        yield x == 1j, z.ne(w), z.logical_not(), torch.logical_and(z, x), z.bool(), z.all()
        yield z.to(torch.float64), x.type_as(z), z.type_as(x), x.to(z), x.sum(1, dtype=torch.cfloat)

    def functions(self, z, w, x):
        yield torch.isreal(z), torch.isreal(x + 0j), z.adjoint(), torch.positive(z)
        yield torch.log2(z), torch.log10(z), torch.rsqrt(z), torch.tan(z), torch.tanh(100 * z)
        yield torch.nan_to_num(z / 0.0 * 0), torch.isinf(z), torch.sqrt(z), torch.log(z)
        yield torch.sigmoid(z), torch.sinh(z), torch.sgn(z), torch.fft.ifft2(z)

    def arrangements(self, z, w, x):
        rows = torch.tensor([1, 0])
        yield torch.meshgrid(z[0], w[0, :2], indexing="xy"), z.t().ravel(), torch.atleast_2d(z[0]), torch.atleast_3d(z), torch.block_diag(z, w)
        yield torch.cartesian_prod(z[0], w[0]), torch.column_stack([z, w]), torch.dstack([z, w])
        yield torch.diag_embed(z), torch.diagflat(z[0]), torch.diagonal_scatter(z, w[0])
        yield z.fliplr(), z.flipud(), z.rot90(), z.unfold(1, 2, 1), z.sum_to_size(1, 4)
        yield z.hsplit(2), z.vsplit(2), z.reshape(2, 2, 4).dsplit(2), z.narrow_copy(0, 1, 2)
        yield z.index_add(0, rows, w[:2]), z.index_copy(0, rows, w[:2]), z.index_fill(0, rows, 2.0)
        yield z.index_put((rows,), w[0]), z.masked_scatter(x > 0, w), z.put(rows, w[0, :2])
        yield z.masked_select(torch.tensor([True, False, True, True])), z.new_tensor([1j])
        yield z.select_scatter(w[0], 0, 1), z.slice_scatter(w[:2], 0, 1, 3), torch.diag(z)
        yield z.scatter(1, rows[None], w), z.scatter_add(1, rows[None], w), z.view(torch.float32)
        yield x[0].expand_as(z), x.view_as(z), torch.cat([x, z.cdouble()], 1), z[None].squeeze()
        yield torch.split_with_sizes(z, [1, 3], 1), torch.nonzero(torch.tensor([0j, 1j, 0, 2]))

    def sums(self, z, w, x):
        yield z.prod(), z.prod(1), z.cumprod(1), z.std(), z.var(1), torch.count_nonzero(z)
        yield torch.std_mean(z, 1), torch.var_mean(z, 0, unbiased=False), torch.trace(z)
        yield torch.cov(z), torch.diff(z), torch.dist(z, w), torch.renorm(z, 2, 0, 1.0)
        yield z.sum(axis=1), z.sum(0, dtype=torch.complex128), z.norm(p=1, dim=1)

    def products(self, z, w, x):
        yield torch.addmm(z, z, w, beta=0.5, alpha=2j), torch.baddbmm(z, z[None], w[None])
        yield torch.addbmm(z, z[None], w[None]), torch.addmv(z[0], z, w[0])
        yield torch.addr(z, z[0], w[0]), torch.chain_matmul(z, w, z), torch.inner(z, w)
        yield torch.cross(z[:3], w[:3], dim=0), torch.kron(z, w), torch.tensordot(z, w, 1)
        yield torch.einsum("ij,kj->ik", z, w), torch.matrix_power(z, 2), torch.matrix_exp(z * 0.1)
        yield torch.det(z), torch.inverse(z), torch.isclose(z, z + 1e-9), torch.vdot(z[0], w[0])

    def algebra(self, z, w, x):
        yield torch.linalg.inv(z), torch.linalg.solve(z, w), torch.linalg.solve(z, w, left=False)
        yield torch.linalg.solve(z, w[0]), torch.linalg.det(z), torch.linalg.vecdot(z, w)
        yield torch.linalg.cross(z[:3].T, w[:3].T), torch.linalg.diagonal(z)
        yield torch.linalg.matmul(z, w), torch.linalg.matrix_exp(z * 0.1)
        yield torch.linalg.matrix_power(z, 3), torch.linalg.multi_dot([z, w, z])
        yield torch.linalg.norm(z), torch.linalg.norm(z, 1), torch.linalg.norm(z, dim=1)
        yield torch.linalg.matrix_norm(z), torch.linalg.vector_norm(z, dim=0)

    def writes(self, z, w, x):
        yield changed(z, lambda t: t.mul_(w)), changed(z, lambda t: t.add_(1j))
        yield changed(z, lambda t: t.t().contiguous().zero_()), changed(z, lambda t: t.exp_())
        yield changed(z, lambda t: t.to(torch.cfloat, copy=True).zero_())
        yield changed(z, lambda t: t.index_add_(0, torch.tensor([1, 0]), w[:2]))
        yield changed(x, lambda t: t.__setitem__(0, z[0])), changed(x, lambda t: t.copy_(z))
        yield changed(z, lambda t: t.fill_diagonal_(2.0)), changed(z, lambda t: t.real.mul_(2))
        yield torch.mul(z, w, out=torch.empty(4, 4, dtype=torch.cfloat))
        yield changed(z[0], lambda t: torch.fft.fft(z[0], out=t))

    def forward(self, x, y):
        z, w = torch.complex(x, y), torch.complex(y + 1, x * 2)
        groups = [self.layers, self.numbers, self.functions, self.arrangements, self.sums]
        groups += [self.products, self.algebra, self.writes]
        return [real(result) for group in groups for result in group(z, w, x)]


def real(value):
    if isinstance(value, (tuple, list)):
        return [real(item) for item in value]
    if value.is_complex():
        return torch.view_as_real(value.resolve_conj()).float()
    return value.float()
