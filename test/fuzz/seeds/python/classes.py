class A(B, *C, metaclass=M, **k):
    """doc"""
    x = 1
    __y = [x for _ in range(3)]
    def __f(self): return super().__f() + self.__y + __class__.x
    @property
    def p(self): return {k: v for k, v in self.d.items()}
    @p.setter
    def p(self, v): self.d = {*v, 1}
class D[T: (int, str) = int](Generic[T]): pass
