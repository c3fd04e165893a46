"""Spectra of short pieces of a signal."""

import math

import torch
import torch.nn.functional as F
from torch import fft
from torch._complex import is_complex


def _window(window, n_fft, win_length, dtype):
    """Of n_fft elements, the given one in the middle."""
    if window is None:
        window = torch.ones(win_length, dtype=dtype)
    before = (n_fft - win_length) // 2
    return F.pad(window, [before, n_fft - win_length - before])


def stft(
    input,
    n_fft,
    hop_length=None,
    win_length=None,
    window=None,
    center=True,
    pad_mode="reflect",
    normalized=False,
    onesided=None,
    return_complex=None,
    align_to_window=None,
):
    hop = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    isolated = input.dim() == 1
    x = input.unsqueeze(0) if isolated else input
    if center:
        half = n_fft // 2
        x = F.pad(x.unsqueeze(1), [half, half], mode=pad_mode).squeeze(1)
    dtype = x.real.dtype if is_complex(x) else x.dtype
    frames = x.unfold(-1, n_fft, hop) * _window(window, n_fft, win_length, dtype)
    if onesided is None:
        onesided = not is_complex(frames)
    result = fft.rfft(frames) if onesided else fft.fft(frames)
    if normalized:
        result = result * n_fft**-0.5
    result = result.transpose(1, 2)
    if isolated:
        result = result.squeeze(0)
    return result if return_complex or return_complex is None else torch.view_as_real(result)


def istft(
    input,
    n_fft,
    hop_length=None,
    win_length=None,
    window=None,
    center=True,
    normalized=False,
    onesided=None,
    length=None,
    return_complex=False,
):
    hop = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    isolated = input.dim() == 2
    x = input.unsqueeze(0) if isolated else input
    x = x.transpose(1, 2)
    if normalized:
        x = x * n_fft**0.5
    if onesided is None:
        onesided = x.shape[-1] != n_fft
    frames = fft.irfft(x, n_fft) if onesided else fft.ifft(x)
    if not onesided and not return_complex:
        frames = frames.real
    window = _window(window, n_fft, win_length, frames.dtype)
    total = n_fft + hop * (frames.shape[1] - 1)
    signal = _overlapped(frames * window, total, hop)
    weight = (window * window).expand(1, frames.shape[1], n_fft)
    begin = n_fft // 2 if center else 0
    end = total - begin if length is None else min(begin + length, total)
    signal = signal[:, begin:end] / _overlapped(weight, total, hop)[:, begin:end]
    if length is not None and length > end - begin:
        signal = F.pad(signal, [0, length - (end - begin)])
    return signal.squeeze(0) if isolated else signal


def _overlapped(frames, total, hop):
    """The sum of frames that begin at multiples of hop: of rows of hop elements,
    moved down by as many as lie before them in a frame."""
    size = frames.shape[-1]
    count = -(-size // hop)
    rows = F.pad(frames, [0, count * hop - size]).unflatten(-1, (count, hop))
    moved = [F.pad(rows[:, :, i], [0, 0, i, count - 1 - i]) for i in range(count)]
    return sum(moved).flatten(1)[:, :total]


def _cosines(*coefficients):
    """A window that is a sum of cosines."""

    def window(window_length, periodic=True, *coefficient, dtype=None, **options):
        dtype = dtype or torch.get_default_dtype()
        factors = coefficients
        if coefficient or "alpha" in options:
            alpha = coefficient[0] if coefficient else options["alpha"]
            beta = coefficient[1] if coefficient[1:] else options.get("beta", coefficients[1])
            factors = (alpha, beta)
        if window_length == 1:
            return torch.ones(1, dtype=dtype)
        steps = window_length if periodic else window_length - 1
        angles = torch.arange(window_length, dtype=torch.float64) * (2 * math.pi / steps)
        terms = [(-1) ** k * a * torch.cos(k * angles) for k, a in enumerate(factors)]
        return sum(terms).to(dtype)

    return window


hann_window = _cosines(0.5, 0.5)
hamming_window = _cosines(0.54, 0.46)
blackman_window = _cosines(0.42, 0.5, 0.08)


def bartlett_window(window_length, periodic=True, *, dtype=None, **options):
    if window_length == 1:
        return torch.ones(1, dtype=dtype)
    steps = window_length if periodic else window_length - 1
    x = torch.arange(window_length, dtype=dtype or torch.get_default_dtype()) * (2 / steps)
    return 1 - (x - 1).abs()
