# int, float, bool and complex.

def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7 / 2, 2 ** 10, 2 ** -1)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 1e300 * 1e10, -1e300 * 1e10)
print(1 << 10, 1024 >> 3, 5 & 3, 5 | 3, 5 ^ 3, ~5, -5 >> 1)
print(True + True, True & False, True | False, True ^ True, ~True, -True)
print((5).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count())
print(int("42"), int("  -17 "), int("ff", 16), int("0x1f", 16), int("0b101", 0))
print(int("0o17", 0), int("1_000"), int("z", 36), int(3.99), int(-3.99), int(True))
print(int(), int(b"12"), int("+5"), int("  12\n"), int(x=3) if False else 3)
attempt(int, "12a")
attempt(int, "")
attempt(int, "1__0")
attempt(int, "5", 99)
attempt(int, [1])
attempt(int, None)
attempt(int, float("nan"))
attempt(int, float("inf"))
attempt(int, 5, 10)
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (5).to_bytes())
print((-2).to_bytes(2, "big", signed=True))
attempt((300).to_bytes, 1, "big")
attempt((-1).to_bytes, 1, "big")
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x04\x00", "little"))
print(int.from_bytes(b"\xff\xfe", "big", signed=True))
print((6).as_integer_ratio(), (0.75).as_integer_ratio(), (6).is_integer())
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate())

print(float("1.5"), float("  -2e3 "), float("inf"), float("-INF"), float("1_0.5"))
print(float(), float(3), float(True), float("nan"), float(".5"), float("5."))
attempt(float, "abc")
attempt(float, "")
attempt(float, "1..2")
attempt(float, "1_")
attempt(float, [])
print((2.0).is_integer(), (2.5).is_integer(), (0.1).hex(), (-1.0).hex(), (0.0).hex())
print(0.1, 1.0, 100.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e-7)
print(1e22, 1e100, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, -0.0, 2.5e20)
print(float(2 ** 53), 1e21, 123456.789, 1234567890.5)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.25, 1))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3))
print(round(3.14159, 3), round(1e18), round(0.5), round(1.5), round(-0.5))
print(round(12345.678, -2), round(2.5, None), round(True), round(1.0, 400))
attempt(round, float("nan"))
attempt(round, "x")
print(abs(-3), abs(-3.5), abs(True), abs(3 + 4j), abs(-0.0))
attempt(abs, "x")
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(-1, 4))
attempt(divmod, 1, 0)
attempt(divmod, "a", 1)
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(2, -2), pow(-5, 3, 7))
attempt(pow, 2, -1, 4)
attempt(pow, 2, 3, 0)
print(bin(10), oct(64), hex(255), bin(-5), hex(-255), bin(0))
attempt(hex, 1.5)
attempt(lambda: 1 / 0)
attempt(lambda: 1 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: 1 + "a")

print(1 == 1.0, 1 == True, 0.1 + 0.2 == 0.3, 1 < 2.5, 2 ** 53 == float(2 ** 53))
print(float("nan") == float("nan"), float("inf") > 10 ** 18, 3 != 3.0)
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"))
print(bool(0), bool(0.0), bool(""), bool([]), bool(()), bool({}), bool(None), bool("0"))
print(isinstance(True, int), isinstance(1, float), type(1).__name__, type(1.0), type(True))
print(int.__name__, float.__name__, int.__add__(2, 3), (2).__mul__(4), float.__add__(1.0, 2.0))
print((5).__add__("x"), (7).__divmod__(2), (2).__pow__(3), (2.5).__round__(), (5).__index__())
print(1j * 1j, complex(1, 2), complex("1+2j"), (1 + 2j) * (3 - 1j), complex(1, -2).conjugate())
print((3 + 4j).real, (3 + 4j).imag, 1j == 1j, complex(1) == 1, -(1 + 2j), (1 + 2j) / (1 - 1j))
print((1 + 2j) ** 2, 2 + 1j - 1, bool(0j), repr(1 + 0j), 1.5 + 2.5j)


class Celsius(float):
    def __repr__(self):
        return "Celsius(%s)" % float(self)


class Level(int):
    def __new__(cls, value, name="level"):
        self = super().__new__(cls, value)
        self.label = name
        return self

    def __add__(self, other):
        return Level(super().__add__(other), "sum")


c = Celsius(21.5)
print(c, repr(c), c + 1, isinstance(c, float), c > 20, type(c).__name__, float(c), int(c))
a = Level(3, "low")
b = a + 4
print(a, b, b.label, a * 2, a == 3, [10, 20, 30, 40][a], f"{a:03d}", type(a * 2).__name__)
print(sum([a, b]), max(a, b).label, {3: "three"}[a], hash(a) == hash(3), -a, abs(Level(-3)))
print("%d %s" % (a, a), range(a), str(a), int(a), float(a), a.bit_length())


class Index:
    def __index__(self):
        return 2

    def __int__(self):
        return 5

    def __float__(self):
        return 2.5


i = Index()
print([1, 2, 3][i], int(i), float(i), hex(i), "abc"[i], list(range(i)), "x" * 3, round(2.71828, i))
