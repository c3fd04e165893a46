# Format specifications, str.format, % and f-strings.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for spec in ["", "d", "5", "<5", ">5", "^5", "05", "+", " ", "-", "+05", "*^9", "x", "X",
             "#x", "#o", "#b", "b", "o", "08b", ",", "_", "10,", "010,", "c", "e", ".2f",
             "%", ".1%", "g", "=+6", "0=6", "#06x", "_b", "_x", "n", "é>6", "020,", "09,"]:
    attempt(format, 1234, spec)
    attempt(format, -65, spec)
for spec in ["", "f", ".0f", ".1f", ".3f", "10.2f", "<10.2f", "^10.2f", "010.2f", "+.2f",
             "e", ".2e", "E", "g", ".3g", "G", "%", ".2%", ",", ",.2f", "_.3f", "n", ".3",
             ".10", "#.0f", "#g", " .1f", "0=+9.1f", "012,.2f", "z.1f", ".1", ".20f"]:
    attempt(format, 3.14159, spec)
    attempt(format, 1234567.891, spec)
    attempt(format, -0.0001234, spec)
    attempt(format, 1e20, spec)
for spec in ["f", "5", "e", "06", "+", "%", "F", ",", ".2f"]:
    attempt(format, float("inf"), spec)
    attempt(format, float("nan"), spec)
for spec in ["", "5", ">5", "^7", "*<6", ".2", "5.1", "s", "=5", "d", "+", ",", "#", "05", "é^8"]:
    attempt(format, "abc", spec)
attempt(format, 1, ".2d")
attempt(format, 1, "q")
attempt(format, 1, "5.")
attempt(format, 1, ",x")
attempt(format, 1, "ddd")
attempt(format, 1.5, "d")
attempt(format, [1], "5")
attempt(format, None, "")
attempt(format, True, "")
attempt(format, True, "d")
attempt(format, True, "5")
attempt(format, -1, "c")

print("{} {}".format(1, "a"), "{0} {1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2))
print("{0.real} {0.imag}".format(5), "{0[1]} {0[k]}".format({1: "x", "k": "y"}) if False else "-")
print("{0[1]}".format([10, 20]), "{d[key]}".format(d={"key": "v"}), "{{}} {{{}}}".format(1))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{:>{w}.{p}f}".format(3.14159, w=10, p=2))
print("{:{}}|".format("a", 5), "{0:{1}{2}}|".format("a", ">", 5), "{:,}".format(1234567))
print("{:%}".format(0.5), "{:10}|{:<10}|".format(1, "a"), "{x!r:>6}".format(x="a"))
print("{name:s} is {age:d}".format(**{"name": "Bo", "age": 5}))
print("{a}{b}".format_map({"a": 1, "b": 2}))
attempt("{} {}".format, 1)
attempt("{a}".format, 1)
attempt("{0} {}".format, 1)
attempt("{} {0}".format, 1)
attempt("{".format)
attempt("}".format)
attempt("{0".format, 1)
attempt("{!x}".format, 1)
attempt("{0.nothing}".format, 1)
attempt("{:d}".format, "a")

print("%d %i %u" % (1, 2, 3), "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%x %X %#x %o" % (255, 255, 255, 8))
print("%f %.2f %8.3f|%-8.2f|%08.2f" % (1.5, 1.555, 3.14159, 2.5, -2.5), "%e %.1E %g %G" % (12345.678, 0.00012, 1e10, 1e-10))
print("%s %r %a" % ("a", "b", "é"), "%10s|%-10s|%.2s" % ("a", "b", "cde"), "%c%c" % (65, "z"), "%%" % ())
print("%(a)s %(b)03d" % {"a": 1, "b": 2}, "%s" % [1, 2], "%s" % None, "%s" % (1,), "%d%%" % 50)
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%d" % 3.99, "%5.1f%%" % 12.34, "%s and %s" % ("a", "b"))
print("%.3d|%+.3d|%5.3d" % (5, 5, 5), "%#o %#X" % (8, 255), "%r" % ("x",), "%i" % True)
attempt(lambda: "%d" % "a")
attempt(lambda: "%d %d" % 1)
attempt(lambda: "%d" % (1, 2))
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%q" % 1)
attempt(lambda: "%" % 1)
attempt(lambda: "%(a)s" % 1)
attempt(lambda: "%(a)s" % {})
attempt(lambda: "%c" % "ab")
attempt(lambda: "abc" % 1)
attempt(lambda: "abc" % {})

name, width, value = "net", 10, 3.14159
print(f"{name}", f"{name!r:>{width}}|", f"{value:.2f}", f"{value:{width}.{3}f}|", f"{1 + 1}", f"{{}}")
print(f"{name=}", f"{value=:.1f}", f"{name!s}", f"{'a' 'b'}", f"{[1, 2][0]}", f"{ {'a': 1}['a'] }")
print(f"{1000000:,}", f"{255:#x}", f"{0.25:.0%}", f"{name:^9}|", f"{True}", f"{None}", f"{1:>3}|")


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return "P[%s](%s,%s)" % (spec, self.x, self.y)

    def __str__(self):
        return "point"

    def __repr__(self):
        return "Point()"


p = Point(1, 2)
print(format(p), format(p, "abc"), f"{p:xyz}", "{0.x:03d} {0.y}".format(p), f"{p!r:>10}", str(p), f"{p!s}")
print("%s %r" % (p, p), [p], (p,), {"p": p})
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n back\\ nul\0 bell\x07"), repr("é\xa0\u200b😀"))
print(ascii("é😀"), ascii(["ü"]), repr(b"a\x00'\xff"), repr(1e16), repr(0.1), str(1.0))
