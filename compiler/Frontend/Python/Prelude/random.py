"""random: the Mersenne Twister as Python seeds and uses it; seeded with 0 where
the definition does not say."""

import math
import operator

import _random

_TWO_PI = 2 * math.pi


class Random:
    def __init__(self, x=0):
        self._twister = _random.Twister()
        self.seed(x)

    def seed(self, a=0, version=2):
        if not isinstance(a, int):
            a = 0 if a is None else hash(a)
        self._twister.seed(a)
        self._next_gauss = None

    def getstate(self):
        return self._twister.getstate(), self._next_gauss

    def setstate(self, state):
        self._twister.setstate(state[0])
        self._next_gauss = state[1]

    def random(self):
        return self._twister.random()

    def getrandbits(self, k):
        return self._twister.getrandbits(k)

    def randbytes(self, n):
        return bytes(self.getrandbits(8) for _ in range(n))

    def _below(self, n):
        bits = int(n).bit_length()
        number = self.getrandbits(bits)
        while number >= n:
            number = self.getrandbits(bits)
        return number

    def randrange(self, start, stop=None, step=1):
        start = operator.index(start)
        if stop is None:
            start, stop = 0, start
        count = len(range(start, operator.index(stop), step))
        if count == 0:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {stop - start})")
        return start + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[math.floor(self.random() * (n + 0.0))] for _ in range(k)]
            cum_weights = []
            for weight in weights:
                cum_weights.append(weight + (cum_weights[-1] if cum_weights else 0))
        import bisect

        total = cum_weights[-1] + 0.0
        return [
            population[bisect.bisect(cum_weights, self.random() * total, 0, n - 1)] for _ in range(k)
        ]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        population = list(population)
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        # Python draws without a pool where that takes less memory.
        limit = 21
        if k > 5:
            limit += 4 ** math.ceil(math.log(k * 3, 4))
        if n <= limit:
            result = []
            for drawn in range(k):
                index = self._below(n - drawn)
                result.append(population[index])
                population[index] = population[n - drawn - 1]
            return result
        chosen = {}
        while len(chosen) < k:
            chosen[self._below(n)] = True
        return [population[index] for index in chosen]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c = 1.0 - u, 1.0 - c
            low, high = high, low
        return low + (high - low) * math.sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        magic = 4 * math.exp(-0.5) / math.sqrt(2.0)
        while True:
            u = self.random()
            v = 1.0 - self.random()
            z = magic * (u - 0.5) / v
            if z * z / 4.0 <= -math.log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self._next_gauss
        self._next_gauss = None
        if z is None:
            angle = self.random() * _TWO_PI
            radius = math.sqrt(-2.0 * math.log(1.0 - self.random()))
            z = math.cos(angle) * radius
            self._next_gauss = math.sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return math.exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -math.log(1.0 - self.random()) / lambd


SystemRandom = Random
_shared = Random()

for _name in (
    "seed getstate setstate random getrandbits randbytes randrange randint choice choices shuffle "
    "sample uniform triangular normalvariate gauss lognormvariate expovariate"
).split():
    globals()[_name] = getattr(_shared, _name)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'random' has no attribute {name!r}")
    from _kiln import opaque

    return opaque(f"random.{name}", "kiln does not have this distribution")
