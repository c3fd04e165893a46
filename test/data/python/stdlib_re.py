import re

m = re.match(r"^(\w+)-(?P<num>\d+)(x)?$", "conv-12")
print(m, m.group(), m.group(1), m["num"], m.groups(), m.groupdict(), m.span("num"), bool(m))
print(m.start(), m.end(2), m.lastindex, m.lastgroup, m.group(1, 2))
print(re.match("b", "ab"), re.search("b", "ab").start(), re.fullmatch("a+", "aaa"), re.fullmatch("a", "ab"))
print(re.findall(r"\d+", "a1b22"), re.findall(r"(\w)(\d)", "a1b2"), re.findall("a*", "baac"))
print(re.sub(r"(\w)\.(\w)", r"\2-\1", "a.b c.d"), re.sub("x*", "-", "abxd"), re.sub("a", lambda m: m.group().upper(), "banana", count=2))
print(re.split(r"[,;]\s*", "a, b;c"), re.split("(-)", "a-b-c"), re.split(",", "a,b,c", maxsplit=1))
print(re.subn("a", "b", "aaa"), [x.span() for x in re.finditer("a", "aba")])
pattern = re.compile(
    r"""
    (?P<kind>ir|ds|cn|er)   # the block
    _r(\d+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
print(pattern.search("x DS_R3 y").groups(), pattern.pattern.strip()[:8])
print(re.compile(r"^denselayer\d+\.(?:norm|relu|conv)\.[12]$").match("denselayer1.norm.1") is not None)
old = re.compile(r"^(.*denselayer\d+\.(?:norm|relu|conv))\.((?:[12])\.(?:weight|bias|running_mean|running_var))$")
found = old.match("features.denselayer1.norm.1.weight")
print(found.group(1) + found.group(2))
print([re.split(r"(\d.*)", op) for op in "r1_k3_s1_e6_c24_se0.25".split("_")])
print(re.findall(r"(?<=a)b|c(?!d)", "ab cd ce"), re.findall("(?m)^.", "a\nb"), re.search("a.c", "a\nc", re.S) is not None)
print(re.match("(a+?)(a*)", "aaa").groups(), re.match("<.*?>", "<a><b>").group(), re.match(r"(.)\1", "aa").group())
print(re.escape("a.b*c"), re.sub(r"(?P<x>a)", r"[\g<x>\g<0>]", "cat"), re.sub(r"\s+", " ", " a  b\t\nc "))
print(re.sub("([a-z0-9])([A-Z])", r"\1_\2", "camelCaseName").lower(), re.findall("[éà]+", "caféàx"))
try:
    re.compile("(a")
except re.error as error:
    print(error)
print(re.match("a{2,3}", "aaaa").group(), re.findall("(?i:A)b", "ab AB aB"), re.IGNORECASE == re.I)
print(re.sub("a|b", "", "abc"), re.search(r"(\d+)x(\d+)", "224x112").groups(), re.match(r"(?:(a)|b)*", "ab").group(1))
