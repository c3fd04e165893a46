# Methods of str and bytes.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print("a b  c ".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), " a b c ".split(None, 1), "".split(), "".split(","))
print("a b c".rsplit(None, 1), "a,b,c".rsplit(",", 1), "a,b".rsplit(","), "abc".split("b", maxsplit=0), "aXXbXXc".split("XX"))
print(" a  b ".rsplit(None, 1), "a b c d".rsplit(maxsplit=2), "x".rsplit())
attempt("a".split, "")
attempt("a".split, 1)
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x1cc\u2028d".splitlines())
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "abc".rpartition("x"))
print("  ab ".strip(), "  ab ".lstrip() + "|", "  ab ".rstrip() + "|", "xxabxx".strip("x"), "abcab".strip("ab"), "éaé".strip("é"), "\u3000a".strip())
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(3)), "x".join(["a"]))
attempt(",".join, [1, 2])
attempt(",".join, 5)
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("aa", ""), "".replace("", "x"), "é".replace("", "-"))
print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".find("l", 3), "hello".find("l", 0, 2), "hello".index("e"), "héllo".find("l"), "hello".find("", 9), "hello".find("", 5))
print("hello".rindex("l"), "hello".find("l", -2), "ééé".rfind("é"), "hello".count("l"), "aaaa".count("aa"), "abc".count(""), "abcabc".count("b", 2), "x".count("", 5))
attempt("hello".index, "z")
attempt("hello".find, 1)
print("hello".startswith("he"), "hello".startswith(("x", "h")), "hello".startswith("l", 2), "hello".endswith("lo"), "hello".endswith(("a", "o")), "hello".endswith("l", 0, 4), "hello".startswith(""), "a".startswith("", 5))
attempt("hello".startswith, 1)
attempt("hello".endswith, ("a", 1))
print("Hello World".upper(), "Hello".lower(), "hello world it's".title(), "hELLO wORLD".capitalize(), "Straße".casefold(), "Hello".swapcase(), "straße".upper(), "ÀÉ".lower(), "éa".title(), "ЖУК".lower(), "ωμ".upper())
print("42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".zfill(2), "a".center(4) + "|", "a".center(5, "*"), "ab".center(5, "-"), "a".ljust(3) + "|", "a".rjust(3, "."), "é".center(3, "ü"))
attempt("a".center, 5, "ab")
print("123".isdigit(), "12a".isdigit(), "".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "abc".isalpha(), "ab1".isalpha(), "ab1".isalnum(), "é".isalpha(), " \t".isspace(), "".isspace())
print("ABC".isupper(), "AB1".isupper(), "123".isupper(), "abc".islower(), "Ab".islower(), "Hello World".istitle(), "Hello world".istitle(), "ab_1".isidentifier(), "1a".isidentifier(), "".isidentifier(), "é".isascii(), "a".isascii(), "a\n".isprintable(), "".isprintable())
print("prefix_name".removeprefix("prefix_"), "name.weight".removesuffix(".weight"), "abc".removeprefix("x"), "abc".removesuffix(""))
print("hello".translate({104: "H", 101: None, 108: 76}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1", 98: "2"})))
attempt(str.maketrans, "ab", "c")
print("a\tb\tcd\te".expandtabs(), "a\tb".expandtabs(4), "\ta".expandtabs(2), "a\tb".expandtabs(0), "ab\n\tc".expandtabs(4).split("\n"))
print("é".encode(), "é".encode("latin-1"), "abc".encode("ascii"), "é".encode("ascii", "ignore"), "é".encode("ascii", errors="replace"))
print(b"\xc3\xa9".decode(), b"abc".decode("ascii"), b"\xff".decode("utf-8", "replace") == "\ufffd", b"\xe9".decode("latin-1"), str(b"abc", "utf-8"))
attempt("a".encode, "nonsense")
print("hello"[1], "hello"[-1], "hello"[1:3], "hello"[::-1], "hello"[::2], "héllo"[1], "héllo"[1:3], "😀a"[1], "hello"[10:], "hello"[-3:-1], "héllo"[::-2], "hello"[3:1])
attempt(lambda: "abc"[5])
attempt(lambda: "abc"["a"])
print(len("héllo"), len("😀"), "l" in "hello", "" in "a", "éa" in "xéay", "a" * 3, 3 * "ab", "a" * 0, "a" * -1, "a" "b", "abc" < "abd", "a" < "B", "" < "a", "é" > "z")
attempt(lambda: 1 in "abc")
print(list("héy"), tuple("ab"), sorted("hello"), set("a"), max("hello"), min("hello"), "".join(reversed("abc")))
print(str(), str(1), str(None), str([1, "a"]), str({"a": 1}), str(1.0), str(True), str(b"x"), str(object=5), repr(str))
print(ord("a"), ord("é"), ord("😀"), chr(97), chr(233), chr(128512), ord(b"a"))
attempt(ord, "ab")
attempt(ord, 5)
attempt(chr, -1)
attempt(chr, 0x110000)
print("%s" % "a", "abc".__len__(), "abc".__contains__("b"), "abc".__add__("d"), "abc".__getitem__(1), "a".__eq__("a"), "a".__lt__("b"), "a".__mul__(2), "a".__eq__(1))
print("a-b_c".replace("-", " ").replace("_", " ").split(), "layer1.0.conv".split("."), "x".join(["1", "2", "3"]))
print(str.upper("abc"), str.join(",", ["a", "b"]), list(map(str.strip, [" a ", "b "])), "abc".__str__(), "a".__repr__(), "a".__hash__() == hash("a"))
print("a\\b", r"a\nb", 'it"s', """tri
ple""", "\x41\u00e9\U0001F600\101\N{BULLET}" if False else "\x41\u00e9\U0001F600\101")


class Name(str):
    def __new__(cls, text, extra=None):
        self = super().__new__(cls, text.lower())
        self.extra = extra
        return self

    def shout(self):
        return self.upper() + "!"

    def __add__(self, other):
        return Name(super().__add__(other), "sum")


n = Name("Conv", 5)
print(n, repr(n), n.extra, n.shout(), n == "conv", isinstance(n, str), len(n), n[0], {"conv": 1}[n], hash(n) == hash("conv"))
print((n + "X").extra, n + "X", "a" + n, n * 2, type(n.upper()).__name__, f"{n:>6}", "%s" % n, n.startswith("c"), "".join([n, n]), n in ["conv"], n < "d", str(n), type(str(n)).__name__)

print(b"abc"[0], b"abc"[1:], b"a" + b"b", b"ab" * 2, len(b"abc"), b"b" in b"abc", 97 in b"abc", list(b"ab"), bytes([1, 2]), bytes(3), bytes("é", "utf-8"))
print(b"abc".hex(), bytes.fromhex("01 ff"), b"a,b".split(b","), b" a ".strip(), b",".join([b"a", b"b"]), b"abc".startswith(b"a"), b"abc".find(b"c"), b"abc".upper(), b"a" == b"a", b"a" == "a", b"a" < b"b")
attempt(bytes, [256])
attempt(bytes, "a")
