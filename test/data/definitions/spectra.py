"""Complex numbers and Fourier transforms."""

import torch
import torch.nn.functional as F
from torch import nn


def real(z):
    return torch.view_as_real(z)


class Rotary(nn.Module):
    """Positions as rotations of pairs of features."""

    def __init__(self, width, length):
        super().__init__()
        frequencies = 1.0 / 100 ** (torch.arange(0, width, 2)[: width // 2].float() / width)
        angles = torch.outer(torch.arange(length), frequencies)
        self.register_buffer("rotations", torch.polar(torch.ones_like(angles), angles))

    def forward(self, x):
        pairs = torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2))
        return real(pairs * self.rotations[: x.shape[1]]).flatten(-2).type_as(x)


class SpectralConv(nn.Module):
    """The lowest frequencies in two dimensions, mixed by complex weights."""

    def __init__(self, channels, modes):
        super().__init__()
        self.modes = modes
        self.low = nn.Parameter(torch.randn(channels, channels, modes, modes, dtype=torch.cfloat))
        self.high = nn.Parameter(torch.randn(channels, channels, modes, modes, dtype=torch.cfloat))

    def forward(self, x):
        m = self.modes
        spectrum = torch.fft.rfft2(x)
        mixed = torch.zeros(*x.shape[:2], x.shape[2], x.shape[3] // 2 + 1, dtype=torch.cfloat)
        mixed[:, :, :m, :m] = torch.einsum("bixy,ioxy->boxy", spectrum[:, :, :m, :m], self.low)
        mixed[:, :, -m:, :m] = torch.einsum("bixy,ioxy->boxy", spectrum[:, :, -m:, :m], self.high)
        return torch.fft.irfft2(mixed, s=x.shape[-2:])


class GlobalFilter(nn.Module):
    """Weights stored as pairs."""

    def __init__(self, height, width, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(height, width // 2 + 1, channels, 2) * 0.5)

    def forward(self, x):
        spectrum = torch.fft.rfft2(x, dim=(1, 2), norm="ortho")
        spectrum = spectrum * torch.view_as_complex(self.weight)
        return torch.fft.irfft2(spectrum, s=x.shape[1:3], dim=(1, 2), norm="ortho")


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.rotary = Rotary(8, 7)
        self.conv = SpectralConv(3, 2)
        self.filter = GlobalFilter(3, 7, 8)
        self.register_buffer("window", torch.hann_window(12))

    def lengths(self, signal):
        for n in (1, 2, 3, 4, 7, 16, 33, 67, 90, 131, 600):
            x = signal[:, :n] if n < 600 else signal.repeat(1, 5)[:, :n]
            spectrum = torch.fft.rfft(x)
            yield spectrum.real, spectrum.imag, torch.fft.irfft(spectrum, n=n)
            both = torch.fft.fft(torch.complex(x, x.flip(1)), norm="ortho")
            yield both.real, both.imag, torch.fft.ifft(both).abs()

    def transforms(self, x):
        yield torch.fft.irfft(torch.fft.rfft(x, n=5, dim=1, norm="forward"), dim=1)
        yield torch.fft.hfft(torch.fft.ihfft(x, dim=-1), n=8).float()
        yield real(torch.fft.fftn(x, dim=(0, 2))), torch.fft.ifftn(torch.fft.fftn(x)).real
        yield torch.fft.irfftn(torch.fft.rfftn(x, s=(4, 9)), s=(4, 9))
        yield real(torch.fft.fftshift(torch.fft.fft2(x), dim=(1, 2)))
        yield real(torch.fft.ifftshift(torch.fft.fft(x)))
        yield torch.fft.fftfreq(7, 0.5), torch.fft.rfftfreq(7)

    def arithmetic(self, z, x):
        yield real((1 + 2j) * z / (z + 3j) - z**2 + torch.exp(z) * 0.1 + x.unsqueeze(-1)[..., 0, :1])
        yield real(torch.log(z) + z.sqrt()), real(z.sin() * z.cosh()), real(z.tanh())
        yield real(z.sum(1)), z.mean().real, real(z.cumsum(-1)), z.norm(dim=1), z.prod(1).imag
        yield z.abs(), z.angle(), real(z.sgn()), real(z.reciprocal()), z == z.conj(), z.real
        yield real(z @ z.mH), real(torch.tensor([1j, 2 - 1j]) * z[0, 0, :1]), real(z.pow(1.5))
        yield real(F.linear(z, z[0, :3])), real(torch.vdot(z[0, 0], z[0, 1])), real(z.square())

    def moves(self, z):
        yield real(torch.stack([z, z.conj()]).permute(1, 0, 3, 2)), real(torch.cat([z, 2 * z], -1))
        yield real(z.unsqueeze(1).expand(-1, 2, -1, -1)), real(z.flatten(1)), real(z[..., None, 1:])
        yield [real(part) for part in z.split([1, 3], -1)], real(z.roll(1, -1)), real(z.flip(1))
        yield real(F.pad(z, (1, 2))), real(torch.where(z.real > 0, z, 0)), real(z.transpose(1, 2))
        yield real(z.masked_fill(z.imag > 0, 1j)), real(z.repeat(1, 2, 1)), real(z.tril())
        written = z.clone()
        written[:, 0] = 1j
        written[..., 1] *= 2
        written.real[:, 2] = 5
        written += z
        yield real(written), real(z.to(torch.complex128)).float(), z.cdouble().imag, real(z.mT)

    def pieces(self, signal):
        spectra = torch.stft(signal, 12, 4, window=self.window, return_complex=True)
        yield real(spectra), torch.istft(spectra, 12, 4, window=self.window, length=signal.shape[1])
        short = torch.stft(signal[0], 10, 5, win_length=8, center=False, normalized=True,
                           window=torch.hamming_window(8), return_complex=True)
        yield real(short), torch.blackman_window(5), torch.bartlett_window(6, periodic=False)

    def forward(self, x, image):
        z = torch.view_as_complex(self.rotary(x).unflatten(-1, (4, 2)))
        signal = image.flatten(1)
        results = [self.conv(image), self.filter(image.unsqueeze(-1).squeeze(-1)[:, :, :7, :8])]
        results += self.lengths(signal)
        results += self.transforms(x)
        results += self.arithmetic(z, x)
        results += self.moves(z)
        results += self.pieces(signal)
        return results
