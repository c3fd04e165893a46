class Net(Module):
  def forward(self: __torch__.Net,
    x: Tensor) -> Tensor:
    while True:
      pass
    return x
