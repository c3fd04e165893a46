class Net(Module):
  def forward(self: __torch__.Net,
    x: Tensor) -> Tuple[Tensor, int]:
    outputs = annotate(List[Tensor], [])
    _0 = True
    i, y = 0, x
    while _0:
      y0 = torch.relu(torch.add(y, float(i)))
      _1 = torch.append(outputs, torch.slice(y0, 1, 0, 9223372036854775807, 2))
      _0, i, y = torch.lt(i, 3), torch.add(i, 1), y0
    for j in range(torch.__range_length(0, torch.len(outputs), 2)):
      k = torch.__derive_index(j, 0, 2)
      y = torch.mul(y, (outputs)[k])
    table = {"a": 1, "b": torch.floordiv(7, 2)}
    n = int(torch.floor_divide(ops.prim.NumToTensor(torch.size(x, 0)), 2))
    z = torch.to(torch.zeros([2, n], dtype=7), 6, False, False)
    return (torch.cat(outputs, 1), torch.add((table)["b"], torch.pow(n, 2)))
