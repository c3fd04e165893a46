"""Operators of torch that are compositions of others."""

import torch
from torch import _C


def _permuted(tensor, letters, order):
    """The tensor's dimensions in the given order, size 1 where it has none."""
    present = [letter for letter in order if letter in letters]
    tensor = tensor.permute([letters.index(letter) for letter in present])
    shape = []
    sizes = dict(zip(present, tensor.shape))
    for letter in order:
        shape.append(sizes.get(letter, 1))
    return tensor.reshape(shape)


def _without_repeats(tensor, letters):
    """Takes the diagonal of dimensions that share a letter."""
    for letter in letters:
        while letters.count(letter) > 1:
            first = letters.index(letter)
            second = letters.index(letter, first + 1)
            tensor = torch.diagonal(tensor, 0, first, second)
            letters = letters[:first] + letters[first + 1 : second] + letters[second + 1 :]
            letters += letter
    return tensor, letters


def _contract(a, a_letters, b, b_letters, kept):
    """The product of two, summed over what is not kept, as a batched product
    of matrices."""
    shared = [x for x in a_letters if x in b_letters]
    batch = "".join(x for x in shared if x in kept)
    summed = "".join(x for x in shared if x not in kept)
    rows = "".join(x for x in a_letters if x not in shared)
    columns = "".join(x for x in b_letters if x not in shared)
    sizes = dict(zip(a_letters, a.shape))
    sizes.update(zip(b_letters, b.shape))

    def total(letters):
        count = 1
        for letter in letters:
            count *= sizes[letter]
        return count

    left = _permuted(a, a_letters, batch + rows + summed)
    right = _permuted(b, b_letters, batch + summed + columns)
    left = left.reshape(total(batch), total(rows), total(summed))
    right = right.reshape(total(batch), total(summed), total(columns))
    letters = batch + rows + columns
    return torch.bmm(left, right).reshape([sizes[x] for x in letters]), letters


def _check_subscripts(terms, operands, output):
    sizes = {}
    for term, tensor in zip(terms, operands):
        if len(term) != tensor.dim():
            raise RuntimeError(
                f"einsum(): {len(term)} subscripts for an operand of {tensor.dim()} dimensions"
            )
        for letter, size in zip(term, tensor.shape):
            if sizes.setdefault(letter, size) != size:
                raise RuntimeError(
                    f"einsum(): subscript '{letter}' has size {sizes[letter]} in one place "
                    f"and {size} in another"
                )
    for letter in output:
        if letter not in sizes or output.count(letter) > 1:
            raise RuntimeError(
                f"einsum(): output subscript '{letter}' must be once in the output "
                "and in an operand"
            )


def _spelled(subscripts):
    """Numbers below 52 as letters."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join("..." if number is Ellipsis else letters[number] for number in subscripts)


def einsum(equation, *operands):
    if not isinstance(equation, str):
        # Operands, each with its subscripts, and those of the result.
        given = (equation,) + operands
        pairs = len(given) // 2
        result = "->" + _spelled(given[-1]) if len(given) % 2 else ""
        equation = ",".join(_spelled(given[2 * i + 1]) for i in range(pairs)) + result
        operands = [given[2 * i] for i in range(pairs)]
    if len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = operands[0]
    equation = equation.replace(" ", "")
    inputs, arrow, output = equation.partition("->")
    inputs = inputs.split(",")
    if len(inputs) != len(operands):
        raise RuntimeError("einsum(): more operands or subscripts than the other")
    wide = max(
        [tensor.dim() - len(term.replace("...", "")) for term, tensor in zip(inputs, operands)
         if "..." in term] or [0]
    )
    dots = "0123456789"[:wide]
    terms = []
    for term, tensor in zip(inputs, operands):
        width = tensor.dim() - len(term.replace("...", "")) if "..." in term else 0
        terms.append(term.replace("...", dots[wide - width :]))
    if arrow:
        output = output.replace("...", dots)
    else:
        letters = "".join(terms)
        output = dots + "".join(
            x for x in sorted(set(letters)) if letters.count(x) == 1 and x not in dots
        )
    _check_subscripts(terms, operands, output)
    result, letters = _without_repeats(operands[0], terms[0])
    for index in range(1, len(operands)):
        other, other_letters = _without_repeats(operands[index], terms[index])
        kept = output + "".join(terms[index + 1 :])
        gone = [dim for dim, x in enumerate(letters) if x not in other_letters + kept]
        if gone:
            result = result.sum(gone)
            letters = "".join(x for dim, x in enumerate(letters) if dim not in gone)
        gone = [dim for dim, x in enumerate(other_letters) if x not in letters + kept]
        if gone:
            other = other.sum(gone)
            other_letters = "".join(
                x for dim, x in enumerate(other_letters) if dim not in gone
            )
        result, letters = _contract(result, letters, other, other_letters, kept)
    gone = [dim for dim, x in enumerate(letters) if x not in output]
    if gone:
        result = result.sum(gone)
        letters = "".join(x for x in letters if x in output)
    return result.permute([letters.index(x) for x in output])


def __getattr__(name):
    return torch._C._unknown("torch.functional", name)


_C._guard_complex(__name__, "functional")
