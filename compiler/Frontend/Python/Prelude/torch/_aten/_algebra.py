"""Products of matrices and convolutions in ATen's form."""

import torch
import torch.nn.functional as F


def matrix_exp(input):
    return torch.linalg.matrix_exp(input)


linalg_matrix_exp = matrix_exp


def linalg_householder_product(input, tau):
    return torch.linalg.householder_product(input, tau)


# Contractions


def convolution(
    input,
    weight,
    bias,
    stride,
    padding,
    dilation,
    transposed,
    output_padding,
    groups,
    benchmark=None,
    deterministic=None,
    cudnn_enabled=None,
    allow_tf32=None,
):
    rank = weight.dim() - 2

    def whole(sizes):
        return list(sizes) * (rank if len(sizes) == 1 else 1)

    stride, padding, dilation = whole(stride), whole(padding), whole(dilation)
    if transposed:
        function = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)[rank - 1]
        return function(
            input, weight, bias, stride, padding, whole(output_padding), groups, dilation
        )
    function = (F.conv1d, F.conv2d, F.conv3d)[rank - 1]
    return function(input, weight, bias, stride, padding, dilation, groups)


_convolution = convolution


def _convolution_mode(input, weight, bias, stride, padding, dilation, groups):
    function = (F.conv1d, F.conv2d, F.conv3d)[weight.dim() - 3]
    return function(input, weight, bias, stride, padding, dilation, groups)


def baddbmm(self, batch1, batch2, *, beta=1, alpha=1):
    product = torch.bmm(batch1, batch2)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def addmm(self, mat1, mat2, *, beta=1, alpha=1):
    product = torch.mm(mat1, mat2)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def addmv(self, mat, vec, *, beta=1, alpha=1):
    product = torch.matmul(mat, vec)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def vdot(self, other):
    return torch.vdot(self, other)


def dot(self, tensor):
    return torch.matmul(self, tensor)


def mv(self, vec):
    return torch.matmul(self, vec)


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    return F.cosine_similarity(x1, x2, dim, eps)


def einsum(equation, tensors, *, path=None):
    return torch.einsum(equation, *tensors)


def linalg_vector_norm(self, ord=2, dim=None, keepdim=False, *, dtype=None):
    return torch.norm(self, ord, dim, keepdim, dtype=dtype)


def mT(self):
    return self.transpose(-2, -1)


def mH(self):
    return torch.adjoint(self)


def _weight_norm(v, g, dim=0):
    return v * (g / torch.norm_except_dim(v, 2, dim))


def _weight_norm_interface(v, g, dim=0):
    norm = torch.norm_except_dim(v, 2, dim)
    return v * (g / norm), norm


__all__ = [name for name, value in globals().items() if callable(value)]
