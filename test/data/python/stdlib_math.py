import math

print(math.sqrt(2), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0.5))
print(math.ceil(1.2), math.floor(-1.2), math.trunc(-1.7), math.ceil(3), math.pow(2, 0.5), math.fabs(-2))
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, 2), math.sinh(1), math.erf(0.5), math.gamma(5))
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17))
print(math.prod([1, 2, 3]), math.prod([0.5, 4]), math.fsum([0.1] * 10), math.hypot(3, 4), math.dist([0, 0], [3, 4]))
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.isclose(1, 1 + 1e-10), math.copysign(1, -0.0))
print(math.modf(2.5), math.frexp(8), math.ldexp(0.5, 3), math.fmod(7, 3), math.remainder(7, 4), math.degrees(math.pi))
print(math.pi, math.e, math.tau, math.cbrt(27), math.exp2(3), math.expm1(1e-5), math.ulp(1.0), math.nextafter(1, 2))
for call in ("sqrt(-1)", "log(0)", "exp(1000)", "pow(0, -1)", "ceil(math.inf)", "floor(math.nan)", "log(-1)", "acos(2)", "factorial(-1)"):
    try:
        print(eval("math." + call))
    except (ValueError, OverflowError) as error:
        print(call, type(error).__name__)


class Half:
    def __float__(self):
        return 0.5

    def __ceil__(self):
        return 7


print(math.sqrt(Half()), math.ceil(Half()), math.floor(Half()))
