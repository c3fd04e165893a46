class Net(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.Net
  def forward(self: __torch__.Net,
    x: Tensor) -> Tensor:
    if torch.__isnot__(None, None):
      y = unchecked_cast(Tensor, None)
    else:
      y = torch.add(x, CONSTANTS.c0, alpha=2)
    if torch.eq(ops.prim.dtype(x), 6):
      ops.prim.RaiseException(torch.format("got {}", torch.dim(x)), "builtins.ValueError")
    else:
      pass
    return (self).inner(y, )
  def inner(self: __torch__.Net,
    x: Tensor) -> Tensor:
    return __torch__.helper(x, [1, 2], )
def helper(x: Tensor,
    sizes: List[int]=[1]) -> Tensor:
  return torch.view(x, [-1])
