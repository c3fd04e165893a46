import keyword
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlparse, urlsplit, urlunparse

for url in (
    "https://user:pw@example.org:8080/a/b.pt;v=1?x=1&y=a%20b#top",
    "net.pt",
    "/models/net.pt",
    "file:///models/net.pt",
    "hf-hub:timm/resnet18",
    "C:/models/net.pt",
):
    parts = urlparse(url)
    print(tuple(parts), parts.scheme, parts.hostname, parts.port, urlunparse(parts) == url)
print(tuple(urlsplit("//host/path?q")), urlsplit("HTTP://Host/").geturl())
print(quote("a b/c&d"), quote("é", safe=""), unquote("a%20b%2Fc%C3%A9%zz"))
print(unquote("%+5%5 %_1%4%41%"))
print(urlencode({"a": 1, "b": "x y"}), parse_qs("a=1&b=x+y&a=2&c="))
for url in ("b.pt", "/b.pt", "../b.pt", "http://other/x", "//other/x", "?q"):
    print(urljoin("http://host/one/two/a.pt", url))
print(keyword.iskeyword("class"), keyword.iskeyword("klass"), len(keyword.kwlist), keyword.issoftkeyword("match"))
