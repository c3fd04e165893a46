"""Recomputation saves memory in training only."""


def checkpoint(function, *args, use_reentrant=None, **kwargs):
    kwargs.pop("preserve_rng_state", None)
    return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, **kwargs):
    for function in functions:
        input = function(input)
    return input
