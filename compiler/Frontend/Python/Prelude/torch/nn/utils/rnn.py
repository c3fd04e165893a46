"""Batches of sequences of several lengths."""

from collections import namedtuple

import torch
from torch import _C

_Fields = namedtuple(
    "PackedSequence", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"]
)


class PackedSequence(_Fields):
    """Of each time the elements of the sequences that are so long.

    Where lengths are not known when a model is compiled, it holds the padded
    batch, [time, batch, ...] in `padded`, with the lengths.
    """

    padded = None
    lengths = None

    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    @classmethod
    def of_unknown_lengths(cls, padded, lengths):
        packed = cls(padded)
        packed.padded = padded
        packed.lengths = lengths
        return packed

    @property
    def is_cuda(self):
        return False

    def to(self, *args, **kwargs):
        if self.padded is not None:
            return PackedSequence.of_unknown_lengths(
                self.padded.to(*args, **kwargs), self.lengths
            )
        return PackedSequence(self.data.to(*args, **kwargs), *self[1:])

    def cuda(self, *args, **kwargs):
        return self

    def cpu(self, *args, **kwargs):
        return self


def invert_permutation(permutation):
    return None if permutation is None else permutation.argsort()


def _sizes_of(lengths):
    """How many sequences are longer than each time."""
    return [sum(length > time for length in lengths) for time in range(max(lengths))]


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    if batch_first:
        input = input.transpose(0, 1)
    if isinstance(lengths, torch.Tensor):
        if not _C._is_known(lengths):
            _C._warn(
                "the lengths of packed sequences are not known when compiling: what is "
                "padded again is as long as the input, not as its longest sequence"
            )
            return PackedSequence.of_unknown_lengths(input, lengths)
        lengths = lengths.tolist()
    lengths = [int(length) for length in lengths]
    if min(lengths) <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in "
            "'lengths' that is <= 0"
        )
    order = None
    if not enforce_sorted:
        places = sorted(range(len(lengths)), key=lambda i: -lengths[i])
        order = torch.tensor(places)
        lengths = [lengths[i] for i in places]
        input = input.index_select(1, order)
    elif lengths != sorted(lengths, reverse=True):
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. "
            "You can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence "
            "to sidestep this requirement."
        )
    sizes = _sizes_of(lengths)
    data = torch.cat([input[time, :size] for time, size in enumerate(sizes)])
    return PackedSequence(data, torch.tensor(sizes), order)


def _padded(sequence):
    """[time, batch, ...] with any value behind the ends, and the lengths."""
    sizes = sequence.batch_sizes.tolist()
    lengths = [sum(size > at for size in sizes) for at in range(sizes[0])]
    starts = [sum(sizes[:time]) for time in range(len(sizes))]
    places = [
        start + min(at, size - 1)
        for start, size in zip(starts, sizes)
        for at in range(sizes[0])
    ]
    rows = sequence.data.index_select(0, torch.tensor(places))
    return rows.unflatten(0, (len(sizes), sizes[0])), torch.tensor(lengths)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    if sequence.padded is not None:
        padded, lengths = sequence.padded, sequence.lengths
    else:
        padded, lengths = _padded(sequence)
    size = padded.size(0)
    if total_length is not None and total_length < size:
        raise ValueError(
            "Expected total_length to be at least the length of the longest sequence in "
            f"input, but got total_length={total_length} and max sequence length being {size}"
        )
    inside = torch.arange(size).unsqueeze(1) < lengths
    inside = inside.reshape(*inside.shape, *[1] * (padded.dim() - 2))
    padded = torch.where(inside, padded, torch.full((), padding_value, dtype=padded.dtype))
    if total_length is not None:
        missing = (0, 0) * (padded.dim() - 1) + (0, total_length - size)
        padded = torch.nn.functional.pad(padded, missing, value=padding_value)
    if sequence.unsorted_indices is not None:
        padded = padded.index_select(1, sequence.unsorted_indices)
        lengths = lengths[sequence.unsorted_indices]
    return padded.transpose(0, 1) if batch_first else padded, lengths


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    if isinstance(sequences, torch.Tensor):
        sequences = sequences.unbind(0)
    longest = max(sequence.size(0) for sequence in sequences)
    rows = []
    for sequence in sequences:
        missing = longest - sequence.size(0)
        pads = (0, 0) * (sequence.dim() - 1)
        pads += (missing, 0) if padding_side == "left" else (0, missing)
        rows.append(torch.nn.functional.pad(sequence, pads, value=padding_value))
    return torch.stack(rows, 0 if batch_first else 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[: int(size)] for row, size in zip(padded_sequences.unbind(0), lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    lengths = [sequence.size(0) for sequence in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)


def __getattr__(name):
    return _C._unknown("torch.nn.utils.rnn", name)
