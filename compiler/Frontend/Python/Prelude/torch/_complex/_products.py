"""Products of matrices and what else is linear in both operands."""

import torch
from torch._complex._arithmetic import add, conj, mul
from torch._complex._pairs import is_complex, join, operand_parts


def _bilinear(function, input, other):
    (a, b), (c, d) = operand_parts(input, other)
    if not is_complex(other):
        return join(function(a, c), function(b, c))
    if not is_complex(input):
        return join(function(a, c), function(a, d))
    real = function(a, c) - function(b, d)
    return join(real, function(a, d) + function(b, c))


def _check_ranks(name, *tensors_and_ranks):
    for tensor, rank in tensors_and_ranks:
        if tensor.dim() != rank:
            raise RuntimeError(
                f"{name} expects a tensor of {rank} dimensions, got one of {tensor.dim()}"
            )


def matmul(input, other):
    return _bilinear(torch.matmul, input, other)


def mm(input, mat2):
    _check_ranks("mm", (input, 2), (mat2, 2))
    return matmul(input, mat2)


def bmm(input, mat2):
    _check_ranks("bmm", (input, 3), (mat2, 3))
    return matmul(input, mat2)


def mv(input, vec):
    _check_ranks("mv", (input, 2), (vec, 1))
    return matmul(input, vec)


def dot(input, tensor):
    _check_ranks("dot", (input, 1), (tensor, 1))
    return matmul(input, tensor)


def vdot(input, other):
    _check_ranks("vdot", (input, 1), (other, 1))
    return matmul(conj(input), other)


def _added(name):
    """beta * input + alpha * (the product of the others)"""

    def function(input, first, second, *, beta=1, alpha=1):
        product = getattr(torch, name)(first, second)
        if alpha != 1:
            product = mul(product, alpha)
        # Then nothing of the input counts, not even NaN.
        if beta == 0:
            return product.expand(torch.broadcast_shapes(input.shape, product.shape))
        return add(product, input if beta == 1 else mul(input, beta))

    return function


addmm = _added("mm")
baddbmm = _added("bmm")
addmv = _added("mv")


def outer(input, vec2):
    _check_ranks("outer", (input, 1), (vec2, 1))
    return mul(input.unsqueeze(-1), vec2)


ger = outer


def linear(input, weight, bias=None):
    result = _bilinear(torch.nn.functional.linear, input, weight)
    return result if bias is None else add(result, bias)


def _convolution(name, rank):
    def convolve(input, weight, bias=None, *args, **kwargs):
        def function(a, b):
            return getattr(torch.nn.functional, name)(a, b, None, *args, **kwargs)

        result = _bilinear(function, input, weight)
        if bias is None:
            return result
        return add(result, bias.reshape(-1, *[1] * rank))

    return convolve


conv1d = _convolution("conv1d", 1)
conv2d = _convolution("conv2d", 2)
conv3d = _convolution("conv3d", 3)
conv_transpose1d = _convolution("conv_transpose1d", 1)
conv_transpose2d = _convolution("conv_transpose2d", 2)
conv_transpose3d = _convolution("conv_transpose3d", 3)
