@a.b(1)
@c
def f(a, b: int = 1, /, c=2, *d: int, e, g=3, **h) -> "R":
    """doc"""
    global G
    x = 1
    def inner():
        nonlocal x
        x = yield a
        y = yield from b
        return lambda *p, q=x, **r: (p, q, r, y)
    return inner
async def g(x):
    async with x as y, z: await y
    async for i in x: yield i
    return [i async for i in x if await i]
def h[T](x: T) -> T: return x
