"""A batch normalisation made part of the layer before it."""

import copy

import torch


def _factors(running_var, eps, weight, bias):
    weight = torch.ones_like(running_var) if weight is None else weight
    bias = torch.zeros_like(running_var) if bias is None else bias
    return weight * torch.rsqrt(running_var + eps), bias


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    factor, shift = _factors(bn_rv, bn_eps, bn_w, bn_b)
    shape = [-1] + [1] * (conv_w.dim() - 1)
    if transpose:
        shape = [1] + shape[:-1]
    bias = torch.zeros_like(bn_rm) if conv_b is None else conv_b
    weight = conv_w * factor.reshape(shape).to(conv_w.dtype)
    bias = ((bias - bn_rm) * factor + shift).to(conv_w.dtype)
    return torch.nn.Parameter(weight), torch.nn.Parameter(bias)


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    return fuse_conv_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)


def _fused(layer, bn, transpose):
    result = copy.deepcopy(layer)
    result.weight, result.bias = fuse_conv_bn_weights(
        layer.weight,
        layer.bias,
        bn.running_mean,
        bn.running_var,
        bn.eps,
        bn.weight,
        bn.bias,
        transpose,
    )
    return result


def fuse_conv_bn_eval(conv, bn, transpose=False):
    return _fused(conv, bn, transpose)


def fuse_linear_bn_eval(linear, bn):
    return _fused(linear, bn, False)


def __getattr__(name):
    return torch._C._unknown("torch.nn.utils", name)
