x = [0, 00, 1_000, 0xFf_f, 0o17, 0b1_0, 1., .5, 1e10, 1E-3, 3j, 1.5e3J]
y = 0xffffffffffffffffffff, 9223372036854775808, 1e400
z = 1if x else 2or 3
