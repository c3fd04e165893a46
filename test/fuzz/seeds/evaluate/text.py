s = "Hello, World"
print(s.lower().title().split(", "), s.replace("l", "L", 2), s[::-2], s.find("o", 5), s.center(20, "*"))
print("%5.2f|%-4d|%s" % (1.5, 3, None), f"{s!r:>20} {1e10:,.2f} {255:#x} {'a'}{{}}", "{0[1]} {x}".format("ab", x=2))
print("a-b-c".rpartition("-"), "x".join("abc"), s.encode().hex(), "\u00e9".upper(), ord("a"), chr(8364), repr("\n'\""))
print("  a\tb ".strip().expandtabs(3), "abc".translate({97: "z"}), "12".zfill(5), s.startswith(("He", "x")), "a" < "b")
print(int("0x1f", 16), int(" 12 "), float("1e3"), str(1.0), bool(""), round(2.675, 2), abs(-3), divmod(-7, 3), pow(2, 10, 7), 7 // -2, -7 % 3, 2 ** -1)
