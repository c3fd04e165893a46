class A:
    n = 0
    def __init__(self, x=1, *args, y, **kw):
        self.x = x
        self.args = args
        A.n += 1
    def __getattr__(self, name):
        if name.startswith("z"):
            return len(name)
        raise AttributeError(name)
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return (i, self.x)[0]
    def __call__(self, *a, **k):
        return a, k
    def __eq__(self, other):
        return self.x == other.x
    def __hash__(self):
        return hash(self.x)
    @property
    def p(self):
        return self.x
    @p.setter
    def p(self, v):
        self.x = v
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls.n
class B(A):
    def __init__(self):
        super().__init__(2, 3, y=4, w=5)
b = B()
b.p = 7
print(b.p, b.zzz, len(b), b[1], b(1, k=2), b.s(1), B.c(), b == B(), {b: 1}, B.__mro__)
B = type("C", (A,), {"q": 1})
