a = 9223372036854775807
for f in (lambda: a + 1, lambda: -a - 2, lambda: a * a, lambda: 1 << 70, lambda: -a - 1 // -1, lambda: abs(-a - 1), lambda: int(1e300), lambda: a // 0, lambda: hash(a), lambda: round(a, -3), lambda: (-a - 1) // -1, lambda: (-a - 1) % -1, lambda: range(-a, a, a), lambda: a in range(-5, 5, 3), lambda: [1][a], lambda: "a"[-a:a:a], lambda: a ** 2, lambda: a >> 65, lambda: a << -1, lambda: ~a, lambda: float(a), lambda: 1e308 * 10, lambda: complex(1, 2) ** 2, lambda: "x" * a, lambda: a.bit_length(), lambda: (5).to_bytes(2, "big"), lambda: divmod(-a - 1, -1)):
    try:
        print(f())
    except Exception as e:
        print(e)
